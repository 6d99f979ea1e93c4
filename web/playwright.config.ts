import { defineConfig, devices } from '@playwright/test';

/**
 * The browser stories: the real program with the demo county, on SQLite and (when WEICHENG_TEST_POSTGRES names a cluster) on
 * PostgreSQL. `./dev test story` runs them.
 */
const sqlite = 18_081;
const postgres = 18_082;
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

export const serverOn = (port: number, store: 'sqlite' | 'postgres') => ({
  command: `node e2e/serve.mjs ${port} ${store}`,
  url: `http://127.0.0.1:${port}/healthz`,
  timeout: 180_000,
  stdout: 'ignore' as const,
  stderr: 'pipe' as const,
  gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 10_000 },
});

export default defineConfig({
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
    { name: 'sqlite', use: { ...desk, ...browser, baseURL: `http://127.0.0.1:${sqlite}` } },
    ...(cluster
      ? [{ name: 'postgres', testMatch: /round_trip/, use: { ...desk, ...browser, baseURL: `http://127.0.0.1:${postgres}` } }]
      : []),
    { name: 'english', testMatch: /round_trip|ledger_sides/, use: { ...desk, ...browser, locale: 'en-GB', baseURL: `http://127.0.0.1:${sqlite}` } },
  ],
});
