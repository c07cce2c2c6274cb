import type { QueryClient } from '@tanstack/react-query';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type {
  ConversationView,
  InboxCounts,
  InboxShare,
  InboxSplit,
  OpenConversation,
} from '../../../shared/interact/inbox.ts';
import { api } from '../../app/api.ts';
import type { Page } from '../../identify/parties/queries.ts';
import { activityQuery } from '../timeline/queries.ts';

/** What was put off comes back without anybody telling. */
const lookEvery = 60_000;

/** One split of the inbox; live updates know it by its first word. */
export function inboxQuery(split: InboxSplit, whose: InboxShare) {
  return infiniteQueryOptions({
    queryKey: ['inbox', 'list', { split, whose }],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<ConversationView>>('/inbox', {
        query: { split, whose, cursor: pageParam, limit: 50 },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: lookEvery,
  });
}

export function inboxCountsQuery(whose: InboxShare) {
  return queryOptions({
    queryKey: ['inbox', 'counts', whose],
    queryFn: ({ signal }) => api.get<InboxCounts>('/inbox/counts', { query: { whose }, signal }),
    refetchInterval: lookEvery,
  });
}

export function conversationQuery(id: string) {
  return queryOptions({
    queryKey: ['inbox', 'open', id],
    queryFn: ({ signal }) => api.get<OpenConversation>(`/inbox/${id}`, { signal }),
  });
}

/** The conversation in which a mail stands that is being answered. */
export function conversationOfQuery(activityId: string) {
  return queryOptions({
    queryKey: ['inbox', 'of', activityId],
    queryFn: ({ signal }) => api.get<OpenConversation>(`/inbox/of/${activityId}`, { signal }),
    // A mail from a timeline may stand in no conversation that anybody waits in.
    retry: false,
  });
}

/** What is looked at next must be there when it is asked for. */
export function fetchAhead(client: QueryClient, conversations: readonly ConversationView[]): void {
  for (const { id, newestId } of conversations) {
    void client.prefetchQuery({ ...conversationQuery(id), staleTime: lookEvery });
    void client.prefetchQuery({ ...activityQuery(newestId), staleTime: lookEvery });
  }
}
