import { defineConfig } from '@playwright/test';
import { browser, serverOn } from './playwright.config';

/** `./dev test shots`: pictures only. */
const port = 18_083;

export default defineConfig({
  testDir: 'e2e',
  testMatch: /shots\.spec/,
  workers: 2,
  fullyParallel: true,
  timeout: 300_000,
  reporter: [['list']],
  use: { ...browser, baseURL: `http://127.0.0.1:${port}` },
  webServer: [serverOn(port, 'sqlite')],
});
