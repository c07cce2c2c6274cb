import { sql } from 'kysely';
import type { Transaction } from '../../platform/access/actor.ts';
import type { Entity } from '../../platform/catalog/catalog.ts';

/** The values of a row of `parties` by the id of their field, for `shownValues`. */
export const heldValues = sql`(select jsonb_object_agg(s.field_id, s.value) from statements s
  where s.workspace_id = parties.workspace_id and s.party_id = parties.id
    and s.topic = 'field' and s.superseded_at is null) as held`;

export type Held = Readonly<Record<string, unknown>> | null;

/** Whether a list of the entity has values of own fields to show. */
export function hasOwnFields(entity: Entity): boolean {
  return entity.fields.some(({ shown }) => shown?.own);
}

/**
 * Values under the names of their fields. A reference comes with the name of whom it leads to; one to
 * somebody the actor may not see is left out.
 */
export async function shownValues(
  transaction: Transaction,
  entity: Entity,
  rows: readonly Held[],
): Promise<Record<string, unknown>[]> {
  const own = entity.fields.flatMap(({ name, shown }) =>
    shown?.own ? [{ name, id: shown.own, party: shown.party }] : [],
  );
  const references = own.filter(({ party }) => party);
  const names = await namesOf(
    transaction,
    rows.flatMap((held) =>
      references.flatMap(({ id }) => (held?.[id] as string | undefined) ?? []),
    ),
  );
  return rows.map((held) => {
    const values: Record<string, unknown> = {};
    for (const { name, id, party } of own) {
      const value = held?.[id];
      if (value === undefined || value === null) continue;
      if (!party) values[name] = value;
      else {
        const referred = names.get(value as string);
        if (referred !== undefined) values[name] = { id: value, name: referred };
      }
    }
    return values;
  });
}

export async function namesOf(
  { db, actor }: Transaction,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('parties')
    .select(['id', 'name'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', 'in', [...new Set(ids)])
    .where('trashed_at', 'is', null)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
