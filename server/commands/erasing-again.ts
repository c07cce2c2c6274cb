import { existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { keyName, ledgerName, readLedger } from '../identify/privacy/ledger.ts';
import { replayErasures } from '../identify/privacy/replaying.ts';
import type { Config } from '../platform/config/config.ts';
import { openDatabase } from '../platform/database/database.ts';
import { Failure } from '../platform/failure.ts';
import { openFiles } from '../platform/files/files.ts';

/** After a restore: whoever was erased since the backup was made is erased from it, before anybody signs in. */
export async function eraseAgain(
  serving: pg.ClientConfig,
  config: Config,
  { beside, given }: { beside: string; given?: string },
): Promise<{ replayed: number; ledgers: number }> {
  const own = path.join(config.dataDir, keyName);
  if (given) {
    if (!existsSync(path.join(given, ledgerName))) {
      throw new Failure(
        `There is no ${ledgerName} in ${given}. Everything is restored, but nobody was erased again: put the ledger of erasures into ${config.dataDir} before you start the server.`,
      );
    }
    const key = path.join(given, keyName);
    if (existsSync(key) && !existsSync(own)) {
      await mkdir(config.dataDir, { recursive: true });
      await copyFile(key, own);
    }
  }
  const folders = [beside, ...(given ? [given] : []), config.dataDir];
  const ledgers = folders.map((folder) => path.join(folder, ledgerName)).filter(existsSync);
  const entries = (await Promise.all(ledgers.map(readLedger))).flat();
  const { db } = openDatabase(serving);
  try {
    const files = openFiles(path.join(config.dataDir, 'files'));
    const further = [...new Map(entries.map((entry) => [entry.id, entry])).values()];
    return { ledgers: ledgers.length, ...(await replayErasures({ db, files, config }, further)) };
  } finally {
    await db.destroy();
  }
}

export function erasuresInWords(replayed: number, ledgers: number): string {
  if (ledgers === 0) {
    return `No ledger of erasures was found beside the backup or in the data folder. If people were erased since it was made, stop here: copy ${ledgerName} and ${keyName} of the old data folder into the new one; the next start erases them again.`;
  }
  return replayed === 0
    ? 'Nobody had to be erased again.'
    : `Erased again, because they were erased since the backup was made: ${replayed}.`;
}
