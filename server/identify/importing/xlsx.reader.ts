import { stat } from 'node:fs/promises';
import type { ListedRow } from '../../../shared/identify/importing/listed-row.ts';
import type { RowOptions } from '../../../shared/identify/importing/row-to-draft.ts';
import type { PartyDraft } from '../../../shared/identify/party-draft.ts';
import type { Batch, Locator, Problem, Reader } from '../../platform/import/reader.ts';
import { WorkbookTrouble, workbookLimits } from '../../platform/import/workbook/package.ts';
import {
  columnName,
  findMerged,
  type MergedCells,
  readRows,
  type SheetRow,
} from '../../platform/import/workbook/sheet.ts';
import { type Sheet, Workbook } from '../../platform/import/workbook/workbook.ts';
import { findTable, MergedValues, type SheetTable, type TableOptions } from './sheet-table.ts';
import { aboveTable, doubleHeadings, nobodyHere, type TableMark, TableRows } from './table-rows.ts';

export interface XlsxOptions extends RowOptions, TableOptions {
  limits?: Partial<typeof workbookLimits>;
}

interface XlsxPosition {
  /** The sheet in work, and the last of its rows that was taken. */
  sheet: number;
  row: number;
  table: TableMark | null;
  /** Names of sheets without rows, and whether any had some. */
  empty: string[];
  anyRows: boolean;
  done?: boolean;
}

/** A piece of work without rows says that it goes on before anybody takes it for stuck. */
const silence = 300;

/** Tables in a workbook: each sheet is one, and its rows are people or companies. */
export async function* read(
  path: string,
  options: XlsxOptions,
  from: unknown,
): AsyncGenerator<Batch<PartyDraft | ListedRow>> {
  const start = from as XlsxPosition | null;
  if (start?.done) return;
  const reading = new WorkbookReading(options, start, (await stat(path)).size);
  let workbook: Workbook | undefined;
  try {
    workbook = await Workbook.open(path, { ...workbookLimits, ...options.limits });
    yield* reading.read(workbook);
  } catch (error) {
    if (!(error instanceof WorkbookTrouble)) throw error;
    yield reading.broken(error);
  } finally {
    workbook?.close();
  }
}

class WorkbookReading {
  readonly #options: XlsxOptions;
  readonly #size: number;
  readonly #position: XlsxPosition;
  #rows: TableRows | undefined;
  #problems: Problem[] = [];
  #share = 0;
  #heard = performance.now();

