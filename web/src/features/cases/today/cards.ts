// The count cards of the today desk: their order, their tone; what a waiting row asks of the person.
import type { CaseRow, CaseState, TodayCard, TodayCode } from '@/api/types';

/** What is late stands left of everything, then what soon will be; the rest in the server's order. */
const lateFirst: readonly TodayCode[] = ['overdue', 'due_soon'];

export function arrangeCards(cards: readonly TodayCard[]): TodayCard[] {
  const rank = ({ code }: TodayCard): number => {
    const at = lateFirst.indexOf(code);
    return at < 0 ? lateFirst.length : at;
  };
  return [...cards].sort((a, b) => rank(a) - rank(b));
}

export type Tone = 'red' | 'amber' | 'work' | 'none';

export function toneOf({ code, count }: TodayCard): Tone {
  if (count === 0) return 'none';
  if (code === 'overdue') return 'red';
  return code === 'due_soon' ? 'amber' : 'work';
}

/** What the waiting person does in each state, as the button in the row says it; null: only looking helps. */
const verbs: Partial<Record<CaseState, string>> = {
  reported: 'file', verifying: 'verify', filed: 'dispatch', dispatched: 'sign', disputed: 'rule', handling: 'handle',
  suspended: 'resume', handled: 'confirm', checking: 'check', checked: 'close', closed: 'recheck',
};

/** A request is decided by another than who handles the case: to such a person the row is about the request. */
export function verbOf(row: Pick<CaseRow, 'state' | 'request_open'>, decides: boolean): string | null {
  if (row.request_open && decides) return 'decide';
  return verbs[row.state] ?? null;
}

/** "11月22日 星期日" and its English counterpart, of a day as the server writes it. */
export function dayWords(day: string, locale: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const at = new Date(Date.UTC(year, month - 1, date));
  return new Intl.DateTimeFormat(locale, { month: 'long', day: 'numeric', weekday: 'long', timeZone: 'UTC' }).format(at);
}
