import { sql } from 'kysely';
import type { Transaction } from '../../platform/access/actor.ts';
import { recordQuietly } from '../../platform/events/events.ts';

/** Removes for good what was put into the trash before this moment, and addresses met nowhere else. */
export async function purgeActivities(
  house: Transaction,
  before: Temporal.Instant,
): Promise<number> {
  const { db, actor } = house;
  const purged = sql`workspace_id = ${actor.workspaceId} and trashed_at < ${before.toString()}`;
  const { rows: addresses } = await sql<{ id: string }>`
    select distinct x.address_id as id from participants x
    where x.workspace_id = ${actor.workspaceId} and x.address_id is not null
      and x.activity_id in (select id from activities where ${purged})`.execute(db);
  const { rows } = await sql<{ id: string; audience: string }>`
    delete from activities where ${purged} returning id, audience`.execute(db);
  await sql`
    delete from seen_addresses s where s.workspace_id = ${actor.workspaceId}
      and s.id = any (${addresses.map(({ id }) => id)}::uuid[])
      and not exists (select from participants x where x.workspace_id = s.workspace_id
        and x.address_id = s.id)`.execute(db);
  await recordQuietly(
    house,
    rows.map(({ id, audience }) => ({
      subject: 'activity',
      subjectId: id,
      audience,
      verb: 'purged',
    })),
  );
  return rows.length;
}

/** Which of these contents some activity of the workspace still has. */
export async function keptContents(
  { db, actor }: Transaction,
  contents: string[],
): Promise<Set<string>> {
  const rows = await db
    .selectFrom('attachments')
    .select('sha256')
    .distinct()
    .where('workspace_id', '=', actor.workspaceId)
    .where(sql<boolean>`sha256 = any (${contents}::text[])`)
    .execute();
  return new Set(rows.map(({ sha256 }) => sha256));
}
