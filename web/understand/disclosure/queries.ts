import { queryOptions } from '@tanstack/react-query';
import { waitingActs } from '../../../shared/understand/page-rules.ts';
import type { PagesView } from '../../../shared/understand/private-pages.ts';
import { api } from '../../app/api.ts';

/** The links to somebody, and what came through them. */
export function privatePagesQuery(partyId: string) {
  return queryOptions({
    queryKey: ['private pages', partyId],
    queryFn: ({ signal }) =>
      api.get<PagesView>('/private-pages', { query: { party: partyId }, signal }),
  });
}

/** What waits for an answer of ours. */
export const waitingIn = ({ acts }: PagesView) =>
  acts.filter(({ kind, outcome }) => outcome === null && waitingActs.includes(kind));
