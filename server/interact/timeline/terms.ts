import type { TimelineEntry } from '../../../shared/interact/activities.ts';
import {
  type EntryTerms,
  offerState,
  purchaseState,
} from '../../../shared/interact/dealings/terms.ts';
import { type TaskOutcome, taskState } from '../../../shared/interact/tasks/tasks.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { workspaceZone } from '../../platform/workspaces/workspaces.ts';

/** State, and amount, of the offers, purchases and tasks among these entries, where the actor sees their terms. */
export async function termsAmong(
  transaction: Transaction,
  entries: readonly { id: string; kind: string }[],
): Promise<Map<string, EntryTerms>> {
  const terms = new Map<string, EntryTerms>();
  const { db, actor } = transaction;
  const idsOf = (wanted: TimelineEntry['kind']) =>
    entries.filter(({ kind }) => kind === wanted).map(({ id }) => id);
  const offered = idsOf('offer');
  const bought = idsOf('purchase');
  const toDo = idsOf('task');
  // Most pages of a timeline have neither.
  if (offered.length + bought.length + toDo.length === 0) return terms;
  const today = Temporal.Now.plainDateISO(await workspaceZone(transaction));
  const offers =
    offered.length === 0
      ? []
      : await db
          .selectFrom('offers')
          .select(['activity_id', 'amount', 'currency', 'answer', 'valid_until'])
          .where('workspace_id', '=', actor.workspaceId)
          .where('activity_id', 'in', offered)
          .execute();
  for (const { activity_id, amount, currency, answer, valid_until } of offers) {
    const validUntil = valid_until?.toString() ?? null;
    terms.set(activity_id, {
      price: amount === null ? null : { amount, currency: currency! },
      state: offerState({ answer: answer as 'accepted' | 'declined' | null, validUntil }, today),
    });
  }
  const purchases =
    bought.length === 0
      ? []
      : await db
          .selectFrom('purchases')
          .select(['activity_id', 'amount', 'currency', 'due_on', 'paid_on'])
          .where('workspace_id', '=', actor.workspaceId)
          .where('activity_id', 'in', bought)
          .execute();
  for (const { activity_id, amount, currency, due_on, paid_on } of purchases) {
    const paidOn = paid_on?.toString() ?? null;
    terms.set(activity_id, {
      price: { amount, currency },
      state: purchaseState({ due: due_on.toString(), paidOn }, today),
    });
  }
  const orders =
    bought.length === 0
      ? []
      : await db
          .selectFrom('orders')
          .select(['activity_id', 'amount', 'currency', 'cancelled'])
          .where('workspace_id', '=', actor.workspaceId)
          .where('activity_id', 'in', bought)
          .execute();
  for (const { activity_id, amount, currency, cancelled } of orders)
    terms.set(activity_id, {
      price: { amount: Math.abs(amount), currency },
      state: cancelled ? 'cancelled' : amount < 0 ? 'returned' : 'bought',
    });
  const tasks =
    toDo.length === 0
      ? []
      : await db
          .selectFrom('tasks')
          .select(['activity_id', 'outcome', 'late_at'])
          .where('workspace_id', '=', actor.workspaceId)
          .where('activity_id', 'in', toDo)
          .execute();
  const now = Temporal.Now.instant();
  for (const { activity_id, outcome, late_at } of tasks)
    terms.set(activity_id, {
      price: null,
      state: taskState({ outcome: outcome as TaskOutcome | null, lateAt: late_at }, now),
    });
  return terms;
}
