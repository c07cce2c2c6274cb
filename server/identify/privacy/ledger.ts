import { randomBytes } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { copyFile, mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import { Id, InstantText } from '../../../shared/platform/values.ts';
import type { Config } from '../../platform/config/config.ts';
import type { Database } from '../../platform/database/database.ts';
import { Failure } from '../../platform/failure.ts';

/** One erasure as it stands outside the database: ids and keyed hashes, nothing that names anybody. */
export const LedgerEntry = z.object({
  id: Id,
  at: InstantText,
  workspaceId: Id,
  parties: z.array(Id),
  hashes: z.array(z.base64()),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

const keyBytes = 64;
export const ledgerName = 'erasures.ndjson';
export const keyName = 'erasures.key';

export interface Ledger {
  /** Safe on the disk when it resolves. */
  add: (...entries: LedgerEntry[]) => Promise<void>;
  read: () => Promise<LedgerEntry[]>;
  /**
   * What hashes are made with: made once, readable by the server alone. HMAC needs it in two forms, which the
   * database has and its backups have not.
   */
  handKeyOver: (db: Database) => Promise<void>;
}

/**
 * The ledger of erasures stands in the data folder, and a copy of it beside the automatic backups: whoever
 * restores one of those finds it there. The key stands in the data folder alone.
 */
export function openLedger({ dataDir, backups }: Pick<Config, 'dataDir' | 'backups'>): Ledger {
  const file = path.join(dataDir, ledgerName);
  return {
    async add(...entries) {
      if (entries.length === 0) return;
      await mkdir(dataDir, { recursive: true });
      const handle = await open(file, 'a', 0o600);
      try {
        await handle.writeFile(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
        await handle.sync();
      } finally {
        await handle.close();
      }
      if (backups) {
        await mkdir(backups, { recursive: true, mode: 0o700 });
        await copyFile(file, path.join(backups, ledgerName));
      }
    },
    read: () => readLedger(file),
    async handKeyOver(db) {
      const place = path.join(dataDir, keyName);
      const key = await keyIn(place);
      const { rows } = await sql<{ kept: Buffer }>`
        select keep_erasure_key(${padded(key, inner)}, ${padded(key, outer)}) as kept`.execute(db);
      // A data folder that is new to this database learns the key with which its hashes were made.
      const kept = padded(rows[0]!.kept, inner);
      if (!kept.equals(key)) await writeKey(place, kept);
    },
  };
}

/** Every entry of a ledger; none where there is no file. A line cut short by a power cut is no entry. */
export async function readLedger(file: string): Promise<LedgerEntry[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const lines = text.split('\n');
  const last = lines.pop();
  if (last) lines.push(...(isWhole(last) ? [last] : []));
  return lines.filter(Boolean).map((line, at) => {
    try {
      return LedgerEntry.parse(JSON.parse(line));
    } catch (error) {
      throw new Failure(
        `Line ${at + 1} of the ledger of erasures ${file} cannot be read. Nothing was changed. Put its last good copy there, for example the one beside the backups: who was erased must not come back.`,
        { cause: error },
      );
    }
  });
}

function isWhole(line: string): boolean {
  try {
    return LedgerEntry.safeParse(JSON.parse(line)).success;
  } catch {
    return false;
  }
}

async function keyIn(file: string): Promise<Buffer> {
  const known = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (known !== undefined) {
    const key = Buffer.from(known.trim(), 'base64');
    if (key.length !== keyBytes) {
      throw new Failure(
        `The key of the suppression list in ${file} is damaged. Put its last good copy there; without it, addresses of people who were erased would not be known again.`,
      );
    }
    if (process.platform !== 'win32') chmodSync(file, 0o600);
    return key;
  }
  const key = randomBytes(keyBytes);
  await writeKey(file, key);
  return key;
}

async function writeKey(file: string, key: Buffer): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, `${key.toString('base64')}\n`, { mode: 0o600, flush: true });
  await rename(draft, file);
}

/** The two forms of a key in HMAC (RFC 2104); each is taken back by itself. */
const inner = 0x36;
const outer = 0x5c;
const padded = (key: Buffer, byte: number) => Buffer.from(key.map((part) => part ^ byte));
