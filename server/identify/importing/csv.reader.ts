import { stat } from 'node:fs/promises';
import {
  identifiesSomebody,
  isHeaderRow,
  type Mapping,
  proposeMapping,
} from '../../../shared/identify/importing/columns.ts';
import { type RowOptions, rowToDraft } from '../../../shared/identify/importing/row-to-draft.ts';
import type { PartyDraft } from '../../../shared/identify/party-draft.ts';
import { type Row, RowScanner } from '../../platform/import/delimited.ts';
import { sniff, type Table } from '../../platform/import/dialect.ts';
import type { Batch, Item, Locator, Problem, Reader } from '../../platform/import/reader.ts';
import { type Encoding, encodingOf, readText } from '../../platform/import/text.ts';

export interface CsvOptions extends RowOptions {
  encoding?: string;
  delimiter?: string;
  quote?: string;
  /** false: the first row is already data. Left open, the reader decides. */
  header?: boolean;
  /** As a person confirmed it; without it the reader's own proposal is used. */
  mapping?: Mapping;
}

export interface CsvPreview {
  encoding: Encoding;
  table: Table;
  headers: string[] | null;
  /** Rows beneath the headings. */
  sample: string[][];
  mapping: Mapping;
}

interface CsvPosition {
  byte: number;
  chars: number;
  line: number;
  part: number;
  /** Kinds of problem that are told once a file. */
  told: string[];
  skipped: number;
  done?: boolean;
}

const SAMPLE_BYTES = 1024 * 1024;
const BATCH_ROWS = 1_000;
const BATCH_CHARS = 2 * 1024 * 1024;
const ONCE = new Set(['csv.phone-without-country', 'csv.date-doubtful']);

/** What the screen shows before an import, and what the reader decides when nobody was asked. */
export async function previewCsv(path: string, options: CsvOptions = {}): Promise<CsvPreview> {
  const encoding: Encoding = options.encoding
    ? { ...(await encodingOf(path)), name: options.encoding, doubtful: false }
    : await encodingOf(path);
  let text = '';
  let complete = true;
  for await (const block of readText(path, encoding)) {
    if (text.length > SAMPLE_BYTES) {
      complete = false;
      break;
    }
    text += block.text;
  }
  const asked = {
    ...(options.delimiter ? { delimiter: options.delimiter } : {}),
    ...(options.quote ? { quote: options.quote } : {}),
  };
  const table = sniff(text, complete, asked);
  const readable = table.rows
    .slice(table.first)
    .map(({ cells }) => cells)
    .filter((cells): cells is string[] => cells?.some((cell) => cell.trim() !== '') ?? false);
  const [first, ...below] = readable;
  const headed = options.header ?? (first !== undefined && isHeaderRow(first, below.slice(0, 200)));
  const headers = headed && first ? first.map((cell) => cell.trim()) : null;
  const sample = headed ? below : readable;
  const mapping = options.mapping ?? proposeMapping(headers, sample);
  return { encoding, table, headers, sample, mapping };
}

export async function* read(
  path: string,
  options: CsvOptions,
  from: unknown,
): AsyncGenerator<Batch<PartyDraft>> {
  const start = from as CsvPosition | null;
  if (start?.done) return;
  const { size } = await stat(path);
  const preview = await previewCsv(path, options);
  const { encoding, table, mapping } = preview;
  const usable = identifiesSomebody(mapping);
  const width = preview.headers?.length ?? table.columns;
  // In a table of our own every quotation mark is in order: no cell is suspected of having swallowed rows.
  const isOwn = mapping.columns.some(({ field }) => field === 'exported');
  const scanner = new RowScanner(table.dialect, isOwn ? 0 : table.columns, start?.line ?? 1);
  const told = new Set(start?.told ?? []);
  let part = start?.part ?? 0;
  let skipped = start?.skipped ?? 0;
  let items: Item<PartyDraft>[] = [];
  let problems: Problem[] = start ? [] : openingProblems(preview);
  let chars = 0;
  let rows = 0;
  let bytesRead = start?.byte ?? 0;
  const headLine = headingLine(preview);

  const batch = (done: boolean): Batch<PartyDraft> => {
    const position: CsvPosition = { ...scanner.place, part, told: [...told], skipped };
    if (done) position.done = true;
    const full = { items, problems, position, bytesRead: done ? size : bytesRead };
    items = [];
    problems = [];
    chars = 0;
    rows = 0;
    return full;
  };

  const take = (row: Row): void => {
    rows += 1;
    if (row.problem) {
      const { line, ...problem } = row.problem;
      problems.push({ locator: { line }, ...problem });
    }
    if (row.cells === null || row.line < headLine.body) return;
    const { cells } = row;
    for (const cell of cells) chars += cell.length;
    if (cells.every((cell) => cell.trim() === '')) return;
    part += 1;
    if (!usable) {
      skipped += 1;
      return;
    }
    const locator: Locator = { line: row.line, part };
    if (cells.length > width && cells.slice(width).some((cell) => cell.trim() !== '')) {
      problems.push({
        locator,
        code: 'csv.ragged-row',
        severity: 'warning',
        message: `The row has ${cells.length} cells, the table has ${width} columns. The surplus cells were kept as further values; a delimiter inside a cell may want quotation marks.`,
      });
    } else if (cells.length < width && cells.length < width - 1 && width > 2) {
      problems.push({
        locator,
        code: 'csv.ragged-row',
        severity: 'warning',
        message: `The row has only ${cells.length} of ${width} cells; the missing ones were taken as empty.`,
      });
    }
    if (encoding.damaged && cells.some((cell) => cell.includes('\ufffd'))) {
      problems.push({
        locator,
        code: 'csv.damaged-letters',
        severity: 'warning',
        message:
          'Some letters in this row are damaged and show as “�”; they were already damaged in the file.',
      });
    }
    const result = rowToDraft(cells, mapping, options);
    for (const problem of result.problems) {
      if (ONCE.has(problem.code)) {
        if (told.has(problem.code)) continue;
        told.add(problem.code);
      }
      problems.push({ locator, ...problem });
    }
    if (result.draft) items.push({ locator, value: result.draft });
  };

  let skip = start?.chars ?? 0;
  for await (const block of readText(path, encoding, start?.byte)) {
    scanner.push(block.text, block.byte);
    const passed = Math.min(skip, block.text.length);
    scanner.skip(passed);
    skip -= passed;
    for (let row = scanner.next(); row; row = scanner.next()) {
      take(row);
      if (rows >= BATCH_ROWS || chars >= BATCH_CHARS || (!usable && rows >= BATCH_ROWS * 20)) {
        bytesRead = block.byte;
        yield batch(false);
      }
    }
    bytesRead = block.end;
  }
  scanner.end();
  for (let row = scanner.next(); row; row = scanner.next()) {
    take(row);
    if (rows >= BATCH_ROWS || chars >= BATCH_CHARS) yield batch(false);
  }
  if (!usable && part > 0) problems.push(nobodyHere(preview, skipped));
  if (part === 0) problems.push(emptyTable());
  yield batch(true);
}

