import { queryOptions, useQueryClient } from '@tanstack/react-query';
import type { NeedsView, OfferingsView } from '../../../shared/understand/needs.ts';
import { api } from '../../app/api.ts';
import { toast } from '../../ui/toast.ts';

/** What somebody needs; live updates know it by their id. */
export function needsQuery(partyId: string) {
  return queryOptions({
    queryKey: ['needs', partyId],
    queryFn: ({ signal }) => api.get<NeedsView>('/needs', { query: { party: partyId }, signal }),
  });
}

export const unmetQuery = queryOptions({
  queryKey: ['needs'],
  queryFn: ({ signal }) => api.get<NeedsView>('/needs/unmet', { signal }),
});

export const offeringsQuery = queryOptions({
  queryKey: ['offerings'],
  queryFn: ({ signal }) => api.get<OfferingsView>('/offerings', { signal }),
});

export interface Done {
  event: string;
}

/** Does something about needs or offerings, says so, and can take it back. */
export function useNeedAct() {
  const client = useQueryClient();
  const renew = () =>
    Promise.all(
      [['needs'], ['offerings'], ['party'], ['person'], ['company'], ['facts'], ['history']].map(
        (queryKey) => client.invalidateQueries({ queryKey }),
      ),
    );
  return async (act: () => Promise<Done>, told: string): Promise<void> => {
    const { event } = await act();
    await renew();
    toast(told, {
      tone: 'good',
      undo: async () => {
        await api.post(`/events/${event}/undo`);
        await renew();
      },
    });
  };
}

/** The same where a refusal has no form to stand in. */
export function useNeedActFromMenu() {
  const act = useNeedAct();
  return (work: () => Promise<Done>, told: string) =>
    void act(work, told).catch((error: unknown) =>
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' }),
    );
}
