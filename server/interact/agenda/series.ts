import { sql } from 'kysely';
import { z } from 'zod';
import type { SeriesChange } from '../../../shared/interact/agenda.ts';
import { Refusal } from '../../../shared/platform/errors.ts';
import { Id, InstantText } from '../../../shared/platform/values.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { ChangedMeanwhile } from '../../platform/access/reach.ts';
import { announce, record, recordQuietly } from '../../platform/events/events.ts';
import { ChangedSince, undoable } from '../../platform/events/undo.ts';
import { activityToEdit } from '../activities/activities.ts';
import { contactsOf } from '../timeline/contacts.ts';
import { refreshLastContact } from '../timeline/last-contact.ts';

export class NoSeries extends Refusal {
  constructor() {
    super(
      'meeting.no-series',
      409,
      'This is no time of a series in a calendar of yours that can be written. Nothing was changed; change this meeting alone.',
    );
  }
}

/** How one time of a series stands. */
const Stood = z.object({ id: Id, at: InstantText, isOff: z.boolean() });
type Stood = z.infer<typeof Stood>;
const Past = z.object({ times: z.array(Stood) });

interface TimeRow {
  id: string;
  version: number;
  audience: string;
  occurred_at: Temporal.Instant;
  ends_at: Temporal.Instant | null;
  wall_start: string | null;
  zone: string | null;
  cancelled_at: Temporal.Instant | null;
}

/**
 * Moves all times of a series that are still to come as one of them is moved, by the clock on the wall, or calls
 * them off. What was held stays as it was held. The calendar is told of each as of one that was changed alone.
 */
export async function changeSeries(
  transaction: Transaction,
  id: string,
  change: SeriesChange,
): Promise<{ event: string; meetings: number }> {
  const meeting = await activityToEdit(transaction, id, change.version);
  const rows = await timesAhead(transaction, meeting);
  const one = rows.find((row) => row.id === id);
  if (!one || rows.length < 2) throw new NoSeries();
  if ('cancelled' in change) {
    const { cancelled } = change;
    const turned = rows.filter(({ cancelled_at: at }) => (at !== null) !== cancelled);
    return set(
      transaction,
      meeting,
      turned,
      turned.map((row) => ({ ...stood(row), isOff: cancelled })),
    );
  }
  const wallOf = (at: Temporal.Instant, { zone }: TimeRow) =>
    at.toZonedDateTimeISO(zone ?? 'UTC').toPlainDateTime();
  const to = Temporal.Instant.from(change.occurredAt);
  const by = wallOf(one.occurred_at, one).until(wallOf(to, one), { largestUnit: 'day' });
  const held = rows.filter(({ cancelled_at }) => cancelled_at === null);
  return set(
    transaction,
    meeting,
    held,
    held.map((row) => ({
      ...stood(row),
      at: wallOf(row.occurred_at, row)
        .add(by)
        .toZonedDateTime(row.zone ?? 'UTC')
        .toInstant()
        .toString(),
    })),
  );
}

