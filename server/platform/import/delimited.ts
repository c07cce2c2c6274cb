import { limits } from './reader.ts';

/**
 * Splits delimited text into rows. csv-parse is a fine library, but it cannot go back: a quote that is
 * never closed takes the rest of the file with it. This scanner keeps the text of the row at hand, so it
 * names the line where the quote opened and goes on with the next one.
 */

export interface Dialect {
  /** One character; a blank stands for any number of them. */
  delimiter: string;
  quote: string;
  /** The quote itself (RFC 4180) or a backslash (MySQL). */
  escapeMark: string;
}

export interface RowProblem {
  line: number;
  code: 'csv.unterminated-quote' | 'csv.stray-quote' | 'csv.rows-in-cell' | 'csv.cell-too-large';
  message: string;
  severity: 'error' | 'warning';
}

export interface Row {
  /** null: the row could not be read; the problem says why. */
  cells: string[] | null;
  /** 1-based line on which it begins. */
  line: number;
  problem?: RowProblem;
}

/** How far ahead a closing quote is looked for once a file has shown that it cannot be trusted. */
const SHORT_LOOKAHEAD = 4 * 1024;
const PATIENCE = { failures: 5, characters: 4 * 1024 * 1024 };

export class RowScanner {
  readonly #dialect: Dialect;
  /** Number of columns of the table; 0 while unknown. */
  readonly #columns: number;
  #text = '';
  #at = 0;
  #line: number;
  #ended = false;
  #anchors: { char: number; byte: number }[] = [];
  #nextLf = -2;
  #nextCr = -2;
  #nextQuote = -2;
  /** Text looked through in vain for closing quotes. */
  #rescanned = 0;
  #failures = 0;
  #wanted = 0;

  constructor(dialect: Dialect, columns = 0, line = 1) {
    this.#dialect = dialect;
    this.#columns = columns;
    this.#line = line;
  }