  constructor(options: XlsxOptions, start: XlsxPosition | null, size: number) {
    this.#options = options;
    this.#size = size;
    this.#position = structuredClone(start) ?? {
      sheet: 0,
      row: 0,
      table: null,
      empty: [],
      anyRows: false,
    };
  }

  async *read(workbook: Workbook): AsyncGenerator<Batch<PartyDraft | ListedRow>> {
    const sheets = workbook.sheets.filter(({ isHidden }) => !isHidden);
    if (this.#position.sheet === 0 && this.#position.row === 0) this.#tellHidden(workbook);
    for await (const _ of workbook.loadStrings()) if (this.#isSilent()) yield this.#batch();
    const total = sheets.reduce((sum, { part }) => sum + workbook.package.statedBytes(part), 1);
    let before = 0;
    for (const [index, sheet] of sheets.entries()) {
      const bytes = workbook.package.statedBytes(sheet.part);
      if (index >= this.#position.sheet) {
        this.#share = before / total;
        yield* this.#readSheet(workbook, sheet);
        Object.assign(this.#position, { sheet: index + 1, row: 0, table: null });
      }
      before += bytes;
    }
    this.#tellEmpty();
    yield this.#batch(true);
  }

  /** What was read before the workbook proved damaged is kept, and the place is named. */
  broken({ code, message }: WorkbookTrouble): Batch<PartyDraft | ListedRow> {
    this.#problems.push({ locator: this.#place ?? {}, code, severity: 'error', message });
    return this.#batch(true);
  }

  #place: Locator | undefined;

  async *#readSheet(
    workbook: Workbook,
    sheet: Sheet,
  ): AsyncGenerator<Batch<PartyDraft | ListedRow>> {
    this.#place = { entry: sheet.name };
    const merged: MergedCells[] = [];
    for await (const _ of findMerged(workbook, sheet, merged)) {
      if (this.#isSilent()) yield this.#batch();
    }
    const table = await findTable(workbook, sheet, merged, this.#options);
    if (!table) {
      this.#position.empty.push(sheet.name);
      return;
    }
    const { table: mark, row: reached } = this.#position;
    const rows = new TableRows(table.chosen.mapping, table.width, this.#options, mark);
    this.#rows = rows;
    if (reached === 0) rows.problems.push(...openingProblems(table, sheet.name));
    const mergedValues = new MergedValues(table.merged);
    for await (const more of readRows(workbook, sheet)) {
      for (const row of more) {
        if (row.row < table.body) continue;
        mergedValues.fill(row);
        if (row.row <= reached) continue;
        this.#take(row, table, rows, sheet.name);
        if (rows.isFull) yield this.#batch();
      }
      if (this.#isSilent()) yield this.#batch();
    }
    if (!rows.isUsable && rows.part > 0) {
      const place = { entry: sheet.name, line: table.heading };
      rows.problems.push(nobodyHere(table.headers, rows.skipped, place));
    }
    if (rows.part > 0) this.#position.anyRows = true;
    else this.#position.empty.push(sheet.name);
    // Its rows go out with the next batch, under the mark of the sheet behind.
    const { items, problems } = rows.take();
    this.#rows = undefined;
    this.#left.push(...items);
    this.#problems.push(...problems);
  }

  #left: Batch<PartyDraft | ListedRow>['items'] = [];

  #take(row: SheetRow, table: SheetTable, rows: TableRows, entry: string): void {
    const { cells } = row;
    const place: Locator = { entry, line: row.row };
    this.#place = place;
    this.#position.row = row.row;
    if (row.isHidden) {
      rows.tellOnce('hidden', {
        locator: place,
        code: 'workbook.hidden-rows',
        severity: 'warning',
        message:
          'Some rows of the sheet, such as this one, are hidden there by hand or by a filter; they were imported like the others.',
      });
    }
    for (const [column, fault] of row.faults) {
      rows.tellOnce(`fault ${column}`, {
        locator: place,
        code: 'workbook.calculation-failed',
        severity: 'warning',
        field: table.headers?.[column] || columnName(column),
        message: `In column ${columnName(column)} stand calculations that failed, such as ${fault.slice(0, 20)} in row ${row.row}; these cells were taken as empty. Mend them in the workbook and import it again to fill them.`,
      });
    }
    // A sheet has no cells behind the last one filled; that is no fault of the row.
    while (cells.length < table.width) cells.push('');
    rows.add(cells, place);
  }

  #isSilent(): boolean {
    return performance.now() - this.#heard > silence;
  }

  #batch(done = false): Batch<PartyDraft | ListedRow> {
    this.#heard = performance.now();
    const { items, problems } = this.#rows?.take() ?? { items: [], problems: [] };
    if (this.#rows) this.#position.table = this.#rows.mark;
    const batch = {
      items: [...this.#left, ...items],
      problems: [...this.#problems, ...problems],
      position: { ...this.#position, empty: [...this.#position.empty], ...(done && { done }) },
      bytesRead: done ? this.#size : Math.floor(this.#share * this.#size),
    };
    this.#left = [];
    this.#problems = [];
    return batch;
  }

  #tellHidden({ sheets }: Workbook): void {
    const hidden = sheets.filter(({ isHidden }) => isHidden).map(({ name }) => `“${name}”`);
    if (hidden.length === 0) return;
    this.#problems.push({
      locator: {},
      code: 'workbook.hidden-sheets',
      severity: 'warning',
      message: `${hidden.length === 1 ? 'The hidden sheet' : 'The hidden sheets'} ${hidden.slice(0, 10).join(', ')} ${hidden.length === 1 ? 'was' : 'were'} passed over. Show what holds people in the workbook and import it again.`,
    });
  }

  #tellEmpty(): void {
    const { empty, anyRows } = this.#position;
    if (!anyRows) {
      this.#problems.push({
        locator: {},
        code: 'csv.empty',
        severity: 'error',
        message:
          'The workbook holds no rows, only headings or nothing at all; nothing was imported.',
      });
    } else if (empty.length > 0) {
      const names = empty.slice(0, 10).map((name) => `“${name}”`);
      this.#problems.push({
        locator: {},
        code: 'workbook.empty-sheets',
        severity: 'warning',
        message: `${empty.length === 1 ? 'The sheet' : 'The sheets'} ${names.join(', ')} ${empty.length === 1 ? 'holds' : 'hold'} no rows and ${empty.length === 1 ? 'was' : 'were'} passed over.`,
      });
    }
  }
}

function openingProblems({ remarks, headers, heading }: SheetTable, entry: string): Problem[] {
  return [
    ...aboveTable(remarks, entry),
    ...doubleHeadings(headers ?? [], { entry, line: heading }, columnName),
  ].slice(0, 100);
}

export const xlsxReader: Reader<PartyDraft | ListedRow, XlsxOptions> = { read };
