import { sql } from 'kysely';
import type { z } from 'zod';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type {
  CalendarSourceView,
  CollectionChange,
  CollectionView,
  DisputeInput,
  ParkedEntry,
} from '../../../shared/interact/calendars.ts';
import type { LeftOutReason, ParkedReason } from '../../../shared/interact/mailboxes.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { mayEdit } from '../../platform/access/reach.ts';
import { type ConnectionRow, findConnection } from '../../platform/connections/connections.ts';
import { tellOfConnection } from '../../platform/connections/telling.ts';
import { collectionsOf, isWanted } from './collections.ts';
import {
  CalendarSourceNotFound,
  CalendarSourceNotYours,
  CollectionNotFound,
  EntryNotDisputed,
} from './errors.ts';

const mostShown = 500;
const kinds: readonly string[] = ['caldav', 'carddav', 'ics'];

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
    removed: await removedFrom(transaction, id),
    can: { edit: mayEdit(transaction, connection) },
  };
}

/** Who stays here although their card was taken out of its book. */
async function removedFrom(
  { db, actor }: Transaction,
  connectionId: string,
): Promise<CalendarSourceView['removed']> {
  const { rows } = await sql<{
    id: string;
    kind: PartyKind;
    name: string;
    removed_at: Temporal.Instant;
  }>`
    select p.id, p.kind, p.name, max(c.removed_at) as removed_at
    from entry_cards c
    join parties p on p.workspace_id = c.workspace_id and p.id = c.party_id and p.trashed_at is null
    where c.workspace_id = ${actor.workspaceId} and c.connection_id = ${connectionId}
      and c.removed_at is not null
    group by p.id, p.kind, p.name order by max(c.removed_at) desc, p.id limit ${sql.lit(mostShown)}`.execute(
    db,
  );
  return rows.map(({ id, kind, name, removed_at }) => ({
    id,
    kind,
    name,
    removedAt: removed_at.toString(),
  }));
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

/** Says whether a calendar is captured, and whether it takes what is made here; what was captured before stays. */
export async function changeCollection(
  transaction: Transaction,
  id: string,
  collectionId: string,
  { wanted, takesOurs }: z.output<typeof CollectionChange>,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const connection = await sourceToChange(transaction, id);
  if (takesOurs) {
    await db
      .updateTable('collections')
      .set({ takes_ours: false, takes_since: null })
      .where('workspace_id', '=', actor.workspaceId)
      .where('connection_id', '=', id)
      .where('takes_ours', '=', true)
      .execute();
  }
  const collection = await db
    .updateTable('collections')
    .set({
      ...(wanted === undefined ? {} : { wanted }),
      ...(takesOurs === undefined
        ? {}
        : { takes_ours: takesOurs, takes_since: takesOurs ? Temporal.Now.instant() : null }),
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('connection_id', '=', id)
    .where('id', '=', collectionId)
    .returning('name')
    .executeTakeFirst();
  if (!collection) throw new CollectionNotFound();
  return tellOfConnection(transaction, connection, 'folder chosen', {
    path: collection.name,
    wanted,
    takesOurs,
  });
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
  return tellOfConnection(transaction, connection, 'retried', {});
}

/** Says whose word counts where the same was changed on both sides; the next look does it. */
export async function settleDispute(
  transaction: Transaction,
  id: string,
  { collectionId, href, keep }: DisputeInput,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const connection = await sourceToChange(transaction, id);
  const entry = await db
    .updateTable('collection_entries')
    .set({ state: 'waiting', reason: 'failed', tries: 0, next_try_at: Temporal.Now.instant() })
    .where('workspace_id', '=', actor.workspaceId)
    .where('connection_id', '=', id)
    .where('collection_id', '=', collectionId)
    .where('href', '=', href)
    .where('reason', '=', 'changed on both sides')
    .returning('title')
    .executeTakeFirst();
  if (!entry) throw new EntryNotDisputed();
  if (connection.kind === 'carddav') {
    // Theirs: as if nobody had changed it here. Ours: what stands here is for the card to follow.
    await sql`
      update entry_cards set version = 0, agreed = agreed || jsonb_build_object('disputed', '[]'::jsonb,
        'take', case when ${keep === 'theirs'} then agreed -> 'disputed' else '[]'::jsonb end)
      where workspace_id = ${actor.workspaceId} and collection_id = ${collectionId} and href = ${href}`.execute(
      db,
    );
    return tellOfConnection(transaction, connection, 'dispute settled', {
      title: entry.title,
      keep,
    });
  }
  // Ours: nothing is agreed any more, and what stands here is written. Theirs: as if nobody had changed it here.
  await sql`
    update entry_meetings m set agreed = ${keep === 'ours' ? null : sql`m.agreed`},
      version = ${keep === 'ours' ? sql`m.version` : sql`a.version`}
    from activities a
    where m.workspace_id = ${actor.workspaceId} and m.collection_id = ${collectionId} and m.href = ${href}
      and a.workspace_id = m.workspace_id and a.id = m.activity_id`.execute(db);
  return tellOfConnection(transaction, connection, 'dispute settled', { title: entry.title, keep });
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
