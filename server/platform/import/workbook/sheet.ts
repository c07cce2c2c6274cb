import { numberText } from './numbers.ts';
import { damaged, WorkbookTrouble } from './package.ts';
import { cellText, longestCell } from './shared-strings.ts';
import { isOn, type Sheet, type Workbook } from './workbook.ts';
import { type Attributes, xmlParser } from './xml.ts';

/** What a sheet can hold (the limits of the format). */
const mostRows = 1_048_576;
const mostColumns = 16_384;
const mostMerged = 100_000;

export interface SheetRow {
  /** As the program that wrote it numbers it, from 1. */
  row: number;
  /** Up to the last cell that holds something. */
  cells: string[];
  isHidden: boolean;
  /** Columns in which a calculation went wrong, with what stood there. */
  faults: [column: number, fault: string][];
}

/** A value that stands once for several rows below each other. */
export interface MergedCells {
  column: number;
  from: number;
  to: number;
}

/** The rows of a sheet that hold anything, as they are unpacked; nothing but the row at hand is in memory. */
export async function* readRows(workbook: Workbook, sheet: Sheet): AsyncGenerator<SheetRow[]> {
  const scanner = new SheetScanner(workbook);
  for await (const chunk of workbook.package.text(sheet.part)) {
    const { rows, trouble } = scanner.scan(chunk);
    yield rows;
    if (trouble) throw trouble;
  }
  scanner.end();
}

class SheetScanner {
  readonly #workbook: Workbook;
  readonly #parser: ReturnType<typeof xmlParser>;
  #rows: SheetRow[] = [];
  #row: SheetRow | undefined;
  #lastRow = 0;
  #isComplete = false;
  #characters = 0;

  #column = -1;
  #type = '';
  #style = 0;
  /** In which element of a cell the text at hand stands. */
  #inValue = false;
  #phonetic = 0;
  #text = '';

  constructor(workbook: Workbook) {
    this.#workbook = workbook;
    this.#parser = xmlParser({
      open: (name, attributes) => this.#open(name, attributes),
      text: (text) => {
        if (this.#inValue && this.#text.length < longestCell) this.#text += text;
      },
      close: (name) => this.#close(name),
    });
  }

  /** The rows that end in this piece; also when it turns out to be damaged behind them. */
  scan(chunk: string): { rows: SheetRow[]; trouble?: unknown } {
    this.#rows = [];
    try {
      this.#parser.write(chunk);
      return { rows: this.#rows };
    } catch (trouble) {
      return { rows: this.#rows, trouble };
    }
  }

  end(): void {
    if (!this.#isComplete) throw damaged('a sheet ends in the middle');
  }

  #open(name: string, attributes: Attributes): void {
    switch (name) {
      case 'row': {
        const row = attributes.r === undefined ? this.#lastRow + 1 : Number(attributes.r);
        if (!(Number.isInteger(row) && row > this.#lastRow && row <= mostRows)) {
          throw damaged(`row ${this.#lastRow + 1} is followed by row ${attributes.r}`);
        }
        this.#lastRow = row;
        this.#column = -1;
        this.#row = { row, cells: [], isHidden: isOn(attributes.hidden), faults: [] };
        break;
      }
      case 'c':
        this.#column = attributes.r ? columnOf(attributes.r) : this.#column + 1;
        if (this.#column >= mostColumns) throw damaged(`there is no cell ${attributes.r}`);
        this.#type = attributes.t ?? 'n';
        this.#style = Number(attributes.s ?? 0);
        this.#text = '';
        break;
      case 'v':
        this.#inValue = true;
        break;
      case 't':
        this.#inValue = this.#phonetic === 0;
        break;
      case 'rPh':
        this.#phonetic += 1;
        break;
    }
  }

  #close(name: string): void {
    switch (name) {
      case 'worksheet':
        this.#isComplete = true;
        break;
      case 'row':
        if (this.#row && (this.#row.cells.length > 0 || this.#row.faults.length > 0)) {
          this.#rows.push(this.#row);
        }
        this.#row = undefined;
        break;
      case 'c':
        this.#keep();
        break;
      case 'v':
      case 't':
        this.#inValue = false;
        break;
      case 'rPh':
        this.#phonetic -= 1;
        break;
    }
  }

  #keep(): void {
    const row = this.#row;
    if (!row || this.#text === '') return;
    const value = this.#value();
    this.#text = '';
    if (this.#type === 'e') {
      row.faults.push([this.#column, value]);
      return;
    }
    if (value.trim() === '') return;
    const { cells } = row;
    this.#count(value.length + Math.max(0, this.#column - cells.length));
    while (cells.length < this.#column) cells.push('');
    cells[this.#column] = value;
  }

  #value(): string {
    const { strings, formats, from1904 } = this.#workbook;
    switch (this.#type) {
      case 's': {
        const text = strings.get(Number(this.#text));
        if (text === undefined)
          throw damaged(`a cell refers to text ${this.#text}, which is missing`);
        return text;
      }
      case 'b':
        return isOn(this.#text) ? 'TRUE' : 'FALSE';
      case 'n':
        return numberText(this.#text, formats[this.#style] ?? { kind: 'number' }, from1904);
      case 'd':
        return this.#text.replace(/T00:00(?::00(?:\.0+)?)?(?:Z|[+-]00:00)?$/, '').replace('T', ' ');
      default:
        return cellText(this.#text);
    }
  }

  #count(characters: number): void {
    this.#characters += characters;
    const most = this.#workbook.limits.cellCharacters;
    if (this.#characters > most) {
      throw new WorkbookTrouble(
        'workbook.too-much-text',
        `The cells of a sheet hold more than ${Math.round(most / 1024 ** 2).toLocaleString('en')} million letters. What was read before was kept; split the table and import the rest.`,
      );
    }
  }
}

/** "BC12" → 54. */
export function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    const code = letter.charCodeAt(0);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
    if (column > mostColumns) return mostColumns;
  }
  if (column === 0) throw damaged(`there is no cell ${reference.slice(0, 20)}`);
  return column - 1;
}

/** 54 → "BC". */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/**
 * Cells that are merged over several rows. They stand behind the rows they belong to, so the part is
 * unpacked once more, without parsing it.
 */
export async function* findMerged(
  workbook: Workbook,
  sheet: Sheet,
  found: MergedCells[],
): AsyncGenerator<void> {
  let tail = '';
  let isBehind = false;
  for await (const chunk of workbook.package.text(sheet.part)) {
    tail += chunk;
    if (!isBehind) {
      const end = /<\/(?:\w+:)?sheetData>/.exec(tail);
      isBehind = end !== null;
      tail = end ? tail.slice(end.index) : tail.slice(-40);
    }
    if (isBehind) {
      for (const [, from = '', to = ''] of tail.matchAll(
        /mergeCell\s+ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"/g,
      )) {
        const first = Number(/\d+/.exec(from)?.[0]);
        const last = Number(/\d+/.exec(to)?.[0]);
        if (last > first && found.length < mostMerged) {
          found.push({ column: columnOf(from), from: first, to: last });
        }
      }
      const open = tail.lastIndexOf('<');
      tail = tail.slice(open);
      if (tail.length > 1_000) tail = '';
    }
    yield;
  }
}
