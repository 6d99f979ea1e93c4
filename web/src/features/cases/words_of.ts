// Small sentences about a case, put together in one place.
import type { CaseRow } from '@/api/types';
import type { Translate } from '@/shared/time';

/** Who holds the case now: the unit and the duty in it. */
export function holderWords(waits: NonNullable<CaseRow['waits_for']>, t: Translate): string {
  if (!waits.body_name) return waits.role_words;
  if (!waits.role_words) return waits.body_name;
  return t('cases.heldBy', { body: waits.body_name, role: waits.role_words });
}

/** "回潮 第 2 次": it came back after a strike-off. */
export function recurrenceWords(one: Pick<CaseRow, 'recurrence_no'>, t: Translate): string {
  if (!one.recurrence_no) return '';
  return one.recurrence_no > 1 ? t('cases.recurred', { n: one.recurrence_no }) : t('cases.recurredOnce');
}

/** The case's heading: its own words, or the place when it has none; its kind stands beside it anyway. */
export function headingWords(one: Pick<CaseRow, 'summary' | 'kind' | 'place'>): string {
  return one.summary || one.place.words || one.place.site_name || one.kind.name;
}
