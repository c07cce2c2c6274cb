import { useQueryClient } from '@tanstack/react-query';
import type { OutgoingView } from '../../../shared/interact/outgoing.ts';
import { api } from '../../app/api.ts';
import { openComposer } from '../../app/writing.ts';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { outgoingQuery } from './queries.ts';

/** What can be done with a mail that is not where it should be. */
export function useActs({ id, version }: OutgoingView) {
  const say = useWords();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: outgoingQuery.queryKey });
  const act = (work: () => Promise<void>) => () =>
    void work().then(refresh, async (error: unknown) => {
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' });
      await refresh();
    });
  const at = `/outgoing/${id}`;
  const query = `version=${String(version)}`;
  return {
    write: () => openComposer({ draft: id }),
    takeBack: (isToBeWritten: boolean) =>
      act(async () => {
        await api.delete(`${at}/release?${query}`);
        if (isToBeWritten) openComposer({ draft: id });
        else toast(say('outgoing.backDone'));
      })(),
    tryNow: act(async () => {
      await api.post(`${at}/release`, { version });
      toast(say('outgoing.nowDone'));
    }),
    settle: (arrived: boolean) =>
      act(async () => {
        await api.post(`${at}/settlement`, { version, arrived });
        toast(say(arrived ? 'outgoing.arrivedDone' : 'outgoing.againDone'), { tone: 'good' });
      })(),
    discard: act(async () => {
      await api.delete(`${at}?${query}`);
      toast(say('outgoing.discarded'), {
        undo: async () => {
          await api.post(`${at}/restoration`);
          await refresh();
        },
      });
    }),
  };
}
