import { useQueryClient } from '@tanstack/react-query';
import type { About, CommentInput, CommentView } from '../../../shared/interact/comments.ts';
import { api } from '../../app/api.ts';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { idOf } from './queries.ts';

export const complain = (error: unknown) =>
  toast(error instanceof Error ? error.message : String(error), { tone: 'bad' });

/** The verbs on comments; each says that it was done and how to take it back. */
export function useTalk(about: About) {
  const say = useWords();
  const client = useQueryClient();
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['comments'] }),
      client.invalidateQueries({ queryKey: ['follow', idOf(about)] }),
    ]);
  const takeBack = (event: string) => async () => {
    await api.post(`/events/${event}/undo`);
    await refresh();
  };
  return {
    write: async (
      input: Omit<CommentInput, 'about'>,
      sending: { idempotencyKey: string },
    ): Promise<void> => {
      const { event } = await api.post<{ event: string }>(
        '/comments',
        { about, ...input },
        sending,
      );
      await refresh();
      toast(say(input.asks ? 'talk.asked' : 'talk.written'), {
        tone: 'good',
        undo: takeBack(event),
      });
    },

    change: async ({ id, version }: CommentView, text: string): Promise<void> => {
      const { event } = await api.patch<{ event: string }>(`/comments/${id}`, { text, version });
      await refresh();
      toast(say('talk.changed'), { tone: 'good', undo: takeBack(event) });
    },

    remove: async ({ id, version }: CommentView): Promise<void> => {
      const { event } = await api.delete<{ event: string }>(
        `/comments/${id}?version=${String(version)}`,
      );
      await refresh();
      toast(say('talk.removed'), { undo: takeBack(event) });
    },

    follow: async (following: boolean): Promise<void> => {
      const set = async (on: boolean) => {
        await api.put('/follows', { about, following: on });
        await client.invalidateQueries({ queryKey: ['follow', idOf(about)] });
      };
      await set(following);
      toast(say(following ? 'talk.following' : 'talk.notFollowing'), {
        undo: () => set(!following),
      });
    },
  };
}
