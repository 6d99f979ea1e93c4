// How dates, instants and lengths of time are written. The server works out every limit; screens only show it.

export type Translate = (key: string, values?: Record<string, unknown>) => string;

const pad = (value: number): string => String(value).padStart(2, '0');

/** China has one clock; a browser set to another zone still shows the county's time. */
const chinaOffsetMs = 8 * 3600_000;

function inChina(instant: string): Date | null {
  const ms = Date.parse(instant);
  return Number.isNaN(ms) ? null : new Date(ms + chinaOffsetMs);
}

/** "2026-11-22" */
export function dateWords(instant: string | null | undefined): string {
  const at = instant ? inChina(instant) : null;
  return at ? `${at.getUTCFullYear()}-${pad(at.getUTCMonth() + 1)}-${pad(at.getUTCDate())}` : '';
}

/** "09:31" */
export function clockWords(instant: string | null | undefined): string {
  const at = instant ? inChina(instant) : null;
  return at ? `${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}` : '';
}

/** "2026-11-22 09:31" */
export function instantWords(instant: string | null | undefined): string {
  return instant ? `${dateWords(instant)} ${clockWords(instant)}`.trim() : '';
}

/** "11-22 09:31": for dense tables, where the year is plain. */
export function shortInstantWords(instant: string | null | undefined): string {
  return instantWords(instant).slice(5);
}

const dayMinutes = 24 * 60;

/** "3 小时 20 分", "2 天 4 小时": the two largest parts of a length of real time. */
export function durationWords(minutes: number, t: Translate): string {
  return lengthWords(minutes, dayMinutes, t);
}

const workDayMinutes = 8 * 60;
const shortestNight = 6 * 60;

/**
 * Length of time as a stage's own clock counted it. Some clocks stop outside working hours, some never do;
 * `realMinutes` tells which: a clock that fell a night behind the real time counts days of eight hours.
 */
export function clockedDurationWords(minutes: number, realMinutes: number, t: Translate): string {
  const stops = Math.abs(realMinutes) - Math.abs(minutes) >= shortestNight;
  return lengthWords(minutes, stops ? workDayMinutes : dayMinutes, t);
}

function lengthWords(given: number, perDay: number, t: Translate): string {
  const minutes = Math.abs(Math.trunc(given));
  if (minutes < 1) return t('time.none');
  const d = Math.floor(minutes / perDay);
  const h = Math.floor((minutes % perDay) / 60);
  const m = minutes % 60;
  if (d > 0) return h > 0 ? t('time.daysHours', { d, h }) : t('time.days', { n: d });
  if (h > 0) return m > 0 ? t('time.hoursMinutes', { h, m }) : t('time.hours', { n: h });
  return t('time.minutes', { n: m });
}

/** The same where the server says which clock it was: days of eight hours on a clock that stops outside working hours. */
export function onClockWords(minutes: number, clock: 'work' | 'natural', t: Translate): string {
  return lengthWords(minutes, clock === 'work' ? workDayMinutes : dayMinutes, t);
}

/** Whole minutes from one instant to another, less than none when it lies before; a missing one is now. */
export function minutesBetween(from: string | null, to: string | null): number {
  const begin = from ? Date.parse(from) : Date.now();
  const end = to ? Date.parse(to) : Date.now();
  return Math.round((end - begin) / 60_000);
}
