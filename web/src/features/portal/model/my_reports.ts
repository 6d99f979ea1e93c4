/** The reports sent or looked up on this phone, so that nobody has to copy a number by hand. */

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

/** Outlives a refused localStorage for as long as the page is open. */
let inMemory: MyReport[] = [];

function isReport(value: unknown): value is MyReport {
  const report = value as Partial<MyReport> | null;
  return typeof report?.number === 'string' && typeof report.code === 'string';
}

export function myReports(): MyReport[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(storageId) ?? '[]');
    if (Array.isArray(found) && found.length > 0) return found.filter(isReport);
  } catch {
    // Unreadable or forbidden storage: what this page remembers is all there is.
  }
  return inMemory;
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
  inMemory = [merged, ...others].slice(0, mostKept);
  try {
    localStorage.setItem(storageId, JSON.stringify(inMemory));
  } catch {
    // Kept in memory above.
  }
}

export function forgetReports(): void {
  inMemory = [];
  try {
    localStorage.removeItem(storageId);
  } catch {
    // Nothing was kept.
  }
}

const fullWidthOffset = 0xfee0;

/** Numbers and codes as people type them: full-width letters, spaces, small letters, long dashes. */
export function tidyNumber(typed: string): string {
  return typed
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - fullWidthOffset))
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
