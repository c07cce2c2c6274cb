import { identifiesSomebody, type Mapping } from '../../../shared/identify/importing/columns.ts';
import { type Corrections, keyOfPart } from '../../../shared/identify/importing/corrections.ts';
import { type ListedRow, listedRow } from '../../../shared/identify/importing/listed-row.ts';
import { type RowOptions, rowToDraft } from '../../../shared/identify/importing/row-to-draft.ts';
import type { PartyDraft } from '../../../shared/identify/party-draft.ts';
import type { Item, Locator, Problem } from '../../platform/import/reader.ts';

export const batchRows = 1_000;
export const batchCharacters = 2 * 1024 * 1024;
const once = new Set(['csv.phone-without-country', 'csv.date-doubtful']);

export interface TableMark {
  part: number;
  /** Kinds of problem that are told once a table. */
  told: string[];
  skipped: number;
}

/** One table on its way to drafts, whatever kind of file its rows come from. */
export class TableRows {
  readonly #mapping: Mapping;
  readonly #width: number;
  readonly #options: RowOptions & { corrections?: Corrections };
  readonly #told: Set<string>;
  readonly isUsable: boolean;
  part: number;
  skipped: number;
  items: Item<PartyDraft | ListedRow>[] = [];
  problems: Problem[] = [];
  #characters = 0;
  #rows = 0;

  constructor(
    mapping: Mapping,
    width: number,
    options: RowOptions & { corrections?: Corrections },
    mark?: TableMark | null,
  ) {
    this.#mapping = mapping;
    this.#width = width;
    this.#options = options;
    this.isUsable = identifiesSomebody(mapping);
    this.#told = new Set(mark?.told ?? []);
    this.part = mark?.part ?? 0;
    this.skipped = mark?.skipped ?? 0;
  }

  get mark(): TableMark {
    return { part: this.part, told: [...this.#told], skipped: this.skipped };
  }

  get isFull(): boolean {
    return (
      this.#characters >= batchCharacters ||
      this.#rows >= (this.isUsable ? batchRows : batchRows * 20)
    );
  }

  /** What has come together; the next batch begins empty. */
  take(): { items: Item<PartyDraft | ListedRow>[]; problems: Problem[] } {
    const { items, problems } = this;
    this.items = [];
    this.problems = [];
    this.#characters = 0;
    this.#rows = 0;
    return { items, problems };
  }

  /** A line was passed that is no row of the table, or could not be read. */
  pass(): void {
    this.#rows += 1;
  }

  add(written: readonly string[], place: Locator): void {
    this.#rows += 1;
    for (const cell of written) this.#characters += cell.length;
    if (written.every((cell) => cell.trim() === '')) return;
    this.part += 1;
    const cells = this.#corrected(written, place);
    if (!this.isUsable) {
      this.skipped += 1;
      return;
    }
    const locator = { ...place, part: this.part };
    this.#compareWidth(cells, locator);
    if (this.#mapping.about) {
      this.items.push({ locator, value: listedRow(cells, this.#mapping) });
      return;
    }
    const result = rowToDraft(cells, this.#mapping, this.#options);
    for (const problem of result.problems) {
      if (once.has(problem.code)) {
        if (this.#told.has(problem.code)) continue;
        this.#told.add(problem.code);
      }
      this.problems.push({ locator, ...problem });
    }
    if (result.draft) this.items.push({ locator, value: result.draft });
  }

  /** A row with what was put right in it. */
  #corrected(cells: readonly string[], { entry }: Locator): readonly string[] {
    const corrected = this.#options.corrections?.[keyOfPart(entry, this.part)];
    return corrected ? cells.map((cell, column) => corrected[column] ?? cell) : cells;
  }

  /** Says something once a table. */
  tellOnce(key: string, problem: Problem): void {
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.problems.push(problem);
  }

  #compareWidth(cells: readonly string[], locator: Locator): void {
    const width = this.#width;
    if (cells.length > width && cells.slice(width).some((cell) => cell.trim() !== '')) {
      this.problems.push({
        locator,
        code: 'csv.ragged-row',
        severity: 'warning',
        message: `The row has ${cells.length} cells, the table has ${width} columns. The surplus cells were kept as further values; a delimiter inside a cell may want quotation marks.`,
      });
    } else if (cells.length < width && cells.length < width - 1 && width > 2) {
      this.problems.push({
        locator,
        code: 'csv.ragged-row',
        severity: 'warning',
        message: `The row has only ${cells.length} of ${width} cells; the missing ones were taken as empty.`,
      });
    }
  }
}

/** Two columns of one heading are both read, which the person may not expect. */
export function doubleHeadings(
  headers: readonly string[],
  locator: Locator,
  nameOf: (column: number) => string = (column) => String(column + 1),
): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, number>();
  headers.forEach((header, column) => {
    if (!header) return;
    const before = seen.get(header);
    if (before === undefined) seen.set(header, column);
    else {
      problems.push({
        locator,
        code: 'csv.duplicate-heading',
        severity: 'warning',
        field: header,
        message: `Columns ${nameOf(before)} and ${nameOf(column)} both are headed “${header.slice(0, 80)}”; both were read.`,
      });
    }
  });
  return problems;
}

export function nobodyHere(
  headers: readonly string[] | null,
  rows: number,
  locator: Locator,
): Problem {
  const list = headers?.filter(Boolean).slice(0, 12).join(', ');
  return {
    locator,
    code: 'csv.nobody-here',
    severity: 'error',
    message:
      'Nothing here identifies a person or company: no column holds names, e-mail addresses or phones. ' +
      `${rows === 1 ? 'The one row was not' : `None of the ${rows.toLocaleString('en')} rows was`} imported.` +
      (list ? ` The columns are: ${list.slice(0, 300)}.` : '') +
      ' If one of them does, choose what it holds before you start, or rename its heading, for example to “Name” or “Email”, and import the file again.',
  };
}

/** What stands above a table is no part of it. */
export function aboveTable(
  remarks: readonly { line: number; text: string }[],
  entry?: string,
): Problem[] {
  const [first] = remarks;
  if (!first) return [];
  const one = remarks.length === 1;
  return [
    {
      locator: { line: first.line, ...(entry ? { entry } : {}) },
      code: 'csv.preamble',
      severity: 'warning',
      message: `${one ? 'One line stands' : `${remarks.length} lines stand`} above the table and ${one ? 'was' : 'were'} not imported: “${first.text.slice(0, 80)}”.`,
    },
  ];
}
