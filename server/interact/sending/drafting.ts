import type { z } from 'zod';
import type { DraftChange, DraftInput, OutgoingView } from '../../../shared/interact/outgoing.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { ChangedMeanwhile } from '../../platform/access/reach.ts';
import { insertRows } from '../../platform/database/bulk.ts';
import { nextId } from '../../platform/database/ids.ts';
import { announce, record } from '../../platform/events/events.ts';
import { findActivity } from '../activities/activities.ts';
import { ActivityNotFound } from '../activities/errors.ts';
import { NoSender, NotAtThatPoint, OutgoingNotFound } from './errors.ts';
import { findOutgoing, listSenders, type OutgoingRow, viewOutgoing } from './outgoing.ts';

type Recipients = z.output<typeof DraftInput>['to'];

/** A mail is begun; it is kept as it is typed. */
export async function beginDraft(
  transaction: Transaction,
  input: z.output<typeof DraftInput>,
): Promise<OutgoingView> {
  const { db, actor } = transaction;
  const ownerId = actor.userId!;
  const id = nextId();
  await requireOwn(transaction, input.from);
  const thread = input.answers ? await answered(transaction, input.answers) : undefined;
  await db
    .insertInto('outgoing_mails')
    .values({
      workspace_id: actor.workspaceId,
      id,
      audience: ownerId,
      owner_id: ownerId,
      connection_id: input.from,
      subject: input.subject,
      html: input.html,
      answers_id: input.answers ?? null,
      ...thread,
    })
    .execute();
  await writeRecipients(transaction, id, ownerId, input);
  await told(transaction, id, ownerId);
  return viewOutgoing(transaction, id);
}

export async function changeDraft(
  transaction: Transaction,
  id: string,
  { version, from, to, cc, bcc, subject, html, followUpOn }: z.output<typeof DraftChange>,
): Promise<OutgoingView> {
  const { db, actor } = transaction;
  const draft = await outgoingAt(transaction, id, version, ['draft']);
  if (from !== undefined) await requireOwn(transaction, from);
  await db
    .updateTable('outgoing_mails')
    .set({
      ...(from === undefined ? {} : { connection_id: from }),
      ...(subject === undefined ? {} : { subject }),
      ...(html === undefined ? {} : { html }),
      ...(followUpOn === undefined
        ? {}
        : { follow_up_on: followUpOn === null ? null : Temporal.PlainDate.from(followUpOn) }),
      version: version + 1,
      updated_at: Temporal.Now.instant(),
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute();
  if (to || cc || bcc) {
    const now = await viewOutgoing(transaction, id);
    const as = (role: 'to' | 'cc' | 'bcc') => now.recipients.filter((each) => each.role === role);
    await db
      .deleteFrom('outgoing_recipients')
      .where('workspace_id', '=', actor.workspaceId)
      .where('mail_id', '=', id)
      .execute();
    await writeRecipients(transaction, id, draft.audience, {
      to: to ?? as('to'),
      cc: cc ?? as('cc'),
      bcc: bcc ?? as('bcc'),
    });
  }
  await told(transaction, id, draft.audience);
  return viewOutgoing(transaction, id);
}

/** Puts a mail away that is not on its way. */
export async function discardOutgoing(
  transaction: Transaction,
  id: string,
  version: number,
): Promise<{ event: string; version: number }> {
  const row = await outgoingAt(transaction, id, version, ['draft', 'failed', 'unknown']);
  return setDiscarded(transaction, row, true);
}

export async function restoreOutgoing(
  transaction: Transaction,
  id: string,
): Promise<{ event: string; version: number }> {
  const row = await findOutgoing(transaction, id);
  if (!row) throw new OutgoingNotFound();
  return setDiscarded(transaction, row, false);
}

async function setDiscarded(
  transaction: Transaction,
  row: OutgoingRow,
  discarded: boolean,
): Promise<{ event: string; version: number }> {
  const { db, actor } = transaction;
  await db
    .updateTable('outgoing_mails')
    .set({
      discarded_at: discarded ? Temporal.Now.instant() : null,
      version: row.version + 1,
      updated_at: Temporal.Now.instant(),
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', row.id)
    .execute();
  const [event] = await record(transaction, {
    subject: 'outgoing',
    subjectId: row.id,
    audience: row.audience,
    verb: discarded ? 'discarded' : 'restored',
  });
  return { event: event!, version: row.version + 1 };
}

/** The mail as the actor saw it, at one of these points; held until the transaction ends. */
export async function outgoingAt(
  { db, actor }: Transaction,
  id: string,
  version: number,
  states: readonly string[],
): Promise<OutgoingRow> {
  const row = await db
    .selectFrom('outgoing_mails')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row || row.discarded_at) throw new OutgoingNotFound();
  if (!states.includes(row.state)) throw new NotAtThatPoint();
  if (row.version !== version) throw new ChangedMeanwhile();
  return row;
}

export function told(transaction: Transaction, id: string, audience: string): Promise<void> {
  return announce(transaction, { subject: 'outgoing', id, audience, verb: 'changed' });
}

async function requireOwn(transaction: Transaction, from: string | null): Promise<void> {
  if (from === null) return;
  const senders = await listSenders(transaction);
  if (!senders.some(({ id }) => id === from)) throw new NoSender();
}

/** What the mail answered tells of its conversation, as far as its writer may read it (RFC 5322, 3.6.4). */
async function answered(transaction: Transaction, activityId: string) {
  const { db, actor } = transaction;
  const activity = await findActivity(transaction, activityId);
  if (!activity || activity.trashed_at) throw new ActivityNotFound();
  const mail = await db
    .selectFrom('mails')
    .select(['message_id', 'refs', 'in_reply_to'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('activity_id', '=', activityId)
    .executeTakeFirst();
  if (!mail?.message_id) return {};
  const before = mail.refs.length > 0 ? mail.refs : mail.in_reply_to.slice(0, 1);
  return {
    in_reply_to: [mail.message_id],
    refs: [...before.slice(0, 1), ...before.slice(1).slice(-18), mail.message_id],
  };
}

async function writeRecipients(
  { db, actor }: Transaction,
  mailId: string,
  audience: string,
  lists: Record<'to' | 'cc' | 'bcc', Recipients>,
): Promise<void> {
  const met = new Set<string>();
  const rows = (['to', 'cc', 'bcc'] as const).flatMap((role) =>
    lists[role].flatMap(({ address, name }) => {
      const key = address.toLowerCase();
      if (met.has(key)) return [];
      met.add(key);
      return [{ role, address, name }];
    }),
  );
  await insertRows(
    db,
    'outgoing_recipients',
    rows.map((row, position) => ({
      workspace_id: actor.workspaceId,
      mail_id: mailId,
      position,
      audience,
      ...row,
    })),
  );
}
