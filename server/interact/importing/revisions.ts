import { type RawBuilder, sql } from 'kysely';
import type { MeetingDraft, Moment } from '../../../shared/interact/meeting-draft.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { mayEdit } from '../../platform/access/reach.ts';
import { recordQuietly } from '../../platform/events/events.ts';
import type { Importing } from '../../platform/import/registry.ts';
import { refreshLastContact } from '../timeline/last-contact.ts';
import { type CapturedText, captureText, writeTexts } from './texts.ts';

/** A meeting of a file that is here already, with what this file says of it. */
export interface Met {
  id: string;
  /** As it was when it was looked at; changed since, it is left alone. */
  version: number;
  draft: MeetingDraft;
  start: Moment;
  end: Moment;
}

/** Which of two states of a meeting is newer. */
export interface Revision {
  revision: number | null;
  revised_at: Temporal.Instant | null;
}

const greatestNumber = 2_147_483_647;

export function revisionOf({ sequence, lastModified, stamped }: MeetingDraft): Revision {
  const at = lastModified ?? stamped;
  return {
    revision: Math.min(sequence, greatestNumber),
    // A program without a clock writes the year nought.
    revised_at: at && at >= '1970' ? Temporal.Instant.from(at) : null,
  };
}

/** A higher SEQUENCE is newer; with the same, the later change, where both say when that was. */
export function isNewer(one: Revision, other: Revision): boolean {
  const steps = (one.revision ?? 0) - (other.revision ?? 0);
  if (steps !== 0 || !one.revised_at || !other.revised_at) return steps > 0;
  return Temporal.Instant.compare(one.revised_at, other.revised_at) > 0;
}

export function meetingText({ summary, description, location }: MeetingDraft): CapturedText {
  return captureText({
    subject: summary,
    body: description,
    place: location.slice(0, 1_000),
  });
}

export async function standing({ db, actor }: Transaction, ids: readonly string[]) {
  return db
    .selectFrom('activities')
    .leftJoin('activity_texts', (join) =>
      join
        .onRef('activity_texts.workspace_id', '=', 'activities.workspace_id')
        .onRef('activity_texts.activity_id', '=', 'activities.id'),
    )
    .select([
      'activities.id',
      'activities.occurred_at',
      'activities.audience',
      'owner_id',
      'assigned_to',
      'visibility',
      'version',
      'ends_at',
      'wall_start',
      'zone',
      'all_day',
      'cancelled_at',
      'revision',
      'revised_at',
      'subject',
      'body',
      'place',
    ])
    .where('activities.workspace_id', '=', actor.workspaceId)
    .where('activities.id', 'in', ids)
    .execute();
}

export type Standing = Awaited<ReturnType<typeof standing>>[number];

/**
 * Whether this file's word counts: it is newer, nobody changed the meeting by hand, and the same people see
 * it. What a private calendar knows does not change what everybody sees.
 */
export function maySupersede(
  transaction: Transaction,
  { draft }: Met,
  here: Standing,
  { reach }: Importing,
): boolean {
  return (
    isNewer(revisionOf(draft), here) &&
    here.version === 1 &&
    here.audience === reach.audience &&
    mayEdit(transaction, here)
  );
}

/** Of a cancelled meeting only that counts: what cancels it often says nothing else. */
export function differs({ draft, start, end }: Met, here: Standing): boolean {
  const cancelled = draft.status === 'cancelled';
  if (cancelled || here.cancelled_at) return cancelled !== (here.cancelled_at !== null);
  const { subject, body, place } = meetingText(draft);
  return (
    !here.occurred_at.equals(Temporal.Instant.from(start.instant)) ||
    !here.ends_at?.equals(Temporal.Instant.from(end.instant)) ||
    subject !== here.subject ||
    body !== (here.body ?? '') ||
    place !== here.place
  );
}

/**
 * Brings meetings to the state that a newer file gives them. How each stood is kept once per import, for
 * the undo. The version stays, because it counts what people did.
 */
