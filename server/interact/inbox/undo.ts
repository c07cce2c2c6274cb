import { z } from 'zod';
import { Id, InstantText } from '../../../shared/platform/values.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import {
  ChangedSince,
  type Past,
  undoable,
  undoableByOthers,
  undoableTogether,
} from '../../platform/events/undo.ts';
import { type ConversationRow, conversationAt, findConversation } from './conversations.ts';
import { ConversationNotFound } from './errors.ts';
import { assignTo, type Standing, settleTo, snoozeUntil, standingOf } from './triaging.ts';

const Stood = z.object({
  settledTo: InstantText.nullable(),
  snoozedUntil: InstantText.nullable(),
  assignedTo: Id.nullable(),
});

/** How what was said of a conversation is taken back, as long as it is as it was left. */
export function registerInbox(): void {
  const back =
    (
      part: keyof Standing,
      put: (
        transaction: Transaction,
        row: ConversationRow,
        was: Standing,
      ) => Promise<{ event: string }>,
    ) =>
    async (transaction: Transaction, { subjectId, before, after }: Past) => {
      const seen = await findConversation(transaction, subjectId);
      if (!seen) throw new ConversationNotFound();
      const row = await conversationAt(transaction, subjectId, seen.version);
      if (standingOf(row)[part] !== Stood.parse(after)[part]) throw new ChangedSince();
      return put(transaction, row, Stood.parse(before));
    };
  const instant = (text: string | null) => (text === null ? null : Temporal.Instant.from(text));
  const unsettle = back('settledTo', async (transaction, row, was) => {
    const settled = await settleTo(transaction, row, instant(was.settledTo));
    if (!was.snoozedUntil) return settled;
    const now = await findConversation(transaction, row.id);
    return snoozeUntil(transaction, now!, instant(was.snoozedUntil));
  });
  undoable('conversation', 'done', unsettle, 'reopened');
  undoable('conversation', 'reopened', unsettle, 'done');
  const unsnooze = back('snoozedUntil', (transaction, row, was) =>
    snoozeUntil(transaction, row, instant(was.snoozedUntil)),
  );
  undoable('conversation', 'snoozed', unsnooze, 'brought back');
  undoable('conversation', 'brought back', unsnooze, 'snoozed');
  undoable(
    'conversation',
    'assigned',
    back('assignedTo', (transaction, row, was) => assignTo(transaction, row, was.assignedTo)),
  );
  undoableByOthers('conversation', 'done', 'snoozed', 'assigned');
  undoableTogether('sharing', 'shared', 'unshared');
}
