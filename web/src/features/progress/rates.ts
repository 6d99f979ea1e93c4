// The table of how work went: columns, sums, order, and where each number leads. The server counts; nothing here does but the sum row.
import type { CaseRates, RateRow } from '@/api/types';
import { get } from '@/shared/http/client';
import { allStates } from '@/features/cases/list_state';

export const groupings = ['grid', 'block_body', 'handling_body', 'kind'] as const;
export type Grouping = (typeof groupings)[number];

export const countNames = [
  'reported', 'filed', 'due', 'closed_in_time', 'late', 'exempt', 'closed', 'reworked', 'returned', 'recurred', 'extended', 'suspended',
] as const;
export type CountName = (typeof countNames)[number];

export interface RateQuery {
  from: string;
  to: string;
  by: Grouping;
}

export const fetchRates = (query: RateQuery, signal?: AbortSignal): Promise<CaseRates> =>
  get<CaseRates>('/case-rates', { ...query }, signal);

export const columns = ['name', 'in_time_permille', ...countNames, 'rework_permille'] as const;
export type RateColumn = (typeof columns)[number];

export const permille = (part: number, whole: number): number | null => (whole === 0 ? null : Math.round((part * 1000) / whole));

/** What a rate is taken of, as the server takes it: exempted lateness is left out of what was due. */
export const samples = {
  in_time_permille: (row: RateRow): [number, number] => [row.closed_in_time, row.due - row.exempt],
  rework_permille: (row: RateRow): [number, number] => [row.reworked, row.filed],
};

/** "93.5%"; a dash where there is nothing to take a share of. */
export const shareWords = (value: number | null): string => (value === null ? '—' : `${(value / 10).toFixed(1)}%`);

export function sumOf(rows: RateRow[], name: string): RateRow {
  const sum = { id: null, code: null, name } as RateRow;
  for (const count of countNames) sum[count] = rows.reduce((all, row) => all + row[count], 0);
  sum.in_time_permille = permille(...samples.in_time_permille(sum));
  sum.rework_permille = permille(...samples.rework_permille(sum));
  return sum;
}

/** By a column, "-" before it for the largest first; rows without a value come last either way. */
export function inOrder(rows: RateRow[], order: string): RateRow[] {
  const down = order.startsWith('-');
  const column = order.replace('-', '') as RateColumn;
  const compare = (a: RateRow, b: RateRow): number => {
    const [left, right] = [a[column], b[column]];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    const plain = typeof left === 'string' ? left.localeCompare(String(right), 'zh-CN', { numeric: true }) : left - Number(right);
    return down ? -plain : plain;
  };
  return [...rows].sort(compare);
}

/** Counted in the figures; what was voided or merged counts as nothing. */
const counted = allStates.filter((state) => state !== 'voided' && state !== 'merged');

/** The rows that a filter of the list names exactly. Its filter of a unit means block, line and handling unit at once. */
const groupFilter: Partial<Record<Grouping, string>> = { grid: 'grid_id', kind: 'kind' };

function groupOf(row: RateRow, by: Grouping): Record<string, string> | null {
  const name = groupFilter[by];
  const value = row.id ?? row.code;
  return name && value ? { [name]: value } : null;
}

/** The list of cases behind a number, as an address of the list; null where no list shows exactly those. */
export function listBehind(row: RateRow, count: CountName, query: RateQuery, whole = false): Record<string, string> | null {
  const group = whole ? {} : groupOf(row, query.by);
  if (!group) return null;
  const reported = { reported_from: query.from, reported_to: query.to };
  if (count === 'reported') return { tab: 'all', ...group, state: counted.join(','), ...reported };
  if (count === 'closed') return { tab: 'closed', ...group, closed_from: query.from, closed_to: query.to };
  // What came back counts where it had been struck off, which may be another grid than where it is now.
  const known = whole || query.by === 'kind';
  if (count === 'recurred' && known) return { tab: 'all', ...group, state: counted.filter((state) => state !== 'not_accepted').join(','), recurred: 'true', ...reported };
  return null;
}

const quoted = (value: string | number): string => (/[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value));

/** The table as a file that spreadsheets open with the right letters (they look for the mark at the beginning). */
export function csvOf(rows: RateRow[], heads: Record<RateColumn, string>): string {
  const cell = (row: RateRow, column: RateColumn): string | number =>
    column === 'in_time_permille' || column === 'rework_permille' ? (row[column] === null ? '' : shareWords(row[column])) : row[column];
  const lines = [columns.map((column) => quoted(heads[column])), ...rows.map((row) => columns.map((column) => quoted(cell(row, column))))];
  return `\uFEFF${lines.map((line) => line.join(',')).join('\r\n')}\r\n`;
}

const dayMs = 24 * 3600_000;
const shifted = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

export const spans = ['week', 'month', 'last_month', 'days30', 'year'] as const;
export type Span = (typeof spans)[number];

/** Usual stretches of days, by the county's today. */
export function daysOf(span: Span, today: string): { from: string; to: string } {
  const first = `${today.slice(0, 7)}-01`;
  if (span === 'week') return { from: shifted(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7)), to: today };
  if (span === 'month') return { from: first, to: today };
  if (span === 'days30') return { from: shifted(today, -29), to: today };
  if (span === 'year') return { from: `${today.slice(0, 4)}-01-01`, to: today };
  const end = shifted(first, -1);
  return { from: `${end.slice(0, 7)}-01`, to: end };
}
