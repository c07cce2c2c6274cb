import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConversationView } from '../../../shared/interact/inbox.ts';
import { api } from '../../app/api.ts';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';

/** Its words with those of others that say what changed. */
const showing = ['inbox', 'activity', 'timeline'];

interface Told {
  words: string;
  /** What leaves the list at once, so that the next one is under the fingers while the server is told. */
  leaves?: boolean;
}

/** What is done with a conversation. It comes back where the server refuses, and with Undo. */
export function useInboxActs(onBack: (id: string) => void) {
  const say = useWords();
  const client = useQueryClient();
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const refresh = () =>
    Promise.all(showing.map((first) => client.invalidateQueries({ queryKey: [first] })));
  const bringBack = (id: string) =>
    setGone((old) => new Set([...old].filter((each) => each !== id)));

  const act = async (
    { id }: ConversationView,
    work: () => Promise<{ event: string }>,
    { words, leaves = false }: Told,
  ): Promise<void> => {
    if (leaves) setGone((old) => new Set([...old, id]));
    try {
      const { event } = await work();
      toast(words, {
        tone: 'good',
        undo: async () => {
          await api.post(`/events/${event}/undo`);
          bringBack(id);
          await refresh();
          if (leaves) onBack(id);
        },
      });
    } catch (error) {
      bringBack(id);
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' });
    }
    await refresh();
    // From here on the server says whether it waits: a further mail brings it back.
    bringBack(id);
  };
  const put = (
    conversation: ConversationView,
    door: 'settlement' | 'snooze' | 'assignee' | 'visibility',
    said: object,
    told: Told,
  ) =>
    act(
      conversation,
      () =>
        api.put(`/inbox/${conversation.id}/${door}`, { ...said, version: conversation.version }),
      told,
    );
  const named = ({ from }: ConversationView) => ({ name: from.name });

  return {
    gone,
    done: (one: ConversationView) =>
      put(
        one,
        'settlement',
        { done: true },
        { words: say('inbox.done.told', named(one)), leaves: true },
      ),
    reopen: (one: ConversationView) =>
      put(one, 'settlement', { done: false }, { words: say('inbox.reopened', named(one)) }),
    snooze: (one: ConversationView, until: Temporal.Instant, when: string) =>
      put(
        one,
        'snooze',
        { until: until.toString() },
        { words: say('inbox.snoozed', { ...named(one), when }), leaves: true },
      ),
    bringBack: (one: ConversationView) =>
      put(one, 'snooze', { until: null }, { words: say('inbox.broughtBack', named(one)) }),
    assign: (one: ConversationView, userId: string | null, name: string) =>
      put(
        one,
        'assignee',
        { userId },
        { words: userId ? say('inbox.assigned', { name }) : say('inbox.unassigned') },
      ),
    share: (
      one: ConversationView,
      reach: { visibility: ConversationView['visibility']; teamId?: string },
      words: string,
    ) => put(one, 'visibility', reach, { words: say('inbox.shared', { who: words }) }),
  };
}
export type InboxActs = ReturnType<typeof useInboxActs>;
