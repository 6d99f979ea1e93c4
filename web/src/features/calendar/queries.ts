// What the work calendar's page asks of the server.
import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import type { CalendarChange, CalendarYear, CaseCounts, CaseRow, Items, Page, WorkingHours, YearChange } from '@/api/types';
import { get, request } from '@/shared/http/client';
import { openStates } from '@/features/cases/list_state';
import { useSession } from '@/features/session/session';

export function useYear(year: MaybeRefOrGetter<number>) {
  return useQuery({
    queryKey: ['calendar', computed(() => toValue(year))],
    queryFn: ({ signal }) => get<CalendarYear>(`/calendar/${toValue(year)}`, {}, signal),
  });
}

export function useChanges(year: MaybeRefOrGetter<number>) {
  return useQuery({
    queryKey: ['calendar', 'changes', computed(() => toValue(year))],
    queryFn: ({ signal }) => get<Items<CalendarChange>>('/calendar-changes', {}, signal),
    select: ({ items }) => items.filter((one) => one.year === null || one.year === toValue(year)),
  });
}

/** Open cases, whose limits follow the calendar, and those among them whose limit touches a year not yet announced. */
export function useOpenLimits() {
  const session = useSession();
  const enabled = computed(() => session.can('cases.read'));
  const counts = useQuery({
    queryKey: ['cases', 'counts'],
    queryFn: ({ signal }) => get<CaseCounts>('/case-counts', {}, signal),
    enabled,
  });
  const provisional = useQuery({
    queryKey: ['cases', 'list', 'provisional'],
    queryFn: ({ signal }) => get<Page<CaseRow>>('/cases', { provisional: true, state: openStates.join(','), limit: 1 }, signal),
    enabled,
  });
  return computed(() => {
    const byState = counts.data.value?.by_state;
    if (!byState) return null;
    const open = openStates.reduce((sum, state) => sum + (byState[state] ?? 0), 0);
    return { open, provisional: provisional.data.value?.total ?? null };
  });
}

function useSaving<T>(send: (body: T) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['calendar'] });
      void client.invalidateQueries({ queryKey: ['cases'] });
    },
  });
}

export const useSaveYear = () =>
  useSaving(({ year, change }: { year: number; change: YearChange }) =>
    request<CalendarYear>(`/calendar/${year}`, { method: 'PUT', body: change }));

export const useSaveHours = () =>
  useSaving((hours: WorkingHours[]) => request<unknown>('/working-hours', { method: 'PUT', body: { hours } }));
