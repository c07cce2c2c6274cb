/** Runs in a worker: the parsers of documents meet whatever strangers send. */
import { readFile } from 'node:fs/promises';
import { getDocumentProxy } from 'unpdf';
import { sniff } from '../../platform/import/dialect.ts';
import { Package, WorkbookTrouble } from '../../platform/import/workbook/package.ts';
import { readRows } from '../../platform/import/workbook/sheet.ts';
import { Workbook } from '../../platform/import/workbook/workbook.ts';
import { readXml } from '../../platform/import/workbook/xml.ts';

export type PaperFormat = 'pdf' | 'docx' | 'xlsx' | 'csv';

/** Why the words of a file are not known. */
export type Unread = 'password' | 'damaged' | 'picture' | 'long' | 'large';

export type PaperText = { lines: string[] } | { unread: Unread };

const most = {
  pages: 30,
  sheets: 10,
  lines: 4_000,
  characters: 150_000,
  /** A longer line is running text, and no total stands in it. */
  lineCharacters: 500,
  unpackedBytes: 24 * 1024 * 1024,
  sharedBytes: 16 * 1024 * 1024,
  cellCharacters: 16 * 1024 * 1024,
  parts: 5_000,
};

/** The words of a file, line by line, cells of a table beside each other. */
export async function readPaper({
  path,
  format,
}: {
  path: string;
  format: PaperFormat;
}): Promise<PaperText> {
  const found = new Lines();
  try {
    await readers[format](path, found);
  } catch (error) {
    if (!(error instanceof Enough)) return { unread: reasonOf(error) };
  }
  return found.lines.length > 0 ? { lines: found.lines } : { unread: 'picture' };
}

/** Nobody reads further for a total. */
class Enough extends Error {}

class Lines {
  readonly lines: string[] = [];
  #characters = 0;

  add(line: string): void {
    const text = line
      .replaceAll(/[^\S\t]+/gu, ' ')
      .replaceAll(/ ?\t[\t ]*/gu, '\t')
      .trim();
    if (text === '') return;
    this.#characters += text.length;
    if (this.lines.length >= most.lines || this.#characters > most.characters) throw new Enough();
    this.lines.push(text.slice(0, most.lineCharacters).toWellFormed());
  }
}

const readers: Record<PaperFormat, (path: string, found: Lines) => Promise<void>> = {
  pdf: readPdf,
  docx: readDocument,
  xlsx: readWorkbook,
  csv: readTable,
};

function reasonOf(error: unknown): Unread {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException') return 'password';
  if (!(error instanceof WorkbookTrouble)) return 'damaged';
  if (error.code === 'workbook.encrypted') return 'password';
  return error.code === 'workbook.damaged' ? 'damaged' : 'large';
}

interface Piece {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
}

async function readPdf(path: string, found: Lines): Promise<void> {
  const data = new Uint8Array(await readFile(path));
  const pdf = await getDocumentProxy(data, {
    verbosity: 0,
    useSystemFonts: false,
    disableFontFace: true,
    // Pictures are not looked at; one of a billion points is never unpacked.
    maxImageSize: 1,
  });
  try {
    for (let number = 1; number <= Math.min(pdf.numPages, most.pages); number++) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      const pieces = items.flatMap((item): Piece[] => {
        if (!('str' in item) || item.str.trim() === '') return [];
        const [, , , height = 0, x = 0, y = 0] = item.transform as number[];
        const size = Math.abs(height) || item.height || 10;
        return [{ text: item.str, x, y, width: item.width, size }];
      });
      for (const line of linesOf(pieces)) found.add(line);
      page.cleanup();
    }
  } finally {
    await pdf.loadingTask.destroy();
  }
}

/** What stands at one height is one line, from left to right; a wide gap parts columns. */
function linesOf(pieces: readonly Piece[]): string[] {
  const rows: Piece[][] = [];
  for (const piece of pieces.toSorted((one, other) => other.y - one.y)) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (
      first &&
      Math.abs(first.y - piece.y) <= Math.max(2, 0.35 * Math.min(first.size, piece.size))
    )
      row.push(piece);
    else rows.push([piece]);
  }
  return rows.map((row) => {
    let line = '';
    let end: number | undefined;
    for (const { text, x, width, size } of row.toSorted((one, other) => one.x - other.x)) {
      const gap = end === undefined ? 0 : x - end;
      line += gap > 1.5 * size ? '\t' : gap > 0.12 * size ? ' ' : '';
      line += text;
      end = Math.max(end ?? 0, x + width);
    }
    return line;
  });
}

/** A text document (ECMA-376): its heads first, where a letter has its number and day. */
async function readDocument(path: string, found: Lines): Promise<void> {
  const parts = await Package.open(path, most);
  try {
    if (!parts.has('word/document.xml'))
      throw new WorkbookTrouble('workbook.damaged', 'There is no text.');
    for (const head of ['word/header1.xml', 'word/header2.xml', 'word/header3.xml'])
      if (parts.has(head)) await readParagraphs(parts, head, found);
    await readParagraphs(parts, 'word/document.xml', found);
  } finally {
    parts.close();
  }
}

async function readParagraphs(parts: Package, part: string, found: Lines): Promise<void> {
  let line = '';
  let inText = false;
  /** Cells of the row at hand; a table within a cell belongs to that cell. */
  let row: string[] | null = null;
  let depth = 0;
  await readXml(parts.text(part), {
    open: (name) => {
      if (name === 't') inText = true;
      else if (name === 'tab' || name === 'ptab') line += '\t';
      else if (name === 'br' || name === 'cr') line += row ? ' ' : '\n';
      else if (name === 'tr' && depth++ === 0) row = [];
      else if (name === 'tc' && depth === 1) line = '';
    },
    text: (text) => {
      if (inText && line.length < most.characters) line += text;
    },
    close: (name) => {
      if (name === 't') inText = false;
      else if (name === 'p') {
        if (row) line += ' ';
        else {
          for (const one of line.split('\n')) found.add(one);
          line = '';
        }
      } else if (name === 'tc' && depth === 1) {
        row?.push(line.replaceAll('\t', ' '));
        line = '';
      } else if (name === 'tr' && --depth === 0) {
        found.add((row ?? []).join('\t'));
        row = null;
        line = '';
      }
    },
  });
}

async function readWorkbook(path: string, found: Lines): Promise<void> {
  const book = await Workbook.open(path, most);
  try {
    for await (const _ of book.loadStrings());
    for (const sheet of book.sheets.filter(({ isHidden }) => !isHidden).slice(0, most.sheets))
      for await (const rows of readRows(book, sheet))
        for (const { cells, isHidden } of rows)
          if (!isHidden) found.add(cells.map((cell) => cell.replaceAll(/\s+/gu, ' ')).join('\t'));
    // The currency of an amount often stands in the format of its cell alone.
    if (book.package.has('xl/styles.xml')) {
      let styles = '';
      for await (const text of book.package.text('xl/styles.xml'))
        if (styles.length < most.characters) styles += text;
      const signs = styles.match(/(?<=formatCode="[^"]*)(?:[€£]|EUR|CHF|USD|GBP|PLN)/gu) ?? [];
      for (const sign of new Set(signs)) found.add(sign);
    }
  } finally {
    book.close();
  }
}

async function readTable(path: string, found: Lines): Promise<void> {
  const bytes = (await readFile(path)).subarray(0, 4 * most.characters);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder('windows-1252').decode(bytes);
  }
  for (const { cells } of sniff(text, true).rows)
    found.add((cells ?? []).map((cell) => cell.replaceAll(/\s+/gu, ' ')).join('\t'));
}
