// What the today desk asks of the server.
import { keepPreviousData, useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import type { Today } from '@/api/types';
import { get } from '@/shared/http/client';
import { useSession } from '@/features/session/session';
import { pollEvery } from '@/features/shell/live_updates';

export function useToday() {
  const session = useSession();
  return useQuery({
    queryKey: ['cases', 'today', computed(() => session.locale)],
    queryFn: ({ signal }) => get<Today>('/today', {}, signal),
    placeholderData: keepPreviousData,
    refetchInterval: pollEvery,
  });
}
