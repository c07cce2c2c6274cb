import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import type { Config } from '../config/config.ts';
import { appliedMigrations, migrate, pendingMigrations } from '../database/migrate.ts';
import { openFiles } from '../files/files.ts';
import { takeBackup } from './taking.ts';

/**
 * Brings the database to this version, after a backup of what is there: a failing step leaves the database
 * as it was, and the backup is the way back from one that succeeded and is regretted.
 */
export async function upgrade(owner: pg.ClientConfig, config: Config): Promise<void> {
  const [first] = await pendingMigrations(owner);
  if (first && config.backups && (await holdsData(owner))) {
    await mkdir(config.backups, { recursive: true, mode: 0o700 });
    const now = Temporal.Now.instant().toString({ smallestUnit: 'second' }).replaceAll(':', '');
    await takeBackup({
      owner,
      files: openFiles(path.join(config.dataDir, 'files')),
      target: path.join(config.backups, `before-${path.basename(first, '.sql')}-${now}.rapport`),
    });
  }
  await migrate(owner);
}

/** Versions before the one that brought backups keep their rows from the owner of the tables. */
async function holdsData(owner: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    if (!(await appliedMigrations(client)).includes('0016_backup.sql')) return false;
    const { rows } = await client.query('select from workspaces limit 1');
    return rows.length > 0;
  } finally {
    await client.end();
  }
}
