// R2.1, R2.2, R7.4: four people at once take one problem once round the ledger, and once more because the citizen says no.
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

test('citizen, grid, checker and office take a problem round the ledger twice', async ({ browser, baseURL }, info) => {
  const at = baseURL ?? '';
  const locale = info.project.use.locale;
  const words = wordsOf(locale);
  const place = middleOf('QF-HT-01');

  const street = await browser.newContext({ baseURL: at, ...phone, geolocation: place, permissions: ['geolocation'] });
  const streetFaults = await watch(street, at);
  const citizen = await street.newPage();
  const office = await signIn(browser, at, 'office', {}, locale);
  const grid = await signIn(browser, at, 'houtun', phone, locale);
  const checker = await signIn(browser, at, 'checker', {}, locale);

  const { number, followUrl } = await reportAsCitizen(citizen, words, locale);
  await test.step('the office files it, the server finds the grid', async () => {
    await openCase(office.page, number);
    await act(office.page, words, 'file');
    await expect(office.page.getByText(words.cases.states.dispatched).first()).toBeVisible();
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
