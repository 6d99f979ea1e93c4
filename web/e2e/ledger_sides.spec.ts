// R2.1–R2.4: the ways beside the straight one, as people see them: verified, merged, extended, suspended, disputed, voided.
import { expect } from '@playwright/test';
import { act, middleOf, reportAsCitizen } from './acting';
import { openCase, phone, signIn, test, watch, wordsOf } from './people';

test('a second report of the same is hinted at, merged, and its citizen follows the first one', async ({ browser, baseURL }, info) => {
  const at = baseURL ?? '';
  const locale = info.project.use.locale;
  const words = wordsOf(locale);
  const place = middleOf('QF-HT-02');
  const street = await browser.newContext({ baseURL: at, ...phone, geolocation: place, permissions: ['geolocation'] });
  const faults = await watch(street, at);
  const citizen = await street.newPage();
  const office = await signIn(browser, at, 'office', {}, locale);

  const first = await reportAsCitizen(citizen, words, locale);
  const second = await reportAsCitizen(citizen, words, locale, async (page) => {
    await expect(page.getByText(words.pub.place.nearby)).toBeVisible();
  });
  await openCase(office.page, second.number);
  await act(office.page, words, 'merge', async (dialog) => {
    await dialog.locator('.choice', { hasText: first.number }).click();
  });
  await expect(office.page.getByText(words.cases.states.merged).first()).toBeVisible();
  await expect(office.page.getByText(words.cases.links.merged.replace('{number}', first.number))).toBeVisible();
  await citizen.goto(second.followUrl);
  await expect(citizen.getByText(words.pub.follow.ending.merged)).toBeVisible();

  await test.step('a report that is not accepted tells its citizen why', async () => {
    await openCase(office.page, first.number);
    await act(office.page, words, 'decline', async (dialog) => {
      await dialog.locator('.choice').first().click();
    });
    await citizen.goto(first.followUrl);
    await expect(citizen.getByText(words.pub.follow.ending.not_accepted)).toBeVisible();
  });
  expect([...faults, ...office.faults]).toEqual([]);
});

test('verified, extended, suspended and resumed: each asked by one and decided by another', async ({ browser, baseURL }, info) => {
  const at = baseURL ?? '';
  const locale = info.project.use.locale;
  const words = wordsOf(locale);
  const street = await browser.newContext({ baseURL: at, ...phone, geolocation: middleOf('QF-HT-01'), permissions: ['geolocation'] });
  const office = await signIn(browser, at, 'office', {}, locale);
  const grid = await signIn(browser, at, 'houtun', phone, locale);
  const worker = await signIn(browser, at, 'worker', phone, locale);
  const { number } = await reportAsCitizen(await street.newPage(), words, locale);

  await test.step('the office has it looked at, the grid says it is so', async () => {
    await openCase(office.page, number);
    await act(office.page, words, 'ask_verification');
    await openCase(worker.page, number);
    await act(worker.page, words, 'verify_true');
    await openCase(office.page, number);
    await expect(office.page.getByText(words.cases.verifications.confirmed, { exact: true })).toBeVisible();
    await act(office.page, words, 'file');
  });
  await test.step('the grid asks for more time; while the office looks on, the request appears by itself', async () => {
    await openCase(grid.page, number);
    await act(grid.page, words, 'sign');
    await openCase(office.page, number);
    await act(grid.page, words, 'ask_extension', async (dialog) => {
      await dialog.locator('.choice').first().click();
    });
    await expect(office.page.getByText(words.cases.moved.title)).toBeVisible();
    await act(office.page, words, 'grant_extension');
  });
  await test.step('an outside cause stops the clock until the day to look again', async () => {
    await openCase(grid.page, number);
    await act(grid.page, words, 'ask_suspension', async (dialog) => {
      await dialog.getByRole('combobox', { name: words.cases.dialog.recheckOn }).fill(inDays(10));
      await dialog.getByRole('combobox', { name: words.cases.dialog.recheckOn }).press('Enter');
      await dialog.locator('.choice').first().click();
    });
    await openCase(office.page, number);
    await act(office.page, words, 'grant_suspension');
    await expect(office.page.getByRole('heading', { name: words.cases.suspension.title })).toBeVisible();
    await act(office.page, words, 'resume');
    await expect(office.page.getByText(words.cases.states.handling).first()).toBeVisible();
  });
  await test.step('the office voids it and takes it back', async () => {
    await act(office.page, words, 'void', async (dialog) => {
      await dialog.locator('.choice').first().click();
    });
    await act(office.page, words, 'reinstate', async (dialog) => {
      await dialog.locator('.choice').first().click();
    });
    await expect(office.page.getByText(words.cases.states.reported).first()).toBeVisible();
  });
  expect([...office.faults, ...grid.faults, ...worker.faults]).toEqual([]);
});

/** A day of the county's calendar. */
const inDays = (days: number): string => new Date(Date.now() + 8 * 3600_000 + days * 86_400_000).toISOString().slice(0, 10);
