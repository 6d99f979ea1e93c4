import { defineConfig } from '@playwright/test';
import { addressOf, browser, serverOn } from './playwright.config';

/** `./dev test shots`: pictures only. */
const port = Number(process.env['WEICHENG_E2E_PORT'] ?? 18_081) + 3;

export default defineConfig({
  testDir: 'e2e',
  testMatch: /shots\.spec/,
  workers: 2,
  fullyParallel: true,
  timeout: 900_000,
  reporter: [['list']],
  use: { ...browser, actionTimeout: 15_000, baseURL: addressOf(port) },
  webServer: [serverOn([port], 'sqlite')],
});
