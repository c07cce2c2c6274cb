import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { appliedMigrations, migrate, migrationNames } from '../database/migrate.ts';
import { roles } from '../database/roles.ts';
import { Failure } from '../failure.ts';
import type { Files } from '../files/files.ts';
import type { End, Head } from './format.ts';
import { readBackup, UnusableBackup, verifyBackup } from './reading.ts';
import { columnList, quoted, type Table, tablesToKeep } from './tables.ts';

export interface RestoreRequest {
  owner: pg.ClientConfig;
  files: Files;
  source: string;
  watch?: ((what: string) => void) | undefined;
}

/**
 * Fills an empty installation with a backup: all of it, or nothing. The backup is read to its end and
 * compared with its checksums before anything is changed. An older one is filled into the schema it was
 * made with, which is then brought up to date. Nothing leaves a restored house until an owner says so, for
 * the one that the backup was made of may still be working.
 */
export async function restoreBackup(request: RestoreRequest): Promise<Head & End> {
  const { owner, source, watch } = request;
  watch?.('Reading and comparing every checksum');
  const { head, end } = await verifyBackup(source);
  const known = await migrationNames();
  const unknown = head.migrations.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new UnusableBackup(
      `${source} was made by a newer version of Rapport (it knows ${unknown.join(', ')}). Nothing was changed. Install that version, then restore.`,
    );
  }
  await withClient(owner, (client) => makeRoom(client, head.migrations));
  await migrate(owner, { only: head.migrations });
  await withClient(owner, (client) => load(client, request, end));
  await migrate(owner);
  return { ...head, ...end };
}

async function withClient<T>(
  config: pg.ClientConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** An installation that was started and never used is emptied, so that it can take an older schema. */
async function makeRoom(client: pg.Client, migrations: string[]): Promise<void> {
  const { rows: others } = await client.query(
    'select from pg_stat_activity where datname = current_database() and usename = $1',
    [roles.serving],
  );
  if (others.length > 0) {
    throw new Failure(
      'A Rapport server works with this database. Nothing was changed. Stop it first, then restore.',
    );
  }
  // Whoever is bound by policies sees no row of some tables; their size tells whether there ever was one.
  const { rows: used } = await client.query<{ used: boolean }>(
    "select coalesce(pg_relation_size(to_regclass('public.workspaces')), 0) > 0 as used",
  );
  if (used[0]!.used) {
    throw new Failure(
      'This installation is in use already, and a restore only fills an empty one. Nothing was changed. Name another folder in RAPPORT_DATA (or another database), then restore there.',
    );
  }
  const applied = await appliedMigrations(client);
  if (applied.length > 0 && applied.join() !== migrations.join()) {
    await client.query('drop owned by current_user');
  }
}

async function load(
  client: pg.Client,
  { source, files, watch }: RestoreRequest,
  end: End,
): Promise<void> {
  const tables = await tablesToKeep(client);
  const known = new Map(tables.map((table) => [table.name, table]));
  for (const [name, { columns }] of Object.entries(end.tables)) {
    if (known.get(name)?.columns.join() !== columns.join()) {
      throw new UnusableBackup(
        `${source} holds a table ${name} that its own version of Rapport does not have. Nothing was changed.`,
      );
    }
  }
  await client.query('begin');
  // Policies refuse to be filled past them, and what the triggers see to is in the backup.
  for (const { name } of tables) {
    await client.query(`alter table ${quoted(name)} disable trigger user`);
    await client.query(`alter table ${quoted(name)} no force row level security`);
  }
  let filling: { name: string; rows: Writable; done: Promise<unknown> } | undefined;
  const finish = async () => {
    filling?.rows.end();
    await filling?.done;
    filling = undefined;
  };
  await readBackup(source, {
    async table(name, rows) {
      if (filling?.name !== name) {
        await finish();
        filling = { name, ...fill(client, known.get(name)!) };
        watch?.(`Filling ${name}`);
      }
      for await (const piece of rows) {
        // A refused row ends the stream, which then never drains.
        if (!filling.rows.write(piece))
          await Promise.race([once(filling.rows, 'drain'), filling.done]);
      }
    },
    async file(workspaceId, _, bytes) {
      await finish();
      await files.put(workspaceId, await buffer(bytes));
    },
  });
  await finish();
  await client.query(`
    update workspaces set held_since = now();
    update imports set status = 'failed', finished_at = coalesce(finished_at, now()), error =
      'The backup was made while this import was under way. What was read until then is there and can be undone.'
      where status in ('collecting', 'waiting', 'running', 'undoing')`);
  for (const { name } of tables) {
    await client.query(`alter table ${quoted(name)} force row level security`);
    await client.query(`alter table ${quoted(name)} enable trigger user`);
  }
  await client.query('commit');
  watch?.('Taking statistics');
  await client.query('analyze');
}

function fill(
  client: pg.Client,
  { name, columns }: Table,
): { rows: Writable; done: Promise<void> } {
  const rows = client.query(
    copyFrom(`copy ${quoted(name)} (${columnList(columns)}) from stdin with (encoding 'UTF8')`),
  );
  const done = finished(rows);
  // Heard by whoever writes the next piece, or at the end.
  done.catch(() => undefined);
  return { rows, done };
}
