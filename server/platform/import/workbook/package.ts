import { type Entry, openPromise, type ZipFile } from 'yauzl';

/** What ends the reading of a workbook; the message is a sentence for whoever brought it. */
export class WorkbookTrouble extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface WorkbookLimits {
  /** Unpacked bytes of all parts that are read. */
  unpackedBytes: number;
  /** Bytes of the text that cells share, which has to be held in memory. */
  sharedBytes: number;
  /** Characters of all cells together: a small file may name the same long text a million times. */
  cellCharacters: number;
  parts: number;
}

export const workbookLimits: WorkbookLimits = {
  unpackedBytes: 4 * 1024 ** 3,
  sharedBytes: 256 * 1024 ** 2,
  cellCharacters: 1024 ** 3,
  parts: 20_000,
};

/** The zip archive that a workbook is, read part by part without unpacking it to disk. */
export class Package {
  readonly #zip: ZipFile;
  readonly #parts: ReadonlyMap<string, Entry>;
  readonly #most: WorkbookLimits;
  #unpacked = 0;

  private constructor(zip: ZipFile, parts: ReadonlyMap<string, Entry>, most: WorkbookLimits) {
    this.#zip = zip;
    this.#parts = parts;
    this.#most = most;
  }

  static async open(path: string, most: WorkbookLimits): Promise<Package> {
    let zip: ZipFile | undefined;
    try {
      zip = await openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false });
      const parts = new Map<string, Entry>();
      let count = 0;
      for await (const entry of zip.eachEntry()) {
        count += 1;
        if (count > most.parts) {
          throw new WorkbookTrouble(
            'workbook.too-many-parts',
            `The workbook consists of more than ${most.parts.toLocaleString('en')} parts, as no table does. Copy its tables into a new workbook and import that.`,
          );
        }
        parts.set(partName(entry.fileNameRaw.toString('utf8')), entry);
      }
      return new Package(zip, parts, most);
    } catch (error) {
      zip?.close();
      throw asTrouble(error);
    }
  }

  close(): void {
    this.#zip.close();
  }

  has(part: string): boolean {
    return this.#parts.has(partName(part));
  }

  /** As the archive states it; only for the progress bar. */
  statedBytes(part: string): number {
    return this.#parts.get(partName(part))?.uncompressedSize ?? 0;
  }

  /** The text of a part as it is unpacked, counted as it comes because stated sizes may lie. */
  async *text(part: string): AsyncGenerator<string> {
    const entry = this.#parts.get(partName(part));
    if (!entry) throw damaged(`its part ${part} is missing`);
    if ((entry.generalPurposeBitFlag & 1) !== 0) {
      throw new WorkbookTrouble(
        'workbook.encrypted',
        'The workbook is protected by a password and was not read. Save it without one and import it again.',
      );
    }
    try {
      const stream = await this.#zip.openReadStreamPromise(entry);
      let decoder: TextDecoder | undefined;
      for await (const chunk of stream) {
        const bytes = chunk as Buffer;
        this.#unpacked += bytes.length;
        if (this.#unpacked > this.#most.unpackedBytes) {
          throw new WorkbookTrouble(
            'workbook.too-large',
            `The workbook unpacks to more than ${Math.round(this.#most.unpackedBytes / 1024 ** 2).toLocaleString('en')} MB. What was read before was kept; split the table and import the rest.`,
          );
        }
        decoder ??= new TextDecoder(encodingOf(bytes));
        yield decoder.decode(bytes, { stream: true });
      }
      if (decoder) yield decoder.decode();
    } catch (error) {
      throw asTrouble(error);
    }
  }
}

/** Parts are named without regard to case and with either slash. */
function partName(name: string): string {
  return name.replace(/\\/g, '/').replace(/^\/+/, '').toLowerCase();
}

function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

export function damaged(why: string): WorkbookTrouble {
  return new WorkbookTrouble(
    'workbook.damaged',
    `The workbook is damaged or cut off (${why}). What could be read before was kept; open it in the program it came from, save it anew and import it again.`,
  );
}

/** Faults of the archive are the file's; those of the disk are not. */
function asTrouble(error: unknown): unknown {
  if (error instanceof WorkbookTrouble) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^E[A-Z]+$/.test(code) || !(error instanceof Error)) return error;
  return damaged(error.message);
}
