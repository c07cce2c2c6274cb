import { unguarded } from '../../platform/exporting/formula-guard.ts';
import { ownTable } from '../exporting/columns.ts';
import { draftOfRecord } from '../exporting/draft.ts';
import { type DraftProblem, type PartyDraft, tidyText } from '../party-draft.ts';
import { headingOf } from './cells.ts';
import type { Mapping } from './columns.ts';

/** A row of our own export. Columns that somebody gave another meaning since are read by that. */
export function rowOfOwn(
  row: readonly string[],
  { columns }: Mapping,
): { draft: PartyDraft | null; problems: DraftProblem[] } | null {
  const exported = columns.filter(({ field }) => field === 'exported');
  const table = exported.length > 0 && ownTable(exported.map(({ header }) => header));
  if (!table) return null;
  const record = table.recordOf(exported.map(({ column }) => unguarded(row[column] ?? '')));
  if (!record) {
    const message =
      'The columns “Rapport ID” and “Kind” of this row no longer say which record it is, so it was not imported. Put back what stood there, or remove both columns, and import the file again.';
    return { draft: null, problems: [{ code: 'csv.not-ours', severity: 'error', message }] };
  }
  const added = columns
    .filter(({ field }) => field !== 'exported' && field !== 'skip')
    .map((column) => ({
      label: headingOf(column),
      value: unguarded(tidyText(row[column.column] ?? '')),
    }))
    .filter(({ value }) => value !== '');
  const facts = added.map(({ label, value }) => ({
    topic: 'extra' as const,
    value,
    label: label.slice(0, 100),
  }));
  return { draft: draftOfRecord({ ...record, facts: [...record.facts, ...facts] }), problems: [] };
}