  push(text: string, byte: number): void {
    const rest = this.#text.length - this.#at;
    const last = this.#anchors.findLastIndex(({ char }) => char <= this.#at);
    this.#anchors = this.#anchors
      .slice(Math.max(0, last))
      .map((anchor) => ({ char: anchor.char - this.#at, byte: anchor.byte }));
    this.#anchors.push({ char: rest, byte });
    this.#text = rest === 0 ? text : this.#text.slice(this.#at) + text;
    this.#at = 0;
    this.#forget();
  }

  end(): void {
    this.#ended = true;
    this.#wanted = 0;
    this.#forget();
  }

  /** Where the next row begins: a byte offset from which to read, and characters to skip behind it. */
  get place(): { byte: number; chars: number; line: number } {
    const anchor = this.#anchors.findLast(({ char }) => char <= this.#at) ?? {
      char: this.#at,
      byte: 0,
    };
    return { byte: anchor.byte, chars: this.#at - anchor.char, line: this.#line };
  }

  skip(chars: number): void {
    this.#at += chars;
    this.#forget();
  }

  /** The next row, or null when more text is needed (or, after `end`, when there is none). */
  next(): Row | null {
    const text = this.#text;
    const start = this.#at;
    if (start >= text.length || text.length - start < this.#wanted) return null;
    const lineEnd = this.#lineEnd(start);
    if (lineEnd === null) return this.#more();
    if (this.#quoteFrom(start) >= lineEnd.end) {
      const row = { cells: this.#cellsOf(text.slice(start, lineEnd.end)), line: this.#line };
      this.#at = lineEnd.next;
      this.#line += 1;
      return row;
    }
    return this.#quoted(start);
  }

  /** Blanks that part columns stand in any number, also before the first. */
  #cellsOf(line: string): string[] {
    const { delimiter } = this.#dialect;
    return delimiter === ' ' ? line.trim().split(/ +/) : line.split(delimiter);
  }

  #quoted(start: number): Row | null {
    const text = this.#text;
    const { delimiter, quote } = this.#dialect;
    const cells: string[] = [];
    const line = this.#line;
    let lines = 0;
    let problem: RowProblem | undefined;
    let at = start;
    for (;;) {
      let from = at;
      while (text[from] === ' ' && delimiter !== ' ') from += 1;
      if (text[from] === quote) {
        const cell = this.#cell(from);
        if (cell === null) return this.#more();
        if (cell.kind === 'unterminated') {
          const literal = cell.literalEnd;
          if (literal === undefined) return this.#recover(from, line + lines, line, cell.tooLarge);
          cells.push(text.slice(from, literal));
          problem ??= strayQuote(line + lines);
          at = literal;
        } else {
          cells.push(cell.value);
          if (cell.stray) problem ??= strayQuote(line + lines);
          lines += cell.lines;
          at = cell.next;
        }
      } else {
        const end = this.#lineEnd(at);
        if (end === null) return this.#more();
        const found = text.indexOf(delimiter, at);
        const stop = found === -1 ? end.end : Math.min(found, end.end);
        cells.push(text.slice(at, stop));
        at = stop;
      }
      if (at < text.length && text.startsWith(delimiter, at)) {
        at += delimiter.length;
        continue;
      }
      const end = this.#lineEnd(at);
      if (end === null) return this.#more();
      if (lines > 0) {
        const swallowed = this.#swallowed(start, end.end, lines, cells.length);
        if (swallowed === 'rows') return this.#recover(this.#quoteFrom(start), line, line, false);
        if (swallowed === 'doubt') problem ??= rowsInCell(line, lines + 1);
      }
      this.#at = end.next;
      this.#line = line + lines + 1;
      return problem ? { cells, line, problem } : { cells, line };
    }
  }

  /** One quoted cell whose quote opens at `open`; null when its end is not in the text yet. */
  #cell(
    open: number,
  ):
    | null
    | { kind: 'cell'; value: string; next: number; lines: number; stray: boolean }
    | { kind: 'unterminated'; literalEnd?: number; tooLarge: boolean } {
    const text = this.#text;
    const { delimiter, quote, escapeMark } = this.#dialect;
    const exhausted = this.#failures > PATIENCE.failures && this.#rescanned > PATIENCE.characters;
    const reach = exhausted ? SHORT_LOOKAHEAD : limits.itemBytes;
    const doubled = escapeMark === quote;
    let stray = -1;
    let at = open + 1;
    for (;;) {
      const found = text.indexOf(quote, at);
      if (found === -1 ? text.length - open > reach : found - open > reach) {
        this.#failed(reach);
        return { kind: 'unterminated', tooLarge: !exhausted };
      }
      if (found === -1) {
        if (!this.#ended) return null;
        this.#failed(text.length - open);
        return this.#unterminated(open, stray);
      }
      if (!doubled && isEscaped(text, found, escapeMark)) {
        at = found + 1;
        continue;
      }
      if (doubled && text[found + 1] === quote) {
        at = found + 2;
        continue;
      }
      if (found + 1 >= text.length && !this.#ended) return null;
      let after = found + 1;
      while (text[after] === ' ') after += 1;
      const next = text[after];
      if (after >= text.length && !this.#ended) return null;
      if (
        next === undefined ||
        next === '\n' ||
        next === '\r' ||
        text.startsWith(delimiter, after)
      ) {
        const raw = text.slice(open + 1, found);
        return {
          kind: 'cell',
          value: this.#unescape(raw),
          next: after,
          lines: countLines(raw),
          stray: stray !== -1,
        };
      }
      // Text behind a closing quote. Within one line it is a quote somebody forgot to double; after a
      // line break it is the opening quote of a later cell, and ours was never closed.
      if (firstLineEnd(text, open) < found) {
        this.#failed(found - open);
        return this.#unterminated(open, stray);
      }
      if (stray === -1) stray = found;
      at = found + 1;
    }
  }

  #failed(characters: number): void {
    this.#failures += 1;
    this.#rescanned += characters;
  }

  #unterminated(
    open: number,
    stray: number,
  ): { kind: 'unterminated'; literalEnd?: number; tooLarge: false } {
    if (stray === -1) return { kind: 'unterminated', tooLarge: false };
    const lineEnd = firstLineEnd(this.#text, open);
    const delimiter = this.#text.indexOf(this.#dialect.delimiter, stray);
    return {
      kind: 'unterminated',
      literalEnd: delimiter === -1 ? lineEnd : Math.min(delimiter, lineEnd),
      tooLarge: false,
    };
  }

  #unescape(raw: string): string {
    const { quote, escapeMark } = this.#dialect;
    if (escapeMark === quote)
      return raw.includes(quote) ? raw.replaceAll(quote + quote, quote) : raw;
    return raw.includes(escapeMark)
      ? raw.replaceAll(escapeMark + quote, quote).replaceAll(escapeMark + escapeMark, escapeMark)
      : raw;
  }

  /** Gives up the row whose quote opened at `open` and stands at the line after it. */
  #recover(open: number, openLine: number, rowLine: number, tooLarge: boolean): Row {
    const end = firstLineEnd(this.#text, open);
    const { next } = this.#lineEndAt(end);
    this.#at = next;
    this.#line = openLine + 1;
    this.#forget();
    const problem: RowProblem = tooLarge
      ? {
          line: openLine,
          code: 'csv.cell-too-large',
          severity: 'error',
          message: `The cell that opens on line ${openLine} is larger than ${limits.itemBytes / 1024 / 1024} MB, or its quotation mark is never closed. The line was not imported; reading went on with line ${openLine + 1}.`,
        }
      : {
          line: openLine,
          code: 'csv.unterminated-quote',
          severity: 'error',
          message: `A quotation mark opens on line ${openLine} and is never closed. The line was not imported; reading went on with line ${openLine + 1}. Close or remove the mark and import the file again.`,
        };
    return { cells: null, line: rowLine, problem };
  }

  /**
   * Whether a cell that runs over several lines took whole rows with it: lines that have exactly the
   * columns of the table when read on their own.
   */
  #swallowed(start: number, end: number, lines: number, columns: number): 'no' | 'doubt' | 'rows' {
    if (this.#columns < 2) return 'no';
    const plain = this.#text.slice(start, end).split(/\r\n|\n|\r/, 2_000);
    const width = (line: string) => line.split(this.#dialect.delimiter).length;
    const whole = plain.slice(1).filter((line) => width(line) === this.#columns).length;
    if (columns !== this.#columns) return whole > 0 ? 'rows' : 'no';
    const all =
      this.#columns > 2 && whole === plain.length - 1 && width(plain[0] ?? '') === this.#columns;
    if (!all) return 'no';
    return lines >= 3 ? 'rows' : 'doubt';
  }

  #more(): null {
    // A long cell would be looked through again for every block; ask for twice as much instead.
    this.#wanted = this.#ended ? 0 : (this.#text.length - this.#at) * 2;
    return null;
  }

  #forget(): void {
    this.#nextLf = -2;
    this.#nextCr = -2;
    this.#nextQuote = -2;
  }

  #quoteFrom(from: number): number {
    if (this.#nextQuote < from) {
      const found = this.#text.indexOf(this.#dialect.quote, from);
      this.#nextQuote = found === -1 ? Number.POSITIVE_INFINITY : found;
    }
    return this.#nextQuote;
  }

  #lineEnd(from: number): { end: number; next: number } | null {
    const text = this.#text;
    if (this.#nextLf < from) {
      const found = text.indexOf('\n', from);
      this.#nextLf = found === -1 ? Number.POSITIVE_INFINITY : found;
    }
    if (this.#nextCr < from) {
      const found = text.indexOf('\r', from);
      this.#nextCr = found === -1 ? Number.POSITIVE_INFINITY : found;
    }
    const end = Math.min(this.#nextLf, this.#nextCr);
    if (end === Number.POSITIVE_INFINITY) {
      return this.#ended ? { end: text.length, next: text.length } : null;
    }
    if (text[end] === '\r' && end + 1 >= text.length && !this.#ended) return null;
    return this.#lineEndAt(end);
  }

  #lineEndAt(end: number): { end: number; next: number } {
    const pair = this.#text[end] === '\r' && this.#text[end + 1] === '\n';
    return { end, next: Math.min(this.#text.length, end + (pair ? 2 : 1)) };
  }
}

function isEscaped(text: string, at: number, escapeMark: string): boolean {
  let count = 0;
  while (text[at - 1 - count] === escapeMark) count += 1;
  return count % 2 === 1;
}

function firstLineEnd(text: string, from: number): number {
  const lf = text.indexOf('\n', from);
  const limit = lf === -1 ? text.length : lf;
  const cr = text.slice(from, limit).indexOf('\r');
  return cr === -1 ? limit : from + cr;
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  for (let at = text.indexOf('\r'); at !== -1; at = text.indexOf('\r', at + 1)) {
    if (text[at + 1] !== '\n') lines += 1;
  }
  return lines;
}

function strayQuote(line: number): RowProblem {
  return {
    line,
    code: 'csv.stray-quote',
    severity: 'warning',
    message: `A quotation mark inside a cell on line ${line} is not doubled; the cell was kept with the mark in it.`,
  };
}

function rowsInCell(line: number, lines: number): RowProblem {
  return {
    line,
    code: 'csv.rows-in-cell',
    severity: 'warning',
    message: `One cell runs over lines ${line}–${line + lines - 1}, and each of them looks like a row of its own. It was read as one row; if a quotation mark is wrong there, correct it and import again.`,
  };
}

/** All rows of a text at hand. */
export function* rowsOf(
  text: string,
  dialect: Dialect,
  columns = 0,
  complete = true,
): Generator<Row> {
  const scanner = new RowScanner(dialect, columns);
  scanner.push(text, 0);
  // In a part of a file, a quote without its end may be a long cell: the row is then left out.
  if (complete) scanner.end();
  for (let row = scanner.next(); row; row = scanner.next()) yield row;
}
