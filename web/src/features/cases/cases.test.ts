import { beforeEach, describe, expect, it } from 'vitest';
import type { AllowedAction, CaseStage, CaseWhole, MoveInput } from '@/api/types';
import { readColumns } from './columns';
import { dropDraft, emptyDraft, isEmptyDraft, keepDraft, readDraft } from './draft';
import { chipsOf } from './chips';
import { addressOf, filtersOf, listQuery, noFilters, tabQuery } from './list_state';
import { missingIn, startInput } from './move_form';
import { arrange, moveOf, type Filled } from './moves';
import { mostUsed } from './recent_kinds';
import { stepsOf } from './steps';
import { headingWords, holderWords } from './words_of';

const t = (key: string, values: Record<string, unknown> = {}): string => [key, ...Object.values(values)].join(' ');
const filled: Filled = {
  text: 'done', reason: 'r1', body: '3', condition: 'small', photos: ['a', 'b'], case: '9',
  limit: { amount: 2, unit: 'work_days' }, day: '2026-12-01',
  place: { point: { lon: 118, lat: 35 }, words: 'gate', grid_id: null, site_id: '5' },
};

const stage = (name: CaseStage['stage'], left: string | null, overdue = false, period = 1): CaseStage => ({
  stage: name, period, body_name: null, person_name: null, entered_at: '2026-11-22T01:00:00.000Z', left_at: left, due_at: null, work_minutes: 30, overdue,
});

const ask = (as: MoveInput['as'], field: string = as, required = false, least = 0): MoveInput => ({ field, as, required, least, options: [] });
const move = (action: AllowedAction['action'], weight: AllowedAction['weight'] = 'main', asks: MoveInput[] = [], result: string | null = null): AllowedAction => ({
  action, path: `/cases/7/${action}`, result, weight, says_no: false, undone_by: null, asks,
});

describe('A move sends what the server says it asks (R2.1)', () => {
  it('each under the name of the input’s member', () => {
    const merge = move('merge', 'more', [ask('case', 'into_case_id'), ask('photos'), ask('text', 'note')]);
    expect(moveOf(merge, filled)).toEqual({ path: '/cases/7/merge', input: { into_case_id: '9', photos: ['a', 'b'], note: 'done' } });
  });
  it('with the word that tells moves of one path apart', () => {
    expect(moveOf(move('pass', 'main', [ask('day', 'recheck_on')], 'pass'), filled).input).toEqual({ result: 'pass', recheck_on: '2026-12-01' });
  });
  it('and nothing where it asks nothing', () => expect(moveOf(move('sign'), filled).input).toEqual({}));
});

describe('The page stays calm', () => {
  const weights: Record<string, AllowedAction['weight']> = { m: 'main', a: 'answer', o: 'more', g: 'grave', d: 'decision' };
  const shown = (moves: string) => {
    const { shown: front, folded, decisions } = arrange(moves.split(' ').map((each) => move(each.slice(2) as AllowedAction['action'], weights[each[0] ?? ''])));
    return [front, folded, decisions].map((part) => part.map((one) => one.action).join(' '));
  };
  it.each<[string, string, string, string]>([
    ['m:file o:ask_verification a:decline o:merge o:relocate g:void', 'file decline', 'ask_verification merge relocate void', ''],
    ['m:sign a:return o:dispute', 'sign return dispute', '', ''],
    ['m:handle o:ask_extension o:ask_suspension', 'handle ask_extension ask_suspension', '', ''],
    ['o:reassign g:void', '', 'reassign void', ''],
    ['d:grant_extension d:refuse_extension o:reassign g:void', '', 'reassign void', 'grant_extension refuse_extension'],
  ])('%s', (names, front, folded, decisions) => expect(shown(names)).toEqual([front, folded, decisions]));
});

describe('What a move must have', () => {
  const empty = { ...startInput({ place: { words: '' }, requests: [] } as unknown as CaseWhole), amount: undefined };
  const kinds: MoveInput['as'][] = ['photos', 'case', 'place', 'body', 'condition', 'limit', 'day', 'reason', 'text'];
  it.each(kinds)('%s is missing only where it is demanded', (as) => {
    expect(missingIn(ask(as, as, true, 1), empty, 0)).not.toBe('');
    expect(missingIn(ask(as, as, false, 1), empty, 0)).toBe('');
  });
  it('as many photos as the kind wants', () => {
    expect(missingIn(ask('photos', 'after_photos', true, 2), empty, 1)).toBe('cases.dialog.needPhotos');
    expect(missingIn(ask('photos', 'after_photos', true, 2), empty, 2)).toBe('');
  });
});

