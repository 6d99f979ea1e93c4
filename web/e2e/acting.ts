// What the persons of the stories do on the screens: photograph, report, press a move and fill its dialog.
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { speak, type Words } from './people';

interface GridFeature {
  properties: { code: string };
  geometry: { coordinates: number[][][] };
}

/** A point well inside a grid: the middle of its corners. */
export function middleOf(code: string): { longitude: number; latitude: number } {
  const town = JSON.parse(readFileSync(new URL('../../demo/grids.geojson', import.meta.url), 'utf8')) as { features: GridFeature[] };
  const ring = town.features.find((grid) => grid.properties.code === code)?.geometry.coordinates[0]?.slice(1) ?? [];
  const mean = (axis: number) => ring.reduce((sum, corner) => sum + (corner[axis] ?? 0), 0) / ring.length;
  return { longitude: mean(0), latitude: mean(1) };
}

/** A JPEG as a camera would make it, never twice the same. */
export async function photograph(page: Page, hue: number): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
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

export async function reportAsCitizen(page: Page, words: Words, locale: string | undefined, onTheWay?: (page: Page) => Promise<void>): Promise<{ number: string; followUrl: string }> {
  await page.goto('/p/report');
  await speak(page, locale);
  await page.locator('input[type=file]').first().setInputFiles(await photograph(page, 20));
  const more = page.locator('.kinds__more');
  if (await more.isVisible()) await more.click();
  await page.locator('label', { has: page.locator('input[name=kind][value=dead_corner]') }).click();
  await expect(page.getByText(words.pub.place.found)).toBeVisible();
  await onTheWay?.(page);
  await page.getByRole('button', { name: words.pub.report.send }).click();
  await expect(page.getByText(words.pub.sent.headline)).toBeVisible();
  const number = (await page.getByText(/AJ\d{8}-\d{4}/).first().textContent())?.match(/AJ\d{8}-\d{4}/)?.[0] ?? '';
  await page.getByRole('link', { name: words.pub.sent.follow }).or(page.getByRole('button', { name: words.pub.sent.follow })).first().click();
  await expect(page).toHaveURL(/\/p\/r\//);
  return { number, followUrl: page.url() };
}

/** Presses a move of the case page, also one that is folded away. */
export async function press(page: Page, words: Words, action: keyof Words['cases']['action']): Promise<void> {
  const button = page.getByRole('button', { name: words.cases.action[action], exact: true }).first();
  const more = page.getByRole('button', { name: words.cases.moreMoves, exact: true });
  await expect(button.or(more).first()).toBeVisible();
  if (await button.isVisible()) return button.click();
  await more.click();
  await page.getByRole('menuitem', { name: words.cases.action[action], exact: true }).click();
}

/** Presses an action of the case page, fills its dialog and waits until it is done. */
export async function act(page: Page, words: Words, action: keyof Words['cases']['action'], fill?: (dialog: ReturnType<Page['getByRole']>) => Promise<void>): Promise<void> {
  await press(page, words, action);
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await fill?.(dialog);
  await dialog.locator('.el-dialog__footer').getByRole('button', { name: words.cases.action[action], exact: true }).click();
  await expect(page.locator('.el-message', { hasText: words.cases.done[action] }).first()).toBeVisible();
  await expect(dialog).toBeHidden();
}

/** Takes a photo in the dialog and waits until the server has it. */
export async function addPhoto(dialog: ReturnType<Page['getByRole']>, words: Words, picture: Awaited<ReturnType<typeof photograph>>): Promise<void> {
  await dialog.locator('input[type=file]').first().setInputFiles(picture);
  await expect(dialog.getByText(words.photoUploaded)).toBeVisible();
}
