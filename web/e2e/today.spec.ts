// R11.1: the first page of the day: each count opens exactly its list, what waits is done from here, others' moves appear.
import { expect } from '@playwright/test';
import { signIn, test, wordsOf } from './people';

interface Today {
  cards: { code: string; count: number; query: string }[];
  waiting: { id: string; number: string; state: string }[];
}
const words = wordsOf('zh-CN');

test('each card opens a list of exactly as many cases', async ({ browser, baseURL }) => {
  const { page, faults } = await signIn(browser, baseURL ?? '', 'office');
  const today = (await (await page.request.get('/api/v1/today')).json()) as Today;
  expect(today.cards.length).toBeGreaterThan(3);
  for (const card of today.cards) {
    await page.goto('/admin/today');
    const what = words.today.card[card.code as keyof typeof words.today.card];
    await page.locator('.today-card', { hasText: what }).first().click();
    await expect(page).toHaveURL(/\/admin\/cases\?/);
    await expect(page.locator('.el-skeleton')).toHaveCount(0);
    if (card.count === 0) await expect(page.getByText(words.cases.emptyTitle)).toBeVisible();
    else await expect(page.locator('.pages__total')).toHaveText(words.cases.total.replace('{n}', String(card.count)));
  }
  expect(faults).toEqual([]);
});

test('the keyboard goes down the queue, does the work, and another desk sees it without asking', async ({ browser, baseURL }) => {
  const at = baseURL ?? '';
  const mine = await signIn(browser, at, 'office');
  const other = await signIn(browser, at, 'office');
  const today = (await (await mine.page.request.get('/api/v1/today')).json()) as Today;
  const place = today.waiting.findIndex((one) => one.state === 'reported');
  const wanted = today.waiting[place];
  expect(wanted, 'a case waits to be filed').toBeTruthy();
  await other.page.goto('/admin/today');
  await expect(other.page.getByText(wanted!.number)).toBeVisible();
  await expect(other.page.locator('.today__live--on')).toBeVisible();

  await mine.page.goto('/admin/today');
  await expect(mine.page.locator('.today-row').first()).toBeVisible();
  for (let i = 0; i <= place; i += 1) await mine.page.keyboard.press('j');
  await expect(mine.page.locator('.today-row--on')).toContainText(wanted!.number);
  await mine.page.keyboard.press('y');
  const dialog = mine.page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await dialog.locator('.el-dialog__footer').getByRole('button', { name: words.cases.action.file, exact: true }).click();
  await expect(dialog).toBeHidden();
  const row = (page: typeof mine.page) => page.locator('.today-row', { hasText: wanted!.number }).getByText(words.cases.states.reported);
  await expect(row(mine.page)).toHaveCount(0);
  await expect(row(other.page)).toHaveCount(0);
  expect([...mine.faults, ...other.faults]).toEqual([]);
});

test('who has nothing waiting is told so calmly', async ({ browser, baseURL }) => {
  const { page } = await signIn(browser, baseURL ?? '', 'office');
  await page.route('**/api/v1/today', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...((await answer.json()) as object), waiting: [] } });
  });
  await page.goto('/admin/today');
  await expect(page.getByText(words.today.empty)).toBeVisible();
});
