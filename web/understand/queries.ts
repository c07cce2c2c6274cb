import { queryOptions } from '@tanstack/react-query';
import type { ConfidencesView } from '../../shared/understand/confidences.ts';
import { api } from '../app/api.ts';

export function confidencesQuery(partyId: string) {
  return queryOptions({
    queryKey: ['confidences', partyId],
    queryFn: ({ signal }) =>
      api.get<ConfidencesView>('/confidences', { query: { party: partyId }, signal }),
  });
}
