import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type Pack, pack } from 'tar-stream';
import { appliedMigrations } from '../database/migrate.ts';
import { Failure } from '../failure.ts';
import type { Files } from '../files/files.ts';
import { type End, headOf, lineEndsIn, names } from './format.ts';
import { columnList, quoted, type Table, tablesToKeep } from './tables.ts';

export interface BackupRequest {
  owner: pg.ClientConfig;
  files: Files;
  target: string;
  watch?: ((what: string) => void) | undefined;
}

/** Rows travel in pieces of about this size. */
const pieceBytes = 4 * 2 ** 20;

/**
 * Writes everything of the company into one file, as it was at one moment, while others go on working:
 * one repeatable-read transaction reads all tables. The file has its name only once it is complete.
 */
export async function takeBackup(request: BackupRequest): Promise<End & { bytes: number }> {
  const { owner, target } = request;
  if (await stat(target).catch(() => undefined)) {
    throw new Failure(`${target} is there already. Nothing was written. Choose another name.`);
  }
  const unfinished = `${target}.unfinished`;
  const client = new pg.Client(owner);
  await client.connect();
  const archive = pack();
  const compressed = createZstdCompress({
    params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 },
  });
  const written = pipeline(archive, compressed, createWriteStream(unfinished, { mode: 0o600 }));
  let unwritable: Error | undefined;
  // A full disk ends the filling too, which then fails for a reason that says less.
  written.catch((error) => {
    unwritable = error;
    archive.destroy(error);
  });
  try {
    await client.query('begin isolation level repeatable read read only');
    const end = await fill(archive, client, request);
    archive.finalize();
    await written;
    const file = await open(unfinished, 'r');
    await file.sync();
    const { size } = await file.stat();
    await file.close();
    await rename(unfinished, target);
    return { ...end, bytes: size };
  } catch (error) {
    const reason = unwritable ?? error;
    archive.destroy();
    await written.catch(() => undefined);
    await rm(unfinished, { force: true });
    throw reason;
  } finally {
    await client.end();
  }
}

async function fill(
  archive: Pack,
  client: pg.Client,
  { files, watch }: BackupRequest,
): Promise<End> {
  await addJson(archive, names.head, headOf(await appliedMigrations(client)));
  const tables = await tablesToKeep(client);
  const end: End = { tables: {}, files: 0, fileBytes: 0 };
  for (const table of tables) {
    watch?.(table.name);
    end.tables[table.name] = {
      columns: table.columns,
      ...(await addTable(archive, client, table)),
    };
  }
  for await (const { workspaceId, sha256, path, bytes } of files.all()) {
    const entry = archive.entry({ name: `files/${workspaceId}/${sha256}`, size: bytes });
    await pipeline(createReadStream(path), entry);
    end.files++;
    end.fileBytes += bytes;
    watch?.(`${end.files} files`);
  }
  await addJson(archive, names.end, end);
  return end;
}

async function addTable(
  archive: Pack,
  client: pg.Client,
  { name, columns }: Table,
): Promise<{ rows: number; sha256: string }> {
  const rows = client.query(
    copyTo(`copy ${quoted(name)} (${columnList(columns)}) to stdout with (encoding 'UTF8')`),
  );
  const hash = createHash('sha256');
  let pieces: Buffer[] = [];
  let bytes = 0;
  let count = 0;
  // The stream may end before the server has said how many rows it sent.
  let lines = 0;
  const flush = async () => {
    const place = `${count++}`.padStart(6, '0');
    await add(archive, `tables/${name}/${place}.copy`, Buffer.concat(pieces, bytes));
    pieces = [];
    bytes = 0;
  };
  for await (const chunk of rows as AsyncIterable<Buffer>) {
    hash.update(chunk);
    lines += lineEndsIn(chunk);
    pieces.push(chunk);
    bytes += chunk.length;
    if (bytes >= pieceBytes) await flush();
  }
  if (bytes > 0) await flush();
  return { rows: lines, sha256: hash.digest('hex') };
}

const addJson = (archive: Pack, name: string, value: unknown) =>
  add(archive, name, Buffer.from(`${JSON.stringify(value, null, 2)}\n`));

function add(archive: Pack, name: string, content: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    archive.entry({ name }, content, (error) => (error ? reject(error) : resolve()));
  });
}
