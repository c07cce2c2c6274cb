import { queryOptions } from '@tanstack/react-query';
import type { TodayView } from '../../../shared/interact/today/today.ts';
import type { ActionsView } from '../../../shared/understand/actions.ts';
import { api } from '../../app/api.ts';

/** Meetings begin and end without anybody doing anything. */
const lookEvery = 5 * 60_000;

/** What deserves attention now, where the reader is; live updates know it by its first word. */
export function todayQuery() {
  const zone = Temporal.Now.timeZoneId();
  return queryOptions({
    queryKey: ['today', zone],
    queryFn: ({ signal }) => api.get<TodayView>('/today', { query: { zone }, signal }),
    refetchInterval: lookEvery,
  });
}

/** What is worth one’s minutes; it moves with whatever the day is made of. */
export function worthQuery() {
  const zone = Temporal.Now.timeZoneId();
  return queryOptions({
    queryKey: ['today', 'worth', zone],
    queryFn: ({ signal }) => api.get<ActionsView>('/actions', { query: { zone }, signal }),
    refetchInterval: lookEvery,
  });
}
