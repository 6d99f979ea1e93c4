// R2.2, R2.4: the map of cases: what it counts, how it is filtered, how one gets from a mark to a case, and that a crowd does not stop it.
import { expect, type Page } from '@playwright/test';
import { crowdOf, showCrowd } from './crowd';
import { signIn, test } from './people';

const count = async (page: Page): Promise<number> => {
  const shown = page.locator('.case-map__count');
  await expect(shown).toHaveText(/\d/);
  return Number(/\d+/.exec((await shown.textContent()) ?? '')?.[0]);
};
const asJson = async <T>(page: Page, path: string): Promise<T> => (await (await page.request.get(`/api/v1${path}`)).json()) as T;
const open = 'reported,verifying,filed,dispatched,disputed,handling,suspended,handled,checking,checked';

test('the map shows the open cases of the list, and its filters stay in the address', async ({ browser, baseURL }) => {
  const { page, faults } = await signIn(browser, baseURL ?? '', 'office');
  await page.goto('/admin/case-map');
  const { total } = await asJson<{ total: number }>(page, `/cases?state=${open}&limit=1`);
  expect(total).toBeGreaterThan(0);
  await expect.poll(() => count(page)).toBe(total);
  await expect(page).toHaveURL(/at=/);

  const late = page.locator('.map-filters__light').nth(1);
  await late.click();
  await expect(page).toHaveURL(/light=red/);
  const red = await asJson<{ total: number }>(page, `/cases?state=${open}&light=red&limit=1`);
  if (red.total > 0) await expect.poll(() => count(page)).toBe(red.total);
  await page.reload();
  await expect(late).toHaveAttribute('aria-pressed', 'true');
  expect(faults).toEqual([]);
});

test('the keyboard leads from the list beside the map to a case, and from there to its page', async ({ browser, baseURL }) => {
  const { page, faults } = await signIn(browser, baseURL ?? '', 'office');
  const { items } = await asJson<{ items: { id: string; number: string; place: { point: { lon: number; lat: number } } }[] }>(page, '/cases?state=handling&limit=1');
  const one = items[0]!;
  await page.goto(`/admin/case-map?at=${one.place.point.lon},${one.place.point.lat},19`);
  const row = page.locator('.map-list__one', { has: page.locator('.map-list__words > span') }).first();
  await row.focus();
  await page.keyboard.press('Enter');
  const card = page.locator('.map-card');
  await expect(card).toBeFocused();
  await expect(page).toHaveURL(/case=\d+/);
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  await row.focus();
  await page.keyboard.press('Enter');
  await card.getByRole('link').click();
  await expect(page).toHaveURL(/\/admin\/cases\/\d+/);
  expect(faults).toEqual([]);
});

test('the grids are drawn with the number of their cases, and can be put away', async ({ browser, baseURL }) => {
  const { page } = await signIn(browser, baseURL ?? '', 'office');
  await page.goto('/admin/case-map');
  await count(page);
  const { items } = await asJson<{ items: { grid_id: string; count: number }[] }>(page, `/case-map/grids?state=${open}`);
  const { total } = await asJson<{ total: number }>(page, `/cases?state=${open}&limit=1`);
  expect(items.reduce((sum, one) => sum + one.count, 0)).toBeLessThanOrEqual(total);
  expect(items.length).toBeGreaterThan(0);
  const toggle = page.locator('.case-map__over .plain-button').last();
  await toggle.click();
  await expect(page).toHaveURL(/grids=no/);
  await expect(toggle).toHaveAttribute('aria-pressed', 'false');
});

test('a hundred thousand cases: what is in sight is asked once, a small move asks nothing, an older question is dropped', async ({ browser, baseURL }) => {
  const { page, faults } = await signIn(browser, baseURL ?? '', 'office');
  const { extent } = await asJson<{ extent: [number, number, number, number] }>(page, '/map-layers');
  const [west, south, east, north] = extent;
  const crowd = crowdOf(100_000, [west + (east - west) / 5, south + (north - south) / 5, east - (east - west) / 5, north - (north - south) / 5]);
  const told = await showCrowd(page, crowd);
  await page.goto('/admin/case-map');
  expect(await count(page)).toBeGreaterThan(90_000);
  expect(told.asked).toBe(1);

  const box = (await page.locator('.case-map .county-map').boundingBox())!;
  const drag = async (by: number): Promise<void> => {
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + by, box.y + box.height / 2, { steps: 12 });
    await page.mouse.up();
  };
  const address = page.url();
  await drag(box.width / 10);
  await expect.poll(() => page.url()).not.toBe(address);
  expect(told.asked).toBe(1);

  // Five steps nearer are a question for each rest between them, never one for each picture on the way.
  for (let step = 0; step < 5; step += 1) await page.locator('.ol-zoom-in').click();
  await expect.poll(() => count(page)).toBeLessThan(20_000);
  expect(told.asked).toBeLessThanOrEqual(1 + 2 * 5);
  expect(faults).toEqual([]);
});

test('stubborn spots stand in the list and on the map, and lead to their cases', async ({ browser, baseURL }) => {
  const { page, faults } = await signIn(browser, baseURL ?? '', 'office');
  await page.goto('/admin/stubborn-spots');
  const { items } = await asJson<{ items: { count: number; last_case: { id: string } }[] }>(page, '/stubborn-spots?min_count=2&limit=100');
  await expect(page.locator('.spot-list > li:not(.spot-list__more)')).toHaveCount(items.length);
  if (items.length > 0) {
    await page.locator('.spot-list__cases a').first().click();
    await expect(page).toHaveURL(/\/admin\/cases\/\d+/);
  }
  expect(faults).toEqual([]);
});
