import { useQueryClient } from '@tanstack/react-query';
import type { TieChange, TieInput, TieView } from '../../../shared/identify/ties.ts';
import { api } from '../../app/api.ts';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';

interface Done {
  event: string;
}

/** The verbs on ties. Each can be taken back from its toast or with Mod+Z. */
export function useTieChanges() {
  const client = useQueryClient();
  const say = useWords();
  /** Both ends may be on screen, and what is drawn from their ties. */
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['ties'] }),
      client.invalidateQueries({ queryKey: ['history'] }),
    ]);
  const undo = async (event: string) => {
    await api.post(`/events/${event}/undo`);
    await refresh();
  };
  const tell = (text: string, { event }: Done) =>
    toast(text, { tone: 'good', undo: () => undo(event) });
  return {
    state: async (input: TieInput): Promise<void> => {
      const done = await api.post<Done>('/ties', input);
      await refresh();
      tell(say('ties.stated'), done);
    },
    change: async (
      tie: Pick<TieView, 'id' | 'version'>,
      change: Omit<TieChange, 'version'>,
    ): Promise<void> => {
      const done = await api.patch<Done>(`/ties/${tie.id}`, { ...change, version: tie.version });
      await refresh();
      tell(say('ties.changed'), done);
    },
    withdraw: async (tie: Pick<TieView, 'id' | 'version'>): Promise<void> => {
      const done = await api.delete<Done>(`/ties/${tie.id}?version=${String(tie.version)}`);
      await refresh();
      tell(say('ties.withdrawn'), done);
    },
  };
}
