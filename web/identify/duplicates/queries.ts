import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type {
  CandidateView,
  MergeView,
  PairView,
} from '../../../shared/identify/duplicates/pairs.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { api } from '../../app/api.ts';
import type { Page } from '../parties/queries.ts';

/** What the address of the page says: of which import, if not of everybody. */
export interface DuplicatesAddress {
  import?: string;
  list?: 'merged' | 'itself';
}

export function readDuplicatesAddress(search: Record<string, unknown>): DuplicatesAddress {
  return {
    ...(typeof search.import === 'string' && /^[0-9a-f-]{36}$/.test(search.import)
      ? { import: search.import }
      : {}),
    ...(search.list === 'merged' || search.list === 'itself' ? { list: search.list } : {}),
  };
}

/** Records that may be the same, the likeliest first. */
export function pairsQuery(importId?: string) {
  return infiniteQueryOptions({
    queryKey: ['duplicates', 'pairs', importId ?? null],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<PairView>>('/duplicates', {
        query: { cursor: pageParam, import: importId, limit: 25 },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
}

/** What a record may be the same as. */
export function likesQuery(id: string) {
  return queryOptions({
    queryKey: ['duplicates', 'of', id],
    queryFn: ({ signal }) =>
      api.get<Page<PairView>>('/duplicates', { query: { of: id, limit: 3 }, signal }),
    select: ({ rows }) => rows,
  });
}

export const certainQuery = queryOptions({
  queryKey: ['duplicates', 'certain'],
  queryFn: ({ signal }) => api.get<{ count: number }>('/duplicates/certain', { signal }),
  select: ({ count }) => count,
});

export const mergesQuery = queryOptions({
  queryKey: ['duplicates', 'merges'],
  queryFn: ({ signal }) => api.get<{ rows: MergeView[] }>('/merges', { signal }),
  select: ({ rows }) => rows,
});

/** What was merged by itself because of an import. */
export const mergesOfImportQuery = (importId: string) =>
  queryOptions({
    queryKey: ['duplicates', 'merges', importId],
    queryFn: ({ signal }) =>
      api.get<{ rows: MergeView[] }>('/merges', { query: { import: importId }, signal }),
    select: ({ rows }) => rows,
  });

export interface Draft {
  name: string;
  email: string;
  phone: string;
  web: string;
  company: string;
}

/** Whom somebody may mean who is filling in a form. */
export function candidatesQuery(kind: PartyKind, draft: Draft) {
  const isWorthAsking =
    draft.name.length > 2 || draft.email.includes('@') || draft.phone.length > 5;
  return queryOptions({
    queryKey: ['duplicates', 'candidates', kind, draft],
    queryFn: ({ signal }) =>
      api.get<{ rows: CandidateView[] }>('/duplicates/candidates', {
        query: { kind, ...draft },
        signal,
      }),
    select: ({ rows }) => rows,
    enabled: isWorthAsking,
    placeholderData: isWorthAsking ? keepPreviousData : undefined,
    staleTime: 10_000,
  });
}
