import { type Encoding, readText } from './text.ts';

/** The line format that vCard and iCalendar share: `group.NAME;PARAM=value:text`, folded over lines. */

export interface PhysicalLine {
  text: string;
  /** 1-based. */
  line: number;
  /** Where the line begins: a byte offset to read from, and characters to skip behind it. */
  byte: number;
  chars: number;
}

export interface Place {
  byte: number;
  chars: number;
  line: number;
}

/** The lines of a file as they stand, from a place of an earlier reading or from its beginning. */
export async function* physicalLines(
  path: string,
  encoding: Encoding,
  from: Place | null,
): AsyncGenerator<PhysicalLine[]> {
  let line = from?.line ?? 1;
  let skip = from?.chars ?? 0;
  for await (const block of readText(path, encoding, from?.byte)) {
    const start = Math.min(skip, block.text.length);
    skip -= start;
    const lines = linesOf(block, start, line);
    line += lines.length;
    yield lines;
  }
}

/** The lines of a text, or of the part of one that begins at a byte of its file. */
export function linesOf(
  { text, byte }: { text: string; byte: number },
  start = 0,
  first = 1,
): PhysicalLine[] {
  const lines: PhysicalLine[] = [];
  for (let at = start; at < text.length; ) {
    const end = endOfLine(text, at);
    lines.push({ text: text.slice(at, end.end), line: first + lines.length, byte, chars: at });
    at = end.next;
  }
  return lines;
}

function endOfLine(text: string, from: number): { end: number; next: number } {
  const lf = text.indexOf('\n', from);
  const limit = lf === -1 ? text.length : lf;
  const within = text.slice(from, limit);
  const cr = within.indexOf('\r');
  if (cr !== -1 && from + cr !== limit - 1) return { end: from + cr, next: from + cr + 1 };
  if (cr !== -1 && lf === -1) return { end: from + cr, next: text.length };
  return { end: cr === -1 ? limit : from + cr, next: lf === -1 ? text.length : lf + 1 };
}

export interface Property {
  /** Upper case. */
  name: string;
  group: string;
  /** Names in upper case; a parameter without a name (vCard 2.1) counts as TYPE. */
  params: Map<string, string[]>;
  /** Still escaped. */
  value: string;
  line: number;
}

/** One unfolded line as a property, or null when it is none. */
export function parseProperty(text: string, line: number): Property | null {
  const colon = endOfParameters(text);
  if (colon === -1) return null;
  const pieces = splitOutsideQuotes(text.slice(0, colon), ';');
  const head = (pieces[0] ?? '').trim();
  const dot = head.indexOf('.');
  const name = (dot === -1 ? head : head.slice(dot + 1)).toUpperCase();
  if (!/^[A-Z0-9_-]+$/.test(name)) return null;
  const params = new Map<string, string[]>();
  for (const piece of pieces.slice(1)) {
    const equals = piece.indexOf('=');
    const key = equals === -1 ? bareParameter(piece) : piece.slice(0, equals).trim().toUpperCase();
    const values = splitOutsideQuotes(equals === -1 ? piece : piece.slice(equals + 1), ',').map(
      unquoted,
    );
    params.set(key, [...(params.get(key) ?? []), ...values.filter((value) => value !== '')]);
  }
  return {
    name,
    group: dot === -1 ? '' : head.slice(0, dot),
    params,
    value: text.slice(colon + 1),
    line,
  };
}

/** vCard 2.1 writes `QUOTED-PRINTABLE` and `HOME` without saying of what. */
function bareParameter(text: string): string {
  return /^(?:quoted-printable|base64|8bit|7bit|b)$/i.test(text.trim()) ? 'ENCODING' : 'TYPE';
}

function endOfParameters(text: string): number {
  const first = text.indexOf(':');
  const quote = text.indexOf('"');
  if (first === -1 || quote === -1 || quote > first) return first;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '"') quoted = !quoted;
    else if (letter === ':' && !quoted) return at;
  }
  // A quote that is never closed must not hide the value.
  return first;
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  if (!text.includes('"')) return text.split(separator);
  const pieces: string[] = [];
  let quoted = false;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') quoted = !quoted;
    else if (text[at] === separator && !quoted) {
      pieces.push(text.slice(from, at));
      from = at + 1;
    }
  }
  pieces.push(text.slice(from));
  return pieces;
}

function unquoted(text: string): string {
  const bare = text.trim().replace(/^"([\s\S]*)"$/, '$1');
  if (!bare.includes('^')) return bare;
  return bare.replace(/\^([n'^])/g, (_, mark: string) =>
    mark === 'n' ? '\n' : mark === "'" ? '"' : '^',
  );
}

/** Splits a structured value at separators that are not escaped; the pieces are unescaped. */
export function splitValue(value: string, separator: ';' | ','): string[] {
  if (!value.includes('\\')) return value.split(separator);
  const pieces: string[] = [];
  let from = 0;
  for (let at = 0; at < value.length; at += 1) {
    if (value[at] === '\\') at += 1;
    else if (value[at] === separator) {
      pieces.push(value.slice(from, at));
      from = at + 1;
    }
  }
  pieces.push(value.slice(from));
  return pieces.map(unescapeText);
}

export function unescapeText(value: string): string {
  if (!value.includes('\\')) return value;
  // A function called for every mark would take seconds for a text made of nothing else.
  return value
    .split('\\\\')
    .map((text) => text.replace(/\\[nN]/g, '\n').replace(/\\([;,:"])/g, '$1'))
    .join('\\');
}
