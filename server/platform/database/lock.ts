import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ClientConfig } from 'pg';
import { Failure } from '../failure.ts';

/** Who holds the data folder, as written there for commands and for a second server. */
export interface Holder {
  pid: number;
  /** The running server, or the name of a command that brought up the database for itself. */
  as: string;
  since: string;
  /** Where browsers reach it, once it listens. */
  address?: string;
  /** How to reach its database, once it runs. */
  database?: { ownerConfig: ClientConfig; servingConfig: ClientConfig; where: string };
}

export interface DataFolderLock {
  /** Adds to what others read about the holder. */
  tell(more: Partial<Holder>): void;
  release(): void;
}

/**
 * Takes the data folder for this process alone, or returns undefined when another has it. The lock
 * is the operating system's own, on an empty file, by way of SQLite, as Node offers none: it ends
 * with the process that holds it, however that ends, so no leftover has to be judged by process
 * numbers, which are used again and mean nothing in another container.
 */
export function lockDataFolder(dataDir: string, as: string): DataFolderLock | undefined {
  makeDataFolder(dataDir);
  const file = path.join(dataDir, 'lock');
  if (!existsSync(file)) writeFileSync(file, '', { mode: 0o600 });
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    lock.exec('pragma journal_mode = memory; begin exclusive');
  } catch (error) {
    lock.close();
    if ((error as { errcode?: number }).errcode === sqliteBusy) return undefined;
    throw error;
  }
  const particulars = holderFile(dataDir);
  let holder: Holder = {
    pid: process.pid,
    as,
    since: Temporal.Now.instant().toString({ smallestUnit: 'second' }),
  };
  const write = () => {
    // Replaced as a whole, so that nobody reads half of it.
    writeFileSync(`${particulars}.new`, JSON.stringify(holder), { mode: 0o600 });
    renameSync(`${particulars}.new`, particulars);
  };
  write();
  return {
    tell(more) {
      holder = { ...holder, ...more };
      write();
    },
    release() {
      rmSync(particulars, { force: true });
      lock.close();
    },
  };
}

const sqliteBusy = 5;

/** What the holder of the lock says of itself; to be believed only while the lock is taken. */
export function readHolder(dataDir: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(holderFile(dataDir), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

const holderFile = (dataDir: string) => path.join(dataDir, 'running.json');

/** The sentence for whoever finds the folder taken. */
export function describeHolder(holder: Holder | undefined): string {
  if (!holder) return 'another Rapport that is just starting';
  const { pid, as, since, address } = holder;
  const who = as === 'server' ? 'a Rapport server' : `the command "${as}"`;
  return `${who} (process ${pid}, since ${since}${address ? `, at ${address}` : ''})`;
}

function makeDataFolder(dataDir: string): void {
  try {
    if (!mkdirSync(dataDir, { recursive: true })) return;
    // The database's own account has to pass through when we are root; nobody else may look around.
    chmodSync(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
  } catch (error) {
    throw new Failure(
      `The data folder ${dataDir} cannot be made (${(error as Error).message}). Nothing was changed. Name another one in RAPPORT_DATA, or allow this user to write there.`,
    );
  }
}
