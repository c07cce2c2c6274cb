import { queryOptions } from '@tanstack/react-query';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type {
  GroupView,
  HouseholdView,
  OwnTieKind,
  TieView,
} from '../../../shared/identify/ties.ts';
import { api } from '../../app/api.ts';
import { home } from '../parties/queries.ts';

/** The ties of a record; live updates know all that is drawn from ties by the first word. */
export function tiesQuery(kind: PartyKind, id: string) {
  return queryOptions({
    queryKey: ['ties', id],
    queryFn: async ({ signal }) =>
      (await api.get<{ rows: TieView[] }>(`/${home[kind]}/${id}/ties`, { signal })).rows,
  });
}

export const tieKindsQuery = queryOptions({
  queryKey: ['tie kind'],
  queryFn: async ({ signal }) =>
    (await api.get<{ rows: OwnTieKind[] }>('/tie-kinds', { signal })).rows,
  staleTime: 5 * 60_000,
});

export function householdQuery(id: string) {
  return queryOptions({
    queryKey: ['ties', id, 'household'],
    queryFn: async ({ signal }) =>
      (await api.get<HouseholdView>(`/people/${id}/household`, { signal })).people,
  });
}

export function groupQuery(id: string) {
  return queryOptions({
    queryKey: ['ties', id, 'group'],
    queryFn: ({ signal }) => api.get<GroupView>(`/companies/${id}/group`, { signal }),
  });
}
