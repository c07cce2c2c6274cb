import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { ExportColumn, ExportFormat } from '../../../shared/platform/exporting/formats.ts';
import type { Filter } from '../../../shared/platform/filters.ts';
import { inShownWorkspace } from '../../app/workspace.ts';
import { home, zone } from '../parties/queries.ts';

/** As many as an address can name; more are chosen by a filter, of which so many may be taken out again. */
export const mostChosen = 300;

export interface Export {
  format: ExportFormat;
  title: string;
  sort?: string | undefined;
  filter?: Filter | undefined;
  columns?: ExportColumn[] | undefined;
  /** Records chosen one by one. */
  ids?: readonly string[] | undefined;
  /** Of all that the filter leaves, all but these. */
  except?: readonly string[] | undefined;
  /** Spreadsheets where commas stand in numbers expect semicolons between cells. */
  delimiter?: 'comma' | 'semicolon' | undefined;
}

/** Where the file of a whole list is had; the browser writes it to disk while it comes. */
export function exportAddress(kind: PartyKind, asked: Export): string {
  const { filter, columns, ids, except = [], ...plain } = asked;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...plain, zone })) if (value) query.set(name, value);
  if (filter) query.set('filter', JSON.stringify(filter));
  if (ids) query.set('ids', ids.join(','));
  if (except.length > 0) query.set('except', except.join(','));
  if (columns) query.set('columns', JSON.stringify(columns));
  return inShownWorkspace(`/api/v1/${home[kind]}/export?${query.toString()}`);
}

/** A file from an address of our own, without leaving the page. */
export function download(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  link.click();
}
