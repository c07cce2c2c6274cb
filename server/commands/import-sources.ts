import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream';
import { pack } from 'tar-stream';
import { Failure } from '../platform/failure.ts';
import { limits } from '../platform/import/reader.ts';

/** One file to add to an import: as it lies there, or many small ones of a folder packed together. */
export interface Source {
  name: string;
  files: number;
  bytes: number;
  open(): AsyncIterable<Uint8Array>;
}

interface Found {
  path: string;
  /** Its path inside the folder that was named. */
  inside: string;
  bytes: number;
}

/** Read at once of a large file. */
const piece = 1024 * 1024;
/** Larger files travel alone; a mailbox kept as a hundred thousand small ones travels as a few packs. */
const alone = 16 * 1024 * 1024;
const packBytes = limits.archiveBytes / 4;
const packFiles = limits.archiveEntries / 4;

/** Finds what the words of the command line name; folders are walked. */
export async function findSources(words: string[]): Promise<Source[]> {
  const sources: Source[] = [];
  for (const word of words) {
    const about = await stat(word).catch((error: NodeJS.ErrnoException) => {
      throw new Failure(
        error.code === 'ENOENT'
          ? `There is no file or folder ${word}. Nothing was imported.`
          : `${word} cannot be read (${error.message}). Nothing was imported.`,
      );
    });
    if (about.isDirectory()) sources.push(...(await ofFolder(word)));
    else sources.push(single({ path: word, inside: path.basename(word), bytes: about.size }));
  }
  if (sources.length === 0) {
    throw new Failure(`There is no file in ${words.join(', ')}. Nothing was imported.`);
  }
  return sources;
}

async function ofFolder(folder: string): Promise<Source[]> {
  const name = path.basename(path.resolve(folder));
  const found = await walk(folder, '');
  const packs: Found[][] = [];
  const sources: Source[] = [];
  let room = 0;
  for (const file of found) {
    // An archive inside a pack would count as one nested in another.
    if (file.bytes > alone || /\.(?:zip|gz|tgz|tar)$/i.test(file.inside)) {
      sources.push(single(file));
      continue;
    }
    if (room < file.bytes || packs.at(-1)!.length >= packFiles) {
      packs.push([]);
      room = packBytes;
    }
    packs.at(-1)!.push(file);
    room -= file.bytes;
  }
  return [
    ...packs.map((files, index) => packed(packs.length > 1 ? `${name} ${index + 1}` : name, files)),
    ...sources,
  ];
}

/** In the order of their names, so that the same folder is the same import again. */
async function walk(folder: string, inside: string): Promise<Found[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const isMaildir = entries.some((entry) => entry.isDirectory() && entry.name === 'cur');
  const found: Found[] = [];
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const place = path.join(folder, entry.name);
    const step = inside ? `${inside}/${entry.name}` : entry.name;
    if (entry.isDirectory()) {
      // What is still being delivered; and of hidden folders only the mailboxes that Maildir keeps so.
      if (isMaildir && entry.name === 'tmp') continue;
      if (entry.name.startsWith('.') && !isMaildir) continue;
      found.push(...(await walk(place, step)));
    } else if (entry.isFile() && !isBookkeeping(entry.name, isMaildir)) {
      found.push({ path: place, inside: step, bytes: (await stat(place)).size });
    }
  }
  return found;
}

/** What Dovecot, Courier and Cyrus keep about a Maildir beside its mails. */
const maildirBooks =
  /^(?:dovecot[\w.-]*|courier[\w.-]*|cyrus\.[\w-]+|maildir(?:folder|size|lock)|subscriptions|shared-(?:maildirs|timestamp))$/i;

/** Files of mail servers and desktops about the folder, which hold nothing to import. */
function isBookkeeping(name: string, isMaildir: boolean): boolean {
  return (
    name.startsWith('.') ||
    /^(?:Thumbs\.db|desktop\.ini)$/i.test(name) ||
    (isMaildir && maildirBooks.test(name))
  );
}

function single({ path: file, inside, bytes }: Found): Source {
  return {
    name: inside,
    files: 1,
    bytes,
    open: () => createReadStream(file, { highWaterMark: piece }),
  };
}

function packed(name: string, files: Found[]): Source {
  return {
    name: `${name}.tar`,
    files: files.length,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    open: () => packOf(files),
  };
}

function packOf(files: Found[]): AsyncIterable<Uint8Array> {
  const tar = pack();
  const fill = async () => {
    for (const { path: file, inside, bytes } of files) {
      await new Promise<void>((resolve, reject) => {
        const entry = tar.entry({ name: inside, size: bytes }, (error) =>
          error ? reject(error) : resolve(),
        );
        pipeline(createReadStream(file), entry, (error) => error && reject(error));
      });
    }
    tar.finalize();
  };
  fill().catch((error) => tar.destroy(error));
  return tar as AsyncIterable<Uint8Array>;
}
