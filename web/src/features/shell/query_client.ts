import { QueryClient } from '@tanstack/vue-query';
import { isTrouble } from '@/shared/http/trouble';

/** Refusals are final; only an unreachable or busy server is asked again. */
function worthAnotherTry(failures: number, error: unknown): boolean {
  if (!isTrouble(error)) return false;
  return failures < 2 && (error.unreachable || error.status === 503);
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: worthAnotherTry, refetchOnWindowFocus: true, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
});

/** Things that hardly change within a day's work: bodies, grids, kinds, the map. */
export const slowlyChanging = 10 * 60_000;
