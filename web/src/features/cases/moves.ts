// The moves a case can make, as the server describes them: what each asks, where it goes, how loudly it is offered.
import type { AllowedAction, LimitUnit, MoveInput, Point } from '@/api/types';

export interface Move {
  path: string;
  input: Record<string, unknown>;
}

export type Asked = MoveInput['as'];

/** What a person filled in, each by the kind of thing that is asked for; a move takes from it what it asks. */
export interface Filled extends Record<Asked, unknown> {
  photos: string[];
  case: string | null;
  place: { point: Point | null; words: string; grid_id: string | null; site_id: string | null };
  body: string | null;
  condition: string | null;
  limit: { amount: number; unit: LimitUnit } | null;
  /** Of the county, "2026-12-01". */
  day: string | null;
  reason: string | null;
  text: string;
}

export function moveOf(move: AllowedAction, filled: Filled): Move {
  const input: Record<string, unknown> = Object.fromEntries(move.asks.map((one) => [one.field, filled[one.as]]));
  if (move.result !== null) input['result'] = move.result;
  return { path: move.path, input };
}

export const asked = (move: AllowedAction, as: Asked): MoveInput | undefined => move.asks.find((one) => one.as === as);

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
  const of = (...weights: AllowedAction['weight'][]) => weights.flatMap((weight) => allowed.filter((one) => one.weight === weight));
  const decisions = of('decision');
  const front = of('main', 'answer');
  const rest = of('more', 'grave');
  if (front.length + rest.length <= calm && of('grave').length === 0) return { shown: [...front, ...rest], folded: [], decisions };
  return { shown: front, folded: rest, decisions };
}
