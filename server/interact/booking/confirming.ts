import { sql } from 'kysely';
import { contentLine, escapeText } from '../../../shared/platform/exporting/content-lines.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { House } from '../../platform/house.ts';
import { escaped, sendConfirmation } from '../sending/automatic.ts';
import { listSenders } from '../sending/outgoing.ts';
import { bookingPath, type Host } from './keeping.ts';
import type { Visitor } from './taking.ts';
import { momentIn, strangersWords } from './words.ts';

interface Confirmed {
  host: Host;
  at: Temporal.Instant;
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
  { host, at, visitor, activityId, mark, token }: Confirmed,
): Promise<void> {
  const { db, actor } = transaction;
  const [sender] = await listSenders(transaction);
  if (!sender) return;
  const { rows } = await sql`
    update bookings b set confirmed_at = now()
    where b.workspace_id = ${actor.workspaceId} and b.activity_id = ${activityId}
      and not exists (select from bookings o where o.workspace_id = b.workspace_id and o.mark = ${mark}
        and o.confirmed_at > now() - interval '1 hour')
    returning b.activity_id`.execute(db);
  if (rows.length === 0) return;
  const words = strangersWords[visitor.language];
  const when = momentIn(visitor.language, at, visitor.zone);
  const link = `${house.publicUrl}${bookingPath}/meeting/${token}`;
  const bytes = Buffer.from(meetingFile({ host, at, activityId, link, words }), 'utf8');
  const sha256 = await house.files.put(actor.workspaceId, bytes);
  await sendConfirmation(transaction, {
    from: sender.id,
    address: visitor.email,
    subject: `${words.meetingWith} ${host.name}`,
    html: [
      `<p>${escaped(`${words.meetingWith} ${host.name}, ${host.company}:`)}</p>`,
      `<p><strong>${escaped(when)}</strong></p>`,
      `<p>${escaped(words.byLink)}<br><a href="${escaped(link)}">${escaped(link)}</a></p>`,
    ].join(''),
    file: { name: 'meeting.ics', bytes, sha256 },
  });
}

/** For the visitor's own calendar. It invites nobody: who takes part is not in it. */
function meetingFile({
  host,
  at,
  activityId,
  link,
  words,
}: Pick<Confirmed, 'host' | 'at' | 'activityId'> & {
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
    `DTSTAMP:${stamp(Temporal.Now.instant())}`,
    `DTSTART:${stamp(at)}`,
    `DTEND:${stamp(at.add({ minutes: host.page.minutes }))}`,
    `SUMMARY:${escapeText(`${words.meetingWith} ${host.name}, ${host.company}`)}`,
    `DESCRIPTION:${escapeText(`${words.byLink}\n${link}`)}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
    .map(contentLine)
    .join('');
}
