// Reads the yearly notice of holidays as it is pasted: names, stretches of days off, and weekend days that are worked.
import { dateOf, exists, nextDate } from './year';
import type { CalendarDay } from '@/api/types';

export interface Reading {
  days: CalendarDay[];
  /** Pieces with a date that could not be used, to be looked at by a person. */
  unread: string[];
}

// A date, perhaps with its year, perhaps with the weekday in brackets; a later day of the same month may leave the month out.
const pattern =
  /(?:(\d{4})\s*年)?\s*(?:(\d{1,2})\s*月)?\s*(\d{1,2})\s*日(?:\s*[（(][^）)]*[）)])?|(至|到|—+|－|-|~|～)|(放假|休息|上班|工作)|(共\s*\d+\s*天)/g;
const heading = /^\s*(?:第?[一二三四五六七八九十\d]+\s*[、.．]\s*)?([\p{Script=Han}、]{2,12}?)\s*[：:]/u;
const longest = 40;

interface Scan {
  year: number;
  month: number;
  /** Days waiting for the word that says what they are. */
  waiting: string[];
  last: string | null;
  till: boolean;
}

function stretch(from: string, to: string): string[] {
  const found: string[] = [];
  for (let at = from; at <= to && found.length < longest; at = nextDate(at)) found.push(at);
  return found;
}

const kindOf = (word: string): CalendarDay['kind'] => (word === '上班' || word === '工作' ? 'workday' : 'holiday');

function readLine(line: string, year: number, name: string, reading: Reading): void {
  const scan: Scan = { year, month: 0, waiting: [], last: null, till: false };
  let odd = false;
  for (const found of line.matchAll(pattern)) {
    const [, givenYear, givenMonth, day, until, word] = found;
    if (word) {
      const kind = kindOf(word);
      const note = kind === 'workday' && name ? `${name}调休` : name;
      for (const date of scan.waiting) {
        if (date.startsWith(`${year}-`)) reading.days.push({ date, kind, note });
        else odd = true;
      }
      Object.assign(scan, { waiting: [], last: null, till: false });
    } else if (until) {
      scan.till = scan.last !== null;
    } else if (day) {
      if (givenYear) scan.year = Number(givenYear);
      if (givenMonth) scan.month = Number(givenMonth);
      const date = dateOf(scan.year, scan.month, Number(day));
      if (!exists(date)) {
        odd = true;
        continue;
      }
      const more = scan.till && scan.last ? stretch(nextDate(scan.last), date) : [date];
      scan.waiting.push(...more);
      Object.assign(scan, { last: date, till: false });
    }
  }
  if (odd || scan.waiting.length > 0) reading.unread.push(line.trim());
}

/** The days of `year` in the pasted text. A day named twice is what was said last. */
export function readNotice(text: string, year: number): Reading {
  const reading: Reading = { days: [], unread: [] };
  let name = '';
  for (const line of text.replace(/。(?=\s*[一二三四五六七八九十]+、)/g, '。\n').split('\n')) {
    const begins = heading.exec(line);
    if (begins) name = begins[1] ?? '';
    if (/\d\s*日/.test(line)) readLine(line, year, name, reading);
  }
  const byDate = new Map(reading.days.map((day) => [day.date, day]));
  return { days: [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1)), unread: reading.unread };
}
