import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type {
  ActivityKind,
  ActivityView,
  TimelineEntry,
  TimelineSummary,
} from '../../../shared/interact/activities.ts';
import { api } from '../../app/api.ts';

const home = { person: 'people', company: 'companies' } as const;

/** The timeline, 50 entries at a time; live updates know it by its first word and by the id. */
export function timelineQuery(
  kind: PartyKind,
  id: string,
  { show, month }: { show: ActivityKind | null; month: string | null },
) {
  return infiniteQueryOptions({
    queryKey: ['timeline', id, { show, month }],
    queryFn: ({ pageParam, signal }) =>
      api.get<{ rows: TimelineEntry[]; next: string | null }>(`/${home[kind]}/${id}/timeline`, {
        // The cursor already stands in the month; both together would start over.
        query: { kinds: show, month: pageParam ? null : month, cursor: pageParam, limit: 50 },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
}

export function summaryQuery(kind: PartyKind, id: string) {
  return queryOptions({
    queryKey: ['timeline', id, 'summary'],
    queryFn: ({ signal }) =>
      api.get<z.infer<typeof TimelineSummary>>(`/${home[kind]}/${id}/timeline/summary`, { signal }),
  });
}

/** One entry opened: its text in parts, its files. */
export function activityQuery(id: string) {
  return queryOptions({
    queryKey: ['activity', id],
    queryFn: ({ signal }) => api.get<ActivityView>(`/activities/${id}`, { signal }),
  });
}
