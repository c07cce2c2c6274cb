import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { databaseAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { bootstrap, type Connections, connections, newPasswords } from './bootstrap.ts';
import { createCluster } from './cluster.ts';
import { launch } from './postmaster.ts';
import { settings } from './settings.ts';

export interface Temporary extends Connections {
  where: string;
  stop(): Promise<void>;
}

// `test --long` runs the whole suite a second time on the older one.
const usualVersion = process.env.RAPPORT_TEST_POSTGRES === '17' ? 17 : 18;

/** A throw-away cluster for tests: roles and an empty database, as fast as it goes, then gone. */
export async function startTemporary({
  version = usualVersion,
}: {
  version?: 18 | 17;
} = {}): Promise<Temporary> {
  const account = databaseAccount();
  const binaries = findBinaries(account, version);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rapport-test-'));
  if (account) chownSync(folder, account.uid, account.gid);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const cluster = path.join(folder, 'postgres');
    const passwords = newPasswords();
    await createCluster(cluster, {
      binaries,
      account,
      password: passwords.superuser,
      throwAway: true,
    });
    const door = { socketFolder: cluster };
    const postmaster = await launch({
      binaries,
      cluster,
      account,
      // Nobody will miss this data after a power cut.
      settings: {
        ...settings(door, binaries.major),
        fsync: 'off',
        full_page_writes: 'off',
        max_connections: '200',
      },
      logFile: path.join(folder, 'postgres.log'),
    });
    const reached = connections(door, passwords);
    await bootstrap(reached, passwords);
    return {
      ...reached,
      where: `PostgreSQL ${binaries.version} in ${cluster}`,
      async stop() {
        await postmaster.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
