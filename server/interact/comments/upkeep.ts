import { sql } from 'kysely';
import type { Transaction } from '../../platform/access/actor.ts';

/** Removes for good what was taken out before this moment, with what the stream kept of its words. */
export async function purgeComments(
  { db, actor }: Transaction,
  before: Temporal.Instant,
): Promise<void> {
  await sql`delete from comments
    where workspace_id = ${actor.workspaceId} and removed_at < ${before.toString()}`.execute(db);
}