export async function revise(
  transaction: Transaction,
  newer: readonly Met[],
  importing: Importing,
): Promise<void> {
  const meetings = await held(transaction, newer);
  if (meetings.length === 0) return;
  const { db, actor } = transaction;
  const { importId, reach } = importing;
  const ids = meetings.map(({ id }) => id);
  if (!importing.isRun) await keepBefore(transaction, ids, importId);

  const now = Temporal.Now.instant();
  const changed = meetings.filter(({ draft }) => draft.status !== 'cancelled');
  const rows = meetings.map(({ id, draft, start, end }) => ({
    id,
    occurred_at: start.instant,
    ends_at: end.instant,
    wall_start: start.wall,
    zone: start.zone,
    all_day: draft.allDay,
    cancelled_at: draft.status === 'cancelled' ? now : null,
    ...revisionOf(draft),
  }));
  await sql`
    update activities a set revision = n.revision, revised_at = n.revised_at,
      cancelled_at = n.cancelled_at, updated_at = ${now},
      occurred_at = ${unlessCancelled('occurred_at')}, ends_at = ${unlessCancelled('ends_at')},
      wall_start = ${unlessCancelled('wall_start')}, zone = ${unlessCancelled('zone')},
      all_day = ${unlessCancelled('all_day')}
    from json_populate_recordset(null::activities, ${JSON.stringify(rows)}::json) n
    where a.workspace_id = ${actor.workspaceId} and a.id = n.id`.execute(db);
  await db
    .deleteFrom('activity_texts')
    .where('workspace_id', '=', actor.workspaceId)
    .where(sql<boolean>`activity_id = any (${changed.map(({ id }) => id)}::uuid[])`)
    .execute();
  await writeTexts(
    transaction,
    importing,
    changed.map(({ id, draft, start }) => ({
      activity_id: id,
      occurred_at: Temporal.Instant.from(start.instant),
      ...meetingText(draft),
    })),
  );
  await followTimes(transaction, ids);
  await recordQuietly(
    transaction,
    meetings.map(({ id, draft }) => ({
      subject: 'activity',
      subjectId: id,
      audience: reach.audience,
      verb: draft.status === 'cancelled' ? 'cancelled' : 'revised',
      importId,
    })),
  );
  await asHouse(transaction, (house) => refreshContacts(house, ids));
}

/** How they stood, once per import. */
async function keepBefore({ db, actor }: Transaction, ids: readonly string[], importId: string) {
  await sql`
    insert into import_changes (workspace_id, import_id, audience, record, record_id, before, version)
    select a.workspace_id, ${importId}, a.audience, 'activity', a.id,
      jsonb_build_object('activity', to_jsonb(a), 'text', to_jsonb(t)),
      1 + coalesce((select max(c.version) from import_changes c where c.workspace_id = a.workspace_id
        and c.record = 'activity' and c.record_id = a.id), 0)
    from activities a
    left join activity_texts t on t.workspace_id = a.workspace_id and t.activity_id = a.id
    where a.workspace_id = ${actor.workspaceId} and a.id = any (${ids}::uuid[])
    on conflict do nothing`.execute(db);
}

