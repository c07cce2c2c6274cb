import { sql } from 'kysely';
import type { DigestChoice, DigestLanguage, DigestView } from '../../../shared/interact/digest.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { countWaiting } from '../inbox/conversations.ts';
import { countUnread } from '../notifications/notifications.ts';
import { sendToOneself } from '../sending/automatic.ts';
import { NoSender } from '../sending/errors.ts';
import { listSenders } from '../sending/outgoing.ts';
import { viewToday } from '../today/today.ts';
import { type Day, isEmpty, writeDigest } from './writing.ts';

export async function digestOf({ db, actor }: Transaction): Promise<DigestView> {
  const row = await db
    .selectFrom('digests')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('user_id', '=', actor.userId)
    .executeTakeFirst();
  return {
    digest: row
      ? {
          from: row.connection_id,
          hour: row.hour,
          weekdaysOnly: row.weekdays_only,
          zone: row.zone,
          language: row.language as DigestLanguage,
        }
      : null,
  };
}

/** From the next time on that its hour strikes. */
export async function orderDigest(
  transaction: Transaction,
  choice: DigestChoice,
  now = Temporal.Now.instant(),
): Promise<void> {
  const { db, actor } = transaction;
  await requireSender(transaction, choice.from);
  const here = now.toZonedDateTimeISO(choice.zone);
  const today = here.toPlainDate();
  const row = {
    connection_id: choice.from,
    hour: choice.hour,
    weekdays_only: choice.weekdaysOnly,
    zone: choice.zone,
    language: choice.language,
    told_on: here.hour >= choice.hour ? today : today.subtract({ days: 1 }),
  };
  const userId = actor.userId!;
  await db
    .insertInto('digests')
    .values({ workspace_id: actor.workspaceId, user_id: userId, audience: userId, ...row })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id']).doUpdateSet(row))
    .execute();
}

export async function stopDigest({ db, actor }: Transaction): Promise<void> {
  await db
    .deleteFrom('digests')
    .where('workspace_id', '=', actor.workspaceId)
    .where('user_id', '=', actor.userId)
    .execute();
}

/** Sends the day as it is now, also when it holds nothing: so one sees what one orders. */
export async function sendDigestNow(
  transaction: Transaction,
  choice: DigestChoice,
  address: string,
): Promise<void> {
  await requireSender(transaction, choice.from);
  const now = Temporal.Now.instant();
  await send(transaction, choice, await readDay(transaction, choice.zone, now), address, now);
}

/**
 * Sends one colleague their day where its hour has struck. That the day was told is written in the transaction
 * that tells it, so that it is told once, however often and from however many servers it is looked at.
 */
export async function sendDueDigest(
  transaction: Transaction,
  address: string,
  now = Temporal.Now.instant(),
): Promise<boolean> {
  const { db, actor } = transaction;
  const { digest } = await digestOf(transaction);
  if (!digest) return false;
  const here = now.toZonedDateTimeISO(digest.zone);
  if (here.hour < digest.hour || (digest.weekdaysOnly && here.dayOfWeek > 5)) return false;
  const today = here.toPlainDate();
  const { numUpdatedRows } = await db
    .updateTable('digests')
    .set({ told_on: today })
    .where('workspace_id', '=', actor.workspaceId)
    .where('user_id', '=', actor.userId)
    .where('told_on', '<', today)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  const day = await readDay(transaction, digest.zone, now);
  if (isEmpty(day)) return false;
  await send(transaction, digest, day, address, now);
  return true;
}

/** With the colleague’s own eyes. */
async function readDay(
  transaction: Transaction,
  zone: string,
  now: Temporal.Instant,
): Promise<Day> {
  return {
    today: await viewToday(transaction, zone, now),
    waiting: await countWaiting(transaction),
    unread: await countUnread(transaction),
  };
}

async function send(
  transaction: Transaction,
  { from, language, zone }: DigestChoice,
  day: Day,
  address: string,
  now: Temporal.Instant,
): Promise<void> {
  const { db, actor } = transaction;
  const ownerId = actor.userId!;
  const user = await db
    .selectFrom('users')
    .select(['email', 'name'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', ownerId)
    .executeTakeFirstOrThrow();
  const date = now.toZonedDateTimeISO(zone).toPlainDate();
  const mail = writeDigest(day, { language, zone, date, address });
  await asHouse(transaction, async (house) => {
    // The day of yesterday, which a silent server still has waiting, is of no use any more.
    await sql`
      update outgoing_mails set discarded_at = now(), version = version + 1, updated_at = now()
      where workspace_id = ${actor.workspaceId} and audience = ${ownerId} and not kept
        and state in ('waiting', 'deferred', 'failed') and discarded_at is null`.execute(house.db);
    const to = { address: user.email, name: user.name };
    await sendToOneself(house, { ownerId, from, to, ...mail });
  });
}

async function requireSender(transaction: Transaction, from: string): Promise<void> {
  const senders = await listSenders(transaction);
  if (!senders.some(({ id }) => id === from)) throw new NoSender();
}
