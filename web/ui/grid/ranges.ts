import type { Position } from './movement.ts';

/** Cells that belong together, edges included, in rows and columns as they are shown. */
export interface Range {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** From the cell where it began to the one where the keyboard stands; null in row mode and in the header. */
export function rangeBetween(begun: Position | null, at: Position): Range | null {
  if (at.column === null || at.row < 0) return null;
  const from = begun?.column == null || begun.row < 0 ? at : begun;
  const column = from.column ?? at.column;
  return {
    top: Math.min(from.row, at.row),
    bottom: Math.max(from.row, at.row),
    left: Math.min(column, at.column),
    right: Math.max(column, at.column),
  };
}

export function sizeOf({ top, bottom, left, right }: Range): number {
  return (bottom - top + 1) * (right - left + 1);
}

/** Tab goes on by cells and at the end of a row to the next; null where it leaves the grid. */
export function tabbed(
  { row, column }: Position,
  by: 1 | -1,
  { rows, columns, first }: { rows: number; columns: number; first: number },
): Position | null {
  if (column === null || row < 0) return null;
  const next = column + by;
  if (next >= first && next < columns) return { row, column: next };
  const other = row + by;
  if (other < 0 || other >= rows) return null;
  return { row: other, column: by === 1 ? first : columns - 1 };
}
