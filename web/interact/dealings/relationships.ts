import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { RelationshipRow } from '../../../shared/interact/dealings/relationships.ts';
import type { FieldView } from '../../../shared/platform/catalog.ts';
import type { Filter } from '../../../shared/platform/filters.ts';
import { api } from '../../app/api.ts';
import type { ListAddress } from '../../identify/list/address.ts';
import { type Page, zone } from '../../identify/parties/queries.ts';

/** Everybody who is this to us, page by page; live updates know it by its first word. */
export function relationshipsQuery(role: string, { filter, sort = 'name' }: ListAddress) {
  return infiniteQueryOptions({
    queryKey: ['relationships', role, { filter, sort }],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<RelationshipRow>>(`/relationships/${encodeURIComponent(role)}`, {
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
    placeholderData: keepPreviousData,
  });
}

export function relationshipCountQuery(role: string, filter: Filter | undefined) {
  return queryOptions({
    queryKey: ['relationships', role, 'count', { filter }],
    queryFn: ({ signal }) =>
      api.get<{ count: number }>(`/relationships/${encodeURIComponent(role)}/count`, {
        query: { filter: filter && JSON.stringify(filter), zone },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

/** What such a list can be filtered and sorted by. */
export function relationshipFieldsQuery(role: string) {
  return queryOptions({
    queryKey: ['catalog', 'relationships', role],
    queryFn: ({ signal }) =>
      api.get<{ fields: FieldView[] }>(`/relationships/${encodeURIComponent(role)}/fields`, {
        signal,
      }),
    staleTime: Number.POSITIVE_INFINITY,
    select: ({ fields }) => fields,
  });
}
