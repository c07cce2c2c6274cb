import { sql } from 'kysely';
import type { Transaction } from '../../platform/access/actor.ts';
import { record } from '../../platform/events/events.ts';

/**
 * Somebody wrote an answer here, and it went out from a mailbox that those who share the conversation do not see:
 * nobody need answer it again. Of an answer they see the mails themselves tell.
 */
export async function answeredFromHere(
  transaction: Transaction,
  answeredId: string,
): Promise<void> {
  const { db, actor } = transaction;
  const { rows } = await sql<{ id: string; audience: string }>`
    update conversations c set settled_to = c.newest_at, settled_as = 'answered', settled_by = ${actor.userId},
      snoozed_until = null, snoozed_by = null, version = c.version + 1
    from activities a
    where a.workspace_id = ${actor.workspaceId} and a.id = ${answeredId}
      and c.workspace_id = a.workspace_id and c.thread = a.thread
      and c.audience = reads_mail(a.visibility, a.owner_id, a.audience)
      and c.waits_since is not null and c.newest_at <= a.occurred_at
    returning c.id, c.audience`.execute(db);
  for (const { id, audience } of rows)
    await record(transaction, {
      subject: 'conversation',
      subjectId: id,
      audience,
      verb: 'answered',
    });
}
