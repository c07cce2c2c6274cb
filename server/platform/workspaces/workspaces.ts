import type { Transaction } from '../access/actor.ts';

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
