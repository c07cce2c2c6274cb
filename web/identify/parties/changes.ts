import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import type {
  PartyChange,
  PartyInput,
  PartyKind,
  PartyRow,
  PartyView,
} from '../../../shared/identify/parties.ts';
import { api } from '../../app/api.ts';
import { home } from './queries.ts';
import { type Stated, withoutStatement, withStatement } from './stating.ts';

interface Changed {
  event: string;
  version: number;
}

/**
 * The verbs on people and companies. Each shows its effect at once where it can, asks the server, and
 * brings what is on screen up to date; a refusal puts the screen back and is thrown to the caller.
 */
export function usePartyChanges(kind: PartyKind) {
  const client = useQueryClient();
  const path = (id: string) => `/${home[kind]}/${id}`;

  /** Draws the record as it will be, then does the work; draws it as it was if the work is refused. */
  const atOnce = async (
    party: PartyView,
    guess: PartyView,
    work: () => Promise<Changed>,
  ): Promise<Changed> => {
    const key = [kind, party.id];
    await client.cancelQueries({ queryKey: key });
    client.setQueryData<PartyView>(key, guess);
    try {
      const changed = await work();
      client.setQueryData<PartyView>(key, (now) => now && { ...now, version: changed.version });
      return changed;
    } catch (error) {
      client.setQueryData<PartyView>(key, party);
      throw error;
    } finally {
      void refresh(client, kind, party.id);
    }
  };

  return {
    create: async (input: PartyInput): Promise<{ id: string; event: string }> => {
      const created = await api.post<{ id: string; event: string }>(`/${home[kind]}`, input);
      void refresh(client, kind, created.id);
      return created;
    },

    state: (party: PartyView, stated: Stated, by: { id: string; name: string }) =>
      atOnce(party, withStatement(party, stated, by), () =>
        api.post(`${path(party.id)}/statements`, { ...stated, version: party.version }),
      ),

    withdraw: (party: PartyView, statementId: string) =>
      atOnce(party, withoutStatement(party, statementId), () =>
        api.delete(`${path(party.id)}/statements/${statementId}?version=${String(party.version)}`),
      ),

    change: (party: PartyView, change: Omit<PartyChange, 'version'>) =>
      atOnce(party, { ...party, ...change }, () =>
        api.patch(path(party.id), { ...change, version: party.version }),
      ),

    trash: async (party: Pick<PartyRow, 'id' | 'version'>): Promise<Changed> => {
      takeFromLists(client, kind, party.id);
      try {
        return await api.delete<Changed>(`${path(party.id)}?version=${String(party.version)}`);
      } finally {
        void refresh(client, kind, party.id);
      }
    },

    restore: async (id: string): Promise<void> => {
      await api.post(`${path(id)}/restoration`);
      await refresh(client, kind, id);
    },

    undo: async (id: string, event: string): Promise<void> => {
      await api.post(`/events/${event}/undo`);
      await refresh(client, kind, id);
    },
  };
}

/** The live stream tells the same a moment later; whoever acted should not wait for it. */
function refresh(client: QueryClient, kind: PartyKind, id: string): Promise<unknown> {
  return Promise.all([
    client.invalidateQueries({ queryKey: [kind, id] }),
    client.invalidateQueries({ queryKey: [home[kind]] }),
    client.invalidateQueries({ queryKey: ['history', id] }),
    client.invalidateQueries({ queryKey: ['facts', id] }),
  ]);
}

interface Pages {
  pages: { rows: PartyRow[] }[];
}

function takeFromLists(client: QueryClient, kind: PartyKind, id: string): void {
  client.setQueriesData<Pages>({ queryKey: [home[kind]] }, (list) =>
    list?.pages
      ? {
          ...list,
          pages: list.pages.map((page) => ({
            ...page,
            rows: page.rows.filter((row) => row.id !== id),
          })),
        }
      : list,
  );
}
