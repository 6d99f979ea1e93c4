// How many of the filtered cases each grid has, for the names of the grids on the map.
import { useQuery } from '@tanstack/vue-query';
import { computed, toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue';
import { get } from '@/shared/http/client';
import { pollEvery } from '@/features/shell/live_updates';
import type { CasesOfGrid, Items } from '@/api/types';

export function useGridCounts(filters: MaybeRefOrGetter<Record<string, string>>): ComputedRef<Map<string, number> | null> {
  const answer = useQuery({
    queryKey: ['cases', 'map', 'grids', computed(() => toValue(filters))],
    queryFn: ({ signal }) => get<Items<CasesOfGrid>>('/case-map/grids', toValue(filters), signal),
    refetchInterval: pollEvery,
  });
  return computed(() => (answer.data.value ? new Map(answer.data.value.items.map((one) => [one.grid_id, one.count])) : null));
}
