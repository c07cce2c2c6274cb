import { sql } from 'kysely';
import type { Transaction } from '../../platform/access/actor.ts';
import type { Connected } from '../../platform/connections/connector.ts';
import { nextId } from '../../platform/database/ids.ts';
import type { CollectionKind, FoundCollection } from '../../platform/dav/discovery.ts';

export function collectionsOf({ db, actor }: Transaction, connectionId: string) {
  return db
    .selectFrom('collections')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('connection_id', '=', connectionId)
    .orderBy('name')
    .orderBy('id')
    .execute();
}
export type CollectionRow = Awaited<ReturnType<typeof collectionsOf>>[number];

/** As long as nobody said otherwise everything is wanted: a calendar is chosen by connecting with it. */
export function isWanted({ wanted }: { wanted: boolean | null }): boolean {
  return wanted ?? true;
}

/** Writes down which calendars there are, and answers them as they are known here. Those that are gone leave the books. */
export async function keepCollections(
  transaction: Transaction,
  { id, reach }: Pick<Connected<unknown, unknown>, 'id' | 'reach'>,
  kind: CollectionKind,
  found: readonly Pick<FoundCollection, 'url' | 'name' | 'writable'>[],
): Promise<CollectionRow[]> {
  const { db, actor } = transaction;
  for (const { url, name, writable } of found) {
    await db
      .insertInto('collections')
      .values({
        workspace_id: actor.workspaceId,
        id: nextId(),
        connection_id: id,
        audience: reach.audience,
        kind,
        href: url,
        name,
        writable,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['workspace_id', 'connection_id', 'href'])
          .doUpdateSet({ name, writable })
          .where(sql<boolean>`(collections.name, collections.writable) <> (${name}, ${writable})`),
      )
      .execute();
  }
  await db
    .deleteFrom('collections')
    .where('workspace_id', '=', actor.workspaceId)
    .where('connection_id', '=', id)
    .where(sql<boolean>`href <> all (${found.map(({ url }) => url)}::text[])`)
    .execute();
  return collectionsOf(transaction, id);
}

/** Counts that agree may hide a meeting that came for one that went. */
const compareEveryHours = 24;

export function isToBeCompared({ compared_at }: CollectionRow): boolean {
  const last = Temporal.Now.instant().subtract({ hours: compareEveryHours });
  return compared_at === null || Temporal.Instant.compare(compared_at, last) < 0;
}

/** What the books know of an entry. */
export interface BookedEntry {
  href: string;
  etag: string | null;
  state: string;
  recurs: boolean;
  read_at: Temporal.Instant;
  next_try_at: Temporal.Instant | null;
}

export async function bookedEntries(
  { db, actor }: Transaction,
  collectionId: string,
): Promise<Map<string, BookedEntry>> {
  const rows = await db
    .selectFrom('collection_entries')
    .select(['href', 'etag', 'state', 'recurs', 'read_at', 'next_try_at'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('collection_id', '=', collectionId)
    .execute();
  return new Map(rows.map((row) => [row.href, row]));
}

/** A series goes on two years ahead of its reading. */
const reread = 30;

/** Whether an entry has to be read: it is new, not what it was, without a state of its own, or its time has come. */
export function isToBeRead(booked: BookedEntry | undefined, etag: string | null): boolean {
  if (!booked) return true;
  const now = Temporal.Now.instant();
  if (booked.state === 'waiting') {
    return booked.next_try_at === null || Temporal.Instant.compare(booked.next_try_at, now) <= 0;
  }
  if (etag === null || booked.etag !== etag) return true;
  return (
    booked.recurs &&
    Temporal.Instant.compare(booked.read_at, now.subtract({ hours: 24 * reread })) < 0
  );
}
