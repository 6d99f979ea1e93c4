// R2.1, R2.2, R7.4: four people at once take one problem once round the ledger, and once more because the citizen says no.
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { openCase, phone, signIn, speak, watch, wordsOf, type Words } from './people';

interface GridFeature {
  properties: { code: string };
  geometry: { coordinates: number[][][] };
}

/** A point well inside a grid: the middle of its corners. */
function middleOf(code: string): { longitude: number; latitude: number } {
  const town = JSON.parse(readFileSync(new URL('../../demo/grids.geojson', import.meta.url), 'utf8')) as { features: GridFeature[] };
  const ring = town.features.find((grid) => grid.properties.code === code)?.geometry.coordinates[0]?.slice(1) ?? [];
  const mean = (axis: number) => ring.reduce((sum, corner) => sum + (corner[axis] ?? 0), 0) / ring.length;
  return { longitude: mean(0), latitude: mean(1) };
}

/** A JPEG as a camera would make it, never twice the same. */
async function photograph(page: Page, hue: number): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const base64 = await page.evaluate((shade) => {
    const canvas = document.createElement('canvas');
    canvas.width = 1600;
    canvas.height = 1200;
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('no canvas');
    for (let i = 0; i < 400; i += 1) {
      pen.fillStyle = `hsl(${shade + Math.random() * 40} 50% ${20 + Math.random() * 60}%)`;
      pen.fillRect(Math.random() * 1600, Math.random() * 1200, 200, 150);
    }
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1] ?? '';
  }, hue);
  return { name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') };
}

async function reportAsCitizen(page: Page, words: Words, locale: string | undefined): Promise<{ number: string; followUrl: string }> {
  await page.goto('/p/report');
  await speak(page, locale);
  await page.locator('input[type=file]').first().setInputFiles(await photograph(page, 20));
  const more = page.locator('.kinds__more');
  if (await more.isVisible()) await more.click();
  await page.locator('label', { has: page.locator('input[name=kind][value=dead_corner]') }).click();
  await expect(page.getByText(words.pub.place.found)).toBeVisible();
  await page.getByRole('button', { name: words.pub.report.send }).click();
  await expect(page.getByText(words.pub.sent.headline)).toBeVisible();
  const number = (await page.getByText(/AJ\d{8}-\d{4}/).first().textContent())?.match(/AJ\d{8}-\d{4}/)?.[0] ?? '';
  await page.getByRole('link', { name: words.pub.sent.follow }).or(page.getByRole('button', { name: words.pub.sent.follow })).first().click();
  await expect(page).toHaveURL(/\/p\/r\//);
  return { number, followUrl: page.url() };
}

/** Presses an action of the case page, fills its dialog and waits until it is done. */
async function act(page: Page, words: Words, action: keyof Words['cases']['action'], fill?: (dialog: ReturnType<Page['getByRole']>) => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: words.cases.action[action], exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await fill?.(dialog);
  await dialog.locator('.el-dialog__footer').getByRole('button', { name: words.cases.action[action], exact: true }).click();
  await expect(page.getByText(words.cases.done[action]).first()).toBeVisible();
  await expect(dialog).toBeHidden();
}

/** Takes a photo in the dialog and waits until the server has it. */
async function addPhoto(dialog: ReturnType<Page['getByRole']>, words: Words, picture: Awaited<ReturnType<typeof photograph>>): Promise<void> {
  await dialog.locator('input[type=file]').first().setInputFiles(picture);
  await expect(dialog.getByText(words.photoUploaded)).toBeVisible();
}

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
