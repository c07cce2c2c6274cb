import type { Transaction } from '../../platform/access/actor.ts';
import { announce } from '../../platform/events/events.ts';

/** What somebody has put off beyond this moment. */
export async function snoozedBy(
  { db, actor }: Transaction,
  userId: string,
  now: Temporal.Instant,
): Promise<Set<string>> {
  const rows = await db
    .selectFrom('snoozes')
    .select('item_id')
    .where('workspace_id', '=', actor.workspaceId)
    .where('user_id', '=', userId)
    .where('until', '>', now)
    .execute();
  return new Set(rows.map(({ item_id }) => item_id));
}

/** Puts something off for oneself; without a moment it is back. */
export async function snooze(
  transaction: Transaction,
  itemId: string,
  until: Temporal.Instant | null,
): Promise<void> {
  const { db, actor } = transaction;
  const userId = actor.userId!;
  if (until)
    await db
      .insertInto('snoozes')
      .values({
        workspace_id: actor.workspaceId,
        user_id: userId,
        audience: userId,
        item_id: itemId,
        until,
      })
      .onConflict((conflict) =>
        conflict.columns(['workspace_id', 'user_id', 'item_id']).doUpdateSet({ until }),
      )
      .execute();
  else
    await db
      .deleteFrom('snoozes')
      .where('workspace_id', '=', actor.workspaceId)
      .where('user_id', '=', userId)
      .where('item_id', '=', itemId)
      .execute();
  // Other pages of theirs show the same day.
  await announce(transaction, { subject: 'today', id: userId, audience: userId, verb: 'changed' });
}

/** What is back by now needs no row any more. */
export async function purgeSnoozes({ db, actor }: Transaction): Promise<void> {
  await db
    .deleteFrom('snoozes')
    .where('workspace_id', '=', actor.workspaceId)
    .where('until', '<', Temporal.Now.instant())
    .execute();
}
