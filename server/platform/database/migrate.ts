import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { Failure } from '../failure.ts';

const folder = join(import.meta.dirname, '../../../db/migrations');
/** Any fixed number will do, as long as every server of this product uses the same. */
const lockKey = 7_271_170_771;

export class MigrationFailed extends Failure {
  override name = 'MigrationFailed';
}

/**
 * Brings the database to the newest schema: every file of db/migrations in order of its name, all that are
 * missing in one transaction, under a lock, so that two servers starting together do the work once. If one
 * fails, the version before still finds what it knows.
 */
export async function migrate(
  owner: pg.ClientConfig,
  /** The steps of an older version, whose data is to be filled in before the others are taken. */
  { only }: { only?: readonly string[] } = {},
): Promise<number> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await client.query(`create table if not exists migrations (
      name text primary key, applied_at timestamptz not null default now())`);
    const { rows } = await client.query<{ name: string }>('select name from migrations');
    const applied = new Set(rows.map((row) => row.name));
    const files = await migrationNames();
    const unknown = [...applied].filter((name) => !files.includes(name));
    if (unknown.length > 0) {
      throw new MigrationFailed(
        `This database was used by a newer version of Rapport (it knows ${unknown.join(', ')}). Nothing was changed. Start that version, or restore a backup made before it.`,
      );
    }
    const pending = files.filter((name) => !applied.has(name) && (only?.includes(name) ?? true));
    if (pending.length > 0) await apply(client, pending);
    return pending.length;
  } finally {
    await client.end();
  }
}

/** Which migrations this version has and the database has not, without changing anything. */
export async function pendingMigrations(owner: pg.ClientConfig): Promise<string[]> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    const applied = await appliedMigrations(client);
    return (await migrationNames()).filter((name) => !applied.includes(name));
  } finally {
    await client.end();
  }
}

/** Every step that this version knows, in order. */
export async function migrationNames(): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
}

/** The steps that the database has taken, in order; none in an empty one. */
export async function appliedMigrations(client: pg.ClientBase): Promise<string[]> {
  const { rows: known } = await client.query<{ there: boolean }>(
    "select to_regclass('public.migrations') is not null as there",
  );
  if (!known[0]?.there) return [];
  const { rows } = await client.query<{ name: string }>(
    'select name from migrations order by name',
  );
  return rows.map(({ name }) => name);
}

async function apply(client: pg.Client, names: string[]): Promise<void> {
  let name = '';
  try {
    await client.query('begin');
    await client.query("set local lock_timeout = '10s'");
    for (name of names) {
      await client.query(await readFile(join(folder, name), 'utf8'));
      await client.query('insert into migrations (name) values ($1)', [name]);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw new MigrationFailed(
      `The database could not be brought to this version: ${name} failed (${(error as Error).message}). The database is as it was. Start the version you had, or report this message; starting again tries it again.`,
      { cause: error },
    );
  }
}
