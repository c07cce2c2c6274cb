import { queryOptions } from '@tanstack/react-query';
import type { AgendaView } from '../../../shared/interact/agenda.ts';
import { api } from '../../app/api.ts';

/** Live updates know it by its first word: what happens to a meeting happens to an activity. */
export const agendaQuery = ({ from, to }: { from: string; to: string }) =>
  queryOptions({
    queryKey: ['activity', 'agenda', from, to],
    queryFn: ({ signal }) => api.get<AgendaView>('/agenda', { query: { from, to }, signal }),
  });
