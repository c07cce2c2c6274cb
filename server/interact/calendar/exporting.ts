import { type SqlBool, sql } from 'kysely';
import type { TimelineEntry } from '../../../shared/interact/activities.ts';
import {
  contentLine,
  escapeText,
  parameterText,
} from '../../../shared/platform/exporting/content-lines.ts';
import { instantText } from '../../platform/database/values.ts';
import type { ReadAs } from '../../platform/exporting/exported.ts';
import { readEntries } from '../timeline/entries.ts';

/** Which meetings: those that begin within these moments, or a single one. */
export interface MeetingSelection {
  from?: string | undefined;
  to?: string | undefined;
  id?: string | undefined;
}

export interface ExportedMeeting {
  entry: TimelineEntry;
  body: string;
  identity: string | null;
  revision: number | null;
  changedAt: string;
}

const meetingsAtOnce = 500;

/** Meetings in the order of time, newest first; of those whose headers alone are shared, the headers. */
export async function* meetingsOf(
  read: ReadAs,
  { from, to, id }: MeetingSelection,
): AsyncGenerator<ExportedMeeting> {
  let after: { at: string; id: string } | undefined;
  const given = [
    ...(from ? [sql<SqlBool>`occurred_at >= ${from}::timestamptz`] : []),
    ...(to ? [sql<SqlBool>`occurred_at < ${to}::timestamptz`] : []),
    ...(id ? [sql<SqlBool>`id = ${id}::uuid`] : []),
  ];
  for (;;) {
    const place = after
      ? sql<SqlBool>`(occurred_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`
      : sql<SqlBool>`true`;
    const page = await read(async (transaction) => {
      const { db, actor } = transaction;
      const { rows } = await sql<Found>`
        select id, occurred_at::text as at, identity, revision,
          coalesce(revised_at, updated_at)::text as changed_at from activities
        where workspace_id = ${actor.workspaceId} and kind = 'meeting' and trashed_at is null
          and ${sql.join([place, ...given], sql` and `)}
        order by occurred_at desc, id desc limit ${sql.lit(meetingsAtOnce)}`.execute(db);
      const ids = rows.map((row) => row.id);
      const entries = await readEntries(transaction, ids);
      const texts = await db
        .selectFrom('activity_texts')
        .select(['activity_id', 'body'])
        .where('workspace_id', '=', actor.workspaceId)
        .where('activity_id', '=', sql<string>`any (${ids}::uuid[])`)
        .execute();
      return { rows, entries, texts };
    });
    const bodies = new Map(page.texts.map(({ activity_id, body }) => [activity_id, body]));
    const rows = new Map(page.rows.map((row) => [row.id, row]));
    for (const entry of page.entries) {
      const { identity, revision, changed_at } = rows.get(entry.id)!;
      const body = bodies.get(entry.id) ?? '';
      yield { entry, body, identity, revision, changedAt: instantText(changed_at) };
    }
    const last = page.rows.at(-1);
    if (!last || page.rows.length < meetingsAtOnce) return;
    after = { at: last.at, id: last.id };
  }
}

interface Found {
  id: string;
  at: string;
  identity: string | null;
  revision: number | null;
  changed_at: string;
}

/** Behind this stands, in the UID of a meeting of ours, by what it is known here. */
export const ownUid = 'rapport-';

/** A calendar (RFC 5545) of meetings, with every zone they name described behind them. */
export async function* calendarOf(
  meetings: AsyncIterable<ExportedMeeting>,
): AsyncGenerator<string> {
  yield ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Rapport//Meetings//EN', '']
    .map((line) => (line ? contentLine(line) : ''))
    .join('');
  const zones = new Map<string, { first: Temporal.Instant; last: Temporal.Instant }>();
  for await (const meeting of meetings) {
    const zone = zoneOf(meeting.entry);
    if (zone) {
      const at = Temporal.Instant.from(meeting.entry.occurredAt);
      const { first, last } = zones.get(zone) ?? { first: at, last: at };
      zones.set(zone, {
        first: Temporal.Instant.compare(at, first) < 0 ? at : first,
        last: Temporal.Instant.compare(at, last) > 0 ? at : last,
      });
    }
    yield eventOf(meeting, zone);
  }
  for (const [zone, { first, last }] of zones) yield zoneDescription(zone, first, last);
  yield contentLine('END:VCALENDAR');
}

