import { describe, expect, it } from 'vitest';
import type { CaseWhole, TodayCard, TodayCode } from '@/api/types';
import { newEvents } from '../moved';
import { arrangeCards, dayWords, toneOf, trendWords, verbOf } from './cards';

const t = (key: string, values: Record<string, unknown> = {}): string => [key, ...Object.values(values)].join(' ');
const card = (code: TodayCode, count = 1, yesterday: number | null = null): TodayCard => ({ code, count, yesterday, query: '' });

describe('The day in numbers', () => {
  it('has what is late leftmost, the rest as the server tells it', () => {
    const codes = arrangeCards([card('to_file'), card('due_soon'), card('to_check'), card('overdue')]).map((one) => one.code);
    expect(codes).toEqual(['overdue', 'due_soon', 'to_file', 'to_check']);
  });
  it.each([
    ['overdue', 2, 'red'], ['overdue', 0, 'none'], ['due_soon', 1, 'amber'], ['to_file', 3, 'work'], ['requests', 0, 'none'],
  ] as const)('%s with %i is %s', (code, count, tone) => expect(toneOf(card(code, count))).toBe(tone));
  it.each([
    ['overdue', 5, 7, 'today.better today.fewer 2'],
    ['overdue', 9, 7, 'today.worse today.more 2'],
    ['to_file', 9, 7, 'today.more 2'],
    ['to_file', 7, 7, 'today.same'],
    ['to_file', 7, null, ''],
  ] as const)('%s: %i after %s says %s', (code, count, yesterday, words) => expect(trendWords(card(code, count, yesterday), t)).toBe(words));
  it('names the day', () => {
    expect(dayWords('2026-11-22', 'zh-CN')).toContain('11月22日');
    expect(dayWords('2026-11-22', 'en')).toContain('Sunday');
  });
});

describe('The button of a waiting case', () => {
  it.each([
    ['reported', null, false, 'file'],
    ['checking', null, true, 'check'],
    ['handling', 'extension', true, 'decide'],
    ['handling', 'extension', false, 'handle'],
    ['merged', null, true, null],
  ] as const)('%s, asked for %s, deciding %s: %s', (state, request_open, decides, verb) => expect(verbOf({ state, request_open }, decides)).toBe(verb));
});

describe('A case that someone else moved', () => {
  const seen = (...words: string[]) => ({ events: words.map((one) => ({ words: one })) }) as unknown as CaseWhole;
  it('tells what happened since', () => expect(newEvents(seen('a'), seen('a', 'b', 'c')).map((one) => one.words)).toEqual(['b', 'c']));
});