async function timesAhead(
  { db, actor }: Transaction,
  { id, owner_id }: { id: string; owner_id: string },
): Promise<TimeRow[]> {
  const { rows } = await sql<TimeRow>`
    select a.id, a.version, a.audience, a.occurred_at, a.ends_at, a.wall_start, a.zone, a.cancelled_at
    from entry_meetings mine
    join collection_entries e on e.workspace_id = mine.workspace_id and e.collection_id = mine.collection_id
      and e.href = mine.href and e.recurs
    join collections c on c.workspace_id = e.workspace_id and c.id = e.collection_id and c.writable
    join entry_meetings m on m.workspace_id = mine.workspace_id and m.collection_id = mine.collection_id
      and m.href = mine.href
    join activities a on a.workspace_id = m.workspace_id and a.id = m.activity_id
    where mine.workspace_id = ${actor.workspaceId} and mine.activity_id = ${id} and a.owner_id = ${owner_id}
      and a.trashed_at is null and a.occurred_at > now()
    order by a.id`.execute(db);
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

const stood = ({ id, occurred_at, cancelled_at }: TimeRow): Stood => ({
  id,
  at: occurred_at.toString(),
  isOff: cancelled_at !== null,
});

/** Gives times of a series other moments, each as long as it was, or calls them off; one act with one undo. */
async function set(
  transaction: Transaction,
  meeting: { id: string; audience: string },
  rows: readonly TimeRow[],
  times: readonly Stood[],
): Promise<{ event: string; meetings: number }> {
  const { db, actor } = transaction;
  const now = Temporal.Now.instant();
  const byId = new Map(times.map((time) => [time.id, time]));
  const changed = rows.map((row) => {
    const { at, isOff } = byId.get(row.id)!;
    const begins = Temporal.Instant.from(at);
    const wall = begins.toZonedDateTimeISO(row.zone ?? 'UTC').toPlainDateTime();
    const { ends_at: ends, wall_start: start } = row;
    return {
      id: row.id,
      version: row.version,
      at,
      ends: ends ? begins.add(row.occurred_at.until(ends)).toString() : null,
      wall:
        start &&
        (start.includes('T')
          ? wall.toString({ smallestUnit: 'second' })
          : wall.toPlainDate().toString()),
      off: isOff,
    };
  });
  const { rows: done } = await sql<{ id: string }>`
    update activities a set occurred_at = n.at, ends_at = n.ends, wall_start = n.wall, updated_at = ${now.toString()},
      cancelled_at = case when n.off then coalesce(a.cancelled_at, ${now.toString()}) end, version = a.version + 1
    from json_to_recordset(${JSON.stringify(changed)}::json) as n (id uuid, version int, at timestamptz,
      ends timestamptz, wall text, off boolean)
    where a.workspace_id = ${actor.workspaceId} and a.id = n.id and a.version = n.version
    returning a.id`.execute(db);
  if (done.length < changed.length) throw new ChangedMeanwhile();
  const ids = changed.map(({ id }) => id);
  for (const table of ['activity_texts', 'participants'])
    await sql`
      update ${sql.table(table)} p set occurred_at = a.occurred_at from activities a
      where a.workspace_id = ${actor.workspaceId} and a.id = any (${ids}::uuid[])
        and p.workspace_id = a.workspace_id and p.activity_id = a.id and p.occurred_at <> a.occurred_at`.execute(
      db,
    );
  await recordQuietly(
    transaction,
    rows
      .filter(({ id }) => id !== meeting.id)
      .map(({ id, audience }) => ({
        subject: 'activity',
        subjectId: id,
        audience,
        verb: 'changed with its series',
      })),
  );
  const [event] = await record(transaction, {
    subject: 'activity',
    subjectId: meeting.id,
    audience: meeting.audience,
    verb: 'series changed',
    before: { times: rows.map(stood) },
    after: { times },
  });
  await announce(transaction, {
    subject: 'party',
    id: meeting.id,
    audience: meeting.audience,
    verb: 'changed',
  });
  await asHouse(transaction, async (house) =>
    refreshLastContact(house, await contactsOf(house, ids)),
  );
  return { event: event!, meetings: changed.length };
}

/** Taken back only as a whole: where one of the times was changed since, that stays, and so do the others. */
export function registerSeries(): void {
  undoable('activity', 'series changed', async (transaction, { subjectId: id, before, after }) => {
    const { db, actor } = transaction;
    const [was, then] = [Past.parse(before).times, Past.parse(after).times];
    const meeting = await db
      .selectFrom('activities')
      .select(['id', 'version'])
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', '=', id)
      .executeTakeFirst();
    const checked = await activityToEdit(transaction, id, meeting?.version ?? 0);
    const rows = await db
      .selectFrom('activities')
      .select([
        'id',
        'version',
        'audience',
        'occurred_at',
        'ends_at',
        'wall_start',
        'zone',
        'cancelled_at',
      ])
      .where('workspace_id', '=', actor.workspaceId)
      .where(sql<boolean>`id = any (${then.map((time) => time.id)}::uuid[])`)
      .where('trashed_at', 'is', null)
      .execute();
    const now = new Map(rows.map((row) => [row.id, stood(row)]));
    const isUnchanged = then.every((time) => {
      const stands = now.get(time.id);
      return stands?.at === time.at && stands.isOff === time.isOff;
    });
    if (!isUnchanged) throw new ChangedSince();
    return set(transaction, checked, rows, was);
  });
}
