import { queryOptions } from '@tanstack/react-query';
import type { DealingsView } from '../../../shared/interact/dealings/dealings.ts';
import { api } from '../../app/api.ts';

/** What lies between us and a party; live updates know it by the party's id. */
export function dealingsQuery(partyId: string) {
  return queryOptions({
    queryKey: ['dealings', partyId],
    queryFn: ({ signal }) =>
      api.get<DealingsView>('/dealings', { query: { party: partyId }, signal }),
  });
}
