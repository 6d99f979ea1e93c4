// Asks what is odd about the evidence of a case, for a screen that shows the photos to judge by. Kept with the case: what changes the case asks again.
import { useQuery } from '@tanstack/vue-query';
import { computed, toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue';
import type { EvidenceWarning, Items } from '@/api/types';
import { useSession } from '@/features/session/session';
import { get } from '@/shared/http/client';

export const evidenceKey = (id: string): string[] => ['cases', 'one', id, 'evidence'];

export function useEvidenceWarnings(id: MaybeRefOrGetter<string>, shown: MaybeRefOrGetter<boolean> = true): ComputedRef<EvidenceWarning[]> {
  const session = useSession();
  const answer = useQuery({
    queryKey: computed(() => [...evidenceKey(toValue(id)), session.locale]),
    queryFn: ({ signal }) => get<Items<EvidenceWarning>>(`/cases/${toValue(id)}/evidence-warnings`, {}, signal),
    enabled: computed(() => toValue(shown)),
  });
  return computed(() => answer.data.value?.items ?? []);
}
