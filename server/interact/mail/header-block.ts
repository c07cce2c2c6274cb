import { isUtf8 } from 'node:buffer';
import { decodeText, isPlatformCharset } from './charset.ts';

/** Where the headers end and the body begins; `body` is the length when there is no blank line. */
export function headerEnd(bytes: Uint8Array): { headers: number; body: number } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let from = 0; ; ) {
    const lf = buffer.indexOf(0x0a, from);
    if (lf < 0) return { headers: buffer.length, body: buffer.length };
    const next = buffer[lf + 1] === 0x0d ? lf + 2 : lf + 1;
    if (buffer[next] === 0x0a) return { headers: lf + 1, body: next + 1 };
    from = lf + 1;
  }
}

/**
 * The message with headers every parser can read: raw 8-bit headers become UTF-8, and encoded words
 * in a charset the platform lacks, or that do not decode under the charset they name, are rewritten.
 * The body is untouched. Returns the very same bytes when nothing had to be done.
 */
export function readableHeaders(bytes: Uint8Array): { bytes: Uint8Array; doubtful: boolean } {
  const end = headerEnd(bytes).headers;
  const head = bytes.subarray(0, end);
  // Escape sequences are how old Japanese programs wrote raw headers; they pass for ASCII.
  const raw = !isUtf8(head) || head.includes(0x1b);
  if (!raw && Buffer.from(head.buffer, head.byteOffset, end).indexOf('=?') < 0)
    return { bytes, doubtful: false };
  const text = raw
    ? readRawLines(head)
    : Buffer.from(head.buffer, head.byteOffset, end).toString('utf8');
  const repaired = repairEncodedWords(text);
  if (!raw && repaired.text === text) return { bytes, doubtful: repaired.doubtful };
  return {
    bytes: Buffer.concat([Buffer.from(repaired.text), bytes.subarray(end)]),
    doubtful: raw || repaired.doubtful,
  };
}

/** Each header line by itself, because clients and relays each wrote theirs in their own charset. */
function readRawLines(head: Uint8Array): string {
  const declared = /charset\s*=\s*"?([\w.:-]+)/i.exec(Buffer.from(head).toString('latin1'))?.[1];
  const lines: string[] = [];
  const buffer = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  for (let from = 0; from < buffer.length; ) {
    const lf = buffer.indexOf(0x0a, from);
    const to = lf < 0 ? buffer.length : lf + 1;
    const line = buffer.subarray(from, to);
    lines.push(
      decodeText(line, line.includes(0x1b) ? null : isUtf8(line) ? 'utf-8' : declared).text,
    );
    from = to;
  }
  return lines.join('');
}

const encodedWord = /=\?([^?\s*]+)(\*[^?\s]*)?\?([bq])\?([^?\r\n]*)\?=/gi;
/** Words that follow one another may share a character that was cut in two. */
const encodedRun =
  /=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bq])\?[^?\r\n]*\?=(?:\s+=\?\1(?:\*[^?\s]*)?\?\2\?[^?\r\n]*\?=)*/gi;

function repairEncodedWords(text: string): { text: string; doubtful: boolean } {
  let doubtful = false;
  const repaired = text.replace(encodedRun, (run: string, charset: string) => {
    const words = [...run.matchAll(encodedWord)];
    const bytes = Buffer.concat(words.map((word) => wordBytes(word[3] ?? '', word[4] ?? '')));
    // The parser joins such words only where their padding allows it.
    const fits = words.length === 1 && isPlatformCharset(charset) && !isMisread(bytes, charset);
    if (fits) return run;
    const decoded = decodeText(bytes, charset);
    doubtful ||= decoded.doubt !== undefined;
    return `=?utf-8?B?${Buffer.from(decoded.text).toString('base64')}?=`;
  });
  return { text: repaired, doubtful };
}

function isMisread(bytes: Buffer, charset: string): boolean {
  if (/^utf-?8$/i.test(charset)) return !isUtf8(bytes);
  return decodeText(bytes, charset).doubt !== undefined;
}

function wordBytes(encoding: string, text: string): Buffer {
  if (encoding.toLowerCase() === 'b') return Buffer.from(text, 'base64');
  const plain = text
    .replace(/_/g, ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, 'latin1');
}
