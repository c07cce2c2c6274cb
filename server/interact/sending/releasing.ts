import type { z } from 'zod';
import { normaliseEmail } from '../../../shared/identify/addresses.ts';
import {
  type ReleaseInput,
  type SettlementInput,
  undoSeconds,
} from '../../../shared/interact/outgoing.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { record } from '../../platform/events/events.ts';
import { outgoingAt } from './drafting.ts';
import {
  HourIsOver,
  NoRecipient,
  NoSender,
  NotAnAddress,
  NotAtThatPoint,
  NotFromSample,
} from './errors.ts';
import { listSenders, type OutgoingRow, recipientsOf } from './outgoing.ts';
import { requireLeave } from './permission.ts';

interface Changed {
  event: string;
  version: number;
}

/** Lets a mail go: after the seconds in which it can be taken back, or at its hour; what is deferred at once. */
export async function releaseMail(
  transaction: Transaction,
  id: string,
  { version, at }: z.output<typeof ReleaseInput>,
): Promise<Changed> {
  const row = await outgoingAt(transaction, id, version, ['draft', 'deferred']);
  const now = Temporal.Now.instant();
  if (row.state === 'deferred') {
    return step(transaction, row, 'tried again', { next_try_at: now });
  }
  await requireCompany(transaction);
  const senders = await listSenders(transaction);
  if (!senders.some(({ id: own }) => own === row.connection_id)) throw new NoSender();
  const recipients = await recipientsOf(transaction, [id]);
  if (recipients.length === 0) throw new NoRecipient();
  for (const { address } of recipients) {
    if (!normaliseEmail(address)) throw new NotAnAddress(address);
  }
  await requireLeave(transaction, row, recipients);
  const sendAt = at ? hourOf(at) : now.add({ seconds: undoSeconds });
  if (Temporal.Instant.compare(sendAt, now) < 0) throw new HourIsOver();
  return step(transaction, row, 'released', {
    state: 'waiting',
    send_at: sendAt,
    send_zone: at?.zone ?? null,
  });
}

/**
 * Takes a mail back that has not gone yet, or did not get there: it is a draft again, to those who do not
 * have it.
 */
export async function takeBack(
  transaction: Transaction,
  id: string,
  version: number,
): Promise<Changed> {
  const { db, actor } = transaction;
  const row = await outgoingAt(transaction, id, version, ['waiting', 'deferred', 'failed']);
  const recipients = await recipientsOf(transaction, [id]);
  const isUndecided = recipients.some(({ state }) => state === 'unknown');
  if (isUndecided || row.activity_due || row.copy_due) throw new NotAtThatPoint();
  const of = db
    .deleteFrom('outgoing_recipients')
    .where('workspace_id', '=', actor.workspaceId)
    .where('mail_id', '=', id);
  await of.where('state', '=', 'accepted').execute();
  await db
    .updateTable('outgoing_recipients')
    .set({ state: 'open', code: null, words: null, bounce: null, permission: null })
    .where('workspace_id', '=', actor.workspaceId)
    .where('mail_id', '=', id)
    .execute();
  return step(transaction, row, 'taken back', {
    state: 'draft',
    send_at: null,
    send_zone: null,
    message_id: null,
    sha256: null,
    activity_id: null,
    handed_at: null,
    first_tried_at: null,
    next_try_at: null,
    tries: 0,
    problem: null,
    words: null,
  });
}

/** Somebody found out whether a mail arrived that nobody knew of; only then it may be sent again. */
export async function settleMail(
  transaction: Transaction,
  id: string,
  { version, arrived }: z.output<typeof SettlementInput>,
): Promise<Changed> {
  const { db, actor } = transaction;
  const row = await outgoingAt(transaction, id, version, ['unknown']);
  await db
    .updateTable('outgoing_recipients')
    .set({ state: arrived ? 'accepted' : 'open', code: null, words: null })
    .where('workspace_id', '=', actor.workspaceId)
    .where('mail_id', '=', id)
    .where('state', '=', 'unknown')
    .execute();
  const now = Temporal.Now.instant();
  return arrived
    ? step(transaction, row, 'found arrived', {
        state: 'accepted',
        activity_due: !row.activity_id && row.kept,
      })
    : step(transaction, row, 'sent again', { state: 'deferred', next_try_at: now });
}

async function step(
  transaction: Transaction,
  row: OutgoingRow,
  verb: string,
  values: Partial<OutgoingRow>,
): Promise<Changed> {
  const { db, actor } = transaction;
  const version = row.version + 1;
  await db
    .updateTable('outgoing_mails')
    .set({ ...values, version, updated_at: Temporal.Now.instant() })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', row.id)
    .execute();
  const [event] = await record(transaction, {
    subject: 'outgoing',
    subjectId: row.id,
    audience: row.audience,
    verb,
  });
  return { event: event!, version };
}

/** An hour that the clock passes over in spring is the one after it. */
function hourOf({ local, zone }: { local: string; zone: string }): Temporal.Instant {
  return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant();
}

async function requireCompany({ db, actor }: Transaction): Promise<void> {
  const { kind } = await db
    .selectFrom('workspaces')
    .select('kind')
    .where('workspace_id', '=', actor.workspaceId)
    .executeTakeFirstOrThrow();
  if (kind === 'sample') throw new NotFromSample();
}
