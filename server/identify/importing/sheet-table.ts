import {
  type Chosen,
  type Confirmed,
  chooseMapping,
} from '../../../shared/identify/importing/choosing.ts';
import { isHeaderRow } from '../../../shared/identify/importing/columns.ts';
import type { Corrections } from '../../../shared/identify/importing/corrections.ts';
import type { RoleWords } from '../../../shared/identify/importing/role-words.ts';
import { type MergedCells, readRows, type SheetRow } from '../../platform/import/workbook/sheet.ts';
import type { Sheet, Workbook } from '../../platform/import/workbook/workbook.ts';

export interface SheetTable {
  headers: string[] | null;
  /** Rows beneath the headings. */
  sample: string[][];
  chosen: Chosen;
  width: number;
  /** Rows on which the headings and the first row of data stand. */
  heading: number;
  body: number;
  remarks: { line: number; text: string }[];
  merged: MergedCells[];
}

/** What is known beforehand of the tables of an import. */
export interface TableOptions {
  /** What people confirmed for tables with these headings; without it the reader proposes. */
  mappings?: Confirmed[];
  roleWords?: RoleWords | undefined;
  /** What is read in place of single cells. */
  corrections?: Corrections;
}

const sampleRows = 1_000;
const sampleCharacters = 512 * 1024;
const mostRowsAbove = 40;

/** Where the table of a sheet begins and what its columns hold; undefined for an empty sheet. */
export async function findTable(
  workbook: Workbook,
  sheet: Sheet,
  merged: MergedCells[],
  { mappings, roleWords }: TableOptions = {},
): Promise<SheetTable | undefined> {
  const rows = await sampleOf(workbook, sheet);
  if (rows.length === 0) return undefined;
  const first = firstOfTable(rows);
  fillMerged(rows.slice(first), merged);
  const body = rows.slice(first).map(({ cells }) => cells);
  const [head = [], ...below] = body;
  const isHeaded = isHeaderRow(head, below.slice(0, 200));
  const headers = isHeaded ? head.map((cell) => cell.trim()) : null;
  const sample = isHeaded ? below : body;
  const width = headers?.length ?? Math.max(...body.map((cells) => cells.length));
  const heading = rows[first]!.row;
  return {
    headers,
    sample,
    chosen: chooseMapping(headers, sample, width, mappings, roleWords),
    width,
    heading,
    body: isHeaded ? heading + 1 : heading,
    remarks: rows
      .slice(0, first)
      .map(({ row, cells }) => ({ line: row, text: cells.filter(Boolean).join(' ') })),
    merged: merged.filter(({ from }) => !isHeaded || from > heading),
  };
}

async function sampleOf(workbook: Workbook, sheet: Sheet): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  let characters = 0;
  for await (const more of readRows(workbook, sheet)) {
    for (const row of more) {
      if (row.cells.length === 0) continue;
      rows.push(row);
      characters += row.cells.reduce((sum, cell) => sum + cell.length + 1, 0);
      if (rows.length >= sampleRows || characters > sampleCharacters) return rows;
    }
  }
  return rows;
}

/** Titles and remarks above a table are narrower than it, or fill only a cell or two of its width. */
function firstOfTable(rows: readonly SheetRow[]): number {
  const middle = (numbers: number[], share: number) =>
    numbers.sort((one, other) => one - other)[Math.floor((numbers.length - 1) * share)] ?? 0;
  const filled = ({ cells }: SheetRow) => cells.filter((cell) => cell.trim() !== '').length;
  const width = middle(
    rows.map(({ cells }) => cells.length),
    0.9,
  );
  const median = middle(rows.map(filled), 0.5);
  const first = rows
    .slice(0, mostRowsAbove)
    .findIndex(
      (row) => row.cells.length >= width * 0.6 && filled(row) >= Math.max(1, median * 0.5),
    );
  return Math.max(0, first);
}

/** A cell merged over several rows says its value of each of them. */
export class MergedValues {
  readonly #merged: readonly MergedCells[];
  #next = 0;
  #open: { column: number; to: number; value: string }[] = [];

  constructor(merged: readonly MergedCells[]) {
    this.#merged = [...merged].sort((one, other) => one.from - other.from);
  }

  fill({ row, cells }: SheetRow): void {
    if (this.#open.length > 0) this.#open = this.#open.filter(({ to }) => to >= row);
    for (const { column, value } of this.#open) {
      if (cells[column]) continue;
      while (cells.length < column) cells.push('');
      cells[column] = value;
    }
    for (; (this.#merged[this.#next]?.from ?? Number.POSITIVE_INFINITY) <= row; this.#next += 1) {
      const { column, from, to } = this.#merged[this.#next]!;
      const value = cells[column];
      if (from === row && value) this.#open.push({ column, to, value });
    }
  }
}

function fillMerged(rows: readonly SheetRow[], merged: readonly MergedCells[]): void {
  const values = new MergedValues(merged);
  for (const row of rows) values.fill(row);
}
