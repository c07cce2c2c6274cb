import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { BulkAct } from '../../../shared/identify/bulk.ts';
import type { CellsInput, CellsResult } from '../../../shared/identify/cells.ts';
import type { PartyKind, PartyRow } from '../../../shared/identify/parties.ts';
import { api } from '../../app/api.ts';
import { inOwnLanguage } from '../../app/refusals.ts';
import { remember, toast } from '../../ui/toast.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { followed, leftWords } from '../bulk/acts.ts';
import { home } from '../parties/queries.ts';

/** Writes cells and brings what is on screen up to date; and how such an act is told and taken back. */
export function useCellWriting(kind: PartyKind) {
  const client = useQueryClient();
  const say = useWords();
  const locale = useLocale();
  const write = useCallback(
    async (input: CellsInput): Promise<CellsResult> => {
      const result = await cellsAnswer(api.post<CellsResult>('/cells', input));
      showRows(client, kind, result.rows);
      void refresh(client, kind);
      return result;
    },
    [client, kind],
  );
  const takeBack = useCallback(
    async (act: string, isOne: boolean) => {
      const undone = await followed(await api.post<BulkAct>(`/bulk/${act}/undo`));
      await refresh(client, kind);
      await client.invalidateQueries({ queryKey: [home[kind]] });
      const { restored, kept } = undone.counts;
      if (isOne && kept === 0) return;
      const text = [
        say('cells.undone', { count: restored }),
        leftWords(say, locale, kept, undone.kept),
      ].join(' ');
      toast(text.trim(), { tone: 'good' });
    },
    [client, kind, say, locale],
  );
  /** One cell shows by itself that it is written. */
  const tell = useCallback(
    (act: string | null, text: string, isOne: boolean) => {
      if (act && isOne) remember(text, () => takeBack(act, true));
      else toast(text, act ? { tone: 'good', undo: () => takeBack(act, false) } : {});
    },
    [takeBack],
  );
  return { write, tell };
}

/** What was or would be written, and what is refused in the language of the page. */
export async function cellsAnswer(asked: Promise<CellsResult>): Promise<CellsResult> {
  const result = await asked;
  const refused = result.refused.map(async (one) => ({
    ...one,
    message: await inOwnLanguage(one.message),
  }));
  return { ...result, refused: await Promise.all(refused) };
}

/** Lists are not asked again for rows that came with the answer. */
function showRows(client: QueryClient, kind: PartyKind, rows: readonly PartyRow[]): void {
  const byId = new Map(rows.map((row) => [row.id, row]));
  client.setQueriesData<{ pages?: { rows: PartyRow[] }[] }>({ queryKey: [home[kind]] }, (list) =>
    list?.pages
      ? {
          ...list,
          pages: list.pages.map((page) => ({
            ...page,
            rows: page.rows.map((row) => byId.get(row.id) ?? row),
          })),
        }
      : list,
  );
}

function refresh(client: QueryClient, kind: PartyKind): Promise<unknown> {
  return client.invalidateQueries({
    predicate: ({ queryKey: [first] }) => [kind, 'history', 'tags'].includes(String(first)),
  });
}
