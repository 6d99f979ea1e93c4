// The filters in force, as words with a cross: whoever opens a kept address sees at once what it leaves out.
import type { Translate } from '@/shared/time';
import type { FilterName, Filters } from './list_state';

export interface Chip {
  /** What to empty when the chip is removed. */
  clears: FilterName[];
  words: string;
}

/** Names of things behind ids and codes, as far as they are known. */
export interface Names {
  kind: (code: string) => string;
  grid: (id: string) => string;
  body: (id: string) => string;
  source: (code: string) => string;
}

function rangeWords(from: string, to: string, t: Translate): string {
  if (from && to) return from === to ? from : t('cases.filter.between', { from, to });
  return from ? t('cases.filter.since', { from }) : t('cases.filter.until', { to });
}

export function chipsOf(filters: Filters, names: Names, t: Translate): Chip[] {
  const chips: Chip[] = [];
  const add = (words: string, ...clears: FilterName[]): void => void chips.push({ words, clears });
  const f = filters;
  const each = (value: string, word: (one: string) => string): string => value.split(',').filter(Boolean).map(word).join(t('comma'));
  if (f.state) add(each(f.state, (one) => t(`cases.states.${one}`)), 'state');
  if (f.light) add(each(f.light, (one) => t(`light.${one}`)), 'light');
  if (f.kind) add(names.kind(f.kind), 'kind');
  if (f.source) add(each(f.source, names.source), 'source');
  if (f.grid_id) add(names.grid(f.grid_id), 'grid_id');
  if (f.body_id) add(names.body(f.body_id), 'body_id');
  if (f.request) add(t(`cases.filter.requests.${f.request}`), 'request');
  if (f.recheck) add(t(`cases.filter.rechecks.${f.recheck}`), 'recheck');
  if (f.verification) add(t(`cases.filter.verifications.${f.verification}`), 'verification');
  for (const mark of ['late', 'recurred', 'provisional', 'mine'] as const) if (f[mark]) add(t(`cases.filter.${mark}`), mark);
  if (f.reported_from || f.reported_to) add(`${t('cases.filter.reported')} ${rangeWords(f.reported_from, f.reported_to, t)}`, 'reported_from', 'reported_to');
  if (f.closed_from || f.closed_to) add(`${t('cases.filter.closed')} ${rangeWords(f.closed_from, f.closed_to, t)}`, 'closed_from', 'closed_to');
  if (f.recheck_on_to) add(t('cases.filter.recheckBefore', { day: f.recheck_on_to }), 'recheck_on_to');
  return chips;
}