describe('The list’s address', () => {
  it('names its tab as the server’s query', () => {
    expect(tabQuery('mine')).toEqual({ mine: true });
    expect(tabQuery('checking')).toEqual({ state: 'checking' });
    expect(tabQuery('all')).toEqual({});
    expect(String(tabQuery('open')['state']).split(',')).not.toContain('closed');
  });
  it('takes only single words as filters', () => {
    expect(filtersOf({ q: 'x', light: ['red', 'green'], other: 'y' })).toEqual({ ...noFilters, q: 'x' });
  });
  it.each([
    ['light=red,deep_red', { tab: 'all', light: 'red,deep_red' }],
    ['state=verifying', { tab: 'verifying' }],
    ['state=verifying&mine=true', { tab: 'verifying', mine: 'true' }],
    ['mine=true', { tab: 'mine' }],
    ['state=reported,verifying&grid_id=7', { tab: 'all', state: 'reported,verifying', grid_id: '7' }],
    ['state=suspended&recheck_on_to=2026-11-22', { tab: 'suspended', recheck_on_to: '2026-11-22' }],
    ['request=open', { tab: 'all', request: 'open' }],
  ])('opens the list of a card: %s', (query, address) => {
    const found = addressOf(query);
    expect(found).toEqual(address);
    // What the list then asks is the card's own query again.
    const asked = listQuery(found['tab'] as never, filtersOf(found));
    expect(Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, String(value)]))).toEqual(Object.fromEntries(new URLSearchParams(query)));
  });
  it('tells its filters as words that can be taken away', () => {
    const names = { kind: (code: string) => `kind ${code}`, grid: (id: string) => `grid ${id}`, body: (id: string) => `body ${id}`, source: (code: string) => `source ${code}` };
    const chips = chipsOf({ ...noFilters, light: 'red,grey', grid_id: '7', late: 'true', reported_from: '2026-11-01', reported_to: '2026-11-22' }, names, t);
    expect(chips.map((chip) => chip.words)).toEqual(['light.redcommalight.grey', 'grid 7', 'cases.filter.late', 'cases.filter.reported cases.filter.between 2026-11-01 2026-11-22']);
    expect(chips.at(-1)?.clears).toEqual(['reported_from', 'reported_to']);
    expect(chipsOf(noFilters, names, t)).toEqual([]);
  });
});

describe('The columns kept', () => {
  it('always show number and problem, in the table’s order, and forget what is gone', () => {
    expect(readColumns('light,photo,colour')).toEqual(['photo', 'number', 'what', 'light']);
    expect(readColumns(null)).toContain('handler');
  });
});

describe('A draft', () => {
  beforeEach(() => localStorage.clear());
  it('comes back after a reload, for the same person only', () => {
    keepDraft('p1', { ...emptyDraft(), kind: 'garbage', before: [{ sha256: 'a', preview: '' }] });
    expect(readDraft('p1')).toMatchObject({ kind: 'garbage', before: [{ sha256: 'a' }] });
    expect(readDraft('p2')).toBeNull();
  });
  it('is gone once sent, and an empty one is never kept', () => {
    keepDraft('p1', { ...emptyDraft(), summary: 'x' });
    dropDraft('p1');
    expect(readDraft('p1')).toBeNull();
    keepDraft('p1', emptyDraft());
    expect(localStorage.length).toBe(0);
    expect(isEmptyDraft(emptyDraft())).toBe(true);
  });
  it('that cannot be read is no draft', () => {
    localStorage.setItem('weicheng.new_case.p1', '{half');
    expect(readDraft('p1')).toBeNull();
  });
});

describe('Often used kinds', () => {
  it('come by number of uses', () => expect(mostUsed(['a', 'b', 'a', 'c', 'b', 'a'], 2)).toEqual(['a', 'b']));
});

