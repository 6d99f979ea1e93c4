// A picture of every screen in shots/, for a person to look at. Not a test of what is on them.
import { fileURLToPath } from 'node:url';
import { screens } from './screens';
import { signIn, speak, test } from './people';

const folder = fileURLToPath(new URL('../../shots/', import.meta.url));
const widths = [1440, 1280, 390];

for (const locale of ['zh-CN', 'en-GB'])
  for (const width of widths)
    test(`pictures at ${width} px, ${locale}`, async ({ browser, baseURL }) => {
      const options = { viewport: { width, height: width === 390 ? 844 : 900 }, locale };
      for (const screen of screens) {
        const who = screen.who?.[0];
        const page = who
          ? (await signIn(browser, baseURL ?? '', who, options, locale)).page
          : await (await browser.newContext({ baseURL: baseURL ?? '', ...options })).newPage();
        await screen.open(page);
        if (!who) await speak(page, locale);
        // Growing the window keeps the sticky parts in the picture, which a full-page picture would drop.
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        await page.setViewportSize({ width, height: Math.max(options.viewport.height, height) });
        await page.screenshot({ path: `${folder}${screen.name}-${width}-${locale.slice(0, 2)}.png` });
        await page.context().close();
      }
    });
