// What the page of stubborn spots asks of the server.
import { useInfiniteQuery } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import type { CodeName, Page, Point } from '@/api/types';
import { get } from '@/shared/http/client';
import { useSession } from '@/features/session/session';

/** A place where the same kind of problem came back after it had been struck off (回潮). */
export interface StubbornSpot {
  /** The first case of the chain. */
  id: string;
  kind: CodeName;
  point: Point;
  place_words: string;
  grid: { id: string; name: string } | null;
  count: number;
  first_at: string;
  last_at: string;
  last_case: { id: string; number: string; state: string };
  handled_by: { name: string; count: number }[];
}

export interface SpotFilters {
  kind: string;
  grid_id: string;
  min_count: string;
}

export const spotsAtOnce = 100;

export function useSpots(filters: MaybeRefOrGetter<SpotFilters>) {
  const session = useSession();
  return useInfiniteQuery({
    queryKey: ['cases', 'spots', computed(() => toValue(filters)), computed(() => session.locale)],
    queryFn: ({ signal, pageParam }) =>
      get<Page<StubbornSpot>>('/stubborn-spots', { ...toValue(filters), limit: spotsAtOnce, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
}
