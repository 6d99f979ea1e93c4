import { useQuery } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import type { Gap, Items, Point, Responsibility } from '@/api/types';
import { get } from '@/shared/http/client';
import { useSession } from '@/features/session/session';

/** The question "who answers for this place?", by a point or by a site. */
export type Question = { point: Point } | { siteId: string };

export function useResponsibility(question: MaybeRefOrGetter<Question | null>) {
  const session = useSession();
  return useQuery({
    queryKey: ['places', 'responsibility', computed(() => toValue(question)), computed(() => session.locale)],
    queryFn: ({ signal }) => {
      const asked = toValue(question);
      if (!asked) throw new Error('nothing asked');
      const query = 'point' in asked ? { lon: asked.point.lon, lat: asked.point.lat } : { site_id: asked.siteId };
      return get<Responsibility>('/responsibility', query, signal);
    },
    enabled: computed(() => toValue(question) !== null),
    staleTime: 60_000,
  });
}

export function useGaps() {
  const session = useSession();
  return useQuery({
    queryKey: ['places', 'gaps', computed(() => session.locale)],
    queryFn: ({ signal }) => get<Items<Gap>>('/responsibility-gaps', {}, signal),
    staleTime: 60_000,
  });
}
