import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { PartyKind, PartyRow, PartyView } from '../../../shared/identify/parties.ts';
import type { EntityView } from '../../../shared/platform/catalog.ts';
import type { Filter } from '../../../shared/platform/filters.ts';
import type { UserView } from '../../../shared/platform/team.ts';
import { api } from '../../app/api.ts';
import type { ListAddress } from '../list/address.ts';

/** Where the records of a kind live, in the interface as in the API. */
export const home = { person: 'people', company: 'companies' } as const;

export interface Page<Row> {
  rows: Row[];
  next: string | null;
}

/** A list, page by page; live updates know it by its first word. */
export function partiesQuery(kind: PartyKind, { filter, sort = 'name' }: ListAddress) {
  return infiniteQueryOptions({
    queryKey: [home[kind], { filter, sort }],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<PartyRow>>(`/${home[kind]}`, {
        query: {
          filter: filter && JSON.stringify(filter),
          sort,
          zone,
          cursor: pageParam,
          limit: 100,
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    // Other rows in the elements that are there show sooner than an empty list and then new ones.
    placeholderData: keepPreviousData,
  });
}

/** Where the reader lives: by its calendar "today" is meant. */
export const zone = Temporal.Now.timeZoneId();

export interface Counting {
  filter: Filter | undefined;
  exact?: boolean;
}

/** How many a filter finds; beyond ten thousand only that there are more, unless asked for exactly. */
export function countQuery(kind: PartyKind, { filter, exact = false }: Counting) {
  return queryOptions({
    queryKey: [home[kind], 'count', { filter, exact }],
    queryFn: ({ signal }) =>
      api.get<{ count: number; exact: boolean }>(`/${home[kind]}/count`, {
        query: { filter: filter && JSON.stringify(filter), exact, zone },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

/** The first few whose name holds the text, for boxes that look one up. */
export async function findParties(kind: PartyKind, text: string): Promise<PartyRow[]> {
  const filter: Filter | undefined = text.trim() ? ['name', 'contains', text.trim()] : undefined;
  const { rows } = await api.get<Page<PartyRow>>(`/${home[kind]}`, {
    query: { filter: filter && JSON.stringify(filter), limit: 20 },
  });
  return rows;
}

export function partyQuery(kind: PartyKind, id: string) {
  return queryOptions({
    queryKey: [kind, id],
    queryFn: ({ signal }) => api.get<PartyView>(`/${home[kind]}/${id}`, { signal }),
  });
}

/** Which fields there are, and what can be asked of them. */
export const catalogQuery = queryOptions({
  queryKey: ['catalog'],
  queryFn: ({ signal }) => api.get<EntityView[]>('/catalog', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: ({ signal }) => api.get<{ rows: UserView[] }>('/users', { signal }),
  staleTime: 5 * 60_000,
  select: ({ rows }) => rows,
});

export interface HistoryEvent {
  id: string;
  at: string;
  actor: string;
  actorName: string | null;
  subject: string;
  subjectId: string;
  verb: string;
  particulars:
    | ({ topic?: string; fieldId?: string; undoes?: string } & Record<string, unknown>)
    | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  importId: string | null;
  /** The bulk change of which this is the part about one record. */
  actId: string | null;
}

/** Everything that happened to a record, newest first. */
export function historyQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ['history', id],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<HistoryEvent>>('/events', {
        query: { subject: id, cursor: pageParam, limit: 50 },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
}
