import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from './actor.ts';

/** A condition on `users u`: those who see what has this audience (actors.ts says the same of one user). */
export const sees = (audience: string | RawBuilder<unknown>) => sql<boolean>`(
  ${audience}::uuid in (u.workspace_id, u.id)
  or exists (select from team_users t where t.workspace_id = u.workspace_id
    and t.team_id = ${audience}::uuid and t.user_id = u.id)
  or (u.level = 'owner' and exists (select from teams t where t.workspace_id = u.workspace_id
    and t.id = ${audience}::uuid)))`;

/** What somebody of the workspace sees: every audience that `sees` says yes to. */
export async function audiencesOf({ db, actor }: Transaction, userId: string): Promise<string[]> {
  const { rows } = await sql<{ audience: string }>`
    select audience from users u cross join lateral (
      select unnest(array[u.workspace_id, u.id]) as audience
      union select t.id from teams t where t.workspace_id = u.workspace_id) known
    where u.workspace_id = ${actor.workspaceId} and u.id = ${userId} and u.disabled_at is null
      and ${sees(sql`known.audience`)}`.execute(db);
  return rows.map(({ audience }) => audience);
}

export interface Reader {
  id: string;
  name: string;
  email: string;
  sees: boolean;
}

/** Everybody who works here, and whether they see what has this audience. */
export async function readersOf({ db, actor }: Transaction, audience: string): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    select u.id, u.name, u.email, ${sees(audience)} as sees from users u
    where u.workspace_id = ${actor.workspaceId} and u.disabled_at is null
    order by u.name, u.id`.execute(db);
  return rows;
}
