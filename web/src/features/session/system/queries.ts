// What the pages of 系统 ask of the server: tokens for programs, who signed in, and work in the background that failed.
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query';
import type { Items, Page } from '@/api/types';
import { get, post, request } from '@/shared/http/client';

export interface ApiToken {
  id: string;
  name: string;
  powers: string[];
  expires_on: string;
  made_at: string;
  made_by_name: string;
  last_used_at: string | null;
  ended_at: string | null;
}
/** The token itself is told once, when it is made. */
export type MadeToken = ApiToken & { token: string };
export interface NewToken {
  name: string;
  powers: string[];
  expires_on: string;
}

export type SignInOutcome =
  | 'signed_in' | 'wrong_password' | 'locked' | 'signed_out' | 'idle' | 'password_changed' | 'token_made' | 'token_ended';
export interface SignIn {
  at: string;
  login: string;
  name: string | null;
  outcome: SignInOutcome;
  address: string;
  agent: string;
}

export interface FailedJob {
  id: string;
  kind: string;
  failed_at: string;
  error: string;
}

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

export const useMakeToken = () => useChange((wish: NewToken) => post<MadeToken>('/api-tokens', wish), 'tokens');
export const useEndToken = () => useChange((id: string) => request<void>(`/api-tokens/${id}`, { method: 'DELETE' }), 'tokens');

export const useSignIns = () =>
  useInfiniteQuery({
    queryKey: ['system', 'sign-ins'],
    queryFn: ({ signal, pageParam }) => get<Page<SignIn>>('/sign-ins', { limit: 50, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });

export const useFailedJobs = () =>
  useQuery({ queryKey: ['system', 'jobs'], queryFn: ({ signal }) => get<Items<FailedJob>>('/failed-jobs', {}, signal), refetchInterval: 30_000 });
export const useTryAgain = () => useChange((id: string) => post<unknown>(`/failed-jobs/${id}/retries`, {}), 'jobs');
