// What the case screens ask of the server, with the keys under which answers are kept.
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import type {
  Body, CaseCounts, CaseKinds, CaseRow, CaseWhole, Contact, Grid, Items, MapLayers, NewCase, Page, PlaceCheck, Point, Site,
} from '@/api/types';
import { download, get, post, request } from '@/shared/http/client';
import { useSession } from '@/features/session/session';
import { slowlyChanging } from '@/features/shell/query_client';
import type { Move } from './moves';

export type ListQuery = Record<string, string | number | boolean | null | undefined>;

export function useCaseList(query: MaybeRefOrGetter<ListQuery>) {
  const session = useSession();
  return useQuery({
    queryKey: ['cases', 'list', computed(() => toValue(query)), computed(() => session.locale)],
    queryFn: ({ signal }) => get<Page<CaseRow>>('/cases', toValue(query), signal),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
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
    refetchInterval: 60_000,
  });
}

export function useCase(id: MaybeRefOrGetter<string>) {
  const session = useSession();
  return useQuery({
    queryKey: ['cases', 'one', computed(() => toValue(id)), computed(() => session.locale)],
    queryFn: ({ signal }) => get<CaseWhole>(`/cases/${toValue(id)}`, {}, signal),
    refetchInterval: 60_000,
  });
}

/** Puts a case the server has just answered with where the screens look, and lets the lists ask again. */
export function useCaseKeeper() {
  const client = useQueryClient();
  const session = useSession();
  return (fresh: CaseWhole): void => {
    client.setQueryData(['cases', 'one', fresh.id, session.locale], fresh);
    void client.invalidateQueries({ queryKey: ['cases', 'list'] });
    void client.invalidateQueries({ queryKey: ['cases', 'counts'] });
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
export const useGrids = () => useReference<Items<Grid>>('grids', '/grids');
export const useBodies = () => useReference<Items<Body>>('bodies', '/bodies');
export const useGround = () => useReference<MapLayers>('ground', '/map-layers', true);

export const findSites = (q: string): Promise<Page<Site>> => get<Page<Site>>('/sites', { q, limit: 20 });

export const checkPlace = (point: Point, signal?: AbortSignal): Promise<PlaceCheck> =>
  get<PlaceCheck>('/place-check', { lon: point.lon, lat: point.lat }, signal);

/** Sends one move. The same key with the same body may be sent again without harm. */
export const sendMove = (id: string, revision: number, move: Move, key: string): Promise<CaseWhole> =>
  post<CaseWhole>(`/cases/${id}/${move.noun}`, move.body, { revision, key });

export const createCase = (command: NewCase, key: string): Promise<CaseWhole> => post<CaseWhole>('/cases', command, { key });

export const viewContact = (id: string, revision: number, reason: string): Promise<Contact> =>
  post<Contact>(`/cases/${id}/contact-views`, { reason }, { revision });

/** The same list as a table file. */
export const downloadCsv = (query: ListQuery): Promise<void> => download('/cases.csv', query, 'cases.csv');
