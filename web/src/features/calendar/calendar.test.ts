import { describe, expect, it } from 'vitest';
import { readNotice } from './notice';
import type { CalendarDay } from '@/api/types';
import { clicked, differenceOf, isWeekend, monthsOf, stretchesOf } from './year';

const spoken = (text: string, year = 2027): string[] =>
  stretchesOf(readNotice(text, year).days).map((one) => `${one.kind} ${one.note} ${one.from}..${one.to}`);

describe('A pasted notice (R2.3)', () => {
  it.each<[string, string[]]>([
    ['春游节：4月3日（周六）至5日（周一）放假，共3天。', ['holiday 春游节 2027-04-03..2027-04-05']],
    ['一、灯会节：2月27日至3月2日放假调休，共4天。2月20日（星期六）、3月7日（星期日）上班。', [
      'workday 灯会节调休 2027-02-20..2027-02-20', 'holiday 灯会节 2027-02-27..2027-03-02', 'workday 灯会节调休 2027-03-07..2027-03-07',
    ]],
    ['丰收节：9月18日、19日放假。', ['holiday 丰收节 2027-09-18..2027-09-19']],
    ['一、甲节：5月1日放假。二、乙节：6月9日放假，6月12日上班。', ['holiday 甲节 2027-05-01..2027-05-01', 'holiday 乙节 2027-06-09..2027-06-09', 'workday 乙节调休 2027-06-12..2027-06-12']],
    ['2027年10月1日至2027年10月3日放假', ['holiday  2027-10-01..2027-10-03']],
    ['各单位要妥善安排好值班。', []],
  ])('%s', (text, expected) => expect(spoken(text)).toEqual(expected));

  it('hands back what belongs to another year, does not exist, or is not said to be free or worked', () => {
    const reading = readNotice('2026年12月31日至1月2日放假\n甲节：2月30日放假\n乙节：3月8日', 2027);
    expect(reading.unread).toHaveLength(3);
    expect(reading.days).toEqual([]);
  });
});

describe('The year on the wall (R2.3)', () => {
  const days = new Map<string, CalendarDay>([['2027-01-01', { date: '2027-01-01', kind: 'holiday', note: '元旦' }]]);
  it('has every day once, under its weekday', () => {
    const cells = monthsOf(2028, new Map()).flatMap((month) => month.weeks.flat()).filter((cell) => cell !== null);
    expect(cells).toHaveLength(366);
    expect(monthsOf(2027, days)[0]?.weeks[0]?.map((cell) => cell?.is ?? null)).toEqual([null, null, null, null, 'holiday', 'weekend', 'weekend']);
  });
  it('a click goes round: a weekday is first freed, a weekend day first worked', () => {
    const round = (date: string): (string | undefined)[] => {
      const one = clicked(new Map(), date, '');
      const two = clicked(one, date, '');
      return [one.get(date)?.kind, two.get(date)?.kind, clicked(two, date, '').get(date)?.kind];
    };
    expect(isWeekend('2027-01-04')).toBe(false);
    expect(round('2027-01-04')).toEqual(['holiday', 'workday', undefined]);
    expect(round('2027-01-09')).toEqual(['workday', 'holiday', undefined]);
  });
  it('tells what saving would change', () => {
    const after = clicked(clicked(days, '2027-01-01', ''), '2027-02-06', '补');
    expect(differenceOf(days, after)).toEqual({ added: 1, changed: 1, removed: 0 });
    expect(differenceOf(days, new Map())).toEqual({ added: 0, changed: 0, removed: 1 });
  });
});
