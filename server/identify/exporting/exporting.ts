import { Readable } from 'node:stream';
import { cellsOf, layoutOf } from '../../../shared/identify/exporting/columns.ts';
import { displayOf } from '../../../shared/identify/exporting/record.ts';
import { cardOf } from '../../../shared/identify/exporting/vcard.ts';
import type { ExportColumn, ExportFormat } from '../../../shared/platform/exporting/formats.ts';
import type { Entity } from '../../platform/catalog/catalog.ts';
import type { Cell } from '../../platform/exporting/cells.ts';
import { byteOrderMark, csvLine } from '../../platform/exporting/csv.ts';
import type { ReadAs } from '../../platform/exporting/exported.ts';
import { writeWorkbook } from '../../platform/exporting/xlsx.ts';
import { workspaceZone } from '../../platform/workspaces/workspaces.ts';
import { NoTable } from './errors.ts';
import { extentOf, recordsOf, type WholeRecord } from './records.ts';
import { cellRows, fieldToExport, type Selection } from './rows.ts';

export interface PartyExport extends Selection {
  format: ExportFormat;
  /** For tables: only these columns. Without them a row holds the whole record, to be imported again. */
  columns?: readonly ExportColumn[] | undefined;
  delimiter?: 'comma' | 'semicolon' | undefined;
  /** Of the sheet. */
  title: string;
}

/** Sees every row go by, to count and to tell of it. */
export type Watch = <Row>(rows: AsyncIterable<Row>) => AsyncIterable<Row>;

/**
 * Writes a list into a stream. Memory does not grow with its rows. What cannot be exported is refused before
 * the first byte: whoever asks for the stream has it begun.
 */
export async function exportParties(
  read: ReadAs,
  entity: Entity,
  asked: PartyExport,
  watch: Watch,
): Promise<Readable> {
  const { format, columns, title } = asked;
  if (format === 'csv' || format === 'xlsx') {
    const table = columns
      ? chosenTable(read, entity, asked, columns)
      : await wholeTable(read, entity, asked);
    const rows = watch(await begun(table.rows));
    const zone = await read(workspaceZone);
    if (format === 'xlsx') return writeWorkbook({ title, headings: table.headings, zone, rows });
    const delimiter = asked.delimiter === 'semicolon' ? ';' : ',';
    return textStream(csvLines(table.headings, rows, delimiter, zone));
  }
  if (columns) throw new NoTable(format);
  const records = watch(await begun(recordsOf(read, entity, asked)));
  const write = format === 'ndjson' ? lineOf : cardWriter(format === 'vcard3' ? '3.0' : '4.0');
  return textStream(mapped(records, write));
}

function chosenTable(
  read: ReadAs,
  entity: Entity,
  asked: PartyExport,
  columns: readonly ExportColumn[],
): { headings: string[]; rows: AsyncIterable<Cell[]> } {
  for (const { field } of columns) fieldToExport(entity, field);
  return {
    headings: columns.map(({ field, heading }) => heading ?? field),
    rows: cellRows(read, entity, asked, columns),
  };
}

async function wholeTable(read: ReadAs, entity: Entity, asked: PartyExport) {
  const layout = layoutOf(await extentOf(read, entity, asked));
  const records = recordsOf(read, entity, asked);
  return { headings: layout.headings, rows: mapped(records, (record) => cellsOf(record, layout)) };
}

/** The first row is read before the answer begins, so that what is wrong with the question is said in time. */
async function begun<Row>(rows: AsyncIterable<Row>): Promise<AsyncIterable<Row>> {
  const iterator = rows[Symbol.asyncIterator]();
  const first = await iterator.next();
  return (async function* () {
    try {
      for (let next = first; !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  })();
}

async function* mapped<From, To>(rows: AsyncIterable<From>, change: (row: From) => To) {
  for await (const row of rows) yield change(row);
}

async function* csvLines(
  headings: readonly string[],
  rows: AsyncIterable<readonly Cell[]>,
  delimiter: ',' | ';',
  zone: string,
): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(headings, delimiter, zone);
  for await (const row of rows) yield csvLine(row, delimiter, zone);
}

const cardWriter = (version: '3.0' | '4.0') => (record: WholeRecord) => cardOf(record, version);

/** A record as one line of JSON, with what a program may want to know besides the values. */
export function lineOf(record: WholeRecord): string {
  const { row, id, kind, facts } = record;
  const { visibility, ownerId, assignedTo, lastContactAt, createdAt, updatedAt } = row;
  const about = { visibility, ownerId, assignedTo, lastContactAt, createdAt, updatedAt };
  return `${JSON.stringify({ rapport: 1, kind, id, name: displayOf(record), facts, ...about })}\n`;
}

const pieceCharacters = 32 * 1024;

/** Pieces of some size: a row at a time would cost more in passing on than in writing. */
function textStream(lines: AsyncIterable<string>): Readable {
  async function* pieces() {
    let piece = '';
    for await (const line of lines) {
      piece += line;
      if (piece.length < pieceCharacters) continue;
      yield piece;
      piece = '';
    }
    yield piece;
  }
  return Readable.from(pieces(), { objectMode: false });
}
