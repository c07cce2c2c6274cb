import type pg from 'pg';
import { loadedTables } from './loading.ts';

interface Definition {
  drop: string;
  create: string;
}

/** Mails that arrive have their conversations follow, mail by mail: without it each would read all of them. */
const askedMeanwhile = ['activities_of_thread'];

/**
 * Takes look-up indexes and foreign keys off the tables that hold nothing yet, and says how to put them
 * back: built once at the end they cost a third. All of it happens inside the caller's transaction, so
 * nobody ever meets a table without them.
 */
export async function setAside(client: pg.Client): Promise<() => Promise<void>> {
  const { rows: empty } = await client.query<{ name: string }>(emptyTables, [loadedTables]);
  const names = [empty.map(({ name }) => name)];
  const { rows: keys } = await client.query<Definition>(foreignKeys, names);
  const { rows: indexes } = await client.query<Definition>(plainIndexes, [
    ...names,
    askedMeanwhile,
  ]);
  for (const { drop } of [...keys, ...indexes]) await client.query(drop);
  return async () => {
    for (const { create } of [...indexes, ...keys]) await client.query(create);
  };
}

/** Policies hide the rows of other workspaces, sizes do not. */
const emptyTables = `
  select name from unnest($1::text[]) as name where pg_relation_size(name::regclass) = 0`;

const foreignKeys = `
  select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
    format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as create
  from pg_constraint where contype = 'f' and conrelid = any ($1::text[]::regclass[]) order by oid`;

const plainIndexes = `
  select format('drop index %s', indexrelid::regclass) as drop, pg_get_indexdef(indexrelid) as create
  from pg_index i where indrelid = any ($1::text[]::regclass[])
    and not exists (select from pg_constraint where conindid = i.indexrelid)
    and not indexrelid = any ($2::text[]::regclass[]) order by indexrelid`;
