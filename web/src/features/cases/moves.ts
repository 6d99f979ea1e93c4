// The moves a case can make, what each asks of the person and what each sends. Which of them are allowed is the
// server's word alone.
import type { Action, AllowedAction, LimitUnit, Point } from '@/api/types';

export interface Move {
  noun: string;
  body: Record<string, unknown>;
}

/** What a dialog can ask for, in the order it asks. */
export type Field = 'after_photos' | 'photos' | 'case' | 'place' | 'body' | 'condition' | 'limit' | 'recheck_on' | 'reason';

export interface FilledPlace {
  point: Point | null;
  words: string;
  gridId: string | null;
  siteId: string | null;
}

/** What a person filled in; a move takes from it what it needs. */
export interface Filled {
  note: string;
  reason: string | null;
  bodyId: string | null;
  condition: string | null;
  photos: string[];
  intoCaseId: string | null;
  limit: { amount: number; unit: LimitUnit } | null;
  /** A day of the county, "2026-12-01". */
  recheckOn: string | null;
  place: FilledPlace | null;
}

/**
 * main carries the case on, answer is its counterpart that says no, more stands folded away so that the page stays calm,
 * decision belongs to an open request and is drawn with it.
 */
export type Tier = 'main' | 'answer' | 'more' | 'decision';

interface MoveForm {
  noun: string;
  tier: Tier;
  asks: readonly Field[];
  body: (filled: Filled) => Record<string, unknown>;
}

const noted = ({ note }: Filled) => ({ note });
const reasoned = ({ reason, note }: Filled) => ({ reason, note });
const result = (word: string) => ({ note }: Filled) => ({ result: word, note });
const judged = (word: string) => ({ note, photos }: Filled) => ({ result: word, note, photos });
const judgedWithReason = (word: string) => ({ reason, note, photos }: Filled) => ({ result: word, reason, note, photos });
const toBody = ({ bodyId, note }: Filled) => ({ body_id: bodyId, note });
const placed = ({ place, note }: Filled) => ({
  place: {
    point: place?.point ?? null,
    words: place?.words.trim() ?? '',
    grid_id: place?.gridId ?? null,
    site_id: place?.siteId ?? null,
  },
  note,
});

const move = (noun: string, tier: Tier, asks: readonly Field[], body: MoveForm['body']): MoveForm => ({ noun, tier, asks, body });

