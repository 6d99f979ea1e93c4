/** Any failure in the three parts a person can use: what happened, why, and what to do. */
import { isTrouble } from '@/shared/http/trouble';
import type { Translate } from '@/shared/time';

export interface Fault {
  what: string;
  why: string;
  todo: string;
  /** For the office, small print. */
  code: string;
  /** Nobody answered: the same thing may be sent again as it is. */
  unreachable: boolean;
}

/** `what` says what the citizen was trying to do, for failures in which the server said nothing. */
export function faultOf(error: unknown, what: string, t: Translate): Fault {
  if (!isTrouble(error)) {
    const code = error instanceof Error ? error.name : 'unknown';
    return { what, why: t('fault.odd'), todo: t('fault.oddTodo'), code, unreachable: false };
  }
  if (error.unreachable) {
    const why = navigator.onLine ? t('fault.silent') : t('fault.offline');
    return { what, why, todo: t('fault.unreachableTodo'), code: error.code, unreachable: true };
  }
  const fields = error.fields.map((field) => field.detail).filter(Boolean);
  const wait = error.retryAfterSeconds;
  const quoted = [error.code, error.incident ?? error.requestId].filter(Boolean).join(' · ');
  return {
    what: error.title || what,
    why: [error.message, ...fields].join(' '),
    todo: wait === null ? '' : t('fault.wait', { n: wait }),
    code: quoted,
    unreachable: error.status === 502 || error.status === 503 || error.status === 504,
  };
}
