import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import iconv from 'iconv-lite';
import { extract } from 'tar-stream';
import { openPromise } from 'yauzl';
import { detectFormat, detectionBytes, type Format } from './formats.ts';
import { limits, type Problem } from './reader.ts';

export type ArchiveFormat = Extract<Format, 'zip' | 'tar' | 'tgz' | 'gzip'>;

/** A file taken out of an archive. Its name on disk is ours; what the archive calls it is only a label. */
export interface UnpackedFile {
  path: string;
  /** "backup.zip › inbox/cur/123" */
  entry: string;
  bytes: number;
}

export interface UnpackLimits {
  archiveBytes: number;
  archiveEntries: number;
  archiveRatio: number;
}

export interface Unpacked {
  files: UnpackedFile[];
  problems: Problem[];
}

/** Below this, even a very dense archive does no harm. */
const RATIO_FROM = 64 * 1024 * 1024;

class TooMuch extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Unpacks an archive, and archives directly inside it, into `folder`, which must exist. Counts the bytes
 * really written, because sizes stated in an archive may lie. Ends early, with a problem, at a limit.
 */
export async function unpackArchive(
  path: string,
  format: ArchiveFormat,
  name: string,
  folder: string,
  most: UnpackLimits = limits,
): Promise<Unpacked> {
  const unpacking = new Unpacking(folder, most, (await stat(path)).size);
  try {
    await unpacking.archive(path, format, label(name), 0);
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    unpacking.problems.push({
      locator: { entry: label(name) },
      code: error.code,
      severity: 'error',
      message: error.message,
    });
  }
  return { files: unpacking.files, problems: unpacking.problems };
}

class Unpacking {
  readonly files: UnpackedFile[] = [];
  readonly problems: Problem[] = [];
  readonly #folder: string;
  readonly #most: UnpackLimits;
  readonly #packed: number;
  #written = 0;
  #entries = 0;

  constructor(folder: string, most: UnpackLimits, packed: number) {
    this.#folder = folder;
    this.#most = most;
    this.#packed = packed;
  }

  async archive(path: string, format: ArchiveFormat, name: string, depth: number): Promise<void> {
    try {
      if (format === 'zip') await this.#zip(path, name, depth);
      else if (format === 'gzip') await this.#gzip(path, name, depth);
      else await this.#tar(path, format, name, depth);
    } catch (error) {
      if (error instanceof TooMuch) throw error;
      this.#damaged(name, error);
    }
  }