describe('The steps of a case (R2.1)', () => {
  const base = { state: 'handling', period: 1, reported_at: '2026-11-22T00:00:00.000Z', closed_at: null } as CaseWhole;
  const states = (one: CaseWhole): string[] => stepsOf(one, t).map((step) => step.state);
  it('are done before, present at, and to come after the state', () => {
    const one = { ...base, stages: [stage('reported', 'x'), stage('filed', 'x'), stage('dispatched', '2026-11-22T01:30:00.000Z', true), stage('handling', null)] };
    const steps = stepsOf(one, t);
    expect(steps.map((step) => step.key)).toEqual(['report', 'file', 'dispatch', 'sign', 'handle', 'confirm', 'check', 'strike']);
    expect(states(one)).toEqual(['done', 'done', 'done', 'done', 'now', 'coming', 'coming', 'coming']);
    expect(steps[3]).toMatchObject({ late: true, at: '11-22 09:30', words: 'cases.stageTook time.minutes 30 · cases.stageOver' });
    expect(steps[4]).toMatchObject({ at: null, words: 'cases.stageRunning time.minutes 30' });
    expect(steps[5]?.words).toBeNull();
  });
  it('take the time of the present period, not of an earlier one', () => {
    const steps = stepsOf({ ...base, state: 'dispatched', period: 2, stages: [stage('handling', 'x', true, 1), stage('dispatched', null, false, 2)] }, t);
    expect(steps[3]?.state).toBe('now');
    expect(steps[4]).toMatchObject({ state: 'coming', words: null, late: false });
  });
  it('of a rework take the last time through a stage', () => {
    const steps = stepsOf({ ...base, stages: [stage('handling', 'x'), stage('checking', 'x', true), stage('handling', null)] }, t);
    expect(steps[4]?.words).toContain('stageRunning');
    expect(steps[6]).toMatchObject({ state: 'coming', late: false, words: null });
  });
  it('beside the way stand at its step, under the state’s own name', () => {
    const disputed = stepsOf({ ...base, state: 'disputed', stages: [stage('dispatched', 'x'), stage('disputed', null)] }, t);
    expect(disputed[3]).toMatchObject({ key: 'sign', title: 'cases.states.disputed', state: 'now', words: 'cases.stageRunning time.minutes 30' });
    const suspended = stepsOf({ ...base, state: 'suspended', stages: [stage('suspended', null)] }, t);
    expect(suspended.map((step) => step.state).indexOf('now')).toBe(4);
  });
  it('stop where the case ended without being struck off', () => {
    const merged = stepsOf({ ...base, state: 'merged', stages: [stage('reported', 'x'), stage('filed', 'x'), stage('dispatched', 'x')] }, t);
    expect(merged[3]).toMatchObject({ title: 'cases.states.merged', state: 'now', words: null });
    expect(stepsOf({ ...base, state: 'not_accepted', stages: [stage('reported', 'x')] }, t)[1]).toMatchObject({ title: 'cases.states.not_accepted' });
  });
  it('are all done when the case is struck off', () => {
    const one = { ...base, state: 'closed' as const, closed_at: '2026-11-22T02:00:00.000Z', stages: [] };
    expect(new Set(states(one))).toEqual(new Set(['done']));
    expect(stepsOf(one, t)[7]?.at).toBe('11-22 10:00');
  });
});

describe('Words about a case', () => {
  const kind = { code: 'g', name: 'Rubbish', icon: 'garbage' };
  it('head it by its summary, else by its place, else by its kind', () => {
    const place = { words: 'South gate', point: { lon: 118, lat: 35 }, grid_id: null, grid_name: null, site_id: null, site_name: 'Market' };
    expect(headingWords({ summary: 'heap', kind, place })).toBe('heap');
    expect(headingWords({ summary: '', kind, place })).toBe('South gate');
    expect(headingWords({ summary: '', kind, place: { ...place, words: '', site_name: null } })).toBe('Rubbish');
  });
  it('name who holds it', () => {
    expect(holderWords({ body_name: null, role_words: 'office' }, t)).toBe('office');
    expect(holderWords({ body_name: 'Grid 1', role_words: 'head' }, t)).toBe('cases.heldBy Grid 1 head');
  });
});
