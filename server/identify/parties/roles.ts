import { sql } from 'kysely';
import { refersTo } from '../../strategy/usage.ts';

/** A kind of relationship is in use while any party has or had that role. */
export function registerRoleUse(): void {
  refersTo('relationships', async ({ db, actor }, roles) => {
    // One look into the index per role, instead of a walk through all that have it.
    const { rows } = await sql<{ role: string }>`
      select role from unnest(${[...roles]}::text[]) as asked (role)
      where exists (select from party_roles
        where workspace_id = ${actor.workspaceId} and party_roles.role = asked.role)`.execute(db);
    return rows.map(({ role }) => role);
  });
}
