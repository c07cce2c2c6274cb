import { queryOptions } from '@tanstack/react-query';
import type { BriefView } from '../../../shared/understand/brief.ts';
import { api } from '../../app/api.ts';

/** What to know before a contact; live updates know it by the person. */
export function briefQuery(id: string) {
  const zone = Temporal.Now.timeZoneId();
  return queryOptions({
    queryKey: ['person', 'brief', id, zone],
    queryFn: ({ signal }) => api.get<BriefView>(`/people/${id}/brief`, { query: { zone }, signal }),
  });
}