/** Lines on which the headings and the first row of data stand. */
function headingLine({ table, headers }: CsvPreview): { heading: number; body: number } {
  const first = table.rows
    .slice(table.first)
    .find(({ cells }) => cells?.some((cell) => cell.trim() !== ''));
  const heading = first?.line ?? 1;
  return { heading, body: headers ? heading + 1 : heading };
}

function openingProblems(preview: CsvPreview): Problem[] {
  const { table, headers, encoding } = preview;
  const problems: Problem[] = [];
  const { heading } = headingLine(preview);
  const above = table.rows.filter(
    ({ cells, line }) => line < heading && cells?.some((cell) => cell.trim() !== ''),
  );
  const remarks = above.filter(
    ({ cells, line }) => !(line === 1 && /^sep=/i.test(cells?.join(',') ?? '')),
  );
  const [firstRemark] = remarks;
  if (firstRemark) {
    problems.push({
      locator: { line: firstRemark.line },
      code: 'csv.preamble',
      severity: 'warning',
      message: `${remarks.length === 1 ? 'One line stands' : `${remarks.length} lines stand`} above the table and ${remarks.length === 1 ? 'was' : 'were'} not imported: “${(firstRemark.cells?.join(table.dialect.delimiter) ?? '').slice(0, 80)}”.`,
    });
  }
  if (encoding.damaged) {
    problems.push({
      locator: { line: 1 },
      code: 'csv.damaged-letters',
      severity: 'warning',
      message:
        'The file is UTF-8 with some damaged letters; they show as “�” in the rows named below.',
    });
  }
  if (encoding.doubtful) {
    problems.push({
      locator: { line: 1 },
      code: 'csv.encoding-guessed',
      severity: 'warning',
      message: `The file is not in UTF-8; it was read as ${encoding.name}. If names look wrong, save it as UTF-8 and import it again.`,
    });
  }
  const seen = new Map<string, number>();
  headers?.forEach((header, column) => {
    if (!header) return;
    const before = seen.get(header);
    if (before === undefined) seen.set(header, column);
    else {
      problems.push({
        locator: { line: heading },
        code: 'csv.duplicate-heading',
        severity: 'warning',
        field: header,
        message: `Columns ${before + 1} and ${column + 1} both are headed “${header.slice(0, 80)}”; both were read.`,
      });
    }
  });
  return problems.slice(0, 100);
}

function nobodyHere({ headers }: CsvPreview, rows: number): Problem {
  const list = headers?.filter(Boolean).slice(0, 12).join(', ');
  return {
    locator: { line: 1 },
    code: 'csv.nobody-here',
    severity: 'error',
    message:
      'Nothing here identifies a person or company: no column holds names, e-mail addresses or phones. ' +
      `${rows === 1 ? 'The one row was not' : `None of the ${rows.toLocaleString('en')} rows was`} imported.` +
      (list ? ` The columns are: ${list.slice(0, 300)}.` : '') +
      ' If one of them does, rename its heading, for example to “Name” or “Email”, and import the file again.',
  };
}

function emptyTable(): Problem {
  return {
    locator: { line: 1 },
    code: 'csv.empty',
    severity: 'error',
    message: 'The file holds no rows, only headings or nothing at all; nothing was imported.',
  };
}

export const csvReader: Reader<PartyDraft, CsvOptions> = { read };
