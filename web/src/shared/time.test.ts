import { describe, expect, it } from 'vitest';
import { clockedDurationWords, clockWords, dateWords, durationWords, instantWords, minutesBetween, shortInstantWords } from './time';

const t = (key: string, values: Record<string, unknown> = {}): string => `${key.replace('time.', '')}(${Object.values(values).join(',')})`;

describe('Instants', () => {
  it.each([
    ['2026-11-22T01:31:00.000Z', '2026-11-22 09:31'],
    ['2026-11-21T16:00:00.000Z', '2026-11-22 00:00'],
    ['2026-12-31T16:05:00.000Z', '2027-01-01 00:05'],
  ])('%s is shown on the county clock as %s', (instant, words) => {
    expect(instantWords(instant)).toBe(words);
    expect(dateWords(instant)).toBe(words.slice(0, 10));
    expect(clockWords(instant)).toBe(words.slice(11));
    expect(shortInstantWords(instant)).toBe(words.slice(5));
  });
  it('shows nothing for what is not there or not an instant', () => {
    expect([instantWords(null), instantWords(undefined), instantWords('soon')]).toEqual(['', '', '']);
  });
});

describe('Lengths of time', () => {
  it.each([
    [0, 'none()'], [1, 'minutes(1)'], [59, 'minutes(59)'], [60, 'hours(1)'], [200, 'hoursMinutes(3,20)'],
    [1440, 'days(1)'], [1500, 'daysHours(1,1)'], [-200, 'hoursMinutes(3,20)'],
  ])('%i minutes of real time', (minutes, words) => expect(durationWords(minutes, t)).toBe(words));
  it.each([
    [480, 480 + 900, 'days(1)'], [540, 1440 + 540, 'daysHours(1,1)'], [479, 479 + 900, 'hoursMinutes(7,59)'],
    [540, 540, 'hours(9)'], [540, 542, 'hours(9)'], [1500, 1500, 'daysHours(1,1)'], [-540, -2400, 'daysHours(1,1)'],
  ])('%i minutes by a stage’s clock in %i real minutes', (minutes, real, words) => expect(clockedDurationWords(minutes, real, t)).toBe(words));
  it('counts whole minutes from one instant to another', () => {
    expect(minutesBetween('2026-11-22T01:00:00Z', '2026-11-22T01:30:20Z')).toBe(30);
    expect(minutesBetween('2026-11-22T02:00:00Z', '2026-11-22T01:00:00Z')).toBe(-60);
  });
});
