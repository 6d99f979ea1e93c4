// A year as a calendar on the wall: months, weeks that begin on Monday, and what each day is. Which days count for a limit is the
// server's business; this only shows the notice's days beside the ordinary weekends.
import type { CalendarDay } from '@/api/types';

export type DayIs = 'workday' | 'weekend' | CalendarDay['kind'];

export interface Cell {
  date: string;
  day: number;
  is: DayIs;
  note: string;
  weekend: boolean;
}
export interface Month {
  month: number;
  /** Six rows at the most; null where the week reaches into another month. */
  weeks: (Cell | null)[][];
}

const pad = (value: number): string => String(value).padStart(2, '0');
export const dateOf = (year: number, month: number, day: number): string => `${year}-${pad(month)}-${pad(day)}`;
const dayMs = 24 * 3600_000;

/** 0 Monday … 6 Sunday */
export const weekdayOf = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
export const isWeekend = (date: string): boolean => weekdayOf(date) > 4;
export const exists = (date: string): boolean => {
  const ms = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
};
export const nextDate = (date: string): string => new Date(Date.parse(`${date}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);

export function monthsOf(year: number, days: ReadonlyMap<string, CalendarDay>): Month[] {
  return Array.from({ length: 12 }, (_, index) => {
    const month = index + 1;
    const weeks: (Cell | null)[][] = [];
    const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
    for (let day = 1; day <= length; day += 1) {
      const date = dateOf(year, month, day);
      const weekday = weekdayOf(date);
      if (day === 1 || weekday === 0) weeks.push(Array.from({ length: 7 }, () => null));
      const marked = days.get(date);
      const weekend = weekday > 4;
      weeks.at(-1)![weekday] = { date, day, is: marked?.kind ?? (weekend ? 'weekend' : 'workday'), note: marked?.note ?? '', weekend };
    }
    return { month, weeks };
  });
}

/** A run of days of one kind under one name: "国庆节 10-01 至 10-07". */
export interface Stretch {
  kind: CalendarDay['kind'];
  note: string;
  from: string;
  to: string;
  days: number;
}

export function stretchesOf(days: Iterable<CalendarDay>): Stretch[] {
  const found: Stretch[] = [];
  for (const day of [...days].sort((a, b) => (a.date < b.date ? -1 : 1))) {
    const last = found.at(-1);
    if (last && last.kind === day.kind && last.note === day.note && nextDate(last.to) === day.date) {
      last.to = day.date;
      last.days += 1;
    } else {
      found.push({ kind: day.kind, note: day.note, from: day.date, to: day.date, days: 1 });
    }
  }
  return found;
}

/** One click on a day: free, then worked, then as the week has it. */
export function clicked(days: ReadonlyMap<string, CalendarDay>, date: string, note: string): Map<string, CalendarDay> {
  const next = new Map(days);
  const now = days.get(date)?.kind;
  const order: (CalendarDay['kind'] | undefined)[] = isWeekend(date) ? [undefined, 'workday', 'holiday'] : [undefined, 'holiday', 'workday'];
  const kind = order[(order.indexOf(now) + 1) % order.length];
  if (kind) next.set(date, { date, kind, note });
  else next.delete(date);
  return next;
}

export interface Difference {
  added: number;
  changed: number;
  removed: number;
}

export function differenceOf(before: ReadonlyMap<string, CalendarDay>, after: ReadonlyMap<string, CalendarDay>): Difference {
  let added = 0;
  let changed = 0;
  for (const [date, day] of after) {
    const old = before.get(date);
    if (!old) added += 1;
    else if (old.kind !== day.kind || old.note !== day.note) changed += 1;
  }
  const removed = [...before.keys()].filter((date) => !after.has(date)).length;
  return { added, changed, removed };
}
