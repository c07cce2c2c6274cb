import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import { extract } from 'tar-stream';
import { Failure } from '../failure.ts';
import { End, Head, names } from './format.ts';

export class UnusableBackup extends Failure {
  override name = 'UnusableBackup';
}

/** What to do with each part as it comes by; what is not read here is passed over. */
export interface BackupVisitor {
  head?: (head: Head) => Promise<void> | void;
  table?: (name: string, rows: AsyncIterable<Buffer>) => Promise<void>;
  file?: (workspaceId: string, sha256: string, bytes: AsyncIterable<Buffer>) => Promise<void>;
}

/** Reads a backup from its beginning to its end and returns what its last entry says of it. */
export async function readBackup(path: string, visitor: BackupVisitor): Promise<End> {
  const archive = extract();
  let head: Head | undefined;
  let end: End | undefined;
  const unpacked = pipeline(createReadStream(path), createZstdDecompress(), archive);
  unpacked.catch(() => undefined);
  try {
    for await (const entry of archive) {
      const { name } = entry.header;
      const bytes = entry as AsyncIterable<Buffer>;
      if (!head) {
        if (name !== names.head) throw new Error('it begins like no backup');
        head = Head.parse(JSON.parse(await text(bytes)));
        await visitor.head?.(head);
        continue;
      }
      const table = /^tables\/([a-z_]+\.[a-z_]+)\/\d{6}\.copy$/.exec(name);
      const file = /^files\/([0-9a-f-]{36})\/([0-9a-f]{64})$/.exec(name);
      if (table && visitor.table) await visitor.table(table[1]!, bytes);
      else if (file && visitor.file) await visitor.file(file[1]!, file[2]!, bytes);
      else if (name === names.end) end = End.parse(JSON.parse(await text(bytes)));
      else if (!table && !file) throw new Error(`it holds “${name}”, which no backup does`);
      entry.resume();
    }
    await unpacked;
    if (!end) throw new Error('its end is missing');
    return end;
  } catch (error) {
    if (error instanceof Failure) throw error;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new UnusableBackup(`There is no file ${path}. Nothing was changed.`);
    }
    throw new UnusableBackup(
      `${path} cannot be used as a backup: ${reasonOf(error)}. Nothing was changed. Use another backup, or copy this one again from where it came from.`,
      { cause: error },
    );
  }
}

/** Reads all of it and compares every checksum and count, before anything is changed by it. */
export async function verifyBackup(path: string): Promise<{ head: Head; end: End }> {
  let head: Head | undefined;
  const tables = new Map<string, { hash: Hash; rows: number }>();
  let files = 0;
  let fileBytes = 0;
  const end = await readBackup(path, {
    head: (read) => {
      head = read;
    },
    async table(name, rows) {
      const met = tables.get(name) ?? { hash: createHash('sha256'), rows: 0 };
      tables.set(name, met);
      for await (const chunk of rows) {
        met.hash.update(chunk);
        met.rows += lineEndsIn(chunk);
      }
    },
    async file(_, sha256, bytes) {
      const hash = createHash('sha256');
      for await (const chunk of bytes) {
        hash.update(chunk);
        fileBytes += chunk.length;
      }
      files++;
      if (hash.digest('hex') !== sha256) throw damaged(path, `the content ${sha256}`);
    },
  });
  for (const [name, { rows, sha256 }] of Object.entries(end.tables)) {
    const met = tables.get(name) ?? { hash: createHash('sha256'), rows: 0 };
    if (met.hash.digest('hex') !== sha256 || met.rows !== rows) throw damaged(path, name);
    tables.delete(name);
  }
  const [unknown] = tables.keys();
  if (unknown) throw damaged(path, unknown);
  if (files !== end.files || fileBytes !== end.fileBytes) throw damaged(path, 'the contents');
  return { head: head!, end };
}

const damaged = (path: string, what: string) =>
  new UnusableBackup(
    `${path} is damaged: ${what} is not what was written. Nothing was changed. Use another backup, or copy this one again from where it came from.`,
  );

/** A line of COPY text is a row: line ends within values are written as \n. */
function lineEndsIn(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) count++;
  return count;
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code?.startsWith('ZSTD') || code === 'Z_BUF_ERROR')
    return 'it is damaged, cut short, or no Zstandard file';
  return message.replace(/\.$/, '');
}
