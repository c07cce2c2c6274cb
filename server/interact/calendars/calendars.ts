import { sql } from 'kysely';
import type { z } from 'zod';
import type {
  CalendarSourceView,
  CollectionChange,
  CollectionView,
  ParkedEntry,
} from '../../../shared/interact/calendars.ts';
import type { LeftOutReason, ParkedReason } from '../../../shared/interact/mailboxes.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { mayEdit } from '../../platform/access/reach.ts';
import { type ConnectionRow, findConnection } from '../../platform/connections/connections.ts';
import { record } from '../../platform/events/events.ts';
import { collectionsOf, isWanted } from './collections.ts';
import { CalendarSourceNotFound, CalendarSourceNotYours, CollectionNotFound } from './errors.ts';

const mostShown = 500;
const kinds: readonly string[] = ['caldav', 'ics'];

/** Every calendar or address book of a connection with its entries accounted for. */
export async function readCalendarSource(
  transaction: Transaction,
  id: string,
): Promise<CalendarSourceView> {
  const { db, actor } = transaction;
  const connection = await sourceOf(transaction, id);
  const collections = await collectionsOf(transaction, id);
  const { rows } = await sql<{
    collection_id: string;
    state: string;
    reason: string | null;
    count: number;
  }>`
    select collection_id, state, reason, count(*) as count from collection_entries
    where workspace_id = ${actor.workspaceId} and connection_id = ${id}
    group by collection_id, state, reason`.execute(db);
  const byCollection = Map.groupBy(rows, ({ collection_id }) => collection_id);
  return {
    id,
    folders: collections.map((collection): CollectionView => {
      const counts = byCollection.get(collection.id) ?? [];
      const sum = (...states: string[]) =>
        counts
          .filter(({ state }) => states.length === 0 || states.includes(state))
          .reduce((total, { count }) => total + Number(count), 0);
      const wanted = isWanted(collection);
      return {
        id: collection.id,
        path: collection.name,
        role: null,
        wanted,
        isChosen: collection.wanted !== null,
        onServer: collection.on_server,
        captured: sum('captured'),
        leftOut: Object.fromEntries(
          counts
            .filter(({ state }) => state === 'left out')
            .map(({ reason, count }) => [reason as LeftOutReason, Number(count)]),
        ),
        waiting: sum('waiting'),
        parked: sum('parked'),
        toCome: wanted ? Math.max(0, (collection.on_server ?? 0) - sum()) : 0,
        seenAt: collection.seen_at?.toString() ?? null,
        writable: collection.writable,
        takesOurs: collection.takes_ours,
      };
    }),
    can: { edit: mayEdit(transaction, connection) },
  };
}

/** What waits to be tried again, and what was given up or needs somebody's word. */
export async function readParkedEntries(
  transaction: Transaction,
  id: string,
): Promise<ParkedEntry[]> {
  const { db, actor } = transaction;
  await sourceOf(transaction, id);
  const rows = await db
    .selectFrom('collection_entries')
    .innerJoin('collections', (join) =>
      join
        .onRef('collections.workspace_id', '=', 'collection_entries.workspace_id')
        .onRef('collections.id', '=', 'collection_entries.collection_id'),
    )
    .select([
      'collection_id',
      'name',
      'collection_entries.href',
      'state',
      'reason',
      'title',
      'tries',
      'next_try_at',
    ])
    .where('collection_entries.workspace_id', '=', actor.workspaceId)
    .where('collection_entries.connection_id', '=', id)
    .where('state', 'in', ['waiting', 'parked'])
    .orderBy('name')
    .orderBy('collection_entries.href')
    .limit(mostShown)
    .execute();
  return rows.map((row) => ({
    collectionId: row.collection_id,
    folder: row.name,
    href: row.href,
    state: row.state as ParkedEntry['state'],
    reason: row.reason as ParkedReason,
    subject: row.title ?? '',
    tries: row.tries,
    nextTryAt: row.next_try_at?.toString() ?? null,
  }));
}

/** Says whether a calendar is captured; what was captured before stays. */
export async function changeCollection(
  transaction: Transaction,
  id: string,
  collectionId: string,
  { wanted }: z.output<typeof CollectionChange>,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const connection = await sourceToChange(transaction, id);
  const collection = await db
    .updateTable('collections')
    .set({ wanted })
    .where('workspace_id', '=', actor.workspaceId)
    .where('connection_id', '=', id)
    .where('id', '=', collectionId)
    .returning('name')
    .executeTakeFirst();
  if (!collection) throw new CollectionNotFound();
  return tell(transaction, connection, 'folder chosen', { path: collection.name, wanted });
}

/** Tries at once what waits or was parked; what both sides changed waits for a word. */
export async function retryEntries(
  transaction: Transaction,
  id: string,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const connection = await sourceToChange(transaction, id);
  await db
    .updateTable('collection_entries')
    .set({ state: 'waiting', tries: 0, next_try_at: Temporal.Now.instant() })
    .where('workspace_id', '=', actor.workspaceId)
    .where('connection_id', '=', id)
    .where('state', 'in', ['waiting', 'parked'])
    .where('reason', '<>', 'changed on both sides')
    .execute();
  return tell(transaction, connection, 'retried', {});
}

async function sourceOf(transaction: Transaction, id: string): Promise<ConnectionRow> {
  const connection = await findConnection(transaction, id);
  if (!connection || !kinds.includes(connection.kind)) throw new CalendarSourceNotFound();
  return connection;
}

export async function sourceToChange(transaction: Transaction, id: string): Promise<ConnectionRow> {
  const connection = await sourceOf(transaction, id);
  if (!mayEdit(transaction, connection)) throw new CalendarSourceNotYours();
  return connection;
}

/** Told of the connection, which begins anew with what was said. */
export async function tell(
  transaction: Transaction,
  { id, audience, name }: ConnectionRow,
  verb: string,
  particulars: object,
): Promise<{ event: string }> {
  const [event] = await record(transaction, {
    subject: 'connection',
    subjectId: id,
    audience,
    verb,
    particulars: { name, ...particulars },
  });
  return { event: event! };
}
