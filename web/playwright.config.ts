import { defineConfig, devices } from '@playwright/test';
import type { Hosts } from './e2e/people';

/**
 * The browser stories: the real program with the demo county, on SQLite and (when WEICHENG_TEST_POSTGRES names a cluster) on
 * PostgreSQL, there on two servers that share one database. `./dev test story` runs them.
 */
const port = Number(process.env['WEICHENG_E2E_PORT'] ?? 18_081);
const sqlite = [port];
const postgres = [port + 1, port + 2];
const cluster = process.env['WEICHENG_TEST_POSTGRES'];
const desk = { ...devices['Desktop Chrome'], viewport: { width: 1440, height: 900 } };

export const browser = {
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
  contextOptions: { reducedMotion: 'reduce' as const },
  trace: 'retain-on-failure' as const,
  launchOptions: {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  },
};

export const addressOf = (one: number | undefined): string => `http://127.0.0.1:${one}`;

/** One server for each port, over one store; the last is up when all are. */
export const serverOn = (ports: number[], store: 'sqlite' | 'postgres') => ({
  command: `node e2e/serve.mjs ${ports.join(',')} ${store}`,
  url: `${addressOf(ports.at(-1))}/healthz`,
  timeout: 180_000,
  stdout: 'ignore' as const,
  stderr: 'pipe' as const,
  gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 10_000 },
});

/** Who goes to which server: each hand-over of the ledger goes from one to the other. */
const [one, other] = postgres.map(addressOf) as [string, string];
const hosts: Hosts = { citizen: one, grid: one, office: other, checker: other };

export default defineConfig<{ hosts: Hosts | null }>({
  testDir: 'e2e',
  testIgnore: /shots/,
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  forbidOnly: true,
  use: browser,
  webServer: [serverOn(sqlite, 'sqlite'), ...(cluster ? [serverOn(postgres, 'postgres')] : [])],
  projects: [
    { name: 'sqlite', use: { ...desk, ...browser, baseURL: addressOf(port) } },
    ...(cluster
      ? [{ name: 'postgres', testMatch: /round_trip/, use: { ...desk, ...browser, baseURL: one, hosts } }]
      : []),
    { name: 'english', testMatch: /round_trip|ledger_sides/, use: { ...desk, ...browser, locale: 'en-GB', baseURL: addressOf(port) } },
  ],
});
