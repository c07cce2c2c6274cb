import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { guessLegacyEncoding } from './legacy-encodings.ts';
import { limits } from './reader.ts';

/** How the bytes of a text file are to be read. */
export interface Encoding {
  name: string;
  /** Bytes of the byte order mark, to be skipped. */
  mark: number;
  /** Whether a few bytes do not fit the encoding and show as �. */
  damaged: boolean;
  /** Whether the name was guessed from how the letters look, and may be wrong. */
  doubtful?: boolean;
}

/** A stretch of text that ends at the end of a line wherever the file allows it. */
export interface TextBlock {
  text: string;
  /** Offset of its first byte in the file, from where it can be read again. */
  byte: number;
  /** Offset behind its last byte. */
  end: number;
}

const BLOCK_BYTES = 256 * 1024;
const SAMPLE_BYTES = 256 * 1024;

const marks: [number[], string][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe, 0x00, 0x00], 'utf-32le'],
  [[0x00, 0x00, 0xfe, 0xff], 'utf-32be'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** Encoding of a file: byte order mark, then valid UTF-8, then what its letters look like. */
export async function encodingOf(path: string): Promise<Encoding> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(SAMPLE_BYTES);
    const { bytesRead } = await file.read(head, 0, SAMPLE_BYTES, 0);
    const start = head.subarray(0, bytesRead);
    const certain = markedOrWide(start);
    if (certain) return certain;
    // The first odd letter may stand anywhere, and checking UTF-8 costs less than reading the disk.
    const chunk = Buffer.alloc(1024 * 1024);
    let carried = 0;
    for (let at = 0; ; ) {
      const read = await file.read(chunk, carried, chunk.length - carried, at);
      at += read.bytesRead;
      const filled = chunk.subarray(0, carried + read.bytesRead);
      if (read.bytesRead === 0) {
        return isUtf8(mended(filled)) ? { name: 'utf-8', mark: 0, damaged: false } : guess(filled);
      }
      const whole = filled.subarray(0, filled.length - unfinished(filled));
      if (!isUtf8(mended(whole))) return guess(whole);
      carried = filled.length - whole.length;
      filled.copy(chunk, 0, whole.length);
    }
  } finally {
    await file.close();
  }
}

/** The same for bytes already at hand. */
export function encodingOfBytes(bytes: Buffer): Encoding {
  const certain = markedOrWide(bytes);
  if (certain) return certain;
  const whole = bytes.subarray(0, bytes.length - unfinished(bytes));
  return isUtf8(whole) ? { name: 'utf-8', mark: 0, damaged: false } : guess(whole);
}

