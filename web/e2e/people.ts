// The persons of the stories and what each of them can do on the screen. Words follow the project's language.
import { expect, test as base, type Browser, type BrowserContext, type Page } from '@playwright/test';
import zhCases from '../src/features/cases/words.zh';
import enCases from '../src/features/cases/words.en';
import zhToday from '../src/features/cases/today/words.zh';
import enToday from '../src/features/cases/today/words.en';
import zhSession from '../src/features/session/words.zh';
import enSession from '../src/features/session/words.en';
import zhShared from '../src/shared/i18n/zh';
import enShared from '../src/shared/i18n/en';
import zhPublic from '../src/entries/public/words/zh';
import enPublic from '../src/entries/public/words/en';

/** Which server each person of the story round the ledger goes to. */
export type Hosts = Record<'citizen' | 'grid' | 'office' | 'checker', string>;

/** A story's pages are closed with it: an account may follow live updates in so many pages at once and no more. */
export const test = base.extend<{ hosts: Hosts | null; at: Hosts; pagesClosed: void }>({
  hosts: [null, { option: true }],
  at: async ({ hosts, baseURL }, use) => {
    const all = baseURL ?? '';
    await use(hosts ?? { citizen: all, grid: all, office: all, checker: all });
  },
  pagesClosed: [
    async ({ browser }, use) => {
      await use();
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
});

export const demoPassword = 'qingfeng-2026';
export const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** The words of one language, so that the same story is told in both. */
export const wordsOf = (locale: string | undefined) =>
  locale?.startsWith('en')
    ? { cases: enCases.cases, today: enToday.today, session: enSession.session, pub: enPublic, photoUploaded: enShared.photo.ready }
    : { cases: zhCases.cases, today: zhToday.today, session: zhSession.session, pub: zhPublic, photoUploaded: zhShared.photo.ready };
export type Words = ReturnType<typeof wordsOf>;

/** Fails when a page asks anyone but our own server, or breaks its content security policy. */
export async function watch(context: BrowserContext, baseURL: string): Promise<string[]> {
  const faults: string[] = [];
  const own = new URL(baseURL).host;
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.host !== own) faults.push(`asked ${url.host}`);
  });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`));
  });
  context.on('console', (message) => {
    if (message.text().startsWith('CSP: ')) faults.push(message.text());
  });
  context.on('weberror', (error) => faults.push(error.error().message));
  return faults;
}

/** The product opens in Chinese; whoever wants English presses the switch. */
export async function speak(page: Page, locale: string | undefined): Promise<void> {
  if (!locale?.startsWith('en')) return;
  const english = page.getByRole('button', { name: 'English' });
  await expect(english.or(page.getByRole('button', { name: '中文' })).first()).toBeVisible();
  if (await english.first().isVisible()) await english.first().click();
  await expect(page.locator('html')).toHaveAttribute('lang', /^en/);
}

export async function signIn(browser: Browser, baseURL: string, login: string, options: object = {}, locale?: string): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({ baseURL, ...options });
  const faults = await watch(context, baseURL);
  const page = await context.newPage();
  await page.goto('/admin/sign-in');
  await page.locator('input[autocomplete="username"]').fill(login);
  await page.locator('input[autocomplete="current-password"]').fill(demoPassword);
  await page.locator('input[autocomplete="current-password"]').press('Enter');
  // Whoever sees no cases begins with who is who.
  await expect(page).toHaveURL(/\/admin\/(today|people)/);
  await speak(page, locale);
  return { page, faults };
}

/** Opens the case with that number and waits for its page. */
export async function openCase(page: Page, number: string): Promise<void> {
  await page.goto(`/admin/cases?q=${number}&tab=all`);
  await page.getByText(number, { exact: true }).first().click();
  await expect(page).toHaveURL(/\/admin\/cases\/\d+/);
  await expect(page.getByText(number).first()).toBeVisible();
}
