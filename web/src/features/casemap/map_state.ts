// What the map shows is written in its address: filters, the chosen case, the place looked at, and whether grids are drawn.
import { computed, type ComputedRef } from 'vue';
import { useRoute, useRouter, type LocationQuery } from 'vue-router';
import type { Point } from '@/api/types';
import type { MapView } from '@/shared/map/points';
import { openStates } from '@/features/cases/list_state';

export const filterNames = ['state', 'light', 'kind', 'grid_id', 'body_id', 'source'] as const;
export type MapFilters = Record<(typeof filterNames)[number], string>;

const text = (value: LocationQuery[string] | undefined): string => (typeof value === 'string' ? value : '');

export function mapFiltersOf(query: LocationQuery): MapFilters {
  return Object.fromEntries(filterNames.map((name) => [name, text(query[name])])) as MapFilters;
}

/** What the server is asked: without a state the open ones are meant, `all` means every one. */
export function serverFilters(filters: MapFilters): Record<string, string> {
  const state = filters.state === 'all' ? '' : filters.state || openStates.join(',');
  return { ...filters, state };
}

/** The list's cases on the map, as far as the map has the same filters. */
export function mapQuery(tab: string, filters: Partial<Record<string, string>>): Record<string, string> {
  const state = tab === 'open' || tab === 'mine' ? '' : tab === 'all' ? filters['state'] || 'all' : tab;
  const kept = Object.fromEntries(filterNames.map((name) => [name, filters[name] ?? '']));
  return Object.fromEntries(Object.entries({ ...kept, state }).filter(([, value]) => value !== ''));
}

/** The same cases in the list of cases. */
export function listQuery(filters: MapFilters): Record<string, string> {
  const { state, ...rest } = filters;
  const kept = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ''));
  return { tab: state || 'open', ...kept };
}

/** "118.123456,35.123456,15.5": where the map stands. */
export function startOf(query: LocationQuery): { centre: Point; zoom: number } | null {
  const [lon = NaN, lat = NaN, zoom = NaN] = text(query['at']).split(',').map(Number);
  const fits = Math.abs(lon) <= 180 && Math.abs(lat) <= 85 && zoom >= 0 && zoom <= 22;
  return fits ? { centre: { lon, lat }, zoom } : null;
}

export const atText = (view: Pick<MapView, 'centre' | 'zoom'>): string =>
  `${view.centre.lon},${view.centre.lat},${Math.round(view.zoom * 100) / 100}`;

export interface MapState {
  filters: ComputedRef<MapFilters>;
  filtered: ComputedRef<boolean>;
  gridsShown: ComputedRef<boolean>;
  chosenCase: ComputedRef<string>;
  go: (changes: Record<string, string>) => void;
}

export function useMapState(): MapState {
  const route = useRoute();
  const router = useRouter();
  const filters = computed(() => mapFiltersOf(route.query));
  return {
    filters,
    filtered: computed(() => filterNames.some((name) => filters.value[name] !== '')),
    gridsShown: computed(() => text(route.query['grids']) !== 'no'),
    chosenCase: computed(() => text(route.query['case'])),
    go(changes) {
      const merged = { ...route.query, ...changes };
      const kept = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''));
      void router.replace({ query: kept });
    },
  };
}
