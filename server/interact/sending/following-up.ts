import { sql } from 'kysely';
import type { Transaction } from '../../platform/access/actor.ts';
import { notify } from '../notifications/telling.ts';

/**
 * On the day its writer named, a mail that nobody answered is told of; one that was answered says nothing.
 * What a machine wrote, such as that somebody is away, is no answer.
 */
export async function followUp(house: Transaction): Promise<void> {
  const { db, actor } = house;
  const { rows } = await sql<{
    id: string;
    owner_id: string;
    activity_id: string;
    answered: boolean;
  }>`
    select o.id, o.owner_id, o.activity_id, exists (
      select from activities answer where answer.workspace_id = o.workspace_id and answer.thread = sent.thread
        and answer.direction = 'in' and answer.touch <> 'automatic' and answer.trashed_at is null
        and answer.occurred_at > sent.occurred_at) as answered
    from outgoing_mails o
    join workspaces w on w.workspace_id = o.workspace_id
    join activities sent on sent.workspace_id = o.workspace_id and sent.id = o.activity_id
    where o.workspace_id = ${actor.workspaceId} and o.follow_up_on is not null
      and o.follow_up_on <= (now() at time zone w.zone)::date
    order by o.id for update of o skip locked`.execute(db);
  for (const { id, owner_id, activity_id, answered } of rows) {
    await db
      .updateTable('outgoing_mails')
      .set({ follow_up_on: null })
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', '=', id)
      .execute();
    if (answered) continue;
    await notify(house, {
      kind: 'unanswered',
      because: 'sending',
      to: [owner_id],
      audience: owner_id,
      activityId: activity_id,
      bundle: id,
    });
  }
}

/** Its writer hears of a mail that did not get there, or of which nobody knows. */
export function tellUndelivered(
  house: Transaction,
  { id, owner_id: ownerId }: { id: string; owner_id: string },
): Promise<void> {
  return notify(house, {
    kind: 'undelivered',
    because: 'sending',
    to: [ownerId],
    audience: ownerId,
    bundle: id,
  });
}