/** Those which nobody has changed since they were looked at; from here on nobody does until the end. */
async function held({ db, actor }: Transaction, meetings: readonly Met[]): Promise<Met[]> {
  if (meetings.length === 0) return [];
  const rows = await db
    .selectFrom('activities')
    .select(['id', 'version'])
    .where('workspace_id', '=', actor.workspaceId)
    .where(sql<boolean>`id = any (${meetings.map(({ id }) => id)}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute();
  const versions = new Map(rows.map(({ id, version }) => [id, version]));
  return meetings.filter(({ id, version }) => versions.get(id) === version);
}

function unlessCancelled(column: string): RawBuilder<unknown> {
  return sql`case when n.cancelled_at is null then n.${sql.ref(column)} else a.${sql.ref(column)} end`;
}

/** Those who took part stand on their timelines at the meeting's time. */
async function followTimes({ db, actor }: Transaction, ids: readonly string[]): Promise<void> {
  await sql`
    update participants p set occurred_at = a.occurred_at from activities a
    where a.workspace_id = ${actor.workspaceId} and a.id = any (${ids}::uuid[])
      and p.workspace_id = a.workspace_id and p.activity_id = a.id
      and p.occurred_at <> a.occurred_at`.execute(db);
}

/** The last contact of everybody who took part, worked out again. */
export async function refreshContacts(
  house: Transaction,
  activityIds: readonly string[],
): Promise<void> {
  if (activityIds.length === 0) return;
  const { rows } = await sql<{ party_id: string }>`
    select p.party_id from participants p where p.workspace_id = ${house.actor.workspaceId}
      and p.activity_id = any (${activityIds}::uuid[]) and p.party_id is not null
    union
    select e.party_id from participants p
    join seen_addresses s on s.workspace_id = p.workspace_id and s.id = p.address_id
    join party_emails e on e.workspace_id = s.workspace_id and e.address = s.address
    where p.workspace_id = ${house.actor.workspaceId}
      and p.activity_id = any (${activityIds}::uuid[])`.execute(house.db);
  await refreshLastContact(
    house,
    rows.map(({ party_id }) => party_id),
    activityIds,
  );
}

/**
 * Gives meetings that an import changed the state they had. Where a later import changed one again, that
 * state stays, and is handed on to what the later one would put back. Answers with the meetings put back.
 */
export async function putMeetingsBack(house: Transaction, importId: string): Promise<string[]> {
  const { db, actor } = house;
  const changes = sql`import_changes c where c.workspace_id = ${actor.workspaceId}
    and c.import_id = ${importId} and c.record = 'activity'`;
  const later = sql`l.workspace_id = c.workspace_id and l.record = c.record
    and l.record_id = c.record_id and l.version > c.version`;
  await sql`
    update import_changes l set before = c.before, version = c.version
    from (select c.* from ${changes}) c
    where ${later} and not exists (select from import_changes b where b.workspace_id = c.workspace_id
      and b.record = c.record and b.record_id = c.record_id
      and b.version > c.version and b.version < l.version)`.execute(db);
  // What was handed on has now the number of the change taken back, which names another import.
  const last = sql`${changes} and not exists (select from import_changes l
    where l.workspace_id = c.workspace_id and l.record = c.record and l.record_id = c.record_id
      and l.import_id <> c.import_id and l.version >= c.version)`;
  const { rows } = await sql<{ id: string }>`
    update activities a set occurred_at = o.occurred_at, ends_at = o.ends_at,
      wall_start = o.wall_start, zone = o.zone, all_day = o.all_day, cancelled_at = o.cancelled_at,
      revision = o.revision, revised_at = o.revised_at, updated_at = o.updated_at
    from (select c.record_id, c.before from ${last}) was,
      jsonb_populate_record(null::activities, was.before -> 'activity') o
    where a.workspace_id = ${actor.workspaceId} and a.id = was.record_id and a.version = 1
    returning a.id`.execute(db);
  const ids = rows.map(({ id }) => id);
  await sql`
    update activity_texts t set occurred_at = o.occurred_at, subject = o.subject, preview = o.preview,
      body = o.body, html = o.html, place = o.place, subject_folded = o.subject_folded,
      search = o.search
    from (select c.record_id, c.before from ${changes}) was,
      jsonb_populate_record(null::activity_texts, was.before -> 'text') o
    where t.workspace_id = ${actor.workspaceId} and t.activity_id = was.record_id
      and t.activity_id = any (${ids}::uuid[])`.execute(db);
  await followTimes(house, ids);
  await db
    .deleteFrom('import_changes')
    .where('workspace_id', '=', actor.workspaceId)
    .where('import_id', '=', importId)
    .where('record', '=', 'activity')
    .execute();
  return ids;
}
