import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ActionAnswer, ActionView } from '../../../shared/understand/actions.ts';
import { api } from '../../app/api.ts';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import type { Thing } from './items.ts';

/** What shows what can be done from here. */
const showing = ['today', 'tasks', 'dealings', 'timeline', 'activity', 'comments'];

/**
 * What is done from the page of the day. A thing goes at once, so that the next one is under the fingers while
 * the server is told; it comes back where it refuses.
 */
export function useTodayActs() {
  const say = useWords();
  const client = useQueryClient();
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const refresh = () =>
    Promise.all(showing.map((first) => client.invalidateQueries({ queryKey: [first] })));
  const bringBack = (keys: readonly string[]) =>
    setGone((old) => new Set([...old].filter((key) => !keys.includes(key))));

  const act = async (
    keys: readonly string[],
    work: () => Promise<(() => Promise<unknown>) | undefined>,
    told: string,
  ): Promise<void> => {
    setGone((old) => new Set([...old, ...keys]));
    try {
      const takeBack = await work();
      toast(told, {
        tone: 'good',
        ...(takeBack
          ? {
              undo: async () => {
                await takeBack();
                bringBack(keys);
                await refresh();
              },
            }
          : {}),
      });
    } catch (error) {
      bringBack(keys);
      toast(error instanceof Error ? error.message : String(error), { tone: 'bad' });
    }
    await refresh();
  };
  const undoing =
    ({ event }: { event: string }) =>
    () =>
      api.post(`/events/${event}/undo`);

  const answer = async (
    { kind, party, about }: ActionView,
    said: ActionAnswer,
    until?: Temporal.Instant,
  ) =>
    undoing(
      await api.post('/actions/answers', {
        kind,
        partyId: party.id,
        about,
        answer: said,
        ...(until ? { until: until.toString() } : {}),
      }),
    );

  return {
    gone,
    /** Done, or kept. */
    finish: (thing: Thing) => {
      if (thing.kind === 'tasks') {
        const { id, version, title } = thing.task;
        return act(
          [thing.key],
          async () =>
            undoing(await api.put(`/tasks/${id}/settlement`, { outcome: 'done', version })),
          say('tasks.told.done', { title }),
        );
      }
      if (thing.kind === 'promises') {
        const { id, version, what } = thing.promise;
        return act(
          [thing.key],
          async () =>
            undoing(await api.put(`/promises/${id}/settlement`, { outcome: 'kept', version })),
          say('tasks.today.kept', { what }),
        );
      }
      if (thing.kind === 'worth') {
        const { kind, about, version, words } = thing.action;
        if (kind === 'promise')
          return act(
            [thing.key],
            async () =>
              undoing(await api.put(`/promises/${about}/settlement`, { outcome: 'kept', version })),
            say('actions.kept.told', { what: words ?? '' }),
          );
        return act([thing.key], () => answer(thing.action, 'done'), say('actions.done.told'));
      }
      return undefined;
    },
    /** Comes back on a day. */
    notNow: (thing: Thing, until: Temporal.Instant, when: string) =>
      thing.kind === 'worth'
        ? act(
            [thing.key],
            () => answer(thing.action, 'not now', until),
            say('actions.notNow.told', { when }),
          )
        : undefined,
    never: (thing: Thing) =>
      thing.kind === 'worth'
        ? act(
            [thing.key],
            () => answer(thing.action, 'never'),
            say('actions.never.told', { name: thing.action.party.name }),
          )
        : undefined,
    confirm: (thing: Thing, tookPlace: boolean, note?: string) => {
      if (thing.kind !== 'confirm') return undefined;
      const { id, version } = thing.meeting;
      const title = thing.meeting.title ?? say('tasks.today.meeting');
      return act(
        [thing.key],
        async () =>
          undoing(
            await api.put(`/today/meetings/${id}/outcome`, {
              tookPlace,
              version,
              ...(note ? { note } : {}),
            }),
          ),
        say(tookPlace ? 'tasks.today.tookPlace.told' : 'tasks.today.didNot.told', { title }),
      );
    },
    confirmAll: (things: readonly Extract<Thing, { kind: 'confirm' }>[]) =>
      act(
        things.map(({ key }) => key),
        async () =>
          undoing(
            await api.post('/today/confirmations', {
              meetings: things.map(({ meeting: { id, version } }) => ({ id, version })),
            }),
          ),
        say('tasks.today.confirmed', { count: things.length }),
      ),
    snooze: (thing: Thing, until: Temporal.Instant, when: string) => {
      const itemId =
        thing.kind === 'tasks'
          ? thing.task.id
          : thing.kind === 'promises'
            ? thing.promise.id
            : thing.kind === 'confirm'
              ? thing.meeting.id
              : undefined;
      if (!itemId) return undefined;
      const put = (moment: string | null) => api.put('/today/snoozes', { itemId, until: moment });
      return act(
        [thing.key],
        async () => {
          await put(until.toString());
          return () => put(null);
        },
        say('tasks.today.snoozed', { when }),
      );
    },
  };
}
export type TodayActs = ReturnType<typeof useTodayActs>;
