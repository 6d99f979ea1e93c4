/** The reports sent or looked up on this phone, so that nobody has to copy a number by hand. */
import { halfWidth } from './half_width';

export interface MyReport {
  number: string;
  code: string;
  kindName: string;
  placeWords: string;
  promiseWords: string;
  /** When it was sent or first looked up, RFC 3339. */
  at: string;
}

const storageId = 'weicheng.portal.reports';
const mostKept = 30;

/** What a refused localStorage could not take; it lasts as long as the page is open. */
let unsaved: MyReport[] | null = null;

function isReport(value: unknown): value is MyReport {
  const report = value as Partial<MyReport> | null;
  return typeof report?.number === 'string' && typeof report.code === 'string';
}

export function myReports(): MyReport[] {
  if (unsaved !== null) return unsaved;
  try {
    const found: unknown = JSON.parse(localStorage.getItem(storageId) ?? '[]');
    return Array.isArray(found) ? found.filter(isReport) : [];
  } catch {
    return [];
  }
}

export function myReport(number: string): MyReport | null {
  return myReports().find((report) => report.number === number) ?? null;
}

/** Newest first; a report that is known already moves to the front with what is now known of it. */
export function rememberReport(report: MyReport): void {
  const known = myReport(report.number);
  const merged: MyReport = {
    ...report,
    at: known?.at ?? report.at,
    promiseWords: report.promiseWords || (known?.promiseWords ?? ''),
  };
  const others = myReports().filter((other) => other.number !== report.number);
  const all = [merged, ...others].slice(0, mostKept);
  try {
    localStorage.setItem(storageId, JSON.stringify(all));
    unsaved = null;
  } catch {
    unsaved = all;
  }
}

export function forgetReports(): void {
  unsaved = null;
  try {
    localStorage.removeItem(storageId);
  } catch {
    // Nothing was kept.
  }
}

/** Numbers and codes as people type them: full-width or small letters, spaces, long dashes. */
export function tidyNumber(typed: string): string {
  return halfWidth(typed)
    .replace(/[\s\u3000]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .toUpperCase();
}

/** A pasted follow address holds both the number and the code. */
export function fromFollowAddress(typed: string): { number: string; code: string } | null {
  const match = /\/p\/r\/([^/?#\s]+)\?(?:[^#\s]*&)?c=([^&#\s]+)/.exec(typed);
  if (!match?.[1] || !match[2]) return null;
  return { number: tidyNumber(decodeURIComponent(match[1])), code: tidyNumber(match[2]) };
}
