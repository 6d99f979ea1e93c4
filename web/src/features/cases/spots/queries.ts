// What the page of stubborn spots asks of the server.
import { useInfiniteQuery } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import type { Page, StubbornSpot } from '@/api/types';
import { get } from '@/shared/http/client';
import { useSession } from '@/features/session/session';

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
