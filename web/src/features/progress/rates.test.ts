import { describe, expect, it } from 'vitest';
import type { RateRow } from '@/api/types';
import { columns, csvOf, daysOf, inOrder, listBehind, shareWords, sumOf, type RateColumn, type Span } from './rates';

const none = { reported: 0, filed: 0, due: 0, closed_in_time: 0, late: 0, exempt: 0, closed: 0, reworked: 0, returned: 0, recurred: 0, extended: 0, suspended: 0 };
const row = (name: string, own: Partial<RateRow>): RateRow => ({ ...none, id: null, code: null, name, in_time_permille: null, rework_permille: null, ...own });
const rows = [
  row('甲', { id: '1', due: 4, closed_in_time: 3, closed: 4, in_time_permille: 750 }),
  row('乙', { id: '2' }),
  row('丙', { id: '3', due: 8, exempt: 2, closed_in_time: 6, filed: 10, closed: 6, reworked: 1, in_time_permille: 1000, rework_permille: 167 }),
];

describe('The table of rates (R2.1)', () => {
  it('shows a dash where there is nothing to take a share of', () => {
    expect([shareWords(null), shareWords(0), shareWords(935), shareWords(1000)]).toEqual(['—', '0.0%', '93.5%', '100.0%']);
  });
  it.each([['in_time_permille', '甲丙乙'], ['-in_time_permille', '丙甲乙'], ['-due', '丙甲乙'], ['name', '丙甲乙']])('by %s comes as %s, rows without a value last', (order, names) =>
    expect(inOrder(rows, order).map((one) => one.name).join('')).toBe(names));
  it('sums counts and takes the rates of the sums, not the mean of the rates', () => {
    expect(sumOf(rows, '合计')).toMatchObject({ due: 12, closed_in_time: 9, in_time_permille: 900, rework_permille: 100 });
    expect(sumOf([], '合计').in_time_permille).toBeNull();
  });
  it('leads from a number to its cases where the list can show them', () => {
    const query = { from: '2026-11-01', to: '2026-11-22', by: 'grid' as const };
    expect(listBehind(rows[0]!, 'reported', query)).toMatchObject({ tab: 'all', grid_id: '1', reported_from: '2026-11-01', reported_to: '2026-11-22' });
    expect(listBehind(row('垃圾', { code: 'garbage' }), 'closed', { ...query, by: 'kind' })).toMatchObject({ tab: 'closed', kind: 'garbage', closed_to: '2026-11-22' });
    expect(listBehind(rows[0]!, 'reported', query)?.['state']).not.toMatch(/voided|merged/);
    expect(listBehind(sumOf(rows, '合计'), 'reported', query)).toBeNull();
    expect(listBehind(sumOf(rows, '合计'), 'reported', query, true)).not.toHaveProperty('grid_id');
    expect(listBehind(rows[0]!, 'due', query)).toBeNull();
    expect(listBehind(rows[0]!, 'reported', { ...query, by: 'handling_body' })).toBeNull();
  });
  it('leads to what came back by its kind, and in all, never by a grid that it may have left', () => {
    const query = { from: '2026-11-01', to: '2026-11-22', by: 'kind' as const };
    expect(listBehind(row('垃圾', { code: 'garbage' }), 'recurred', query)).toMatchObject({ kind: 'garbage', recurred: 'true', reported_to: '2026-11-22' });
    expect(listBehind(rows[0]!, 'recurred', { ...query, by: 'grid' })).toBeNull();
    expect(listBehind(sumOf(rows, '合计'), 'recurred', { ...query, by: 'grid' }, true)).toMatchObject({ recurred: 'true' });
  });
  it('writes a file that opens with its letters, commas and empty rates', () => {
    const heads = Object.fromEntries(columns.map((name) => [name, name])) as Record<RateColumn, string>;
    const lines = csvOf([row('甲, 乙"', {})], heads).split('\r\n');
    expect(lines[0]?.startsWith('\uFEFFname,in_time_permille')).toBe(true);
    expect(lines[1]?.startsWith('"甲, 乙""",,0,')).toBe(true);
  });
});

describe('Usual stretches of days', () => {
  it.each<[Span, string, string]>([
    ['week', '2026-11-16', '2026-11-22'],
    ['month', '2026-11-01', '2026-11-22'],
    ['last_month', '2026-10-01', '2026-10-31'],
    ['days30', '2026-10-24', '2026-11-22'],
    ['year', '2026-01-01', '2026-11-22'],
  ])('%s is %s to %s', (span, from, to) => expect(daysOf(span, '2026-11-22')).toEqual({ from, to }));
});
