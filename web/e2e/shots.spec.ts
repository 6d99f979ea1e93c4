// A picture of every screen in shots/, for a person to look at. Not a test of what is on them.
// WEICHENG_SHOTS names another folder, WEICHENG_SHOTS_ONLY the screens wanted (a regular expression).
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { screens } from './screens';
import { signIn, speak, test } from './people';

const folder = process.env['WEICHENG_SHOTS'] ?? fileURLToPath(new URL('../../shots', import.meta.url));
const only = new RegExp(process.env['WEICHENG_SHOTS_ONLY'] ?? '');
/** What is looked at in one go: a desk's window made smaller, and a phone. */
const windows = [
  [{ width: 1440, height: 900 }, { width: 1280, height: 720 }],
  [{ width: 390, height: 844 }],
] as const;
/** A4 at the 96 dots an inch that browsers print with. */
const sheet = { width: 794, height: 1123 };

async function picture(page: Page, name: string, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size);
  // Growing the window keeps the sticky parts in the picture, which a full-page picture would drop.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...size, height: Math.max(size.height, height) });
  await page.screenshot({ path: `${folder}/${name}.png` });
}

/** One person's page is kept from screen to screen; what a screen has put between page and server goes with it. */
async function pageOf(browser: Browser, baseURL: string, who: string | null, options: object, locale: string): Promise<Page> {
  if (who) return (await signIn(browser, baseURL, who, options, locale)).page;
  const page = await (await browser.newContext({ baseURL, ...options })).newPage();
  await page.goto('/p/');
  await speak(page, locale);
  return page;
}

for (const locale of ['zh-CN', 'en-GB'])
  for (const sizes of windows)
    test(`pictures at ${sizes[0].width} px, ${locale}`, async ({ browser, baseURL }) => {
      const pages = new Map<string | null, Page>();
      const missed: string[] = [];
      for (const screen of screens.filter((one) => only.test(one.name))) {
        const who = screen.who?.[0] ?? null;
        const page = pages.get(who) ?? (await pageOf(browser, baseURL ?? '', who, { viewport: sizes[0], locale }, locale));
        pages.set(who, page);
        try {
          await screen.open(page);
          if (screen.name === 'sign-in') await speak(page, locale);
          for (const size of screen.paper ? [sheet] : sizes) await picture(page, `${screen.name}-${size.width}-${locale.slice(0, 2)}`, size);
        } catch (error) {
          missed.push(`${screen.name}: ${error instanceof Error ? error.message : String(error)}`);
        }
        await page.emulateMedia({ media: null });
        await page.setViewportSize(sizes[0]);
        await page.unrouteAll({ behavior: 'ignoreErrors' });
      }
      if (missed.length) throw new Error(missed.join('\n'));
    });
