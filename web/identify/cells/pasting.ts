import type { Cell, CellsInput } from '../../../shared/identify/cells.ts';
import type { PartyKind, PartyRow } from '../../../shared/identify/parties.ts';
import { cellLimits } from '../../../shared/identify/writable-columns.ts';
import { unguarded } from '../../../shared/platform/exporting/formula-guard.ts';
import { decimalMarkOf } from '../../../shared/platform/numbers.ts';
import type { CellRange } from '../../ui/grid/columns.ts';
import { valueIn } from './values.ts';

/** What lies on the clipboard: texts, and from one of our own lists the values behind them. */
export interface Block {
  texts: readonly (readonly string[])[];
  fields?: readonly string[];
  values?: readonly (readonly Exclude<Cell, null>[])[];
}

/** The kind under which a list puts its values beside the texts. */
export const ownFormat = 'application/x-rapport-cells';

/** Where a block is written, and what of it has no place in the list. */
export interface Placed {
  input: CellsInput;
  lostRows: number;
  lostColumns: number;
}

/** How many rows a block needs from the first row of the range on. */
export function rowsNeeded({ texts }: Block, { rows }: CellRange<unknown>): number {
  const fills = rows.length % texts.length === 0;
  return fills ? Math.max(rows.length, texts.length) : texts.length;
}

/**
 * One value is written over the whole range; a block as often as it fits exactly into the range, else once from
 * its first cell on.
 */
export function placed(
  kind: PartyKind,
  block: Block,
  range: CellRange<PartyRow>,
  locale: string,
): Placed {
  const { texts } = block;
  const height = texts.length;
  const width = Math.max(...texts.map((cells) => cells.length));
  const deep = rowsNeeded(block, range);
  const wide = range.columns.length % width === 0 ? Math.max(range.columns.length, width) : width;
  const rows = range.below.slice(0, deep);
  const fields = range.beside.slice(0, wide);
  return {
    input: inputOf(kind, rows, fields, locale, (row, column) => {
      const from = row % height;
      const at = column % width;
      const same = block.fields?.[at] === fields[column];
      const value = same ? block.values?.[from]?.[at] : undefined;
      const text = texts[from]?.[at];
      return value ?? (text === undefined ? null : unguarded(text));
    }),
    lostRows: deep - rows.length,
    lostColumns: wide - fields.length,
  };
}

/** What is asked of the server: each cell with what is to stand there, and what is seen there now. */
export function inputOf(
  kind: PartyKind,
  rows: readonly PartyRow[],
  fields: readonly string[],
  locale: string,
  given: (row: number, column: number) => Cell,
): CellsInput {
  return {
    kind,
    fields: [...fields],
    rows: rows.map((row, at) => ({
      id: row.id,
      cells: fields.map((_, column) => given(at, column)),
      was: fields.map((field) => valueIn(row, field) ?? null),
    })),
    decimalMark: decimalMarkOf(locale) === ',' ? ',' : '.',
  };
}

export function isTooMuch(rows: number, columns: number): boolean {
  return rows > cellLimits.rows || rows * columns > cellLimits.cells;
}
