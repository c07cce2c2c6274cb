import { queryOptions } from '@tanstack/react-query';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type {
  GroupView,
  HouseholdView,
  NetworkView,
  OwnTieKind,
  RoleMapView,
  TieView,
} from '../../../shared/identify/ties.ts';
import type { BestContact } from '../../../shared/interact/contacts.ts';
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

export function roleMapQuery(id: string) {
  return queryOptions({
    queryKey: ['ties', id, 'role map'],
    queryFn: ({ signal }) => api.get<RoleMapView>(`/companies/${id}/role-map`, { signal }),
  });
}

/** Who of us knows each person there best; the room of contact works it out. */
export function bestContactsQuery(id: string) {
  return queryOptions({
    queryKey: ['timeline', id, 'best contacts'],
    queryFn: async ({ signal }) =>
      (await api.get<{ rows: BestContact[] }>(`/companies/${id}/best-contacts`, { signal })).rows,
  });
}

export function networkQuery(kind: PartyKind, id: string) {
  return queryOptions({
    queryKey: ['ties', id, 'network'],
    queryFn: ({ signal }) => api.get<NetworkView>(`/${home[kind]}/${id}/network`, { signal }),
  });
}
