// R2.1, R2.2, R7.4: four people at once take one problem once round the ledger, and once more because the citizen says no.
// Where the project names servers, each hand-over goes from one to the other: what is written here is the same.
import { expect, type Page } from '@playwright/test';
import { act, addPhoto, middleOf, photograph, reportAsCitizen } from './acting';
import { openCase, phone, signIn, test, watch, wordsOf, type Words } from './people';

async function handleAndConfirm(grid: Page, words: Words, number: string, hue: number): Promise<void> {
  await openCase(grid, number);
  await act(grid, words, 'sign');
  const after = await photograph(grid, hue);
  await act(grid, words, 'handle', async (dialog) => {
    await addPhoto(dialog, words, after);
    await dialog.locator('textarea').fill('清运两车，冲洗地面');
  });
  await act(grid, words, 'confirm');
}

/** How many cases the map says are in sight; null while it asks. */
async function inSight(page: Page): Promise<number | null> {
  const words = (await page.locator('.case-map__count').textContent()) ?? '';
  return /\d/.test(words) ? Number(/\d+/.exec(words)?.[0]) : null;
}

/** The case is among those of the map: on a mark of its own, or in the list of the spot where it stands with others. */
async function expectOnMap(page: Page, number: string): Promise<void> {
  const marks = page.locator('.map-list__one');
  for (let i = 0; i < (await marks.count()); i += 1) {
    await marks.nth(i).click();
    const card = page.locator('.map-card');
    await expect(card.getByText(/AJ\d{8}-\d{4}/).first()).toBeVisible();
    if (await card.getByText(number).first().isVisible()) return;
  }
  throw new Error(`${number} is not on the map`);
}

test('citizen, grid, checker and office take a problem round the ledger twice', async ({ browser, at }, info) => {
  const locale = info.project.use.locale;
  const words = wordsOf(locale);
  const place = middleOf('QF-HT-01');

  const street = await browser.newContext({ baseURL: at.citizen, ...phone, geolocation: place, permissions: ['geolocation'] });
  const streetFaults = await watch(street, at.citizen);
  const citizen = await street.newPage();
  const office = await signIn(browser, at.office, 'office', {}, locale);
  const grid = await signIn(browser, at.grid, 'houtun', phone, locale);
  const checker = await signIn(browser, at.checker, 'checker', {}, locale);

  await office.page.goto(`/admin/case-map?at=${place.longitude},${place.latitude},19`);
  await expect.poll(() => inSight(office.page)).not.toBeNull();
  const before = (await inSight(office.page)) ?? 0;
  await grid.page.goto('/admin/today');
  await expect(grid.page.locator('.today__live--on')).toBeVisible();

  const { number, followUrl } = await reportAsCitizen(citizen, words, locale);
  await test.step('it comes onto the map that the office has open, without being asked for', async () => {
    await expect.poll(() => inSight(office.page), { timeout: 30_000 }).toBe(before + 1);
    await expectOnMap(office.page, number);
  });
  await test.step('the office files it, the server finds the grid, whose desk shows it at once', async () => {
    await openCase(office.page, number);
    await act(office.page, words, 'file');
    await expect(office.page.getByText(words.cases.states.dispatched).first()).toBeVisible();
    await expect(grid.page.locator('.today-row', { hasText: number })).toBeVisible();
  });
  await test.step('the grid signs, handles and confirms; it may not check its own work', async () => {
    await handleAndConfirm(grid.page, words, number, 120);
    await expect(grid.page.getByRole('button', { name: words.cases.action.pass, exact: true })).toHaveCount(0);
  });
  await test.step('someone else checks, the office strikes it off', async () => {
    await openCase(checker.page, number);
    await act(checker.page, words, 'pass');
    await openCase(office.page, number);
    await act(office.page, words, 'close');
  });
  await test.step('the citizen says it is not so', async () => {
    await citizen.goto(followUrl);
    await citizen.getByRole('button', { name: words.pub.follow.objectOpen }).click();
    await citizen.locator('label', { has: citizen.locator('input[name=reason]') }).first().click();
    await citizen.getByRole('button', { name: words.pub.follow.objectSend }).click();
    await expect(citizen.getByText(words.pub.follow.objectDone)).toBeVisible();
  });
  await test.step('rework in the second period, checked and struck off again', async () => {
    await handleAndConfirm(grid.page, words, number, 200);
    await openCase(checker.page, number);
    await act(checker.page, words, 'rework', async (dialog) => {
      await dialog.locator('.choice').first().click();
    });
    await openCase(grid.page, number);
    const again = await photograph(grid.page, 260);
    await act(grid.page, words, 'handle', async (dialog) => {
      await addPhoto(dialog, words, again);
    });
    await act(grid.page, words, 'confirm');
    await openCase(checker.page, number);
    await act(checker.page, words, 'pass');
    await openCase(office.page, number);
    await act(office.page, words, 'close');
    await expect(office.page.getByText(words.cases.states.closed).first()).toBeVisible();
  });
  await test.step('the citizen is content', async () => {
    await citizen.goto(followUrl);
    await citizen.locator('label', { has: citizen.locator('input[name=face][value=good]') }).click();
    await citizen.getByRole('button', { name: words.pub.follow.rateSend }).click();
    await expect(citizen.getByText(words.pub.follow.rateDone.replace('{face}', words.pub.follow.faces.good))).toBeVisible();
  });
  expect([...streetFaults, ...office.faults, ...grid.faults, ...checker.faults]).toEqual([]);
});
