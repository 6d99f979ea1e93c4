// What the case list shows is written in its address, so that a view can be kept, shared and come back to.
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue';
import { useRoute, useRouter, type LocationQuery } from 'vue-router';
import type { ListQuery } from './queries';

export const openStates = ['reported', 'filed', 'dispatched', 'handling', 'handled', 'checking', 'checked'] as const;
export const allStates = [...openStates, 'closed'] as const;
export type Tab = 'mine' | 'open' | 'all' | (typeof allStates)[number];

export interface Filters {
  q: string;
  light: string;
  kind: string;
  grid_id: string;
  body_id: string;
  source: string;
}
const names = ['q', 'light', 'kind', 'grid_id', 'body_id', 'source'] as const;
export const noFilters: Filters = { q: '', light: '', kind: '', grid_id: '', body_id: '', source: '' };

const text = (value: LocationQuery[string] | undefined): string => (typeof value === 'string' ? value : '');

export function filtersOf(query: LocationQuery): Filters {
  const found = { ...noFilters };
  for (const name of names) found[name] = text(query[name]);
  return found;
}

function isTab(value: string): value is Tab {
  return value === 'mine' || value === 'open' || value === 'all' || (allStates as readonly string[]).includes(value);
}

/** The part of the server's query that a tab stands for. */
export function tabQuery(tab: Tab): ListQuery {
  if (tab === 'mine') return { mine: true };
  if (tab === 'all') return {};
  return { state: tab === 'open' ? openStates.join(',') : tab };
}

export interface ListState {
  tab: ComputedRef<Tab>;
  filters: ComputedRef<Filters>;
  sort: ComputedRef<string>;
  limit: Ref<number>;
  page: ComputedRef<number>;
  query: ComputedRef<ListQuery>;
  go: (changes: Record<string, string>) => void;
  next: (cursor: string) => void;
  back: () => void;
}

const limitStorage = 'weicheng.cases.limit';

export function useListState(firstTab: () => Tab): ListState {
  const route = useRoute();
  const router = useRouter();
  const cursors = ref<string[]>([]);
  const limit = ref(Number(localStorage.getItem(limitStorage)) || 20);
  const tab = computed<Tab>(() => {
    const given = text(route.query['tab']);
    return isTab(given) ? given : firstTab();
  });
  const filters = computed(() => filtersOf(route.query));
  const sort = computed(() => text(route.query['sort']) || 'due');
  const query = computed<ListQuery>(() => ({
    ...tabQuery(tab.value), ...filters.value, sort: sort.value, limit: limit.value, cursor: cursors.value.at(-1) ?? '',
  }));

  function go(changes: Record<string, string>): void {
    cursors.value = [];
    const merged = { ...route.query, ...changes };
    const kept = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''));
    void router.replace({ name: 'cases', query: kept });
  }

  watch(limit, (value) => {
    localStorage.setItem(limitStorage, String(value));
    cursors.value = [];
  });
  return {
    tab, filters, sort, limit, query, go,
    page: computed(() => cursors.value.length + 1),
    next: (cursor) => (cursors.value = [...cursors.value, cursor]),
    back: () => (cursors.value = cursors.value.slice(0, -1)),
  };
}
