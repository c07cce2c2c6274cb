import { sql } from 'kysely';
import { contentLine, escapeText } from '../../../shared/platform/exporting/content-lines.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { House } from '../../platform/house.ts';
import { escaped, sendConfirmation } from '../sending/automatic.ts';
import { listSenders } from '../sending/outgoing.ts';
import { bookingPath, type Host } from './keeping.ts';
import type { Visitor } from './taking.ts';
import { momentIn, type StrangersLanguage, strangersWords } from './words.ts';

interface Confirmed {
  host: Host;
  at: Temporal.Instant;
  minutes: number;
  visitor: Visitor;
  activityId: string;
  mark: string;
  token: string;
}

/**
 * Tells the visitor by mail from a mailbox of the host, where there is one: when, and the link by which to cancel or
 * move it. An address gets one within an hour, and nothing of what was typed but the name, so that nobody
 * writes to others through a page.
 */
export async function confirmBooking(
  transaction: Transaction,
  house: House,
  { host, at, minutes, visitor, activityId, mark, token }: Confirmed,
): Promise<void> {
  const { db, actor } = transaction;
  if ((await listSenders(transaction)).length === 0) return;
  const { rows } = await sql`
    update bookings b set confirmed_at = now()
    where b.workspace_id = ${actor.workspaceId} and b.activity_id = ${activityId}
      and not exists (select from bookings o where o.workspace_id = b.workspace_id and o.mark = ${mark}
        and o.confirmed_at > now() - interval '1 hour')
    returning b.activity_id`.execute(db);
  if (rows.length === 0) return;
  const { language, zone, email } = visitor;
  await writeToGuest(transaction, house, {
    host,
    address: email,
    language,
    subject: strangersWords[language].meetingWith,
    lines: [`<strong>${escaped(momentIn(language, at, zone))}</strong>`],
    meeting: { at, minutes, activityId, version: 1, cancelled: false },
    token,
  });
}

/** A mail about a meeting, from a mailbox of its host; false where none of theirs sends, or it may not be sent. */
export async function writeToGuest(
  transaction: Transaction,
  house: House,
  {
    host,
    address,
    language,
    subject,
    lines,
    meeting,
    token,
  }: {
    host: Host;
    address: string;
    language: StrangersLanguage;
    /** Followed by the name of the host. */
    subject: string;
    /** Paragraphs of HTML. */
    lines: readonly string[];
    meeting: Meeting;
    token: string;
  },
): Promise<boolean> {
  const [sender] = await listSenders(transaction);
  if (!sender) return false;
  const words = strangersWords[language];
  const link = `${house.publicUrl}${bookingPath}/meeting/${token}`;
  const bytes = Buffer.from(meetingFile({ host, meeting, link, words }), 'utf8');
  const sha256 = await house.files.put(transaction.actor.workspaceId, bytes);
  const byLink = meeting.cancelled ? words.lookHere : words.byLink;
  return sendConfirmation(transaction, {
    from: sender.id,
    address,
    subject: `${subject} ${host.name}`,
    html: [
      `<p>${escaped(`${subject} ${host.name}, ${host.company}:`)}</p>`,
      ...lines.map((line) => `<p>${line}</p>`),
      `<p>${escaped(byLink)}<br><a href="${escaped(link)}">${escaped(link)}</a></p>`,
    ].join(''),
    file: { name: 'meeting.ics', bytes, sha256 },
  });
}

interface Meeting {
  at: Temporal.Instant;
  minutes: number;
  activityId: string;
  version: number;
  cancelled: boolean;
}

/** For the visitor's own calendar. It invites nobody: who takes part is not in it. */
function meetingFile({
  host,
  meeting: { at, minutes, activityId, version, cancelled },
  link,
  words,
}: {
  host: Host;
  meeting: Meeting;
  link: string;
  words: (typeof strangersWords)['en'];
}): string {
  const stamp = (instant: Temporal.Instant) =>
    instant.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '');
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Rapport//Booking//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${activityId}`,
    `SEQUENCE:${version - 1}`,
    `DTSTAMP:${stamp(Temporal.Now.instant())}`,
    `DTSTART:${stamp(at)}`,
    `DTEND:${stamp(at.add({ minutes }))}`,
    ...(cancelled ? ['STATUS:CANCELLED'] : []),
    `SUMMARY:${escapeText(`${words.meetingWith} ${host.name}, ${host.company}`)}`,
    `DESCRIPTION:${escapeText(`${cancelled ? words.lookHere : words.byLink}\n${link}`)}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
    .map(contentLine)
    .join('');
}
