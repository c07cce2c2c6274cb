import { sql } from 'kysely';
import {
  type BounceReason,
  type FailedRecipient,
  isLasting,
} from '../../../shared/interact/mail/delivery-report.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { nextId } from '../../platform/database/ids.ts';
import { told } from './drafting.ts';
import { tellUndelivered } from './following-up.ts';

/** A machine that says no later has given up long before. */
const longestDays = 7;
const mostAtOnce = 100;

interface Report {
  activity_id: string;
  about: string[];
  failed: FailedRecipient[];
  occurred_at: Temporal.Instant;
  owner_id: string;
  audience: string;
}

interface Returned {
  mail_id: string;
  position: number;
  owner_id: string;
  address: string;
  /** By its Message-ID, which hardly anybody else knows. */
  is_sure: boolean;
}

/**
 * Compares what machines say with what was sent from here. Anybody can write such a mail: it counts only in the
 * mailbox from which the mail went out, of a mail that names this recipient and that its server had taken. One
 * that does not say which mail it is about may tell that it did not arrive, and casts no doubt on an address.
 */
export async function settleReports(house: Transaction): Promise<void> {
  const { db, actor } = house;
  const { rows } = await sql<Report>`
    select d.activity_id, d.about, d.failed, a.occurred_at, a.owner_id, a.audience
    from delivery_reports d
    join activities a on a.workspace_id = d.workspace_id and a.id = d.activity_id
    where d.workspace_id = ${actor.workspaceId} and d.settled_at is null
    order by d.activity_id limit ${sql.lit(mostAtOnce)} for update of d skip locked`.execute(db);
  for (const report of rows) {
    for (const failed of report.failed) {
      const returned = await returnedOf(house, report, failed);
      if (returned) await bounce(house, report, failed, returned);
    }
    await sql`
      update delivery_reports set settled_at = now()
      where workspace_id = ${actor.workspaceId} and activity_id = ${report.activity_id}`.execute(
      db,
    );
  }
}

async function returnedOf(
  { db, actor }: Transaction,
  { about, occurred_at: at, owner_id, audience }: Report,
  { addresses }: FailedRecipient,
): Promise<Returned | undefined> {
  const since = at.subtract({ hours: longestDays * 24 }).toString();
  const { rows } = await sql<Returned>`
    select o.id as mail_id, r.position, o.owner_id, lower(r.address) as address,
      o.message_id = any (${about}::text[]) as is_sure
    from outgoing_recipients r
    join outgoing_mails o on o.workspace_id = r.workspace_id and o.id = r.mail_id
    join connections c on c.workspace_id = o.workspace_id and c.id = o.connection_id
    where r.workspace_id = ${actor.workspaceId} and lower(r.address) = any (${addresses}::text[])
      and r.state = 'accepted' and o.owner_id = ${owner_id} and c.audience = ${audience}
      and o.message_id is not null
      and (o.message_id = any (${about}::text[])
        or (${about.length === 0} and o.handed_at between ${since} and ${at.toString()}))
    order by is_sure desc, o.handed_at desc limit 2`.execute(db);
  const [first, second] = rows;
  // Of two mails to the same person nobody knows which came back.
  return first?.is_sure || !second ? first : undefined;
}

async function bounce(
  house: Transaction,
  { audience, occurred_at: at }: Report,
  { reason, words }: FailedRecipient,
  { mail_id: mailId, position, owner_id: ownerId, address, is_sure: isSure }: Returned,
): Promise<void> {
  const { db, actor } = house;
  await db
    .updateTable('outgoing_recipients')
    .set({ state: 'failed', bounce: reason, words })
    .where('workspace_id', '=', actor.workspaceId)
    .where('mail_id', '=', mailId)
    .where('position', '=', position)
    .execute();
  await sql`
    update outgoing_mails set state = 'failed', words = ${words}, version = version + 1, updated_at = now()
    where workspace_id = ${actor.workspaceId} and id = ${mailId} and state = 'accepted'`.execute(
    db,
  );
  await told(house, mailId, ownerId);
  await tellUndelivered(house, { id: mailId, owner_id: ownerId });
  if (isSure) await doubt(house, { audience, address, reason, words, at });
}

async function doubt(
  { db, actor }: Transaction,
  {
    audience,
    address,
    reason,
    words,
    at,
  }: {
    audience: string;
    address: string;
    reason: BounceReason;
    words: string | null;
    at: Temporal.Instant;
  },
): Promise<void> {
  const doubtedAt = isLasting(reason) ? at.toString() : null;
  // Of an address that somebody said to work, only what came back later counts.
  await sql`
    insert into doubtful_addresses as known (workspace_id, id, audience, address, reason, words, times, doubted_at)
    values (${actor.workspaceId}, ${nextId()}, ${audience}, ${address}, ${reason}, ${words},
      ${doubtedAt ? 0 : 1}, ${doubtedAt}::timestamptz)
    on conflict (workspace_id, audience, address) do update set
      reason = case when known.doubted_at is null or excluded.doubted_at is not null
        then excluded.reason else known.reason end,
      words = case when known.doubted_at is null or excluded.doubted_at is not null
        then excluded.words else known.words end,
      times = known.times + excluded.times,
      doubted_at = coalesce(excluded.doubted_at, known.doubted_at),
      cleared_at = case when excluded.doubted_at > known.cleared_at then null else known.cleared_at end`.execute(
    db,
  );
}