  #damaged(entry: string, error: unknown): void {
    this.problems.push({
      locator: { entry },
      code: 'archive.damaged',
      severity: 'error',
      message: `“${entry}” is damaged or cut off (${error instanceof Error ? error.message : 'unreadable'}). What could be unpacked before was kept; pack or download it again.`,
    });
  }

  async #zip(path: string, name: string, depth: number): Promise<void> {
    // Names are decoded here, since yauzl would refuse the whole archive for one odd name.
    const zip = await openPromise(path, {
      lazyEntries: true,
      autoClose: false,
      decodeStrings: false,
    });
    try {
      for await (const entry of zip.eachEntry()) {
        const raw = entry.fileNameRaw;
        const isUtf8 = (entry.generalPurposeBitFlag & 0x800) !== 0;
        const written = isUtf8 ? raw.toString('utf8') : decodeName(raw);
        this.#count();
        const inside = `${name} › ${label(written)}`;
        if (/[/\\]$/.test(written) || isJunk(written)) continue;
        const mode = (entry.externalFileAttributes >>> 16) & 0xf000;
        if (mode !== 0 && mode !== 0x8000) {
          this.#skipped(inside, mode === 0xa000 ? 'a link' : 'no ordinary file');
        } else if ((entry.generalPurposeBitFlag & 1) !== 0) {
          this.problems.push({
            locator: { entry: inside },
            code: 'archive.encrypted',
            severity: 'error',
            message: `“${inside}” is protected by a password and was not read. Unpack it yourself and import the files.`,
          });
        } else if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
          this.problems.push({
            locator: { entry: inside },
            code: 'archive.unknown-compression',
            severity: 'error',
            message: `“${inside}” is packed in a way that is not known here (method ${entry.compressionMethod}). Unpack it yourself and import the files.`,
          });
        } else {
          await this.#keep(() => zip.openReadStreamPromise(entry), inside, depth).catch((error) => {
            // One damaged entry says nothing about its neighbours.
            if (error instanceof TooMuch) throw error;
            this.#damaged(inside, error);
          });
        }
      }
    } finally {
      zip.close();
    }
  }

  async #tar(path: string, format: 'tar' | 'tgz', name: string, depth: number): Promise<void> {
    const unpacker = extract();
    const source = createReadStream(path);
    // Errors of either stream end the loop below, which then reports them.
    const done = () => undefined;
    if (format === 'tgz') pipeline(source, createGunzip(), unpacker, done);
    else pipeline(source, unpacker, done);
    try {
      for await (const entry of unpacker) {
        this.#count();
        const { header } = entry;
        const inside = `${name} › ${label(header.name)}`;
        if (header.type === 'directory' || isJunk(header.name)) {
          entry.resume();
        } else if (header.type === 'file' || header.type === 'contiguous-file') {
          await this.#keep(async () => entry, inside, depth);
        } else {
          this.#skipped(inside, /link/.test(header.type ?? '') ? 'a link' : 'no ordinary file');
          entry.resume();
        }
      }
    } finally {
      source.destroy();
      unpacker.destroy();
    }
  }

  async #gzip(path: string, name: string, depth: number): Promise<void> {
    this.#count();
    const source = createReadStream(path);
    const unpacker = createGunzip();
    pipeline(source, unpacker, () => undefined);
    const inside = `${name} › ${label(name.replace(/^.*› /, '').replace(/\.gz$/i, ''))}`;
    try {
      await this.#keep(async () => unpacker, inside, depth);
    } finally {
      source.destroy();
      unpacker.destroy();
    }
  }

  /** Writes one entry under a name of our own, and looks into it when it is an archive itself. */
  async #keep(
    stream: () => Promise<AsyncIterable<unknown>>,
    entry: string,
    depth: number,
  ): Promise<void> {
    const path = join(this.#folder, randomUUID());
    const file = await open(path, 'wx', 0o600);
    let bytes = 0;
    let head = Buffer.alloc(0);
    try {
      for await (const chunk of await stream()) {
        const data = chunk as Buffer;
        bytes += data.length;
        this.#written += data.length;
        this.#guard();
        if (head.length < detectionBytes)
          head = Buffer.concat([head, data]).subarray(0, detectionBytes);
        await file.write(data);
      }
    } catch (error) {
      await file.close();
      await rm(path, { force: true });
      throw error;
    }
    await file.close();
    const { format } = detectFormat(head, entry);
    if (format !== 'zip' && format !== 'tar' && format !== 'tgz' && format !== 'gzip') {
      this.files.push({ path, entry, bytes });
      return;
    }
    try {
      if (depth > 0) {
        this.problems.push({
          locator: { entry },
          code: 'archive.nested-too-deep',
          severity: 'error',
          message: `“${entry}” is an archive in an archive in an archive and was not opened. Unpack the outer one and import what is in it.`,
        });
      } else await this.archive(path, format, entry, depth + 1);
    } finally {
      await rm(path, { force: true });
    }
  }

  #count(): void {
    this.#entries += 1;
    if (this.#entries > this.#most.archiveEntries) {
      throw new TooMuch(
        'archive.too-many-entries',
        `The archive holds more than ${this.#most.archiveEntries.toLocaleString('en')} entries. The first ${this.#most.archiveEntries.toLocaleString('en')} were read; split it and import the rest.`,
      );
    }
  }

  #guard(): void {
    const { archiveBytes, archiveRatio } = this.#most;
    if (this.#written > archiveBytes) {
      throw new TooMuch(
        'archive.too-large',
        `The archive unpacks to more than ${Math.round(archiveBytes / 1024 / 1024).toLocaleString('en')} MB. What was unpacked before was kept; split it and import the rest.`,
      );
    }
    const floor = Math.min(RATIO_FROM, archiveBytes / 4);
    if (this.#written > floor && this.#written > this.#packed * archiveRatio) {
      throw new TooMuch(
        'archive.too-dense',
        `The archive unpacks to more than ${archiveRatio} times its size, as archives do that are made to fill a disk. Unpacking was stopped; what was unpacked before was kept.`,
      );
    }
  }

  #skipped(entry: string, what: string): void {
    this.problems.push({
      locator: { entry },
      code: 'archive.not-a-file',
      severity: 'warning',
      message: `“${entry}” is ${what} and was not read.`,
    });
  }
}

function decodeName(raw: Buffer): string {
  const text = raw.toString('utf8');
  return text.includes('\ufffd') ? iconv.decode(raw, 'cp437') : text;
}

/** What archives put beside the files: resource forks and folder settings. */
function isJunk(name: string): boolean {
  return /(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i.test(name);
}

/** The path as a label: one line, no marks that turn text around, no steps out of the archive. */
function label(name: string): string {
  return name
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Bidi_Control}\u200b\u2060\ufeff]/gu, '')
    .replace(/\\/g, '/')
    .replace(/^[A-Za-z]:/, '')
    .split('/')
    .filter((step) => step !== '' && step !== '.' && step !== '..')
    .join('/')
    .slice(0, 500);
}
