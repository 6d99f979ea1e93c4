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

/**
 * The server's sentence often begins with its title, which says why already: what follows is what
 * to do, and nobody wants to read the title twice.
 */
function adviceAfterTitle(title: string, detail: string): string {
  if (title === '' || !detail.startsWith(title)) return '';
  return detail.slice(title.length).replace(/^[\s。，：；.,:;]+/, '');
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
  const told = error.fields
    .map((field) => field.detail)
    .filter((words) => words !== '' && words !== error.message);
  const wait = error.retryAfterSeconds;
  const quoted = [error.code, error.incident ?? error.requestId].filter(Boolean).join(' · ');
  const advice = adviceAfterTitle(error.title, error.message);
  const waitWords = wait === null ? '' : t('fault.wait', { n: wait });
  return {
    what: error.title || what,
    why: [advice === '' ? error.message : '', ...told].filter(Boolean).join(' '),
    todo: [advice, waitWords].filter(Boolean).join(' '),
    code: quoted,
    unreachable: error.status === 502 || error.status === 503 || error.status === 504,
  };
}
