// What the pages of 系统 ask of the server: tokens for programs, who signed in, and work in the background that failed.
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query';
import type { Items, Page } from '@/api/types';
import { get, post, request } from '@/shared/http/client';

export interface ApiToken {
  id: string;
  name: string;
  maker_name: string;
  mine: boolean;
  /** What it was made for, and what of that its maker may still do. */
  powers: string[];
  powers_now: string[];
  expires_on: string;
  created_at: string;
  last_used_at: string | null;
  ended_at: string | null;
  /** Neither ended nor expired. */
  works: boolean;
}
/** The token itself is told once, when it is made. */
export type MadeToken = ApiToken & { token: string };
export interface NewToken {
  name: string;
  powers: string[];
  expires_on: string;
}

/** A place where one is signed in now. */
export interface OpenSession {
  id: string;
  opened_at: string;
  seen_at: string;
  address: string;
  agent: string;
  own_device: boolean;
  current: boolean;
}

export type SignInOutcome =
  | 'signed_in' | 'wrong_password' | 'locked' | 'signed_out' | 'idle' | 'password_changed' | 'token_made' | 'token_ended';
export interface SignIn {
  id: string;
  at: string;
  /** Empty when there is no such login. */
  login: string;
  name: string | null;
  outcome: SignInOutcome;
  address: string;
  agent: string;
}

export interface FailedJob {
  id: string;
  /** What it was to do, such as cases.sweep. */
  kind: string;
  payload: string;
  error: string;
  failed_at: string;
  /** It goes on being tried at its times. */
  recurring: boolean;
}
export interface TimetableLine {
  id: string;
  kind: string;
  next_at: string;
  last_run_at: string | null;
  /** The words of the last try when it failed. */
  trouble: string | null;
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

/** Without a key: the server keeps the token nowhere, so it could not say it again. */
export const useMakeToken = () => useChange((wish: NewToken) => request<MadeToken>('/api-tokens', { method: 'POST', body: wish }), 'tokens');
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
