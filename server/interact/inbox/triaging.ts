import type { Changed } from '../../identify/parties/editing.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { ReadOnly } from '../../platform/access/reach.ts';
import { readersOf } from '../../platform/access/readers.ts';
import { record } from '../../platform/events/events.ts';
import { notify } from '../notifications/telling.ts';
import { type ConversationRow, conversationAt } from './conversations.ts';
import { AssigneeBlind, MailboxNotShared, SnoozedIntoPast } from './errors.ts';

/** What the stream keeps of a conversation, and what undoing puts back. */
export interface Standing {
  settledTo: string | null;
  snoozedUntil: string | null;
  assignedTo: string | null;
}

export function standingOf({
  settled_to,
  snoozed_until,
  assigned_to,
}: Pick<ConversationRow, 'settled_to' | 'snoozed_until' | 'assigned_to'>): Standing {
  return {
    settledTo: settled_to?.toString() ?? null,
    snoozedUntil: snoozed_until?.toString() ?? null,
    assignedTo: assigned_to,
  };
}

type Change = Partial<
  Pick<
    ConversationRow,
    'settled_to' | 'settled_as' | 'settled_by' | 'snoozed_until' | 'snoozed_by' | 'assigned_to'
  >
>;

/** Whether it still waits follows in the database. */
async function change(
  transaction: Transaction,
  row: ConversationRow,
  values: Change,
  verb: string,
): Promise<Changed> {
  const { db, actor } = transaction;
  const { numUpdatedRows } = await db
    .updateTable('conversations')
    .set({ ...values, version: row.version + 1 })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', row.id)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new ReadOnly();
  const [event] = await record(transaction, {
    subject: 'conversation',
    subjectId: row.id,
    audience: row.audience,
    verb,
    before: standingOf(row),
    after: standingOf({ ...row, ...values }),
  });
  return { event: event!, version: row.version + 1 };
}

/** Says that nobody need answer what was written up to now; a further mail waits again. */
export async function settleConversation(
  transaction: Transaction,
  id: string,
  { done, version }: { done: boolean; version: number },
): Promise<Changed> {
  const row = await conversationAt(transaction, id, version);
  return settleTo(transaction, row, done ? row.newest_at : null);
}

export function settleTo(
  transaction: Transaction,
  row: ConversationRow,
  to: Temporal.Instant | null,
): Promise<Changed> {
  const by = transaction.actor.userId;
  return change(
    transaction,
    row,
    to
      ? {
          settled_to: to,
          settled_as: 'done',
          settled_by: by,
          snoozed_until: null,
          snoozed_by: null,
        }
      : { settled_to: null, settled_as: null, settled_by: null },
    to ? 'done' : 'reopened',
  );
}

/** Out of everybody's sight until a moment; it comes back then by being asked for, whether a server ran or not. */
export async function snoozeConversation(
  transaction: Transaction,
  id: string,
  { until, version }: { until: Temporal.Instant | null; version: number },
): Promise<Changed> {
  if (until && Temporal.Instant.compare(until, Temporal.Now.instant()) <= 0)
    throw new SnoozedIntoPast();
  return snoozeUntil(
    transaction,
    await conversationAt(transaction, id, version),
    // As the database keeps it, so that undoing knows it again.
    until?.round('microsecond') ?? null,
  );
}

export function snoozeUntil(
  transaction: Transaction,
  row: ConversationRow,
  until: Temporal.Instant | null,
): Promise<Changed> {
  return change(
    transaction,
    row,
    { snoozed_until: until, snoozed_by: until && transaction.actor.userId },
    until ? 'snoozed' : 'brought back',
  );
}

/** Gives it to one of those who share the mailbox, who hears of it; to nobody, it is open to all of them again. */
export async function assignConversation(
  transaction: Transaction,
  id: string,
  { userId, version }: { userId: string | null; version: number },
): Promise<Changed> {
  return assignTo(transaction, await conversationAt(transaction, id, version), userId);
}

export async function assignTo(
  transaction: Transaction,
  row: ConversationRow,
  userId: string | null,
): Promise<Changed> {
  if (row.audience === row.owner_id) throw new MailboxNotShared();
  if (userId) {
    const readers = await readersOf(transaction, row.audience);
    if (!readers.some(({ id, sees }) => sees && id === userId)) throw new AssigneeBlind();
  }
  const changed = await change(transaction, row, { assigned_to: userId }, 'assigned');
  if (userId)
    await asHouse(transaction, (house) =>
      notify(house, {
        kind: 'assigned',
        because: 'responsible',
        to: [userId],
        audience: row.audience,
        activityId: row.newest_id,
        bundle: row.id,
      }),
    );
  return changed;
}
