import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { nextId } from '../database/ids.ts';
import { type ArchiveFormat, unpackArchive } from './archive.ts';
import { detectFormat, detectionBytes } from './formats.ts';
import type { Problem } from './reader.ts';
import { formatOf } from './registry.ts';

/** A file out of an archive, as the import will read it. */
export interface FoundFile {
  id: string;
  name: string;
  sha256: string;
  bytes: number;
  format: string;
  about: { path: string; reason: string; entry: string; beside?: Record<string, string> };
}

export function isArchive(format: string): format is ArchiveFormat {
  return ['zip', 'tar', 'tgz', 'gzip'].includes(format);
}

/** Unpacks an archive into a folder of its own and settles what kind of file each one inside is. */
export async function unpackFile(
  path: string,
  format: string,
  name: string,
  folder: string,
): Promise<{ files: FoundFile[]; problems: Problem[] }> {
  // An earlier try may have got half way.
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const unpacked = await unpackArchive(path, format as ArchiveFormat, name, folder);
  const files: FoundFile[] = [];
  for (const { path: inside, entry, bytes } of unpacked.files) {
    const detected = await formatOfFile(inside, entry);
    files.push({
      id: nextId(),
      name: entry.slice(-255).toWellFormed(),
      sha256: await hashOf(inside),
      bytes,
      format: detected.format,
      about: { path: inside, reason: detected.reason, entry: entry.slice(0, 1_000) },
    });
  }
  return { files: await withTheirParts(files), problems: unpacked.problems };
}

/** A chat names the pictures that lie beside it: they go with it and are no files of their own. */
async function withTheirParts(files: FoundFile[]): Promise<FoundFile[]> {
  const parts = new Set<string>();
  for (const file of files) {
    const named = await formatOf(file.format)?.partsOf?.(file.about.path);
    if (!named) continue;
    const [folder] = placeOf(file);
    const beside = files.filter((other) => {
      const [where, name] = placeOf(other);
      return other.id !== file.id && where === folder && named.has(name);
    });
    for (const { id } of beside) parts.add(id);
    file.about.beside = Object.fromEntries(
      beside.map((other) => [placeOf(other)[1], other.about.path]),
    );
  }
  return files.filter(({ id }) => !parts.has(id));
}

/** The folder of an archive in which it lies, and its name there. */
function placeOf({ about: { entry } }: FoundFile): [folder: string, name: string] {
  const [, folder = '', name = ''] = /^(.*[/›] ?)?([^/]*)$/s.exec(entry) ?? [];
  return [folder, name];
}

async function formatOfFile(path: string, name: string) {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(detectionBytes);
    const { bytesRead } = await file.read(buffer, 0, detectionBytes, 0);
    return detectFormat(buffer.subarray(0, bytesRead), name);
  } finally {
    await file.close();
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
