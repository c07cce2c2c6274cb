import { sql } from 'kysely';
import type { Transaction } from '../access/actor.ts';
import type { Database } from '../database/database.ts';

/** The country by which numbers without an international prefix are read. */
export async function workspaceCountry({ db, actor }: Transaction): Promise<string> {
  const { country } = await db
    .selectFrom('workspaces')
    .select('country')
    .where('workspace_id', '=', actor.workspaceId)
    .executeTakeFirstOrThrow();
  return country;
}

export async function userExists({ db, actor }: Transaction, userId: string): Promise<boolean> {
  const user = await db
    .selectFrom('users')
    .select('id')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', userId)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return user !== undefined;
}

/** Every workspace of the installation, for what the house does by itself in each of them. */
export async function listWorkspaces(db: Database): Promise<string[]> {
  return db.transaction().execute(async (transaction) => {
    await sql`select set_config('rapport.actor', 'upkeep', true)`.execute(transaction);
    const rows = await transaction.selectFrom('workspaces').select('workspace_id').execute();
    return rows.map((row) => row.workspace_id);
  });
}

/** The zone in which moments are told where no reader's own is known. */
export async function workspaceZone({ db, actor }: Transaction): Promise<string> {
  const { zone } = await db
    .selectFrom('workspaces')
    .select('zone')
    .where('workspace_id', '=', actor.workspaceId)
    .executeTakeFirstOrThrow();
  return zone;
}
