import { useQueryClient } from '@tanstack/react-query';
import { api } from '../../app/api.ts';
import { toast } from '../../ui/toast.ts';
import { dealingsQuery } from './queries.ts';

interface Done {
  event: string;
}

/** Does something with what lies between us and a party, says so, and can take it back. */
export function useDealing(partyId: string) {
  const client = useQueryClient();
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: dealingsQuery(partyId).queryKey }),
      client.invalidateQueries({ queryKey: ['history', partyId] }),
      client.invalidateQueries({ queryKey: ['timeline'] }),
    ]);
  return async (act: () => Promise<Done>, told: string): Promise<void> => {
    const { event } = await act();
    // What shows it asks again by itself: nobody waits for that with the form still open.
    void refresh();
    toast(told, {
      tone: 'good',
      undo: async () => {
        await api.post(`/events/${event}/undo`);
        await refresh();
      },
    });
  };
}

/** The same from a menu, where a refusal has no form to stand in. */
export function useDealingFromMenu(partyId: string) {
  const act = useDealing(partyId);
  return (work: () => Promise<Done>, told: string) =>
    void act(work, told).catch((error: unknown) =>
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' }),
    );
}
