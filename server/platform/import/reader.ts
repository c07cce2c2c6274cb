import type { ProblemCell } from '../../../shared/platform/import/imports.ts';

/**
 * What a room gives the import so that its kind of file can be read. Readers run in a worker thread
 * with limits of time and memory; the import pulls one batch at a time, so a slow database slows the
 * reading and memory stays flat. A reader knows no database: it turns bytes into items and problems.
 */

/** Where an item stands in its file, in the words a person would use to find it. */
export interface Locator {
  /** 1-based line on which the item begins (text formats). */
  line?: number;
  /** 1-based position of the message, card, event or row in the file. */
  part?: number;
  /** Path inside an archive, e.g. "backup.zip › inbox/cur/123". */
  entry?: string;
}

/** Something in the file that could not be taken over as it stands; nothing is dropped without one. */
export interface Problem {
  locator: Locator;
  /** Stable code, e.g. "csv.unterminated-quote". */
  code: string;
  /** A sentence for a person: what is wrong there, what was kept, what to do. */
  message: string;
  /** error: the item was not imported; warning: it was, with a loss or a doubt. */
  severity: 'error' | 'warning';
  field?: string;
  /** The cell that is to blame, where it is one. */
  cell?: ProblemCell;
}

export interface Item<Value = unknown> {
  locator: Locator;
  value: Value;
}

export interface Batch<Value = unknown> {
  items: Item<Value>[];
  problems: Problem[];
  /** Reading again from here continues with the next item; plain JSON, meaningful to this reader only. */
  position: unknown;
  /** Bytes of the file consumed so far, for the progress bar. */
  bytesRead: number;
}

/** What every reader module under a worker exports. `from` is a position of an earlier batch, or null. */
export interface Reader<Value = unknown, Options = unknown> {
  read(path: string, options: Options, from: unknown): AsyncGenerator<Batch<Value>>;
  /** Its items hold bytes, which cross to the import without being copied. */
  holdsBytes?: true;
}

/** Limits that hold for every format; the numbers are named in the problem a person sees. */
export const limits = {
  /** One batch must arrive within this time, else its worker is ended and the item is parked. */
  batchMilliseconds: 2_000,
  workerHeapMegabytes: 200,
  itemBytes: 50 * 1024 * 1024,
  /** Unpacked size and number of entries of an archive, checked before and while unpacking. */
  archiveBytes: 4 * 1024 * 1024 * 1024,
  archiveEntries: 200_000,
  archiveRatio: 200,
} as const;
