import { randomBytes } from 'node:crypto';
import {
  existsSync,
  globSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { Failure, type Log } from '../../failure.ts';
import { type Account, accountOf, canEnter, databaseAccount } from './account.ts';
import { makeEnterable, sharedHome } from './binaries.ts';
import { newPasswords, type Passwords } from './bootstrap.ts';
import { endLeftover } from './postmaster.ts';

export interface Home {
  cluster: string;
  passwords: Passwords;
  /** Who runs PostgreSQL there; undefined: this process's own user. */
  account: Account | undefined;
  /** Why the cluster is not in the data folder, for the start line. */
  because?: string;
}

/** What the data folder remembers of its database; without `cluster` it lies in the folder itself. */
interface Remembered {
  cluster?: string;
  passwords: Passwords;
}

/**
 * Decides where the cluster lives: in the data folder, unless the database's account cannot enter
 * it. Decided once and remembered, for a cluster does not move when someone changes a mode.
 */
export async function findHome(dataDir: string, log: Log): Promise<Home> {
  const account = databaseAccount();
  const file = path.join(dataDir, 'database.json');
  const inside = path.join(dataDir, 'postgres');
  const remembered = read(file) ?? (await decide());
  const cluster = remembered.cluster ?? inside;
  if (remembered.cluster) claim(remembered.cluster, dataDir);
  const home = { cluster, passwords: remembered.passwords, account: ownerOf(cluster) ?? account };
  if (!canEnter(home.account, path.dirname(cluster))) {
    throw new Failure(
      `The database in ${cluster} runs as the user ${home.account?.name}, who can no longer enter the folder around it. Its data is kept. Let others pass through again (chmod o+x on each folder above it), then start again.`,
    );
  }
  return {
    ...home,
    ...(remembered.cluster && {
      because: `its user ${home.account?.name} could not enter the data folder`,
    }),
  };

  async function decide(): Promise<Remembered> {
    if (existsSync(inside)) {
      throw new Failure(
        `${inside} holds a database, but ${file} with its passwords is missing. Nothing was changed. Put that file back from a backup of the data folder, or name an empty folder in RAPPORT_DATA.`,
      );
    }
    const passwords = newPasswords();
    const decided = canEnter(account, dataDir)
      ? { passwords }
      : { passwords, cluster: await placeElsewhere(dataDir, log) };
    // Written before the cluster is made: a crash must not leave one without its passwords.
    writeFileSync(`${file}.new`, JSON.stringify(decided), { mode: 0o600, flush: true });
    renameSync(`${file}.new`, file);
    return decided;
  }
}

function read(file: string): Remembered | undefined {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** A cluster keeps the user who made it, also when root starts what that user had started before. */
function ownerOf(cluster: string): Account | undefined {
  const found = statSync(cluster, { throwIfNoEntry: false });
  const self = process.getuid?.();
  if (!found || self === undefined || found.uid === self) return undefined;
  if (self !== 0) {
    throw new Failure(
      `The database in ${cluster} belongs to another user (number ${found.uid}). Nothing was changed. Start Rapport as that user, or as root if root started it before.`,
    );
  }
  return accountOf(found);
}

async function placeElsewhere(dataDir: string, log: Log): Promise<string> {
  // A data folder was at this place before and is gone; its database may even still be running.
  for (const note of globSync(path.join(sharedHome, '*', 'belongs-to'))) {
    if (readFileSync(note, 'utf8') !== realpathSync(dataDir)) continue;
    await endLeftover(path.join(path.dirname(note), 'postgres'), log);
    log.warn(
      `The database of an earlier data folder at this place is kept in ${path.dirname(note)}; remove that folder if it is not wanted.`,
    );
  }
  const home = path.join(sharedHome, randomBytes(6).toString('hex'));
  makeEnterable(home);
  return path.join(home, 'postgres');
}

/** A moved data folder takes its cluster along; a copied one must not share it with the original. */
function claim(cluster: string, dataDir: string): void {
  const note = path.join(path.dirname(cluster), 'belongs-to');
  const ours = realpathSync(dataDir);
  const before = existsSync(note) ? readFileSync(note, 'utf8') : ours;
  if (before !== ours && read(path.join(before, 'database.json'))?.cluster === cluster) {
    throw new Failure(
      `The data folder ${ours} is a copy of ${before}, and both name one database, ${cluster}. Nothing was changed. Start the original, or give the copy an empty data folder.`,
    );
  }
  writeFileSync(note, ours);
}