function eventOf(
  { entry, body, identity, revision, changedAt }: ExportedMeeting,
  zone: string | null,
) {
  const { id, occurredAt, endsAt, subject, place, participants, cancelled, allDay } = entry;
  const uid = identity?.startsWith('meeting ') ? `${ownUid}${identity.slice(8)}` : id;
  const lines = [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${utc(changedAt)}`,
    `LAST-MODIFIED:${utc(changedAt)}`,
    ...(revision === null ? [] : [`SEQUENCE:${revision}`]),
    `DTSTART${allDay ? wholeDay(occurredAt, entry) : moment(occurredAt, zone)}`,
    ...(endsAt ? [`DTEND${allDay ? wholeDay(endsAt, entry) : moment(endsAt, zone)}`] : []),
    ...text('SUMMARY', subject),
    ...text('LOCATION', place),
    ...text('DESCRIPTION', body),
    `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    ...(entry.visibility === 'private' ? ['CLASS:PRIVATE'] : []),
    ...participants.map(({ role, name, address }) => {
      const property = role === 'organizer' ? 'ORGANIZER' : 'ATTENDEE';
      const called = name ? `;CN=${parameterText(name.replace(/\p{Cc}/gu, ' '))}` : '';
      return `${property}${called}:${address?.includes('@') ? `mailto:${address}` : 'invalid:nomail'}`;
    }),
    'END:VEVENT',
  ];
  return lines.map(contentLine).join('');
}

function text(name: string, value: string | null): string[] {
  return value ? [`${name}:${escapeText(value.replace(/\r\n?/g, '\n'))}`] : [];
}

/** The zone whose clocks the meeting followed, where its time there names one instant alone. */
function zoneOf({ zone, occurredAt, endsAt, allDay }: TimelineEntry): string | null {
  if (!zone || zone === 'UTC' || /^[+-]/.test(zone) || allDay) return null;
  try {
    const isPlain = (at: string) =>
      wall(at, zone)
        .toZonedDateTime(zone, { disambiguation: 'compatible' })
        .toInstant()
        .equals(Temporal.Instant.from(at));
    return isPlain(occurredAt) && (!endsAt || isPlain(endsAt)) ? zone : null;
  } catch {
    return null;
  }
}

const wall = (at: string, zone: string) =>
  Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDateTime();

function moment(at: string, zone: string | null): string {
  return zone ? `;TZID=${zone}:${local(wall(at, zone))}` : `:${utc(at)}`;
}

function wholeDay(at: string, { zone }: TimelineEntry): string {
  return `;VALUE=DATE:${compact(
    wall(at, zone ?? 'UTC')
      .toPlainDate()
      .toString(),
  )}`;
}

const compact = (iso: string) => iso.replace(/[-:]/g, '');
const local = (time: Temporal.PlainDateTime) => compact(time.toString({ smallestUnit: 'second' }));
const utc = (at: string) => compact(Temporal.Instant.from(at).toString({ smallestUnit: 'second' }));

/** The clocks of a zone over the years that are needed, change by change. */
function zoneDescription(zone: string, first: Temporal.Instant, last: Temporal.Instant): string {
  const lines = ['BEGIN:VTIMEZONE', `TZID:${zone}`];
  let at = first.toZonedDateTimeISO(zone);
  const before = at.getTimeZoneTransition('previous');
  const start = before ?? at.subtract({ years: 1 });
  lines.push(...observance(start, before ? before.subtract({ seconds: 1 }).offset : start.offset));
  for (let next = at.getTimeZoneTransition('next'); next; next = at.getTimeZoneTransition('next')) {
    if (Temporal.Instant.compare(next.toInstant(), last) > 0) break;
    lines.push(...observance(next, next.subtract({ seconds: 1 }).offset));
    at = next;
  }
  return [...lines, 'END:VTIMEZONE'].map(contentLine).join('');
}

function observance(from: Temporal.ZonedDateTime, offsetBefore: string): string[] {
  const offset = (written: string) => written.replaceAll(':', '').slice(0, 5);
  // By convention the larger distance is summer time; programs read nothing else from the name.
  const before = from.toInstant().toZonedDateTimeISO(offsetBefore);
  const name = from.offsetNanoseconds > before.offsetNanoseconds ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${name}`,
    `DTSTART:${local(before.toPlainDateTime())}`,
    `TZOFFSETFROM:${offset(offsetBefore)}`,
    `TZOFFSETTO:${offset(from.offset)}`,
    `END:${name}`,
  ];
}