const forms: Record<Action, MoveForm> = {
  file: move('filings', 'main', ['condition'], ({ condition, note }) => ({ condition, note, kind: null })),
  dispatch: move('dispatches', 'main', ['body'], toBody),
  sign: move('receipts', 'main', [], () => ({})),
  return: move('returns', 'answer', ['reason'], reasoned),
  handle: move('handlings', 'main', ['after_photos'], ({ photos, note }) => ({ after_photos: photos, note })),
  confirm: move('confirmations', 'main', [], noted),
  send_back: move('send-backs', 'answer', ['reason'], reasoned),
  pass: move('checks', 'main', ['photos'], judged('pass')),
  rework: move('checks', 'answer', ['photos', 'reason'], judgedWithReason('rework')),
  close: move('closures', 'main', [], noted),
  close_as_delegate: move('closures', 'main', [], noted),
  refuse_closure: move('closure-refusals', 'answer', ['reason'], reasoned),
  ask_verification: move('verification-orders', 'more', [], noted),
  verify_true: move('verifications', 'main', ['photos'], judged('confirmed')),
  verify_false: move('verifications', 'answer', ['photos', 'reason'], judgedWithReason('not_found')),
  decline: move('declinations', 'answer', ['reason'], reasoned),
  reassign: move('reassignments', 'more', ['body', 'reason'], ({ bodyId, reason, note }) => ({ body_id: bodyId, reason, note })),
  dispute: move('disputes', 'more', ['reason'], reasoned),
  rule: move('verdicts', 'main', ['body'], toBody),
  void: move('voidings', 'more', ['reason'], reasoned),
  merge: move('mergers', 'more', ['case'], ({ intoCaseId, note }) => ({ into_case_id: intoCaseId, note })),
  relocate: move('relocations', 'more', ['place'], placed),
  reinstate: move('reinstatements', 'more', ['reason'], reasoned),
  recheck_pass: move('rechecks', 'main', ['photos'], judged('pass')),
  recheck_fail: move('rechecks', 'answer', ['photos', 'reason'], judgedWithReason('fail')),
  ask_extension: move('extension-requests', 'more', ['limit', 'reason'], ({ limit, reason, note }) => ({ limit, reason, note })),
  grant_extension: move('extension-decisions', 'decision', [], result('grant')),
  refuse_extension: move('extension-decisions', 'decision', [], result('refuse')),
  ask_suspension: move('suspension-requests', 'more', ['recheck_on', 'reason'], ({ recheckOn, reason, note }) => ({ recheck_on: recheckOn, reason, note })),
  grant_suspension: move('suspension-decisions', 'decision', ['recheck_on'], ({ recheckOn, note }) => ({ result: 'grant', recheck_on: recheckOn, note })),
  refuse_suspension: move('suspension-decisions', 'decision', [], ({ note }) => ({ result: 'refuse', recheck_on: null, note })),
  prolong_suspension: move('suspension-prolongations', 'answer', ['recheck_on'], ({ recheckOn, note }) => ({ recheck_on: recheckOn, note })),
  resume: move('resumptions', 'main', [], noted),
  ask_exemption: move('lateness-appeals', 'more', ['reason'], reasoned),
  support_exemption: move('lateness-reviews', 'decision', [], result('support')),
  refuse_exemption: move('lateness-reviews', 'decision', [], result('refuse')),
  grant_exemption: move('lateness-decisions', 'decision', [], result('grant')),
  deny_exemption: move('lateness-decisions', 'decision', [], result('refuse')),
};

export function moveOf(action: Action, filled: Filled): Move {
  const form = forms[action];
  return { noun: form.noun, body: form.body({ ...filled, note: filled.note.trim() }) };
}

/** True for a move this screen has a dialog for; a newer server may know others. */
export const isOffered = (action: string): action is Action => Object.hasOwn(forms, action);

export const asks = (action: Action, field: Field): boolean => forms[action].asks.includes(field);
export const tierOf = (action: Action): Tier => forms[action].tier;

/** What must be filled in before the move can be sent: photos of a check and the condition are welcome, not demanded. */
export function mustFill(allowed: Pick<AllowedAction, 'action' | 'needs' | 'reasons'>, field: Field): boolean {
  if (!asks(allowed.action, field)) return false;
  if (field === 'photos' || field === 'condition') return false;
  if (field === 'reason') return allowed.reasons.length > 0;
  return true;
}

/** Moves that say no or turn a case back are drawn less loudly than those that carry it on. */
const backward: readonly Action[] = [
  'return', 'send_back', 'rework', 'refuse_closure', 'verify_false', 'decline', 'recheck_fail',
  'refuse_extension', 'refuse_suspension', 'refuse_exemption', 'deny_exemption', 'void',
];
export const turnsBack = (action: Action): boolean => backward.includes(action);

export interface ArrangedMoves {
  /** Buttons that stand in the bar; the first is the one to press. */
  shown: AllowedAction[];
  /** Under "more". */
  folded: AllowedAction[];
  /** Drawn with the open request. */
  decisions: AllowedAction[];
}

const calm = 3;

/** Few moves all stand in the bar; of many only those that carry the case on, with their counterpart. */
export function arrange(allowed: readonly AllowedAction[]): ArrangedMoves {
  const known = allowed.filter((one) => isOffered(one.action));
  const of = (tier: Tier) => known.filter((one) => tierOf(one.action) === tier);
  const decisions = of('decision');
  const front = [...of('main'), ...of('answer')];
  const rest = of('more');
  if (front.length + rest.length <= calm && !rest.some((one) => one.action === 'void')) {
    return { shown: [...front, ...rest], folded: [], decisions };
  }
  return { shown: front, folded: rest, decisions };
}
