import { type RawBuilder, sql } from 'kysely';
import type { Person } from '../../identify/privacy/registry.ts';
import type { Transaction } from '../../platform/access/actor.ts';

/** Activities in which they took part, by the record or by an address. */
export async function activitiesOf({ db, actor }: Transaction, person: Person): Promise<Sorted> {
  const { workspaceId } = actor;
  const { rows: seen } = await sql<{ id: string }>`
    select id from seen_addresses where workspace_id = ${workspaceId}
      and address = any (${person.addresses}::text[])`.execute(db);
  const addressIds = seen.map(({ id }) => id);
  const isTheirs = (
    alias: string,
  ) => sql`(${sql.ref(`${alias}.party_id`)} = any (${person.partyIds}::uuid[])
    or ${sql.ref(`${alias}.address_id`)} = any (${addressIds}::uuid[]))`;
  const { rows } = await sql<{ id: string; shared: boolean; written: boolean }>`
    select t.activity_id as id, bool_or(t.role = 'from') as written,
      exists (select from participants o where o.workspace_id = ${workspaceId}
        and o.activity_id = t.activity_id and not o.ours and (o.party_id is not null or o.address_id is not null)
        and not coalesce(${isTheirs('o')}, false)) as shared
    from participants t where t.workspace_id = ${workspaceId} and ${isTheirs('t')}
    group by t.activity_id order by t.activity_id`.execute(db);
  return {
    addressIds,
    isTheirs,
    alone: rows.filter(({ shared }) => !shared).map(({ id }) => id),
    written: rows.filter(({ shared, written }) => shared && written).map(({ id }) => id),
    heard: rows.filter(({ shared, written }) => shared && !written).map(({ id }) => id),
  };
}

export interface Sorted {
  addressIds: string[];
  isTheirs: (alias: string) => RawBuilder<unknown>;
  /** Between them and us alone. */
  alone: string[];
  /** Written by them, to others as well. */
  written: string[];
  /** Others took part too, and the words are not theirs. */
  heard: string[];
}
