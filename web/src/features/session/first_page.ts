import type { SessionStore } from './session';

/** The first page this account may open. */
export function firstPage(session: SessionStore): { name: string } {
  return { name: session.can('cases.read') ? 'today' : 'people' };
}
