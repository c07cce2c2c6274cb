import { type InfiniteData, type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { MergeInput, PairView } from '../../../shared/identify/duplicates/pairs.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { api } from '../../app/api.ts';
import { toast } from '../../ui/toast.ts';
import { useWords } from '../../ui/words.ts';
import { home, type Page } from '../parties/queries.ts';

/** Which record stays, and which values show. */
export type MergeChoice = Pick<MergeInput, 'keep' | 'show' | 'fields'>;

interface Merged {
  id: string;
  event: string;
}

/**
 * The verbs on pairs. What was decided leaves the screen at once, says so, and can be taken back; a refusal is
 * told and brings it back.
 */
export function useDuplicateChanges() {
  const say = useWords();
  const client = useQueryClient();

  const takeBack = (mergeId: string) =>
    api.post(`/merges/${mergeId}/undo`).finally(() => refresh(client));

  const merge = async (pair: PairView, choice?: MergeChoice): Promise<boolean> => {
    const keep = choice?.keep ?? pair.keep;
    const [kept, absorbed] = inOrder(pair, keep);
    takeFromLists(client, pair.id);
    try {
      const { id } = await api.post<Merged>('/merges', {
        kind: pair.kind,
        keep,
        absorb: absorbed.id,
        show: choice?.show ?? {},
        fields: choice?.fields ?? {},
      });
      toast(say('duplicates.merged', { absorbed: absorbed.name, kept: kept.name }), {
        tone: 'good',
        undo: async () => {
          await takeBack(id);
          toast(say('duplicates.separated', { absorbed: absorbed.name, kept: kept.name }));
        },
      });
      return true;
    } catch (error) {
      fail(error);
      return false;
    } finally {
      void refresh(client);
    }
  };

  const reject = async (pair: PairView): Promise<void> => {
    const [one, other] = pair.sides;
    takeFromLists(client, pair.id);
    try {
      const { event } = await api.post<{ event: string }>(`/duplicates/${pair.id}/rejection`);
      toast(say('duplicates.rejected', { one: one.name, other: other.name }), {
        undo: async () => {
          await api.post(`/events/${event}/undo`);
          await refresh(client);
        },
      });
    } catch (error) {
      fail(error);
    } finally {
      void refresh(client);
    }
  };

  const mergeCertain = async (): Promise<void> => {
    try {
      const { merges } = await api.post<{ merges: { id: string; kind: PartyKind }[] }>(
        '/duplicates/certain',
      );
      toast(say('duplicates.mergedCertain', { count: merges.length }), {
        tone: 'good',
        undo: async () => {
          // The last one first: a record may have taken in several.
          for (const { id } of merges.toReversed()) await api.post(`/merges/${id}/undo`);
          await refresh(client);
        },
      });
    } catch (error) {
      fail(error);
    } finally {
      void refresh(client);
    }
  };

  return { merge, reject, mergeCertain, takeBack };
}

/** The side that stays, then the one that becomes part of it. */
export function inOrder(
  { sides: [one, other] }: Pick<PairView, 'sides'>,
  keep: string,
): PairView['sides'] {
  return one.id === keep ? [one, other] : [other, one];
}

function fail(error: unknown): void {
  toast(error instanceof Error ? error.message : String(error), { tone: 'bad' });
}

function refresh(client: QueryClient): Promise<unknown> {
  return Promise.all(
    ['duplicates', 'person', 'company', ...Object.values(home), 'history', 'timeline'].map(
      (first) => client.invalidateQueries({ queryKey: [first] }),
    ),
  );
}

function takeFromLists(client: QueryClient, pairId: string): void {
  const without = (rows: PairView[]) => rows.filter(({ id }) => id !== pairId);
  client.setQueriesData<InfiniteData<Page<PairView>>>(
    { queryKey: ['duplicates', 'pairs'] },
    (list) =>
      list && { ...list, pages: list.pages.map((page) => ({ ...page, rows: without(page.rows) })) },
  );
  client.setQueriesData<Page<PairView>>(
    { queryKey: ['duplicates', 'of'] },
    (page) => page && { ...page, rows: without(page.rows) },
  );
}
