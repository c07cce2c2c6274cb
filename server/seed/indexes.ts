import type pg from 'pg';
import { loadedTables } from './loading.ts';

interface Definition {
  drop: string;
  create: string;
}

/**
 * Takes search and look-up indexes and foreign keys off tables that hold nothing yet, and says how to put
 * them back: built once at the end they cost a third. All of it happens inside the caller's transaction,
 * so nobody ever meets a table without them.
 */
export async function setAside(client: pg.Client): Promise<() => Promise<void>> {
  const { rows: keys } = await client.query<Definition>(foreignKeys, [loadedTables]);
  const { rows: indexes } = await client.query<Definition>(plainIndexes, [loadedTables]);
  for (const { drop } of [...keys, ...indexes]) await client.query(drop);
  return async () => {
    for (const { create } of [...indexes, ...keys]) await client.query(create);
  };
}

/** Whether no workspace of this installation has any record; policies hide others, sizes do not. */
export async function holdsNothing(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ empty: boolean }>(
    `select bool_and(pg_relation_size(name::regclass) = 0) as empty
     from unnest($1::text[]) as name where name <> 'events'`,
    [loadedTables],
  );
  return rows[0]!.empty;
}

const foreignKeys = `
  select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
    format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as create
  from pg_constraint where contype = 'f' and conrelid = any ($1::text[]::regclass[]) order by oid`;

const plainIndexes = `
  select format('drop index %s', indexrelid::regclass) as drop, pg_get_indexdef(indexrelid) as create
  from pg_index i where indrelid = any ($1::text[]::regclass[])
    and not exists (select from pg_constraint where conindid = i.indexrelid) order by indexrelid`;
