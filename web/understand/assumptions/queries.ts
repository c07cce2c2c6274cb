import { queryOptions } from '@tanstack/react-query';
import type { AssumptionsView } from '../../../shared/understand/assumptions.ts';
import { api } from '../../app/api.ts';

/** What we assume, of everybody or of one. */
export function assumptionsQuery(partyId?: string) {
  return queryOptions({
    queryKey: partyId ? ['assumptions', partyId] : ['assumptions'],
    queryFn: ({ signal }) =>
      api.get<AssumptionsView>('/assumptions', { query: { party: partyId }, signal }),
  });
}
