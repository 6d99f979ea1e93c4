// R2.3 and the ground under it: the work calendar is entered from the notice, rates are read and taken along, a program gets its token.
import { expect } from '@playwright/test';
import { signIn, test } from './people';

test('the notice of next year is pasted, looked at, saved, and stands on the wall', async ({ browser, baseURL }) => {
  const { page, faults } = await signIn(browser, baseURL ?? '', 'office');
  const next = new Date().getFullYear() + 1;
  await page.goto(`/admin/calendar?year=${next}`);
  await page.locator('.calendar__head .el-button').click();
  await page.locator('#calendar-notice').fill(`劳动节：5月1日至5日放假调休，共5天。5月8日上班。`);
  await page.locator('.notice__read .el-button').click();
  await page.locator('.calendar__status input[value=official]').check();
  const save = page.locator('.calendar__buttons .el-button--primary');
  await save.click();
  await expect(page.locator('#calendar-source')).toBeFocused();
  await page.locator('#calendar-source').fill('放假安排的通知');
  await save.click();
  await expect(page.locator('.calendar__edit')).toHaveCount(0);
  await expect(page.locator('.calendar__head .tag--green')).toBeVisible();
  await expect(page.locator('.year__day--holiday')).toHaveCount(5);
  await page.reload();
  await expect(page.locator('.year__day--holiday')).toHaveCount(5);
  expect(faults).toEqual([]);
});

test('nobody without the power is offered to change the calendar', async ({ browser, baseURL }) => {
  const { page } = await signIn(browser, baseURL ?? '', 'leader');
  await page.goto('/admin/calendar');
  await expect(page.locator('.year__month')).toHaveCount(12);
  await expect(page.locator('.calendar__head .el-button')).toHaveCount(0);
  await expect(page.locator('.hours .plain-button')).toHaveCount(0);
});

test('rates are sorted by any head, add up, and are taken along as a table', async ({ browser, baseURL }) => {
  const { page, faults } = await signIn(browser, baseURL ?? '', 'office');
  await page.goto('/admin/case-rates');
  const rows = page.locator('.rates__table tbody tr');
  await expect(rows.first()).toBeVisible();
  const reported = page.locator('.rates__table thead th').nth(2);
  await reported.getByRole('button').click();
  await expect(reported).toHaveAttribute('aria-sort', 'descending');
  const numbers = (await rows.locator('td:nth-child(3)').allTextContents()).map(Number);
  expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
  const sum = Number(await page.locator('.rates__table tfoot td').nth(1).textContent());
  expect(sum).toBe(numbers.reduce((all, one) => all + one, 0));
  const saved = page.waitForEvent('download');
  await page.locator('.rates__head .plain-button').click();
  expect((await saved).suggestedFilename()).toMatch(/\.csv$/);
  await rows.locator('td:nth-child(3) a').first().click();
  await expect(page).toHaveURL(/reported_from=/);
  await expect(page.locator('.pages')).toContainText(String(numbers[0]));
  expect(faults).toEqual([]);
});

test('a token is shown once, works, and stops at once when it is ended', async ({ browser, baseURL, request }) => {
  const { page, faults } = await signIn(browser, baseURL ?? '', 'office');
  await page.goto('/admin/system/tokens');
  await page.locator('.panel__head .el-button').click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input').first().fill('hotline');
  await dialog.locator('.el-dialog__footer .el-button--primary').click();
  const token = (await dialog.locator('.system__token code').first().textContent()) ?? '';
  expect(token).toMatch(/^wc_/);
  await dialog.locator('.el-dialog__footer .el-button--primary').click();
  await expect(page.getByText(token)).toHaveCount(0);

  const asked = () => request.get(`${baseURL}/api/v1/cases?limit=1`, { headers: { Authorization: `Bearer ${token}` } });
  expect((await asked()).status()).toBe(200);
  page.once('dialog', (question) => void question.accept());
  await page.locator('tr', { hasText: 'hotline' }).locator('.system__end').click();
  await expect(page.locator('.system__end')).toHaveCount(0);
  expect((await asked()).status()).toBe(401);
  expect(faults).toEqual([]);
});

test('everybody sees where they are signed in and their own log; a wrong password stands in it', async ({ browser, baseURL, request }) => {
  await request.post(`${baseURL}/api/v1/sessions`, { data: { login: 'leader', password: 'not-the-password' } });
  const { page, faults } = await signIn(browser, baseURL ?? '', 'leader');
  await page.goto('/admin/system/sign-ins');
  await expect(page.locator('.system__sessions li').first()).toBeVisible();
  const rows = page.locator('.system__table tbody tr');
  await expect(rows.first()).toContainText('leader');
  await expect(rows.locator('.tag--amber').first()).toBeVisible();
  await expect(page.locator('.system__tabs')).toHaveCount(0);
  expect(faults).toEqual([]);
});

test('an administrator sees the timetable and what has failed', async ({ browser, baseURL }) => {
  const { page, faults } = await signIn(browser, baseURL ?? '', 'admin');
  await page.goto('/admin/system/jobs');
  await expect(page.locator('.panel')).toHaveCount(2);
  await expect(page.locator('.trouble')).toHaveCount(0);
  expect(faults).toEqual([]);
});
