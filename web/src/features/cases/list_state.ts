// What the case list shows is written in its address, so that a view can be kept, shared and come back to.
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue';
import { useRoute, useRouter, type LocationQuery } from 'vue-router';
import type { CaseState } from '@/api/types';
import type { ListQuery } from './queries';

/** The way from report to strike-off. */
export const wayStates = ['reported', 'filed', 'dispatched', 'handling', 'handled', 'checking', 'checked'] as const;
/** States beside the way: a case comes back from them. */
export const sideStates = ['verifying', 'disputed', 'suspended'] as const;
export const endedStates = ['closed', 'not_accepted', 'voided', 'merged'] as const;
export const openStates = [
  'reported', 'verifying', 'filed', 'dispatched', 'disputed', 'handling', 'suspended', 'handled', 'checking', 'checked',
] as const;
export const allStates = [...openStates, ...endedStates] as const;
export type Tab = 'mine' | 'open' | 'all' | CaseState;

export const isEnded = (state: CaseState): boolean => (endedStates as readonly string[]).includes(state);

/** The filters of GET /cases, under the names they have there; the address uses the same. */
export const filterNames = [
  'q', 'state', 'light', 'kind', 'source', 'grid_id', 'body_id', 'request', 'recheck', 'verification', 'mine',
  'recurred', 'provisional', 'late', 'reported_from', 'reported_to', 'closed_from', 'closed_to', 'recheck_on_to',
] as const;
export type FilterName = (typeof filterNames)[number];
export type Filters = Record<FilterName, string>;
export const noFilters = Object.fromEntries(filterNames.map((name) => [name, ''])) as Filters;

const text = (value: LocationQuery[string] | undefined): string => (typeof value === 'string' ? value : '');

export function filtersOf(query: LocationQuery): Filters {
  const found = { ...noFilters };
  for (const name of filterNames) found[name] = text(query[name]);
  return found;
}

const isTab = (value: string): value is Tab =>
  value === 'mine' || value === 'open' || value === 'all' || (allStates as readonly string[]).includes(value);

/** The part of the server's query that a tab stands for. */
export function tabQuery(tab: Tab): ListQuery {
  if (tab === 'mine') return { mine: true };
  if (tab === 'all') return {};
  return { state: tab === 'open' ? openStates.join(',') : tab };
}

/** A query of GET /cases as the address of the list that shows exactly those cases. */
export function addressOf(query: string): Record<string, string> {
  const given = new URLSearchParams(query);
  const address: Record<string, string> = { tab: 'all' };
  for (const name of filterNames) {
    const value = given.get(name);
    if (value) address[name] = value;
  }
  const state = address['state'] ?? '';
  if (isTab(state)) {
    address['tab'] = state;
    delete address['state'];
  } else if (!state && address['mine'] === 'true') {
    address['tab'] = 'mine';
    delete address['mine'];
  }
  const sort = given.get('sort');
  if (sort) address['sort'] = sort;
  return address;
}

/** What the list asks of the server: the tab, and the filters beside it. */
export function listQuery(tab: Tab, filters: Filters): ListQuery {
  const set = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ''));
  // A tab names one state; several at once come in the address and stand for themselves.
  return { ...set, ...(tab === 'all' ? {} : tabQuery(tab)) };
}

export interface ListState {
  tab: ComputedRef<Tab>;
  filters: ComputedRef<Filters>;
  sort: ComputedRef<string>;
  limit: Ref<number>;
  page: ComputedRef<number>;
  query: ComputedRef<ListQuery>;
  go: (changes: Record<string, string>) => void;
  clear: (tab: Tab) => void;
  next: (cursor: string) => void;
  back: () => void;
}

const limitStorage = 'weicheng.cases.limit';

export function useListState(firstTab: () => Tab): ListState {
  const route = useRoute();
  const router = useRouter();
  const cursors = ref<string[]>([]);
  const limit = ref(Number(localStorage.getItem(limitStorage)) || 20);
  const filters = computed(() => filtersOf(route.query));
  const tab = computed<Tab>(() => {
    const given = text(route.query['tab']);
    if (isTab(given)) return given;
    return filterNames.some((name) => filters.value[name] !== '') ? 'all' : firstTab();
  });
  const sort = computed(() => text(route.query['sort']) || 'due');
  const query = computed<ListQuery>(() => ({
    ...listQuery(tab.value, filters.value), sort: sort.value, limit: limit.value, cursor: cursors.value.at(-1) ?? '',
  }));

  function go(changes: Record<string, string>): void {
    cursors.value = [];
    const merged: Record<string, unknown> = { tab: tab.value, ...route.query, ...changes };
    // Choosing a tab leaves behind the states that came with the address.
    if ('tab' in changes) delete merged['state'];
    const kept = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== '')) as LocationQuery;
    void router.replace({ name: 'cases', query: kept });
  }
  function clear(to: Tab): void {
    cursors.value = [];
    void router.replace({ name: 'cases', query: { tab: to } });
  }

  watch(() => route.query, () => (cursors.value = []));
  watch(limit, (value) => {
    localStorage.setItem(limitStorage, String(value));
    cursors.value = [];
  });
  return {
    tab, filters, sort, limit, query, go, clear,
    page: computed(() => cursors.value.length + 1),
    next: (cursor) => (cursors.value = [...cursors.value, cursor]),
    back: () => (cursors.value = cursors.value.slice(0, -1)),
  };
}
