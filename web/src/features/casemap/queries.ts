// What the map asks of the server. A newer question cancels the older one that nobody waits for any more.
import { keepPreviousData, useQuery } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import type { CaseMap } from '@/api/types';
import { get } from '@/shared/http/client';
import { pollEvery } from '@/features/shell/live_updates';
import { useSession } from '@/features/session/session';
import { boxText, type AskedBox } from './map_box';

export function useCaseMap(asked: MaybeRefOrGetter<AskedBox | null>, filters: MaybeRefOrGetter<Record<string, string>>) {
  const session = useSession();
  return useQuery({
    queryKey: ['cases', 'map', computed(() => toValue(asked)), computed(() => toValue(filters)), computed(() => session.locale)],
    queryFn: async ({ signal }) => {
      const box = toValue(asked);
      if (!box) throw new Error('nothing asked');
      const answer = await get<CaseMap>('/case-map', { ...toValue(filters), bbox: boxText(box.box), zoom: box.zoom }, signal);
      return { ...answer, zoom: box.zoom };
    },
    enabled: computed(() => toValue(asked) !== null),
    placeholderData: keepPreviousData,
    refetchInterval: pollEvery,
  });
}
