import { sql } from 'kysely';
import type { LeftOutReason, ParkedReason } from '../../../shared/interact/mailboxes.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { asHouse } from '../../platform/access/actor.ts';
import { recordQuietly } from '../../platform/events/events.ts';
import { refreshContacts } from '../importing/revisions.ts';
import type { Agreed, MeetingLink } from '../importing/sources.ts';
import type { CollectionRow } from './collections.ts';

/** It is tried again, and parked after three times. */
export interface Waiting {
  state: 'waiting';
  reason: ParkedReason;
}
export type Outcome =
  | { state: 'captured'; reason?: undefined }
  | { state: 'left out'; reason: LeftOutReason }
  | { state: 'parked'; reason: ParkedReason }
  | Waiting;

/** What became of an entry, for the books. */
export interface AccountedEntry {
  href: string;
  etag: string | null;
  title: string;
  recurs: boolean;
  /** Marked so by whoever wrote it: nobody else's, whoever sees the rest. */
  isPrivate: boolean;
  outcome: Outcome;
  /** The meetings it is; undefined leaves those that are known. */
  meetings?: ReadonlyMap<string, MeetingLink>;
}

const mostTries = 3;
const restMinutes = [1, 15];

/** Enters into the books what became of entries, in the transaction that wrote them. */
export async function keepEntries(
  transaction: Transaction,
  collection: CollectionRow,
  accounted: readonly AccountedEntry[],
): Promise<void> {
  if (accounted.length === 0) return;
  const { db, actor } = transaction;
  const now = Temporal.Now.instant();
  const [soon, later] = restMinutes.map((minutes) => now.add({ minutes }).toString());
  const rows = accounted.map(
    ({ href, etag, title, recurs, isPrivate, outcome: { state, reason } }) => ({
      href,
      etag,
      state,
      reason: reason ?? null,
      recurs,
      is_private: isPrivate,
      title: state === 'waiting' || state === 'parked' ? title.slice(0, 300) : null,
    }),
  );
  await sql`
    insert into collection_entries as e (workspace_id, collection_id, connection_id, audience, href, etag, state,
      reason, recurs, is_private, title, read_at, tries, next_try_at)
    select ${actor.workspaceId}::uuid, ${collection.id}::uuid, ${collection.connection_id}::uuid,
      ${collection.audience}::uuid, r.href, r.etag, r.state, r.reason, r.recurs, r.is_private, r.title, ${now}::timestamptz,
      case r.state when 'waiting' then 1 else 0 end,
      case r.state when 'waiting' then ${soon}::timestamptz end
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (href text, etag text, state text, reason text,
      recurs boolean, is_private boolean, title text)
    on conflict (workspace_id, collection_id, href) do update set
      etag = excluded.etag, reason = excluded.reason, recurs = excluded.recurs,
      is_private = excluded.is_private, title = excluded.title,
      read_at = excluded.read_at,
      -- Three times is enough: what cannot be read then waits for a person.
      tries = case excluded.state when 'waiting' then e.tries + 1 else 0 end,
      state = case when excluded.state = 'waiting' and e.tries + 1 >= ${mostTries}::int then 'parked'
        else excluded.state end,
      next_try_at = case when excluded.state = 'waiting' and e.tries + 1 < ${mostTries}::int
        then ${later}::timestamptz end`.execute(db);
  const read = accounted.filter(({ meetings }) => meetings !== undefined);
  await keepMeetings(transaction, collection, read);
}

