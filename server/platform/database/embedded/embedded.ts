import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { Failure, type Log } from '../../failure.ts';
import { findBinaries } from './binaries.ts';
import { bootstrap, type Connections, connections } from './bootstrap.ts';
import { createCluster, majorVersionOf } from './cluster.ts';
import { findHome } from './home.ts';
import { endLeftover, launch } from './postmaster.ts';
import { type Door, longestSocketPath, settings } from './settings.ts';

export interface Embedded extends Connections {
  /** For the start line: which PostgreSQL, and in which folder. */
  where: string;
  /** Settles with the reason when the database ends without having been asked to. */
  lost: Promise<Failure>;
  stop(): Promise<void>;
}

/**
 * Brings up the database of a data folder: creates it the first time, replaces what a killed server
 * left behind, and returns once roles and extensions stand. The caller holds the folder's lock.
 */
export async function startEmbedded({
  dataDir,
  log,
}: {
  dataDir: string;
  log: Log;
}): Promise<Embedded> {
  mkdirSync(dataDir, { recursive: true });
  const { cluster, passwords, account, because } = await findHome(dataDir, log);
  const binaries = findBinaries(account);

  const existing = majorVersionOf(cluster);
  if (existing === undefined) {
    await createCluster(cluster, { binaries, account, password: passwords.superuser });
  } else if (existing !== binaries.major) {
    throw new Failure(
      `The database in ${cluster} was written by PostgreSQL ${existing}; this version of Rapport brings PostgreSQL ${binaries.major}. Nothing was changed. Start the version of Rapport that wrote it, or move its data over with pg_dump and DATABASE_URL.`,
    );
  } else {
    await endLeftover(cluster, log);
  }

  const door = await chooseDoor(cluster);
  const postmaster = await launch({
    binaries,
    cluster,
    account,
    settings: settings(door, binaries.major),
    logFile: path.join(dataDir, 'postgres.log'),
  });
  const reached = connections(door, passwords);
  try {
    await bootstrap(reached, passwords);
  } catch (error) {
    await postmaster.stop();
    throw error;
  }
  return {
    ...reached,
    where: `PostgreSQL ${binaries.version} in ${cluster}${because ? `, because ${because}` : ''}`,
    lost: postmaster.lost,
    stop: postmaster.stop,
  };
}

/** The cluster's own folder is closed to everyone else already, so the socket stands in it. */
async function chooseDoor(cluster: string): Promise<Door> {
  const socket = path.join(cluster, '.s.PGSQL.5432');
  if (process.platform !== 'win32' && Buffer.byteLength(socket) <= longestSocketPath) {
    return { socketFolder: cluster };
  }
  return { port: await freePort() };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address && typeof address === 'object') resolve(address.port);
        else reject(new Failure('This machine offers no free port on 127.0.0.1.'));
      });
    });
  });
}
