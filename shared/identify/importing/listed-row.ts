import type { Mapping } from './columns.ts';
import type { ListedKind } from './listed.ts';

/** A row of a table that tells of something that happened; what its cells say is read where that belongs. */
export interface ListedRow {
  about: ListedKind;
  /** By the field of their column. */
  cells: Readonly<Record<string, string>>;
  labels: Readonly<Record<string, string>>;
  dateOrder: Mapping['dateOrder'];
}

export function listedRow(cells: readonly string[], mapping: Mapping): ListedRow {
  const said: Record<string, string> = {};
  const labels: Record<string, string> = {};
  for (const { column, field, label } of mapping.columns) {
    if (field in said || field === 'skip' || field === 'extra') continue;
    said[field] = cells[column] ?? '';
    labels[field] = label;
  }
  return { about: mapping.about!, cells: said, labels, dateOrder: mapping.dateOrder };
}
