import { hash } from 'node:crypto';
import type { FetchMessageObject, MessageAddressObject } from 'imapflow';
import { sql } from 'kysely';
import { normaliseEmail } from '../../../shared/identify/addresses.ts';
import type { LeftOutReason, ParkedReason } from '../../../shared/interact/mailboxes.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { FolderRow } from './folders.ts';
import type { Judged } from './rules.ts';

/** A message as its server lists it, before it is fetched. */
export interface ListedMessage {
  uid: number;
  size: number;
  fingerprint: string;
  subject: string;
  sentAt: Temporal.Instant | null;
  judged: Judged;
}

/** What became of a message, for the books. */
export type Outcome =
  | { state: 'captured'; activityId: string | null }
  | { state: 'left out'; reason: LeftOutReason }
  | { state: 'waiting'; reason: ParkedReason };

export interface Accounted {
  message: ListedMessage;
  outcome: Outcome;
}

const mostTries = 3;
const restMinutes = [1, 15];

/**
 * What the envelope says: who wrote what when, its size, and when the server received it, which no sender can
 * choose. The same in every folder the message is moved to.
 */
export function listedMessage({
  uid,
  size = 0,
  envelope = {},
  internalDate,
  labels = new Set<string>(),
}: FetchMessageObject): ListedMessage {
  const { messageId, subject = '', from = [], sender = [], to = [], cc = [], bcc = [] } = envelope;
  const sentAt = instantOf(envelope.date);
  const all = [...from, ...sender, ...to, ...cc, ...bcc];
  return {
    uid,
    size,
    fingerprint: hash(
      'sha256',
      JSON.stringify([
        messageId ?? '',
        sentAt?.toString() ?? '',
        from.map(({ address }) => address ?? ''),
        subject,
        size,
        instantOf(internalDate)?.toString() ?? '',
      ]),
    ),
    subject,
    sentAt: sentAt ?? instantOf(internalDate),
    judged: {
      addresses: all.flatMap(addressOf),
      labels: [...labels],
      text: subject,
    },
  };
}

function addressOf({ address }: MessageAddressObject): string[] {
  if (!address) return [];
  return [normaliseEmail(address) ?? address.toLowerCase()];
}

function instantOf(date: Date | string | undefined): Temporal.Instant | null {
  const milliseconds = date === undefined ? Number.NaN : new Date(date).getTime();
  return Number.isNaN(milliseconds) ? null : Temporal.Instant.fromEpochMilliseconds(milliseconds);
}

/** What became of messages with these fingerprints elsewhere in the mailbox; those that wait are met anew. */
export async function knownOutcomes(
  { db, actor }: Transaction,
  connectionId: string,
  fingerprints: readonly string[],
): Promise<Map<string, Outcome>> {
  const rows = await db
    .selectFrom('mail_messages')
    .select(['fingerprint', 'state', 'reason', 'activity_id'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('connection_id', '=', connectionId)
    .where(sql<boolean>`fingerprint = any (${fingerprints}::text[])`)
    .where('state', 'in', ['captured', 'left out'])
    .execute();
  return new Map(
    rows.map((row) => [
      row.fingerprint,
      row.state === 'captured'
        ? { state: 'captured', activityId: row.activity_id }
        : { state: 'left out', reason: row.reason as LeftOutReason },
    ]),
  );
}

/** Enters into the books what became of messages, in the transaction that wrote them. */
export async function keepOutcomes(
  { db, actor }: Transaction,
  folder: FolderRow,
  uidValidity: number,
  accounted: readonly Accounted[],
): Promise<void> {
  if (accounted.length === 0) return;
  const rows = accounted.map(({ message: { uid, fingerprint, subject, sentAt }, outcome }) => ({
    uid,
    fingerprint,
    state: outcome.state,
    reason: 'reason' in outcome ? outcome.reason : null,
    activity_id: 'activityId' in outcome ? outcome.activityId : null,
    subject: outcome.state === 'waiting' ? subject.slice(0, 500) : null,
    sent_at: outcome.state === 'waiting' ? (sentAt?.toString() ?? null) : null,
  }));
  const now = Temporal.Now.instant();
  const [soon, later] = restMinutes.map((minutes) => now.add({ minutes }).toString());
  await sql`
    insert into mail_messages as m (workspace_id, folder_id, uid_validity, uid, connection_id, audience,
      fingerprint, state, reason, activity_id, subject, sent_at, tries, next_try_at)
    select ${actor.workspaceId}::uuid, ${folder.id}::uuid, ${uidValidity}::bigint, r.uid,
      ${folder.connection_id}::uuid, ${folder.audience}::uuid, r.fingerprint, r.state, r.reason, r.activity_id,
      r.subject, r.sent_at,
      case r.state when 'waiting' then 1 else 0 end,
      case r.state when 'waiting' then ${soon}::timestamptz end
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (uid bigint, fingerprint text, state text,
      reason text, activity_id uuid, subject text, sent_at timestamptz)
    on conflict (workspace_id, folder_id, uid_validity, uid) do update set
      fingerprint = excluded.fingerprint, reason = excluded.reason, activity_id = excluded.activity_id,
      subject = excluded.subject, sent_at = excluded.sent_at,
      -- Three times is enough: what cannot be read then waits for a person.
      tries = case excluded.state when 'waiting' then m.tries + 1 else 0 end,
      state = case when excluded.state = 'waiting' and m.tries + 1 >= ${mostTries}::int then 'parked'
        else excluded.state end,
      next_try_at = case when excluded.state = 'waiting' and m.tries + 1 < ${mostTries}::int
        then ${later}::timestamptz end`.execute(db);
}
