// R7.4: the citizen sees four steps, and plainly so when a second period has begun.
import { describe, expect, it } from 'vitest';
import type { Photo, ReportStep } from '@/api/types';
import { beforeAndAfter, faceOf, shownSteps } from '../model/story';
import { wrapped } from '../model/progress_card';
import { report } from './samples';

const at = '2026-11-22T01:00:00.000Z';
const photo = (role: 'before' | 'after', period: number, sha256: string): Photo => ({
  sha256,
  url: `/${sha256}`,
  thumb_url: `/${sha256}`,
  role,
  period,
  taken_at: null,
  added_at: at,
  added_by_name: null,
});
const measure = (text: string) => Array.from(text).length;
const reached = (count: number) =>
  report().steps.map((step, index) => ({ ...step, at: index < count ? at : null }));

describe('the four steps (R7.4)', () => {
  it.each<[ReportStep, number, string[]]>([
    ['received', 1, ['now', 'coming', 'coming', 'coming']],
    ['in_hand', 2, ['done', 'now', 'coming', 'coming']],
    ['mended', 3, ['done', 'done', 'now', 'coming']],
    ['rated', 3, ['done', 'done', 'done', 'now']],
    ['rated', 4, ['done', 'done', 'done', 'done']],
  ])('stands in %s with %i steps reached', (current, count, states) => {
    const shown = shownSteps(report({ steps: reached(count), current_step: current }));
    expect(shown.map((step) => step.state)).toEqual(states);
  });
});

describe('a report that goes no further (R7.4)', () => {
  const ending = (kind: 'not_accepted' | 'voided' | 'merged') => ({ kind, reason: '重复反映', at });
  it('has no steps ahead of it', () => {
    const shown = shownSteps(report({ ending: ending('not_accepted') }));
    expect(shown.map((step) => [step.step, step.state])).toEqual([['received', 'done']]);
  });
  it('but one handled together with another goes the other’s way', () => {
    const shown = shownSteps(report({ steps: reached(2), current_step: 'in_hand', ending: ending('merged') }));
    expect(shown.map((step) => step.state)).toEqual(['done', 'now', 'coming', 'coming']);
  });
});

describe('before and after (R7.4)', () => {
  it('waits for the first photo of the mended place', () => {
    expect(beforeAndAfter(report({ photos: [photo('before', 1, 'b1')] }))).toBeNull();
  });

  it('shows no old success while the second period is still going on', () => {
    const photos = [photo('before', 1, 'b1'), photo('after', 1, 'a1'), photo('before', 2, 'b2')];
    expect(beforeAndAfter(report({ photos, period: 2 }))).toBeNull();
  });

  it('compares within the period, or with the first view when the citizen sent no new one', () => {
    const first = [photo('before', 1, 'b1'), photo('after', 1, 'a1'), photo('after', 2, 'a2')];
    expect(beforeAndAfter(report({ photos: first, period: 2 }))?.before.sha256).toBe('b1');
    const second = [...first, photo('before', 2, 'b2')];
    expect(beforeAndAfter(report({ photos: second, period: 2 }))?.before.sha256).toBe('b2');
    expect(beforeAndAfter(report({ photos: second, period: 2 }))?.after.sha256).toBe('a2');
  });
});

describe('faces', () => {
  it.each([
    [5, 'good'],
    [4, 'good'],
    [3, 'fair'],
    [2, 'poor'],
    [1, 'poor'],
  ])('%i is %s', (score, face) => expect(faceOf(score)).toBe(face));
});

describe('lines on the progress card', () => {
  it('breaks Chinese anywhere and English at spaces', () => {
    expect(wrapped('解放路三十八号门口', 4, 3, measure)).toEqual(['解放路三', '十八号门', '口']);
    expect(wrapped('outside the market', 11, 3, measure)).toEqual(['outside the', 'market']);
  });

  it('says with an ellipsis that there was more', () => {
    expect(wrapped('解放路三十八号门口', 4, 2, measure)).toEqual(['解放路三', '十八号…']);
  });
});
