import { type Dialect, type Row, rowsOf } from './delimited.ts';

export interface Table {
  dialect: Dialect;
  columns: number;
  /** Rows of the sample, from the first on. */
  rows: Row[];
  /** Index in `rows` at which the table begins (behind `sep=`, titles and remarks). */
  first: number;
}

const COMMON = [',', ';', '\t', '|'];
const SAMPLE_ROWS = 1_000;
/** Characters in which the delimiters compete. */
const SNIFFED = 64 * 1024;

/** Finds delimiter, quote and the beginning of the table in the first part of a file. */
export function sniff(sample: string, complete: boolean, asked: Partial<Dialect> = {}): Table {
  const announced = /^sep=(.)\r?\n/i.exec(sample.slice(0, 20));
  // The last line of a part of a file is not complete, and would speak against the true delimiter.
  const cut = complete
    ? sample.length
    : Math.max(sample.lastIndexOf('\n'), sample.lastIndexOf('\r')) + 1;
  const text = sample.slice(0, cut || sample.length);
  const quote = asked.quote ?? quoteOf(text);
  const escapeMark =
    asked.escapeMark ??
    (text.includes(`\\${quote}`) && !text.includes(quote + quote + quote)
      ? escapeOf(text, quote)
      : quote);
  const delimiters = asked.delimiter ?? announced?.[1];
  const columned = !delimiters && isInColumns(text, cut === sample.length);
  const candidates = delimiters ? [delimiters] : columned ? [' '] : candidatesIn(text);
  let best: Table | undefined;
  let bestScore = -1;
  for (const delimiter of candidates) {
    const table = tabulate(text, complete, { delimiter, quote, escapeMark }, announced !== null);
    const body = table.rows
      .slice(table.first)
      .filter(({ cells }) => cells?.some((cell) => cell !== ''));
    const fitting = body.filter(({ cells }) => cells?.length === table.columns).length;
    // Rows above the table speak against a delimiter, but only half as much as rows in it.
    const above = table.rows.slice(0, table.first).filter(({ cells }) => cells?.join('') !== '');
    const consistency = body.length === 0 ? 0 : fitting / (body.length + above.length / 2);
    const weight = COMMON.includes(delimiter) ? 1 : 0.45;
    const score =
      table.columns < 2 ? 0 : consistency ** 2 * weight * (1 + Math.log2(table.columns));
    if (score > bestScore) {
      bestScore = score;
      best = table;
    }
  }
  const chosen = best ?? tabulate(text, complete, { delimiter: ',', quote, escapeMark }, false);
  // Once the width is known, quotes that swallow rows can be told from long cells.
  const rows: Row[] = [];
  for (const row of rowsOf(text, chosen.dialect, chosen.columns, complete)) {
    rows.push(row);
    if (rows.length >= SAMPLE_ROWS) break;
  }
  return { ...chosen, rows, first: Math.min(chosen.first, rows.length) };
}

function tabulate(text: string, complete: boolean, dialect: Dialect, announced: boolean): Table {
  const rows: Row[] = [];
  const whole = complete && text.length <= SNIFFED;
  for (const row of rowsOf(text.slice(0, SNIFFED), dialect, 0, whole)) {
    rows.push(row);
    if (rows.length >= 200) break;
  }
  const widths = new Map<number, number>();
  const from = announced ? 1 : 0;
  for (const { cells } of rows.slice(from)) {
    if (!cells || cells.every((cell) => cell === '')) continue;
    widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
  }
  let columns = 1;
  let most = 0;
  for (const [width, count] of widths) {
    if (count > most || (count === most && width > columns)) {
      columns = width;
      most = count;
    }
  }
  return { dialect, columns, rows, first: firstOfTable(rows, columns, from) };
}

/** Titles and remarks above a table are narrower than it, or fill only a cell or two of its width. */
function firstOfTable(rows: Row[], columns: number, from: number): number {
  if (columns < 2) return from;
  const filled = ({ cells }: Row) => cells?.filter((cell) => cell.trim() !== '').length ?? 0;
  const typical = rows
    .slice(from)
    .filter(({ cells }) => cells?.length === columns)
    .map(filled)
    .sort((one, other) => one - other);
  const median = typical[typical.length >> 1] ?? 0;
  for (let index = from; index < Math.min(rows.length, 40); index += 1) {
    const row = rows[index];
    if (!row?.cells) continue;
    const wide = row.cells.length >= columns * 0.8 && row.cells.length > 1;
    if (wide && filled(row) >= Math.max(1, median * 0.5) && !/^[#~]/.test(row.cells[0] ?? ''))
      return index;
  }
  return from;
}

function candidatesIn(text: string): string[] {
  const head = text.slice(0, 2_000);
  const odd = new Set(head.match(/[^\p{L}\p{N}\s"'.@_/\\()\-+]/gu) ?? []);
  for (const mark of ['\u0001', '\u001e', '\u001f']) if (head.includes(mark)) odd.add(mark);
  for (const mark of COMMON) odd.delete(mark);
  return [...COMMON, ...[...odd].filter((mark) => mark.length === 1).slice(0, 8)];
}

/** Numbers in columns of even width with blanks between them, as programs for statistics write them. */
function isInColumns(text: string, isWhole: boolean): boolean {
  const lines = text.slice(0, SNIFFED).split(/\r\n|\n|\r/);
  // The last one may be cut.
  if (!isWhole || text.length > SNIFFED) lines.pop();
  const rows = lines.map((line) => line.trim()).filter(Boolean);
  const [first, ...below] = rows.map((row) => row.split(/ +/));
  if (!first || first.length < 3 || below.length < 2) return false;
  const isNumber = (cell: string) => /^[-+]?\d[\d.,:/-]*$/.test(cell);
  return below.every((cells) => cells.length === first.length && cells.every(isNumber));
}

/** Apostrophes quote cells only when some begin and end with them and no cell uses the usual mark. */
function quoteOf(text: string): string {
  const head = text.slice(0, 64 * 1024);
  if (/(?:^|[,;\t|\n\r])\s*"/.test(head)) return '"';
  const opened = head.match(/(?:^|[,;\t|\n\r])'/g)?.length ?? 0;
  const closed = head.match(/'(?:$|[,;\t|\n\r])/g)?.length ?? 0;
  return opened > 1 && opened === closed ? "'" : '"';
}

function escapeOf(text: string, quote: string): string {
  const head = text.slice(0, 64 * 1024);
  const inside = head.split(`\\${quote}`).length - 1;
  const doubled = head.split(new RegExp(`[^,;\t|\n\r]${quote}${quote}[^,;\t|\n\r]`)).length - 1;
  return inside > doubled ? '\\' : quote;
}
