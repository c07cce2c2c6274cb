import { sql } from 'kysely';
import type { TimelineEntry } from '../../../shared/interact/activities.ts';
import type { TodayMeeting, TodayParty } from '../../../shared/interact/today/today.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { readEntries } from '../timeline/entries.ts';

const most = 100;

/** After so many days nobody is asked any more whether a meeting took place; it is taken to have. */
export const askedForDays = 14;

/** Meetings of the rest of a day that are in somebody's calendar, or to which an address of theirs was asked. */
export async function meetingsAhead(
  transaction: Transaction,
  now: Temporal.Instant,
  end: Temporal.Instant,
): Promise<TodayMeeting[]> {
  const { db, actor } = transaction;
  const since = now.subtract({ hours: 24 });
  const { rows } = await sql<{ id: string }>`
    with mine as (
      select a.id from activities a
      where a.workspace_id = ${actor.workspaceId} and a.owner_id = ${actor.userId} and a.kind = 'meeting'
        and a.occurred_at >= ${since.toString()} and a.occurred_at < ${end.toString()}
      union
      select p.activity_id from own_addresses o
      join seen_addresses s on s.workspace_id = o.workspace_id and s.address = o.address
      join participants p on p.workspace_id = s.workspace_id and p.address_id = s.id and p.kind = 'meeting'
        and p.occurred_at >= ${since.toString()} and p.occurred_at < ${end.toString()}
      where o.workspace_id = ${actor.workspaceId} and o.user_id = ${actor.userId}
    )
    select a.id from mine join activities a on a.workspace_id = ${actor.workspaceId} and a.id = mine.id
    where a.trashed_at is null and a.cancelled_at is null
      and coalesce(a.ends_at, a.occurred_at) > ${now.toString()}
    order by a.occurred_at, a.id limit ${sql.lit(most)}`.execute(db);
  return readMeetings(transaction, rows);
}

/**
 * Meetings of somebody's own calendar that have ended and of which nobody has said whether they took place:
 * those that a calendar brought, and those written down before they were held. The latest first.
 */
export async function meetingsToConfirm(
  transaction: Transaction,
  now: Temporal.Instant,
): Promise<TodayMeeting[]> {
  const { db, actor } = transaction;
  const since = now.subtract({ hours: askedForDays * 24 });
  const { rows } = await sql<{ id: string }>`
    select a.id from activities a
    where a.workspace_id = ${actor.workspaceId} and a.owner_id = ${actor.userId} and a.kind = 'meeting'
      and a.occurred_at >= ${since.toString()} and a.occurred_at < ${now.toString()}
      and coalesce(a.ends_at, a.occurred_at) <= ${now.toString()}
      and a.took_place is null and a.trashed_at is null and a.cancelled_at is null
      and (a.identity is not null or a.created_at < a.occurred_at)
      and exists (select from participants p where p.workspace_id = a.workspace_id
        and p.activity_id = a.id and not p.ours)
    order by a.occurred_at desc, a.id desc limit ${sql.lit(most)}`.execute(db);
  return readMeetings(transaction, rows);
}

/** Meetings as a day shows them, in the order of the rows; what the actor may not see is left out. */
export async function readMeetings(
  transaction: Transaction,
  rows: readonly { id: string }[],
): Promise<TodayMeeting[]> {
  const entries = await readEntries(
    transaction,
    rows.map(({ id }) => id),
  );
  const kinds = await kindsOf(transaction, entries);
  return entries.map((entry): TodayMeeting => {
    const theirs = entry.participants.filter(({ ours }) => !ours);
    const parties = new Map<string, TodayParty>();
    for (const { partyId, name } of theirs) {
      const kind = partyId ? kinds.get(partyId) : undefined;
      if (partyId && kind) parties.set(partyId, { id: partyId, kind, name: name ?? '?' });
    }
    return {
      id: entry.id,
      title: entry.subject ?? entry.preview,
      startsAt: entry.occurredAt,
      endsAt: entry.endsAt,
      allDay: entry.allDay,
      place: entry.place,
      parties: [...parties.values()],
      others: [
        ...new Set(
          theirs.flatMap(({ partyId, name, address }) => (partyId ? [] : (name ?? address ?? []))),
        ),
      ],
      sure: !entry.allDay && parties.size > 0,
      version: entry.version,
    };
  });
}

async function kindsOf(
  { db, actor }: Transaction,
  entries: readonly TimelineEntry[],
): Promise<Map<string, TodayParty['kind']>> {
  const ids = [
    ...new Set(
      entries.flatMap(({ participants }) => participants.flatMap(({ partyId }) => partyId ?? [])),
    ),
  ];
  if (ids.length === 0) return new Map();
  const parties = await db
    .selectFrom('parties')
    .select(['id', 'kind'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', 'in', ids)
    .where('trashed_at', 'is', null)
    .execute();
  return new Map(parties.map(({ id, kind }) => [id, kind as TodayParty['kind']]));
}
