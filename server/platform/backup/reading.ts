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

/** Reads all of it and compares every checksum, before anything is changed by it. */
export async function verifyBackup(path: string): Promise<{ head: Head; end: End }> {
  let head: Head | undefined;
  const tables = new Map<string, Hash>();
  let files = 0;
  let fileBytes = 0;
  const end = await readBackup(path, {
    head: (read) => {
      head = read;
    },
    async table(name, rows) {
      const hash = tables.get(name) ?? createHash('sha256');
      tables.set(name, hash);
      for await (const chunk of rows) hash.update(chunk);
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
  // The checksum alone decides: backups of earlier versions may tell a number of rows that is too small.
  for (const [name, { sha256 }] of Object.entries(end.tables)) {
    const hash = tables.get(name) ?? createHash('sha256');
    if (hash.digest('hex') !== sha256) throw damaged(path, name);
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

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code?.startsWith('ZSTD') || code === 'Z_BUF_ERROR')
    return 'it is damaged, cut short, or no Zstandard file';
  return message.replace(/\.$/, '');
}
