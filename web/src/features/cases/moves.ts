// The moves a case can make, and what each sends. Which of them are allowed is the server's word alone.
import type { Action } from '@/api/types';

export interface Move {
  noun: string;
  body: Record<string, unknown>;
}

/** What a person filled in; a move takes from it what it needs. */
export interface Filled {
  note: string;
  reason: string | null;
  bodyId: string | null;
  condition: string | null;
  photos: string[];
}

const nouns: Record<Action, string> = {
  file: 'filings',
  dispatch: 'dispatches',
  sign: 'receipts',
  return: 'returns',
  handle: 'handlings',
  confirm: 'confirmations',
  send_back: 'send-backs',
  pass: 'checks',
  rework: 'checks',
  close: 'closures',
  refuse_closure: 'closure-refusals',
};

export function moveOf(action: Action, filled: Filled): Move {
  const note = filled.note.trim();
  const noun = nouns[action];
  switch (action) {
    case 'sign':
      return { noun, body: {} };
    case 'file':
      return { noun, body: { condition: filled.condition, note, kind: null } };
    case 'dispatch':
      return { noun, body: { body_id: filled.bodyId, note } };
    case 'handle':
      return { noun, body: { after_photos: filled.photos, note } };
    case 'pass':
      return { noun, body: { result: 'pass', note, photos: filled.photos } };
    case 'rework':
      return { noun, body: { result: 'rework', reason: filled.reason, note, photos: filled.photos } };
    case 'return':
    case 'send_back':
    case 'refuse_closure':
      return { noun, body: { reason: filled.reason, note } };
    case 'confirm':
    case 'close':
      return { noun, body: { note } };
  }
}

/** True for a move this screen has a dialog for; a newer server may know others. */
export const isOffered = (action: string): action is Action => Object.hasOwn(nouns, action);

/** Moves that say no or turn a case back are drawn less loudly than those that carry it on. */
export function turnsBack(action: Action): boolean {
  return action === 'return' || action === 'send_back' || action === 'rework' || action === 'refuse_closure';
}
