import { queryOptions } from '@tanstack/react-query';
import type { Proposals } from '../../../shared/interact/proposals/proposals.ts';
import { api } from '../../app/api.ts';

/** By which clock days and hours are read; a day is written month first where people write so. */
export const clockOf = (locale: string) => ({
  zone: Temporal.Now.timeZoneId(),
  monthFirst: locale === 'en-US',
});

/** What a message contains; live updates know it by its first word and by the id. */
export function proposalsQuery(activityId: string, locale: string) {
  const { zone, monthFirst } = clockOf(locale);
  return queryOptions({
    queryKey: ['proposals', activityId, locale],
    queryFn: ({ signal }) =>
      api.get<Proposals>(`/activities/${activityId}/proposals`, {
        query: { zone, monthFirst: String(monthFirst) },
        signal,
      }),
  });
}
