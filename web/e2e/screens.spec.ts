// Every screen: nothing serious for axe, no sideways scrolling at 390, 1280 and 1440 px, no request to a foreign host.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { screens, type Screen } from './screens';
import { signIn, test, watch } from './people';

// One sign-in looks at dozens of screens.
test.describe.configure({ timeout: 600_000 });

const widths = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
];

/** A4 at the 96 dots an inch that browsers print with. */
const sheet = { width: 794, height: 1123 };

async function judge(page: Page, { name, paper }: Screen): Promise<void> {
  const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze();
  const serious = found.violations.filter((one) => one.impact === 'serious' || one.impact === 'critical');
  expect(serious.map((one) => `${name}: ${one.id} ${one.nodes.map((node) => node.target.join(' ')).join(' | ')}`)).toEqual([]);
  for (const size of paper ? [sheet] : widths) {
    await page.setViewportSize(size);
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await expect.poll(overflow, { message: `${name} scrolls sideways at ${size.width}` }).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize(widths[0]!);
}

/** A screen as it is opened; what it has put between page and server goes with it. */
async function look(page: Page, screen: Screen): Promise<void> {
  await screen.open(page);
  await judge(page, screen);
  await page.emulateMedia({ media: null });
  await page.unrouteAll({ behavior: 'ignoreErrors' });
}

test('the citizen’s screens are accessible and fit', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL: baseURL ?? '' });
  const faults = await watch(context, baseURL ?? '');
  const page = await context.newPage();
  for (const screen of screens.filter((one) => one.who === null)) {
    await look(page, screen);
  }
  expect(faults).toEqual([]);
});

for (const who of ['office', 'houtun', 'checker', 'leader', 'admin'] as const)
  test(`the desk’s screens are accessible and fit for ${who}`, async ({ browser, baseURL }) => {
    const { page, faults } = await signIn(browser, baseURL ?? '', who);
    for (const screen of screens.filter((one) => one.who?.includes(who))) {
      await look(page, screen);
    }
    expect(faults).toEqual([]);
  });
