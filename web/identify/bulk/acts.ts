import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import type { BulkAct, BulkInput, LeftAlone } from '../../../shared/identify/bulk.ts';
import { api } from '../../app/api.ts';
import { inOwnLanguage } from '../../app/refusals.ts';
import { toast } from '../../ui/toast.ts';
import { type Say, useLocale, useWords } from '../../ui/words.ts';

/** How often somebody who waits is told how far it is. */
const askEvery = 400;

const working = new Map<string, BulkAct>();
let shown: readonly BulkAct[] = [];
const listeners = new Set<() => void>();

function show(act: BulkAct): void {
  if (isUnderWay(act)) working.set(act.id, act);
  else working.delete(act.id);
  shown = [...working.values()];
  for (const listener of listeners) listener();
}

const isUnderWay = ({ status }: BulkAct) =>
  status === 'waiting' || status === 'running' || status === 'undoing';

/** Bulk changes of this page that are being worked on, whatever screen began them. */
export function useWorkingActs(): readonly BulkAct[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
}

export async function followed(act: BulkAct): Promise<BulkAct> {
  let now = act;
  show(now);
  while (isUnderWay(now)) {
    await new Promise((resolve) => setTimeout(resolve, askEvery));
    // A server that is away for a moment goes on with the act when it is back.
    now = await api.get<BulkAct>(`/bulk/${act.id}`).catch(() => now);
    show(now);
  }
  return now;
}

/** Does something to many records, tells what became of it, and offers the one undo. */
export function useBulkAct(): (input: BulkInput, verb: string) => Promise<void> {
  const client = useQueryClient();
  const say = useWords();
  const locale = useLocale();
  return useCallback(
    async (input, verb) => {
      const done = await followed(await api.post<BulkAct>('/bulk', input));
      await refresh(client);
      if (done.status === 'failed') {
        await tellFailure(done, say);
        return;
      }
      const { changed, refused } = done.counts;
      const text = [
        say('lists.bulk.done', { verb, count: changed }),
        leftWords(say, locale, refused, done.refused),
      ].join(' ');
      toast(text.trim(), {
        tone: changed > 0 ? 'good' : 'neutral',
        ...(changed > 0 ? { undo: () => takeBack(done, client, { say, locale }) } : {}),
      });
    },
    [client, say, locale],
  );
}

async function tellFailure({ error }: BulkAct, say: Say): Promise<void> {
  toast(error ? await inOwnLanguage(error) : say('lists.bulk.failed'), { tone: 'bad' });
}

/** Takes a bulk change back and names those that stay as somebody has changed them since. */
export async function takeBack(
  { id }: Pick<BulkAct, 'id'>,
  client: QueryClient,
  { say, locale }: { say: Say; locale: string },
): Promise<void> {
  const undone = await followed(await api.post<BulkAct>(`/bulk/${id}/undo`));
  await refresh(client);
  if (undone.status !== 'undone') {
    await tellFailure(undone, say);
    return;
  }
  const { restored, kept } = undone.counts;
  const text = [
    say('lists.bulk.undone', { count: restored }),
    leftWords(say, locale, kept, undone.kept),
  ].join(' ');
  toast(text.trim(), { tone: 'good' });
}

const mostNamed = 3;

/** "2 were left alone: Ada and Ben." */
export function leftWords(
  say: Say,
  locale: string,
  count: number,
  left: readonly LeftAlone[],
): string {
  if (count === 0) return '';
  const named = left.slice(0, mostNamed).map(({ name }) => name || '…');
  const names = new Intl.ListFormat(locale).format(
    count > named.length
      ? [...named, say('lists.bulk.more', { count: count - named.length })]
      : named,
  );
  const isUnseen = left.some(({ because }) => because === 'unseen');
  return [say('lists.bulk.left', { count, names }), isUnseen ? say('lists.bulk.leftUnseen') : '']
    .join(' ')
    .trim();
}

function refresh(client: QueryClient): Promise<unknown> {
  return client.invalidateQueries({
    predicate: ({ queryKey: [first] }) =>
      ['people', 'companies', 'person', 'company', 'history', 'tags'].includes(String(first)),
  });
}
