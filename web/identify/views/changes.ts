import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { mostPins } from '../../../shared/platform/pins.ts';
import type { SavedView, ViewChange, ViewInput } from '../../../shared/platform/views.ts';
import { api } from '../../app/api.ts';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { pinnedAmong } from './queries.ts';

interface Changed {
  event: string;
  version: number;
}

/** The verbs on views; each can be taken back. */
export function useViewChanges() {
  const client = useQueryClient();
  const say = useWords();
  return useMemo(() => {
    const refresh = () => client.invalidateQueries({ queryKey: ['views'] });
    const told = (text: string, event: string) =>
      toast(text, {
        tone: 'good',
        undo: async () => {
          await api.post(`/events/${event}/undo`);
          await refresh();
        },
      });
    return {
      save: async (input: ViewInput): Promise<string> => {
        const { id, event } = await api.post<{ id: string; event: string }>('/views', input);
        await refresh();
        told(say('lists.views.saved', { name: input.name }), event);
        return id;
      },
      change: async (view: SavedView, change: Omit<ViewChange, 'version'>): Promise<void> => {
        const { event } = await api.patch<Changed>(`/views/${view.id}`, {
          ...change,
          version: view.version,
        });
        await refresh();
        told(say('lists.views.saved', { name: change.name ?? view.name }), event);
      },
      remove: async (view: SavedView): Promise<void> => {
        const { event } = await api.delete<Changed>(
          `/views/${view.id}?version=${String(view.version)}`,
        );
        await refresh();
        told(say('lists.views.removed', { name: view.name }), event);
      },
      /** Puts the view at this place of the sidebar, from 0; or takes it out. */
      pin: async (
        views: readonly SavedView[],
        id: string,
        place: number | null,
        { isQuiet = false } = {},
      ): Promise<void> => {
        const before = pinnedAmong(views).map((one) => one.id);
        const others = before.filter((one) => one !== id);
        if (place !== null && others.length >= mostPins) {
          toast(say('lists.views.full', { count: mostPins }), { tone: 'bad' });
          return;
        }
        const after = place === null ? others : others.toSpliced(place, 0, id);
        const put = async (ids: string[]) => {
          await api.put('/views/pins', { ids });
          await refresh();
        };
        await put(after);
        if (isQuiet) return;
        toast(say(place === null ? 'lists.views.unpinned' : 'lists.views.pinned'), {
          undo: () => put(before),
        });
      },
    };
  }, [client, say]);
}
