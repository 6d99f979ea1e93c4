// What the case screens ask of the server, with the keys under which answers are kept.
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import type {
  Body, CaseCounts, CaseKinds, CaseRow, CaseSource, CaseWhole, Contact, Duplicates, Grid, Items, MapLayers, NewCase, Page, PlaceCheck, Point, Site,
} from '@/api/types';
import { download, get, post, request } from '@/shared/http/client';
import { evidenceKey } from '@/features/evidence/queries';
import { useSession } from '@/features/session/session';
import { pollEvery } from '@/features/shell/live_updates';
import { slowlyChanging } from '@/features/shell/query_client';
import type { Move } from './moves';

export type ListQuery = Record<string, string | number | boolean | null | undefined>;

export function useCaseList(query: MaybeRefOrGetter<ListQuery>) {
  const session = useSession();
  return useQuery({
    queryKey: ['cases', 'list', computed(() => toValue(query)), computed(() => session.locale)],
    queryFn: ({ signal }) => get<Page<CaseRow>>('/cases', toValue(query), signal),
    placeholderData: keepPreviousData,
    refetchInterval: pollEvery,
  });
}

/** The next case that waits for this person, other than the one on the screen. */
export function useNextCase(id: MaybeRefOrGetter<string>) {
  const query = useQuery({
    queryKey: ['cases', 'list', 'next'],
    queryFn: ({ signal }) => get<Page<CaseRow>>('/cases', { mine: true, limit: 2 }, signal),
  });
  return computed(() => query.data.value?.items.find((one) => one.id !== toValue(id)) ?? null);
}

export function useCaseCounts() {
  return useQuery({
    queryKey: ['cases', 'counts'],
    queryFn: ({ signal }) => get<CaseCounts>('/case-counts', {}, signal),
    refetchInterval: pollEvery,
  });
}

export const fetchCase = (id: string, signal?: AbortSignal): Promise<CaseWhole> => get<CaseWhole>(`/cases/${id}`, {}, signal);

export function useCase(id: MaybeRefOrGetter<string>) {
  const session = useSession();
  return useQuery({
    queryKey: ['cases', 'one', computed(() => toValue(id)), computed(() => session.locale)],
    queryFn: ({ signal }) => fetchCase(toValue(id), signal),
    refetchInterval: pollEvery,
  });
}

/** Puts a case the server has just answered with where the screens look, and lets the lists ask again. */
export function useCaseKeeper() {
  const client = useQueryClient();
  const session = useSession();
  return (fresh: CaseWhole): void => {
    client.setQueryData(['cases', 'one', fresh.id, session.locale], fresh);
    void client.invalidateQueries({ queryKey: evidenceKey(fresh.id) });
    void client.invalidateQueries({ queryKey: ['cases', 'list'] });
    void client.invalidateQueries({ queryKey: ['cases', 'counts'] });
    void client.invalidateQueries({ queryKey: ['cases', 'today'] });
  };
}

function useReference<T>(name: string, path: string, revalidate = false) {
  const session = useSession();
  return useQuery({
    queryKey: ['reference', name, computed(() => session.locale)],
    queryFn: ({ signal }) => request<T>(path, { signal, revalidate }),
    staleTime: slowlyChanging,
  });
}

export const useKinds = () => useReference<CaseKinds>('kinds', '/case-kinds');
export const useSources = () => useReference<Items<CaseSource>>('sources', '/case-sources');
export const useGrids = () => useReference<Items<Grid>>('grids', '/grids');
export const useBodies = () => useReference<Items<Body>>('bodies', '/bodies');
export const useBaseMap = () => useReference<MapLayers>('base_map', '/map-layers', true);

export const findSites = (q: string): Promise<Page<Site>> => get<Page<Site>>('/sites', { q, limit: 20 });

export const checkPlace = (point: Point, signal?: AbortSignal): Promise<PlaceCheck> =>
  get<PlaceCheck>('/place-check', { lon: point.lon, lat: point.lat }, signal);

/** Cases of the same kind close by and not long ago: what may be the same thing. */
export function useDuplicates(kind: MaybeRefOrGetter<string>, point: MaybeRefOrGetter<Point | null>) {
  const session = useSession();
  return useQuery({
    queryKey: ['cases', 'duplicates', computed(() => toValue(kind)), computed(() => toValue(point)), computed(() => session.locale)],
    queryFn: ({ signal }) => {
      const at = toValue(point);
      return get<Duplicates>('/case-duplicates', { kind: toValue(kind), lon: at?.lon, lat: at?.lat }, signal);
    },
    enabled: computed(() => toValue(kind) !== '' && toValue(point) !== null),
  });
}

export const findCases = (q: string): Promise<Page<CaseRow>> => get<Page<CaseRow>>('/cases', { q, limit: 8, sort: '-reported' });

/** Sends one move. The same key with the same body may be sent again without harm. */
export const sendMove = (revision: number, move: Move, key: string): Promise<CaseWhole> =>
  post<CaseWhole>(move.path, move.input, { revision, key });

export const createCase = (command: NewCase, key: string): Promise<CaseWhole> => post<CaseWhole>('/cases', command, { key });

export const viewContact = (id: string, revision: number, reason: string): Promise<Contact> =>
  post<Contact>(`/cases/${id}/contact-views`, { reason }, { revision });

/** The same list as a table file. */
export const downloadCsv = (query: ListQuery): Promise<void> => download('/cases.csv', query, 'cases.csv');
