/** The reports sent or looked up on this phone, so that nobody has to copy a number by hand. */

export interface MyReport {
  number: string;
  code: string;
  kind_name: string;
  place_words: string;
  promise_words: string;
  /** When it was sent or first looked up, RFC 3339. */
  at: string;
}

const storage_id = 'weicheng.portal.reports';
const most_kept = 30;

/** Outlives a refused localStorage for as long as the page is open. */
let in_memory: MyReport[] = [];

function isReport(value: unknown): value is MyReport {
  const report = value as Partial<MyReport> | null;
  return typeof report?.number === 'string' && typeof report.code === 'string';
}

export function myReports(): MyReport[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(storage_id) ?? '[]');
    if (Array.isArray(found) && found.length > 0) return found.filter(isReport);
  } catch {
    // Unreadable or forbidden storage: what this page remembers is all there is.
  }
  return in_memory;
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
    promise_words: report.promise_words || (known?.promise_words ?? ''),
  };
  const others = myReports().filter((other) => other.number !== report.number);
  in_memory = [merged, ...others].slice(0, most_kept);
  try {
    localStorage.setItem(storage_id, JSON.stringify(in_memory));
  } catch {
    // Kept in memory above.
  }
}

export function forgetReports(): void {
  in_memory = [];
  try {
    localStorage.removeItem(storage_id);
  } catch {
    // Nothing was kept.
  }
}

const full_width_offset = 0xfee0;

/** Numbers and codes as people type them: full-width letters, spaces, small letters, long dashes. */
export function tidyNumber(typed: string): string {
  return typed
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - full_width_offset))
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
