import type { Chosen } from '../../../shared/identify/importing/choosing.ts';
import type { TableView } from '../../../shared/identify/importing/mapping.ts';
import type { Batch, Item, Problem, Reader } from '../../platform/import/reader.ts';
import { WorkbookTrouble } from '../../platform/import/workbook/package.ts';
import { findMerged, type MergedCells } from '../../platform/import/workbook/sheet.ts';
import { Workbook } from '../../platform/import/workbook/workbook.ts';
import { previewCsv } from './csv.reader.ts';
import { findTable, type TableOptions } from './sheet-table.ts';

export type FoundTable = Omit<TableView, 'fileId' | 'file'>;

const mostSamples = 4;
const longestSample = 120;

/** The table of a CSV file as it is shown before the import. */
async function* readCsv(path: string, options: TableOptions): AsyncGenerator<Batch<FoundTable>> {
  const { headers, sample, width, chosen } = await previewCsv(path, options);
  if (sample.length > 0) yield batchOf([tableOf(null, headers, sample, width, chosen)]);
}

/** The tables of a workbook as they are shown before the import. */
async function* readWorkbook(
  path: string,
  options: TableOptions,
): AsyncGenerator<Batch<FoundTable>> {
  let workbook: Workbook | undefined;
  try {
    workbook = await Workbook.open(path);
    for await (const _ of workbook.loadStrings()) yield batchOf([]);
    for (const sheet of workbook.sheets) {
      if (sheet.isHidden) continue;
      const merged: MergedCells[] = [];
      for await (const _ of findMerged(workbook, sheet, merged)) yield batchOf([]);
      const table = await findTable(workbook, sheet, merged, options);
      if (!table || table.sample.length === 0) continue;
      const { headers, sample, width, chosen } = table;
      yield batchOf([tableOf(sheet.name, headers, sample, width, chosen)]);
    }
  } catch (error) {
    if (!(error instanceof WorkbookTrouble)) throw error;
    const { code, message } = error;
    yield batchOf([], [{ locator: {}, code, message, severity: 'error' }]);
  } finally {
    workbook?.close();
  }
}

function tableOf(
  entry: string | null,
  headers: string[] | null,
  sample: string[][],
  width: number,
  { mapping, source, named }: Chosen,
): FoundTable {
  const columns = Array.from({ length: Math.max(width, mapping.columns.length) }, (_, column) => {
    const values = sample.map((row) => (row[column] ?? '').trim()).filter(Boolean);
    const different = [...new Set(values.slice(0, 200))].slice(0, mostSamples);
    return {
      filled: values.length,
      samples: different.map((value) => value.slice(0, longestSample).toWellFormed()),
    };
  });
  return { entry, headers, rows: sample.length, columns, mapping, source, named };
}

function batchOf(tables: FoundTable[], problems: Problem[] = []): Batch<FoundTable> {
  const items: Item<FoundTable>[] = tables.map((value) => ({ locator: {}, value }));
  return { items, problems, position: null, bytesRead: 0 };
}

export const csvTables: Reader<FoundTable, TableOptions> = { read: readCsv };
export const workbookTables: Reader<FoundTable, TableOptions> = { read: readWorkbook };
