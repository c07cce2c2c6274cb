import type { FileHandle } from 'node:fs/promises';

/** One message of an mbox as it lies in the file, its From_ line included. */
export interface Frame {
  /** Null when the message is larger than the limit; its text was passed over, not held. */
  bytes: Buffer | null;
  size: number;
  /** Offset of the first byte after this message. */
  end: number;
  /** 1-based line on which it begins. */
  line: number;
  linesInside: number;
  /** The body was measured by Content-Length, so its "From " lines were never escaped. */
  measured: boolean;
}

const chunk = 1024 * 1024;
/** A From_ line and the header line after it fit well into this. */
const lookAhead = 4_096;

const weekday = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*';
const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*';
const time = '\\d{1,2}:\\d{2}(?::\\d{2})?';
const zone = '(?:[A-Z]{1,5}|[+-]\\d{4})';
const opening = new RegExp(
  `^From .*?\\s${weekday},?\\s+(?:${month}\\s+\\d{1,2}\\s+${time}\\s+(?:${zone}\\s+){0,2}\\d{4}|\\d{1,2}[\\s-]+${month}[\\s-]+\\d{2,4}\\s+${time})(?:\\s|$)`,
);
const headerLine = /^(?:[!-9;-~]{1,200}\s*:|>From )/;

/**
 * Cuts an mbox into messages, one window at a time. A line of a body may begin with "From " too, and
 * pipermail does not escape it; so a separator is a line that ends in a date *and* is followed by a
 * header. Where a message states its length and another message begins exactly there, the length wins.
 */
export async function* mboxFrames(
  file: FileHandle,
  from: { offset: number; line: number },
  mostBytes: number,
): AsyncGenerator<Frame> {
  let window: Buffer = Buffer.alloc(0);
  /** Offset in the file of the window's first byte, which is also where the current message begins. */
  let base = from.offset;
  let line = from.line;
  let scanned = 0;
  let ended = false;
  /** Bytes and lines of the current message that were let go because it is too large. */
  let gone = 0;
  let goneLines = 0;

  const readMore = async (): Promise<void> => {
    const grown = Buffer.allocUnsafe(window.length + Math.max(chunk, window.length));
    window.copy(grown);
    const { bytesRead } = await file.read(
      grown,
      window.length,
      grown.length - window.length,
      base + gone + window.length,
    );
    ended = bytesRead === 0;
    window = grown.subarray(0, window.length + bytesRead);
  };
  const cut = (at: number, measured: boolean): Frame => {
    const linesInside = goneLines + countLines(window, 0, at);
    const size = gone + at;
    const frame: Frame = {
      bytes: size > mostBytes ? null : window.subarray(0, at),
      size,
      end: base + size,
      line,
      linesInside,
      measured,
    };
    window = window.subarray(at);
    base += size;
    line += linesInside;
    scanned = gone = goneLines = 0;
    return frame;
  };

  for (;;) {
    const at = nextOpening(window, Math.max(scanned, 1), ended);
    if (at.found) {
      const length = gone === 0 ? statedLength(window) : null;
      const statedEnd =
        length !== null && at.offset < length ? await openingAt(file, base + length) : null;
      if (statedEnd === null) {
        yield cut(at.offset, false);
        continue;
      }
      // The opening that was found lies inside the stated body.
      while (!ended && base + window.length < statedEnd && window.length <= mostBytes)
        await readMore();
      if (base + window.length >= statedEnd) {
        yield cut(statedEnd - base, true);
        continue;
      }
      scanned = at.offset + 1;
      continue;
    }
    scanned = at.offset;
    if (ended) {
      if (gone + window.length > 0) yield cut(window.length, false);
      return;
    }
    if (gone + window.length > mostBytes) {
      const keep = Math.min(window.length, lookAhead * 2);
      const drop = window.length - keep;
      goneLines += countLines(window, 0, drop);
      gone += drop;
      window = Buffer.from(window.subarray(drop));
      scanned = Math.max(0, scanned - drop);
    }
    await readMore();
  }
}

/** The next separator at or after `from`; when there is none, the place from which to look again. */
function nextOpening(
  window: Buffer,
  from: number,
  ended: boolean,
): { found: boolean; offset: number } {
  for (
    let at = window.indexOf('From ', from, 'latin1');
    at >= 0;
    at = window.indexOf('From ', at + 1, 'latin1')
  ) {
    const before = window[at - 1];
    if (before !== 0x0a && before !== 0x0d) continue;
    if (!ended && window.length - at < lookAhead) return { found: false, offset: at };
    if (isOpening(window.subarray(at, at + lookAhead))) return { found: true, offset: at };
  }
  return { found: false, offset: Math.max(from, window.length - 5) };
}

function isOpening(start: Buffer): boolean {
  const [first = '', next = ''] = start.toString('latin1').split(/\r\n|\n|\r/, 2);
  return first.length < 1_000 && opening.test(first) && headerLine.test(next);
}

export function looksLikeMbox(start: Uint8Array): boolean {
  return isOpening(
    Buffer.from(start.buffer, start.byteOffset, Math.min(start.byteLength, lookAhead)),
  );
}

/** Where the message ends by its own Content-Length, counted from its first byte; null when it states none. */
function statedLength(window: Buffer): number | null {
  const head = window.subarray(0, 64 * 1024);
  const crlf = head.indexOf('\r\n\r\n', 0, 'latin1');
  const lf = head.indexOf('\n\n', 0, 'latin1');
  const end = crlf >= 0 && (lf < 0 || crlf < lf) ? crlf + 4 : lf < 0 ? -1 : lf + 2;
  if (end < 0) return null;
  const stated = /^Content-Length:\s*(\d{1,12})\s*$/im.exec(head.toString('latin1', 0, end))?.[1];
  return stated === undefined ? null : end + Number(stated);
}

/** The offset of a separator right behind `offset`, an end of line or two between them; null when none is there. */
async function openingAt(file: FileHandle, offset: number): Promise<number | null> {
  const { size } = await file.stat();
  if (offset > size) return null;
  const start = Buffer.alloc(lookAhead);
  const { bytesRead } = await file.read(start, 0, start.length, offset);
  let skip = 0;
  while (skip < 4 && (start[skip] === 0x0a || start[skip] === 0x0d)) skip++;
  if (bytesRead <= skip) return size;
  return isOpening(start.subarray(skip, bytesRead)) ? offset + skip : null;
}

function countLines(bytes: Buffer, from: number, to: number): number {
  let count = 0;
  for (let at = bytes.indexOf(0x0a, from); at >= 0 && at < to; at = bytes.indexOf(0x0a, at + 1))
    count++;
  return count;
}

/** Takes off the ">" that was put before "From " in a body (mboxrd; the older kinds read the same). */
export function unescapeFrom(bytes: Buffer): Buffer {
  if (bytes.indexOf('\n>', 0, 'latin1') < 0) return bytes;
  const parts: Buffer[] = [];
  let kept = 0;
  for (
    let at = bytes.indexOf('\n>', 0, 'latin1');
    at >= 0;
    at = bytes.indexOf('\n>', at + 1, 'latin1')
  ) {
    let mark = at + 1;
    while (bytes[mark] === 0x3e) mark++;
    if (bytes.toString('latin1', mark, mark + 5) !== 'From ') continue;
    parts.push(bytes.subarray(kept, at + 1));
    kept = at + 2;
  }
  return kept === 0 ? bytes : Buffer.concat([...parts, bytes.subarray(kept)]);
}
