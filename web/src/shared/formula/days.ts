// Days of the calendar as "2026-11-22", from year 1 to 9999; a day that does not exist is null.

import { type Fraction } from './fraction';

const dayMs = 86_400_000;
const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** Year, month, day */
export const partsOf = (date: string) => date.split('-').map(Number) as [number, number, number];

/** Months and days may run over, as in "the 0th day of month 13". Date.UTC would take year 99 for 1999. */
const msOf = (year: number, month: number, day: number): number => new Date(0).setUTCFullYear(year, month - 1, day);

const dateText = (year: number, month: number, day: number): string =>
  `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;

function dateAt(ms: number): string | null {
  const at = new Date(ms);
  const year = at.getUTCFullYear();
  return year < 1 || year > 9999 ? null : dateText(year, at.getUTCMonth() + 1, at.getUTCDate());
}

/** A whole number of at most `most` in size, else null. */
function wholeWithin(number: Fraction, most: number): number | null {
  if (number.d !== 1n || number.n > BigInt(most) || number.n < BigInt(-most)) return null;
  return Number(number.n);
}

export function dateOf(y: Fraction, m: Fraction, d: Fraction): string | null {
  const [year, month, day] = [wholeWithin(y, 9999), wholeWithin(m, 12), wholeWithin(d, 31)];
  if (year === null || month === null || day === null) return null;
  const date = dateAt(msOf(year, month, day));
  return date === dateText(year, month, day) ? date : null;
}

export function daysLater(date: string, count: Fraction): string | null {
  const [year, month, day] = partsOf(date);
  const shift = wholeWithin(count, 366 * 9999);
  return shift === null ? null : dateAt(msOf(year, month, day + shift));
}

/** The last day of the month where that month is shorter. */
export function monthsLater(date: string, count: Fraction): string | null {
  const [year, month, day] = partsOf(date);
  const shift = wholeWithin(count, 12 * 9999);
  if (shift === null) return null;
  const last = new Date(msOf(year, month + shift + 1, 0)).getUTCDate();
  return dateAt(msOf(year, month + shift, Math.min(day, last)));
}

export function daysBetween(from: string, to: string): Fraction {
  return { n: BigInt((msOf(...partsOf(to)) - msOf(...partsOf(from))) / dayMs), d: 1n };
}
