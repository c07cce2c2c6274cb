import { sql } from 'kysely';
import { roles } from '../../../shared/strategy/roles.ts';
import type { EntityOf } from '../../platform/catalog/catalog.ts';
import { currentChoices } from '../../strategy/strategy.ts';
import { refersTo } from '../../strategy/usage.ts';

/** A kind of relationship is in use while any party has or had that role. */
export function registerRoleUse(): void {
  refersTo('relationships', async ({ db, actor }, asked) => {
    // One look into the index per role, instead of a walk through all that have it.
    const { rows } = await sql<{ role: string }>`
      select role from unnest(${[...asked]}::text[]) as asked (role)
      where exists (select from party_roles
        where workspace_id = ${actor.workspaceId} and party_roles.role = asked.role)`.execute(db);
    return rows.map(({ role }) => role);
  });
}

/**
 * What screens offer as roles: the kinds of the strategy in its order, then ours that it does not mention;
 * none that it has retired. Reading a list needs none of this, and does not ask for it.
 */
export function offeringRoles(entityOf: EntityOf): EntityOf {
  return async (transaction) => {
    const entity = await entityOf(transaction);
    const { relationships } = await currentChoices(transaction);
    const known = relationships.map(({ role }) => role);
    const offered = [
      ...relationships.filter(({ retired }) => !retired).map(({ role }) => role),
      ...roles.filter((role) => !known.includes(role)),
    ];
    return {
      ...entity,
      fields: entity.fields.map((field) =>
        field.name === 'role' ? { ...field, choices: offered } : field,
      ),
    };
  };
}
