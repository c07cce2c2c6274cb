import { setTimeout as pause } from 'node:timers/promises';
import type { ClientConfig } from 'pg';
import type { Config } from '../config/config.ts';
import { Failure, type Log } from '../failure.ts';
import { startEmbedded } from './embedded/embedded.ts';
import { type DataFolderLock, describeHolder, lockDataFolder, readHolder } from './lock.ts';
import { checkServer } from './managed.ts';

/** The database below everything, however it came about. */
export interface Ground {
  /** Owns and migrates; to be closed before serving. */
  owner: ClientConfig;
  /** Bound by every policy. */
  serving: ClientConfig;
  /** For the start line. */
  where: string;
  /** Settles with the reason when the embedded database ends unasked; the server cannot go on. */
  lost: Promise<Failure>;
  /** Names the address at which we listen to a second server that finds the data folder taken. */
  announce(address: string): void;
  close(): Promise<void>;
}

const never = new Promise<never>(() => {});

/**
 * Opens the database for the server: the one of DATABASE_URL after checking its roles, else the
 * embedded one of the data folder, for this process alone.
 */
export async function openGround(config: Config, log: Log): Promise<Ground> {
  if (config.databaseServer) return openManaged(config.databaseServer);
  const lock = lockDataFolder(config.dataDir, 'server');
  if (!lock) {
    throw new Failure(
      `The data folder ${config.dataDir} is in use by ${describeHolder(readHolder(config.dataDir))}. Nothing was changed. Stop that one first, or name another folder in RAPPORT_DATA.`,
    );
  }
  return bringUp(lock, config.dataDir, log);
}

/**
 * Opens the database for a command: the running server's if there is one, else its own for as long
 * as the command runs.
 */
export async function openGroundForCommand(
  config: Config,
  log: Log,
  command: string,
): Promise<Ground> {
  if (config.databaseServer) return openManaged(config.databaseServer);
  const deadline = performance.now() + 30_000;
  let told = false;
  for (;;) {
    const lock = lockDataFolder(config.dataDir, command);
    if (lock) return bringUp(lock, config.dataDir, log);
    const holder = readHolder(config.dataDir);
    // Another command's database ends with that command; a server's stays.
    if (holder?.as === 'server' && holder.database) {
      const { ownerConfig, servingConfig, where } = holder.database;
      return {
        owner: ownerConfig,
        serving: servingConfig,
        where,
        lost: never,
        announce: () => {},
        close: async () => {},
      };
    }
    if (performance.now() > deadline) {
      throw new Failure(
        `The data folder ${config.dataDir} is in use by ${describeHolder(holder)}. Nothing was done. Run the command again when that one has finished.`,
      );
    }
    if (!told) log.info(`Waiting for ${describeHolder(holder)}.`);
    told = true;
    await pause(100);
  }
}

async function bringUp(lock: DataFolderLock, dataDir: string, log: Log): Promise<Ground> {
  try {
    const embedded = await startEmbedded({ dataDir, log });
    const { ownerConfig, servingConfig, where } = embedded;
    lock.tell({ database: { ownerConfig, servingConfig, where } });
    return {
      owner: ownerConfig,
      serving: servingConfig,
      where,
      lost: embedded.lost,
      announce: (address) => lock.tell({ address }),
      async close() {
        await embedded.stop();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openManaged({ url, ownerUrl }: { url: string; ownerUrl: string }): Promise<Ground> {
  const where = await checkServer(url, ownerUrl);
  return {
    owner: { connectionString: ownerUrl },
    serving: { connectionString: url },
    where,
    lost: never,
    announce: () => {},
    close: async () => {},
  };
}