async function keepMeetings(
  transaction: Transaction,
  collection: CollectionRow,
  read: readonly AccountedEntry[],
): Promise<void> {
  if (read.length === 0) return;
  const { db, actor } = transaction;
  const links = read.flatMap(({ href, meetings }) =>
    [...meetings!].map(([identity, { id, version, agreed }]) => ({
      href,
      identity,
      activity_id: id,
      version,
      agreed,
    })),
  );
  const { rows } = await sql<{ activity_id: string }>`
    delete from entry_meetings m
    where m.workspace_id = ${actor.workspaceId} and m.collection_id = ${collection.id}
      and m.href = any (${read.map(({ href }) => href)}::text[])
      and not exists (
        select from json_to_recordset(${JSON.stringify(links)}::json) as r (href text, identity text)
        where r.href = m.href and r.identity = m.identity)
    returning m.activity_id`.execute(db);
  await sql`
    insert into entry_meetings (workspace_id, collection_id, connection_id, audience, href, identity, activity_id,
      version, agreed)
    select ${actor.workspaceId}::uuid, ${collection.id}::uuid, ${collection.connection_id}::uuid,
      ${collection.audience}::uuid, r.href, r.identity, r.activity_id, r.version, r.agreed
    from json_to_recordset(${JSON.stringify(links)}::json) as r (href text, identity text, activity_id uuid,
      version int, agreed jsonb)
    on conflict (workspace_id, collection_id, href, identity) do update set
      activity_id = excluded.activity_id, version = excluded.version, agreed = excluded.agreed`.execute(
    db,
  );
  await cancelLost(
    transaction,
    rows.map(({ activity_id }) => activity_id),
  );
}

/** Entries that are no longer at the server leave the books; meetings that were still to come are cancelled. */
export async function dropEntries(
  transaction: Transaction,
  collection: CollectionRow,
  hrefs: readonly string[],
): Promise<void> {
  if (hrefs.length === 0) return;
  const { db, actor } = transaction;
  const rows = await db
    .selectFrom('entry_meetings')
    .select('activity_id')
    .where('workspace_id', '=', actor.workspaceId)
    .where('collection_id', '=', collection.id)
    .where(sql<boolean>`href = any (${hrefs}::text[])`)
    .execute();
  await db
    .deleteFrom('collection_entries')
    .where('workspace_id', '=', actor.workspaceId)
    .where('collection_id', '=', collection.id)
    .where(sql<boolean>`href = any (${hrefs}::text[])`)
    .execute();
  await cancelLost(
    transaction,
    rows.map(({ activity_id }) => activity_id),
  );
}

/**
 * A meeting that is taken out of a calendar before it is held does not take place, unless another calendar still
 * has it. One that lies behind us was held, whoever tidies up later.
 */
async function cancelLost(transaction: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { db, actor } = transaction;
  const now = Temporal.Now.instant();
  // Whether a colleague's calendar has it too is not for the owner of this one to see.
  const kept = await asHouse(transaction, (house) =>
    house.db
      .selectFrom('entry_meetings')
      .select('activity_id')
      .where('workspace_id', '=', actor.workspaceId)
      .where(sql<boolean>`activity_id = any (${ids}::uuid[])`)
      .execute(),
  );
  const keptIds = new Set(kept.map(({ activity_id }) => activity_id));
  const lost = ids.filter((id) => !keptIds.has(id));
  const rows = await db
    .updateTable('activities')
    .set({ cancelled_at: now, updated_at: now })
    .where('workspace_id', '=', actor.workspaceId)
    .where(sql<boolean>`id = any (${lost}::uuid[])`)
    .where('cancelled_at', 'is', null)
    .where('occurred_at', '>', now)
    .returning(['id', 'audience', 'visibility', 'owner_id'])
    .execute();
  await recordQuietly(
    transaction,
    rows.map(({ id, audience }) => ({
      subject: 'activity',
      subjectId: id,
      audience,
      verb: 'cancelled',
    })),
  );
  const cancelled = rows.map(({ id }) => id);
  await asHouse(transaction, (house) => refreshContacts(house, cancelled));
}

/** The meetings that entries are known to be. */
export async function linksOf(
  { db, actor }: Transaction,
  collectionId: string,
  hrefs: readonly string[],
): Promise<Map<string, MeetingLink>> {
  const rows = await db
    .selectFrom('entry_meetings')
    .select(['identity', 'activity_id', 'version', 'agreed'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('collection_id', '=', collectionId)
    .where(sql<boolean>`href = any (${hrefs}::text[])`)
    .execute();
  return new Map(
    rows.map(({ identity, activity_id, version, agreed }) => [
      identity,
      { id: activity_id, version, agreed: agreed as Agreed | null },
    ]),
  );
}
