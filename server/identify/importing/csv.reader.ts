import { stat } from 'node:fs/promises';
import { type Chosen, chooseMapping } from '../../../shared/identify/importing/choosing.ts';
import { isHeaderRow } from '../../../shared/identify/importing/columns.ts';
import type { ListedRow } from '../../../shared/identify/importing/listed-row.ts';
import type { RowOptions } from '../../../shared/identify/importing/row-to-draft.ts';
import type { PartyDraft } from '../../../shared/identify/party-draft.ts';
import { type Row, RowScanner } from '../../platform/import/delimited.ts';
import { sniff, type Table } from '../../platform/import/dialect.ts';
import type { Batch, Problem, Reader } from '../../platform/import/reader.ts';
import { type Encoding, encodingOf, readText } from '../../platform/import/text.ts';
import type { TableOptions } from './sheet-table.ts';
import { aboveTable, doubleHeadings, nobodyHere, type TableMark, TableRows } from './table-rows.ts';

export interface CsvOptions extends RowOptions, TableOptions {
  encoding?: string;
  delimiter?: string;
  quote?: string;
  /** false: the first row is already data. Left open, the reader decides. */
  header?: boolean;
}

export interface CsvPreview {
  encoding: Encoding;
  table: Table;
  headers: string[] | null;
  /** Rows beneath the headings. */
  sample: string[][];
  width: number;
  chosen: Chosen;
}

interface CsvPosition extends TableMark {
  byte: number;
  chars: number;
  line: number;
  done?: boolean;
}

const SAMPLE_BYTES = 1024 * 1024;

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
  const width = headers?.length ?? table.columns;
  const chosen = chooseMapping(headers, sample, width, options.mappings, options.roleWords);
  return { encoding, table, headers, sample, width, chosen };
}

export async function* read(
  path: string,
  options: CsvOptions,
  from: unknown,
): AsyncGenerator<Batch<PartyDraft | ListedRow>> {
  const start = from as CsvPosition | null;
  if (start?.done) return;
  const { size } = await stat(path);
  const preview = await previewCsv(path, options);
  const { encoding, table, chosen, width } = preview;
  // In a table of our own every quotation mark is in order: no cell is suspected of having swallowed rows.
  const isOwn = chosen.mapping.columns.some(({ field }) => field === 'exported');
  const scanner = new RowScanner(table.dialect, isOwn ? 0 : table.columns, start?.line ?? 1);
  const rows = new TableRows(chosen.mapping, width, options, start);
  if (!start) rows.problems.push(...openingProblems(preview));
  let bytesRead = start?.byte ?? 0;
  const headLine = headingLine(preview);

  const batch = (done: boolean): Batch<PartyDraft | ListedRow> => {
    const position: CsvPosition = { ...scanner.place, ...rows.mark };
    if (done) position.done = true;
    return { ...rows.take(), position, bytesRead: done ? size : bytesRead };
  };

  const take = (row: Row): void => {
    if (row.problem) {
      const { line, ...problem } = row.problem;
      rows.problems.push({ locator: { line }, ...problem });
    }
    if (row.cells === null || row.line < headLine.body) {
      rows.pass();
      return;
    }
    const { cells } = row;
    rows.add(cells, { line: row.line });
    if (encoding.damaged && rows.isUsable && cells.some((cell) => cell.includes('\ufffd'))) {
      rows.problems.push({
        locator: { line: row.line, part: rows.part },
        code: 'csv.damaged-letters',
        severity: 'warning',
        message:
          'Some letters in this row are damaged and show as “�”; they were already damaged in the file.',
      });
    }
  };

  let skip = start?.chars ?? 0;
  for await (const block of readText(path, encoding, start?.byte)) {
    scanner.push(block.text, block.byte);
    const passed = Math.min(skip, block.text.length);
    scanner.skip(passed);
    skip -= passed;
    for (let row = scanner.next(); row; row = scanner.next()) {
      take(row);
      if (rows.isFull) {
        bytesRead = block.byte;
        yield batch(false);
      }
    }
    bytesRead = block.end;
  }
  scanner.end();
  for (let row = scanner.next(); row; row = scanner.next()) {
    take(row);
    if (rows.isFull) yield batch(false);
  }
  if (!rows.isUsable && rows.part > 0) {
    rows.problems.push(nobodyHere(preview.headers, rows.skipped, { line: 1 }));
  }
  if (rows.part === 0) rows.problems.push(emptyTable());
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
  problems.push(
    ...aboveTable(
      remarks.map(({ cells, line }) => ({
        line,
        text: cells?.join(table.dialect.delimiter) ?? '',
      })),
    ),
  );
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
  problems.push(...doubleHeadings(headers ?? [], { line: heading }));
  return problems.slice(0, 100);
}

function emptyTable(): Problem {
  return {
    locator: { line: 1 },
    code: 'csv.empty',
    severity: 'error',
    message: 'The file holds no rows, only headings or nothing at all; nothing was imported.',
  };
}

export const csvReader: Reader<PartyDraft | ListedRow, CsvOptions> = { read };
