/** Where the keyboard stands in a grid: a whole row, or one cell of it. Row −1 is the header. */
export interface Position {
  row: number;
  /** null in row mode. */
  column: number | null;
}

export interface Extent {
  rows: number;
  columns: number;
  /** Rows that fit on the screen. */
  page: number;
  /** Written from right to left, where → goes back. */
  mirrored: boolean;
}

export interface Stroke {
  key: string;
  withMod: boolean;
}

/** Where a key leads, or null when the grid does not know it. */
export function moved(
  { row, column }: Position,
  { key, withMod }: Stroke,
  { rows, columns, page, mirrored }: Extent,
): Position | null {
  const first = column === null ? 0 : -1;
  const toRow = (next: number): Position => ({
    row: Math.min(Math.max(next, first), rows - 1),
    column,
  });
  const toColumn = (next: number): Position => ({
    row,
    column: Math.min(Math.max(next, 0), columns - 1),
  });
  const forward = mirrored ? 'ArrowLeft' : 'ArrowRight';
  switch (key) {
    case 'ArrowDown':
      return withMod ? toRow(rows - 1) : toRow(row + 1);
    case 'ArrowUp':
      return withMod ? toRow(0) : toRow(row - 1);
    case 'PageDown':
      return toRow(row + page);
    case 'PageUp':
      return toRow(Math.max(row - page, 0));
    case 'ArrowLeft':
    case 'ArrowRight': {
      if (column === null) return key === forward ? { row, column: 0 } : null;
      if (withMod) return toColumn(key === forward ? columns - 1 : 0);
      return toColumn(column + (key === forward ? 1 : -1));
    }
    case 'F2':
      return column === null ? { row, column: 0 } : null;
    case 'Home':
      if (column === null) return toRow(0);
      return withMod ? { row: 0, column: 0 } : toColumn(0);
    case 'End':
      if (column === null) return toRow(rows - 1);
      return withMod ? { row: rows - 1, column: columns - 1 } : toColumn(columns - 1);
    case 'Escape':
      return column === null ? null : { row: Math.max(row, 0), column: null };
    default:
      return null;
  }
}

/** The row that takes over when the focused one has left the list: the one that now stands in its place. */
export function heir(keys: readonly string[], lost: { key: string; row: number }): number {
  const at = keys.indexOf(lost.key);
  return at >= 0 ? at : Math.min(lost.row, keys.length - 1);
}
