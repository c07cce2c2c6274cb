import { sql } from 'kysely';
import type { AgendaView } from '../../../shared/interact/agenda.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { mayEdit } from '../../platform/access/reach.ts';
import { readMeetings } from '../today/meetings.ts';

const most = 1_000;
/** No meeting is looked for that began longer before the stretch and still goes on in it. */
const longestDays = 31;

/** The meetings of somebody's own calendar, and those to which an address of theirs was asked. */
export async function readAgenda(
  transaction: Transaction,
  { from, to }: { from: string; to: string },
): Promise<AgendaView> {
  const { db, actor } = transaction;
  const since = Temporal.Instant.from(from)
    .subtract({ hours: longestDays * 24 })
    .toString();
  const { rows } = await sql<{
    id: string;
    owner_id: string;
    assigned_to: string | null;
    audience: string;
    visibility: string;
    cancelled: boolean;
    first_day: string | null;
    last_day: string | null;
  }>`
    with mine as (
      select a.id from activities a
      where a.workspace_id = ${actor.workspaceId} and a.owner_id = ${actor.userId} and a.kind = 'meeting'
        and a.occurred_at >= ${since} and a.occurred_at < ${to}
      union
      select p.activity_id from own_addresses o
      join seen_addresses s on s.workspace_id = o.workspace_id and s.address = o.address
      join participants p on p.workspace_id = s.workspace_id and p.address_id = s.id and p.kind = 'meeting'
        and p.occurred_at >= ${since} and p.occurred_at < ${to}
      where o.workspace_id = ${actor.workspaceId} and o.user_id = ${actor.userId}
    )
    select a.id, a.owner_id, a.assigned_to, a.audience, a.visibility, a.cancelled_at is not null as cancelled,
      case when a.all_day then (a.occurred_at at time zone coalesce(a.zone, 'UTC'))::date::text end as first_day,
      case when a.all_day then (a.ends_at at time zone coalesce(a.zone, 'UTC'))::date::text end as last_day
    from mine join activities a on a.workspace_id = ${actor.workspaceId} and a.id = mine.id
    where a.trashed_at is null
      and (coalesce(a.ends_at, a.occurred_at) > ${from} or a.occurred_at >= ${from})
    order by a.occurred_at, a.id limit ${sql.lit(most + 1)}`.execute(db);
  const shown = rows.slice(0, most);
  const byId = new Map(shown.map((row) => [row.id, row]));
  const meetings = await readMeetings(transaction, shown);
  const ofSeries = await timesOfSeries(transaction, [...byId.keys()]);
  return {
    meetings: meetings.map((meeting) => {
      const row = byId.get(meeting.id)!;
      const { first_day: first, last_day: last } = row;
      return {
        ...meeting,
        days: first
          ? {
              from: first,
              until:
                last && last > first
                  ? last
                  : Temporal.PlainDate.from(first).add({ days: 1 }).toString(),
            }
          : null,
        cancelled: row.cancelled,
        isMine: row.owner_id === actor.userId,
        isOfSeries: ofSeries.has(meeting.id),
        can: { edit: mayEdit(transaction, row) },
      };
    }),
    isCut: rows.length > most,
  };
}

/** Which of them are times of a series in a calendar that is told what is changed here. */
async function timesOfSeries(
  { db, actor }: Transaction,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select m.activity_id as id from entry_meetings m, lateral (
      select collection_id from collection_entries e
      where e.workspace_id = m.workspace_id and e.collection_id = m.collection_id and e.href = m.href and e.recurs
      offset 0) e, lateral (
      select from collections c where c.workspace_id = m.workspace_id and c.id = e.collection_id and c.writable
      offset 0) c
    where m.workspace_id = ${actor.workspaceId} and m.activity_id = any (${ids}::uuid[])`.execute(
    db,
  );
  return new Set(rows.map(({ id }) => id));
}
