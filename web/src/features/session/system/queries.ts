// What the pages of 系统 ask of the server: tokens for programs, who signed in, and work in the background that failed.
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query';
import type { ApiToken, FailedJob, Items, MadeToken, NewToken, OpenSession, Page, SignIn, TimetableLine } from '@/api/types';
import { get, post, request } from '@/shared/http/client';

export const useTokens = () =>
  useQuery({ queryKey: ['system', 'tokens'], queryFn: ({ signal }) => get<Items<ApiToken>>('/api-tokens', {}, signal) });

function useChange<T, Answer>(send: (given: T) => Promise<Answer>, touches: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['system', touches] });
    },
  });
}

/** Without a key: the server keeps the token nowhere, so it could not say it again. */
export const useMakeToken = () => useChange((input: NewToken) => request<MadeToken>('/api-tokens', { method: 'POST', body: input }), 'tokens');
export const useEndToken = () => useChange((id: string) => request<void>(`/api-tokens/${id}`, { method: 'DELETE' }), 'tokens');

export const useSessions = () =>
  useQuery({ queryKey: ['system', 'sessions'], queryFn: ({ signal }) => get<Items<OpenSession>>('/sessions', {}, signal) });
export const useEndSession = () => useChange((id: string) => request<void>(`/sessions/${id}`, { method: 'DELETE' }), 'sessions');

export const useSignIns = () =>
  useInfiniteQuery({
    queryKey: ['system', 'sign-ins'],
    queryFn: ({ signal, pageParam }) => get<Page<SignIn>>('/sign-ins', { limit: 50, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });

export const useFailedJobs = () =>
  useQuery({ queryKey: ['system', 'jobs'], queryFn: ({ signal }) => get<Items<FailedJob>>('/failed-jobs', {}, signal), refetchInterval: 30_000 });
export const useTimetable = () =>
  useQuery({ queryKey: ['system', 'jobs', 'timetable'], queryFn: ({ signal }) => get<Items<TimetableLine>>('/timetable', {}, signal), refetchInterval: 30_000 });
export const useTryAgain = () => useChange((id: string) => post<unknown>(`/failed-jobs/${id}/retries`, {}), 'jobs');
