import { describe, expect, it } from 'vitest';
import type { CaseWhole, TodayCard, TodayCode } from '@/api/types';
import { newEvents } from '../moved';
import { arrangeCards, dayWords, toneOf, verbOf } from './cards';

const card = (code: TodayCode, count = 1): TodayCard => ({ code, count, query: '' });

describe('The day in numbers', () => {
  it('has what is late leftmost, the rest as the server tells it', () => {
    const codes = arrangeCards([card('to_file'), card('due_soon'), card('to_check'), card('overdue')]).map((one) => one.code);
    expect(codes).toEqual(['overdue', 'due_soon', 'to_file', 'to_check']);
  });
  it.each([
    ['overdue', 2, 'red'], ['overdue', 0, 'none'], ['due_soon', 1, 'amber'], ['to_file', 3, 'work'], ['requests', 0, 'none'],
  ] as const)('%s with %i is %s', (code, count, tone) => expect(toneOf(card(code, count))).toBe(tone));
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
