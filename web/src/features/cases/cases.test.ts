import { beforeEach, describe, expect, it } from 'vitest';
import type { Action, AllowedAction, CaseStage, CaseWhole } from '@/api/types';
import { readColumns } from './columns';
import { dropDraft, emptyDraft, isEmptyDraft, keepDraft, readDraft } from './draft';
import { chipsOf } from './chips';
import { addressOf, filtersOf, listQuery, noFilters, tabQuery } from './list_state';
import { arrange, isOffered, moveOf, mustFill, turnsBack, type Filled } from './moves';
import { mostUsed } from './recent_kinds';
import { stepsOf } from './steps';
import { headingWords, holderWords } from './words_of';

const t = (key: string, values: Record<string, unknown> = {}): string => [key, ...Object.values(values)].join(' ');
const filled: Filled = {
  note: ' done ', reason: 'r1', bodyId: '3', condition: 'small', photos: ['a', 'b'], intoCaseId: '9',
  limit: { amount: 2, unit: 'work_days' }, recheckOn: '2026-12-01',
  place: { point: { lon: 118, lat: 35 }, words: ' gate ', gridId: null, siteId: '5' },
};

const stage = (name: CaseStage['stage'], left: string | null, overdue = false, period = 1): CaseStage => ({
  stage: name, period, body_name: null, person_name: null, entered_at: '2026-11-22T01:00:00.000Z', left_at: left, due_at: null, work_minutes: 30, overdue,
});

describe('A move sends what the contract names (R2.1)', () => {
  it.each<[Action, string, Record<string, unknown>]>([
    ['file', 'filings', { condition: 'small', note: 'done', kind: null }],
    ['dispatch', 'dispatches', { body_id: '3', note: 'done' }],
    ['sign', 'receipts', {}],
    ['return', 'returns', { reason: 'r1', note: 'done' }],
    ['handle', 'handlings', { after_photos: ['a', 'b'], note: 'done' }],
    ['confirm', 'confirmations', { note: 'done' }],
    ['send_back', 'send-backs', { reason: 'r1', note: 'done' }],
    ['pass', 'checks', { result: 'pass', note: 'done', photos: ['a', 'b'] }],
    ['rework', 'checks', { result: 'rework', reason: 'r1', note: 'done', photos: ['a', 'b'] }],
    ['close', 'closures', { note: 'done' }],
    ['refuse_closure', 'closure-refusals', { reason: 'r1', note: 'done' }],
    ['close_as_delegate', 'closures', { note: 'done' }],
    ['ask_verification', 'verification-orders', { note: 'done' }],
    ['verify_true', 'verifications', { result: 'confirmed', note: 'done', photos: ['a', 'b'] }],
    ['verify_false', 'verifications', { result: 'not_found', reason: 'r1', note: 'done', photos: ['a', 'b'] }],
    ['decline', 'declinations', { reason: 'r1', note: 'done' }],
    ['reassign', 'reassignments', { body_id: '3', reason: 'r1', note: 'done' }],
    ['dispute', 'disputes', { reason: 'r1', note: 'done' }],
    ['rule', 'verdicts', { body_id: '3', note: 'done' }],
    ['void', 'voidings', { reason: 'r1', note: 'done' }],
    ['merge', 'mergers', { into_case_id: '9', note: 'done' }],
    ['relocate', 'relocations', { place: { point: { lon: 118, lat: 35 }, words: 'gate', grid_id: null, site_id: '5' }, note: 'done' }],
    ['reinstate', 'reinstatements', { reason: 'r1', note: 'done' }],
    ['recheck_pass', 'rechecks', { result: 'pass', note: 'done', photos: ['a', 'b'] }],
    ['recheck_fail', 'rechecks', { result: 'fail', reason: 'r1', note: 'done', photos: ['a', 'b'] }],
    ['ask_extension', 'extension-requests', { limit: { amount: 2, unit: 'work_days' }, reason: 'r1', note: 'done' }],
    ['grant_extension', 'extension-decisions', { result: 'grant', note: 'done' }],
    ['refuse_extension', 'extension-decisions', { result: 'refuse', note: 'done' }],
    ['ask_suspension', 'suspension-requests', { recheck_on: '2026-12-01', reason: 'r1', note: 'done' }],
    ['grant_suspension', 'suspension-decisions', { result: 'grant', recheck_on: '2026-12-01', note: 'done' }],
    ['refuse_suspension', 'suspension-decisions', { result: 'refuse', recheck_on: null, note: 'done' }],
    ['prolong_suspension', 'suspension-prolongations', { recheck_on: '2026-12-01', note: 'done' }],
    ['resume', 'resumptions', { note: 'done' }],
    ['ask_exemption', 'lateness-appeals', { reason: 'r1', note: 'done' }],
    ['support_exemption', 'lateness-reviews', { result: 'support', note: 'done' }],
    ['refuse_exemption', 'lateness-reviews', { result: 'refuse', note: 'done' }],
    ['grant_exemption', 'lateness-decisions', { result: 'grant', note: 'done' }],
    ['deny_exemption', 'lateness-decisions', { result: 'refuse', note: 'done' }],
  ])('%s', (action, noun, body) => expect(moveOf(action, filled)).toEqual({ noun, body }));
  it('and those that say no are drawn less loudly', () => {
    expect((['return', 'send_back', 'rework', 'refuse_closure'] as Action[]).every(turnsBack)).toBe(true);
    expect((['file', 'sign', 'handle', 'pass', 'close'] as Action[]).some(turnsBack)).toBe(false);
  });
  it('and one that a newer server knows is left to it', () => expect(isOffered('teleport')).toBe(false));
});

describe('The page stays calm', () => {
  const allowed = (...names: string[]): AllowedAction[] => names.map((action) => ({ action: action as Action, needs: [], reasons: [] }));
  const shown = (...names: string[]) => {
    const { shown: front, folded, decisions } = arrange(allowed(...names));
    return [front, folded, decisions].map((part) => part.map((one) => one.action).join(' '));
  };
  it.each<[string, string, string, string]>([
    ['file ask_verification decline merge relocate void', 'file decline', 'ask_verification merge relocate void', ''],
    ['sign return dispute', 'sign return dispute', '', ''],
    ['handle ask_extension ask_suspension', 'handle ask_extension ask_suspension', '', ''],
    ['reassign void', '', 'reassign void', ''],
    ['grant_extension refuse_extension reassign void', '', 'reassign void', 'grant_extension refuse_extension'],
    ['pass rework teleport', 'pass rework', '', ''],
  ])('%s', (names, front, folded, decisions) => expect(shown(...names.split(' '))).toEqual([front, folded, decisions]));
});

describe('What a move must have', () => {
  const allowed = (action: Action, needs: string[] = [], codes: string[] = []): AllowedAction => ({ action, needs, reasons: codes.map((code) => ({ code, name: code })) });
  it.each([
    ['handle', 'after_photos', true],
    ['pass', 'photos', false],
    ['rework', 'reason', true],
    ['merge', 'case', true],
    ['file', 'condition', false],
    ['ask_extension', 'limit', true],
    ['sign', 'reason', false],
  ] as const)('%s: %s %s', (action, field, wanted) => expect(mustFill(allowed(action, [], ['a']), field)).toBe(wanted));
  it('a reason only where the rulebook lists any', () => expect(mustFill(allowed('void'), 'reason')).toBe(false));
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
    const names = { kind: (code: string) => `kind ${code}`, grid: (id: string) => `grid ${id}`, body: (id: string) => `body ${id}` };
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
