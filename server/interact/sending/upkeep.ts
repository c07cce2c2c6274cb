import { sql } from 'kysely';
import type { Transaction } from '../../platform/access/actor.ts';

/** Removes for good what was put away before this moment, and the books of what arrived long ago. */
export async function purgeOutgoing(house: Transaction, before: Temporal.Instant): Promise<number> {
  const { db, actor } = house;
  const { numAffectedRows = 0n } = await sql`
    delete from outgoing_mails where workspace_id = ${actor.workspaceId} and (
      discarded_at < ${before.toString()}
      or (state = 'accepted' and updated_at < ${before.toString()}
        and not activity_due and not copy_due and follow_up_on is null))`.execute(db);
  return Number(numAffectedRows);
}
