import type { ProblemCell } from '../../platform/import/imports.ts';
import { tidyText } from '../party-draft.ts';
import type { ColumnMapping } from './columns.ts';

/** What people write into a cell of which they know nothing. */
export const NOTHING = /^(?:-+|n\/?a|none|null|nil|unknown|\?+)$/i;

/** What a column is called where a value of it is kept as it stands. */
export function headingOf(column: ColumnMapping): string {
  return tidyText(column.header) || `Column ${column.column + 1}`;
}

/** The cell that a problem is about. */
export function cellOf(column: ColumnMapping, value: string): ProblemCell {
  return {
    column: column.column,
    header: headingOf(column).slice(0, 200),
    value: value.slice(0, 2_000),
  };
}

/** A cell as a sentence may quote it. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