function markedOrWide(start: Buffer): Encoding | null {
  for (const [mark, name] of marks) {
    if (mark.every((byte, index) => start[index] === byte)) {
      return { name, mark: mark.length, damaged: false };
    }
  }
  // UTF-16 without a mark: line ends, delimiters and digits leave every other byte zero.
  let even = 0;
  let odd = 0;
  const seen = Math.min(start.length, 4096);
  for (let index = 0; index < seen; index += 1) {
    if (start[index] !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  const half = seen / 2;
  if (odd > half * 0.05 && odd > 1 && even < odd * 0.1)
    return { name: 'utf-16le', mark: 0, damaged: false };
  if (even > half * 0.05 && even > 1 && odd < even * 0.1)
    return { name: 'utf-16be', mark: 0, damaged: false };
  return null;
}

/** How many bytes at the end belong to a UTF-8 letter that is not complete yet. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? back : 0;
    }
  }
  return 0;
}

/**
 * Bytes that are not UTF-8. A few broken letters among many good ones are a damaged UTF-8 file; else it is
 * an encoding from before Unicode, told by what its words look like.
 */
function guess(bytes: Buffer): Encoding {
  const sample = surroundings(bytes);
  const asUtf8 = sample.toString('utf8');
  const good = asUtf8.match(/[\u0080-\ufffc\u{10000}-\u{10ffff}]/gu)?.length ?? 0;
  const broken = asUtf8.match(/\ufffd/g)?.length ?? 0;
  if (good > broken * 4) return { name: 'utf-8', mark: 0, damaged: true };
  const { name, western } = guessLegacyEncoding(sample);
  return { name, mark: 0, damaged: false, ...(western ? {} : { doubtful: true }) };
}

/** The words around letters outside ASCII; plain ones tell nothing. */
function surroundings(bytes: Buffer): Buffer {
  const pieces: Buffer[] = [];
  let taken = 0;
  let to = 0;
  for (let at = 0; at < bytes.length && taken < 16 * 1024; at += 1) {
    if ((bytes[at] ?? 0) < 0x80) continue;
    const from = Math.max(to, at - 32);
    to = Math.min(bytes.length, at + 64);
    // No letter of any encoding ends with a byte below the digits, so none is cut here.
    for (const most = to + 256; to < Math.min(most, bytes.length); to += 1) {
      if ((bytes[to] ?? 0) < 0x30) break;
    }
    pieces.push(bytes.subarray(from, to));
    taken += to - from;
    at = to - 1;
  }
  return Buffer.concat(pieces);
}

/** Reads from a byte offset that an earlier block began at. */
export async function* readText(
  path: string,
  encoding: Encoding,
  from = encoding.mark,
): AsyncGenerator<TextBlock> {
  const file = await open(path);
  try {
    const width = encoding.name.startsWith('utf-32')
      ? 4
      : encoding.name.startsWith('utf-16')
        ? 2
        : 1;
    let pending: Buffer[] = [];
    let pendingBytes = 0;
    let byte = Math.max(from, encoding.mark);
    for (let at = byte; ; ) {
      const chunk = Buffer.allocUnsafe(BLOCK_BYTES);
      const { bytesRead } = await file.read(chunk, 0, BLOCK_BYTES, at);
      at += bytesRead;
      const ended = bytesRead === 0;
      const fresh = chunk.subarray(0, bytesRead);
      let cut = ended
        ? 0
        : lastLineEnd(fresh, (at - bytesRead - byte) % width, width, encoding.name);
      if (cut === 0 && !ended && pendingBytes + bytesRead >= limits.itemBytes) {
        // One endless line: cut where a letter ends, as the text has no better place.
        cut = bytesRead - (width === 1 ? unfinished(fresh) : (pendingBytes + bytesRead) % width);
      }
      if (cut > 0 || (ended && pendingBytes > 0)) {
        const bytes = Buffer.concat([...pending, fresh.subarray(0, cut)]);
        yield { text: decode(bytes, encoding.name), byte, end: byte + bytes.length };
        byte += bytes.length;
        pending = [];
        pendingBytes = 0;
      }
      if (ended) return;
      if (cut < bytesRead) {
        pending.push(fresh.subarray(cut));
        pendingBytes += bytesRead - cut;
      }
    }
  } finally {
    await file.close();
  }
}

export function decode(bytes: Buffer, encoding: string): string {
  return encoding === 'utf-8'
    ? mended(bytes).toString('utf8')
    : iconv.decode(bytes, encoding, { stripBOM: false });
}

/**
 * Calendars and cards are folded by bytes, sometimes in the middle of a letter. The fold is moved behind
 * the letter, so that lines and offsets stay what they were.
 */
function mended(bytes: Buffer): Buffer {
  if (isUtf8(bytes)) return bytes;
  const isRest = (at: number) => ((bytes[at] ?? 0) & 0xc0) === 0x80;
  let whole = bytes;
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) {
    const blank = bytes[at + 1];
    if ((blank !== 0x20 && blank !== 0x09) || !isRest(at + 2)) continue;
    const from = bytes[at - 1] === 0x0d ? at - 1 : at;
    let to = at + 2;
    while (isRest(to) && to < at + 5) to += 1;
    if (whole === bytes) whole = Buffer.from(bytes);
    bytes.copy(whole, from, at + 2, to);
    bytes.copy(whole, from + to - (at + 2), from, at + 2);
  }
  return whole;
}

/** Offset behind the last line end of a chunk, 0 when it has none. */
function lastLineEnd(chunk: Buffer, phase: number, width: number, encoding: string): number {
  if (width === 1) {
    const end = chunk.lastIndexOf(0x0a);
    if (end !== -1) return end + 1;
    // A carriage return at the very end may be half of a line end.
    const carriage = chunk.subarray(0, Math.max(0, chunk.length - 1)).lastIndexOf(0x0d);
    return carriage + 1;
  }
  const aligned = (width - phase) % width;
  const low = encoding.endsWith('le') ? 0 : width - 1;
  let last = chunk.length;
  for (;;) {
    last = last > 0 ? chunk.lastIndexOf(0x0a, last - 1) : -1;
    if (last === -1) return 0;
    const start = last - low;
    const unit = chunk.subarray(start, start + width);
    const zeros = unit.filter((byte) => byte === 0).length === width - 1;
    if (start >= 0 && (start - aligned) % width === 0 && unit.length === width && zeros)
      return start + width;
  }
}
