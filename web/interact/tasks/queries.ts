import { queryOptions } from '@tanstack/react-query';
import type { TaskView } from '../../../shared/interact/tasks/tasks.ts';
import { api } from '../../app/api.ts';

/** What is open with a party, or for whoever asks; live updates know it by its first word. */
export function tasksQuery(partyId: string | null) {
  return queryOptions({
    queryKey: ['tasks', partyId ?? 'mine'],
    queryFn: async ({ signal }) =>
      (
        await api.get<{ rows: TaskView[] }>('/tasks', {
          query: partyId ? { party: partyId } : {},
          signal,
        })
      ).rows,
  });
}
