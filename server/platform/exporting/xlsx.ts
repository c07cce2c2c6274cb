import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { guarded } from '../../../shared/platform/exporting/formula-guard.ts';
import type { Cell } from './cells.ts';

/**
 * A workbook (ECMA-376, the part of SpreadsheetML that values need), written as it is read: memory does not
 * grow with the rows. Text stands in the cells as text and never as a formula; numbers, days and moments
 * keep their types. See docs/decisions/019-own-xlsx-writer.md.
 */
export interface Workbook {
  /** Name of the sheet. */
  title: string;
  headings: readonly string[];
  /** Moments are shown in this zone. */
  zone: string;
  rows: AsyncIterable<readonly Cell[]>;
}

/** What a sheet holds at most; what is more stands on a further one. */
const mostRows = 1_048_576;
/** What a cell holds at most. */
const mostCharacters = 32_767;

export function writeWorkbook(workbook: Workbook): Readable {
  const zip = new ZipFile();
  const sheets = new Sheets(workbook);
  const output = zip.outputStream as Readable;
  let writing: Readable | undefined;
  const add = (name: string, content: () => AsyncIterable<string>) =>
    zip.addReadStreamLazy(name, (open) => {
      writing = Readable.from(content(), { objectMode: false });
      open(null, writing);
    });
  zip.on('error', (error: Error) => output.destroy(error));
  // Whoever stops reading before the end stops the rows as well.
  output.once('close', () => {
    writing?.destroy();
    void sheets.close();
  });
  // How many sheets there are is known only behind the last row, so they come first.
  const next = (at: number) => {
    add(`xl/worksheets/sheet${at}.xml`, async function* () {
      yield* sheets.write();
      if (sheets.hasMore) next(at + 1);
      else finish(at);
    });
  };
  const finish = (count: number) => {
    const parts = { ...fixedParts, ...partsFor(sheetNames(workbook.title, count)) };
    if (sheets.cut.length > 0) {
      const name = `xl/worksheets/sheet${count + 1}.xml`;
      Object.assign(parts, partsFor([...sheetNames(workbook.title, count), 'Cut']), {
        [name]: sheetOfCut(sheets.cut),
      });
    }
    for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name);
    zip.end();
  };
  next(1);
  return output;
}

const sheetNames = (title: string, count: number) =>
  Array.from({ length: count }, (_, at) => {
    const bare =
      title
        .replace(/[[\]:*?/\\]/g, ' ')
        .slice(0, 25)
        .trim() || 'Export';
    return at === 0 ? bare : `${bare} ${at + 1}`;
  });

/** A row or two of text at a time would cost more in switching than in writing. */
const pieceCharacters = 64 * 1024;

class Sheets {
  readonly #workbook: Workbook;
  readonly #rows: AsyncIterator<readonly Cell[]>;
  #ahead: readonly Cell[] | undefined;
  hasMore = true;
  /** Where a text was longer than a cell can be. */
  readonly cut: { place: string; characters: number }[] = [];

  constructor(workbook: Workbook) {
    this.#workbook = workbook;
    this.#rows = workbook.rows[Symbol.asyncIterator]();
  }

  async close(): Promise<void> {
    await this.#rows.return?.();
  }

  async *write(): AsyncGenerator<string> {
    const { headings } = this.#workbook;
    let text = `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="${headings.length}" width="22"/></cols><sheetData>`;
    text += this.#row(headings, 1, style.heading);
    for (let at = 2; at <= mostRows; at += 1) {
      const row = this.#ahead ?? (await this.#next());
      this.#ahead = undefined;
      if (!row) break;
      text += this.#row(row, at);
      if (text.length > pieceCharacters) {
        yield text;
        text = '';
      }
    }
    // Asked for here, because only now it is known whether a further sheet is needed.
    this.#ahead = this.hasMore ? await this.#next() : undefined;
    yield `${text}</sheetData></worksheet>`;
  }

  async #next(): Promise<readonly Cell[] | undefined> {
    const { done, value } = await this.#rows.next();
    if (done) this.hasMore = false;
    return done ? undefined : value;
  }

  #row(cells: readonly Cell[], at: number, as?: number): string {
    return `<row r="${at}">${cells.map((cell, column) => this.#cell(cell, `${letters(column)}${at}`, as)).join('')}</row>`;
  }

  #cell(cell: Cell, place: string, as?: number): string {
    if (cell === null || cell === '') return '';
    if (typeof cell === 'string') {
      // Text needs no guard here; what looks like a guarded one gets a further apostrophe, because an import
      // takes the first away from tables of every kind.
      const written = cell.startsWith("'") ? guarded(cell) : cell;
      const kept =
        written.length > mostCharacters ? written.slice(0, mostCharacters).toWellFormed() : written;
      if (kept !== written) this.cut.push({ place, characters: written.length });
      // Edited later, a text that begins like a formula would become one without this mark.
      const look = as ?? (guarded(kept) === kept ? style.text : style.quoted);
      return `<c r="${place}" s="${look}" t="inlineStr"><is><t xml:space="preserve">${xmlText(kept)}</t></is></c>`;
    }
    if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
    if (typeof cell === 'boolean') return `<c r="${place}" t="b"><v>${cell ? 1 : 0}</v></c>`;
    if (cell instanceof Temporal.PlainDate) {
      const day = serialDay(cell);
      return day === undefined
        ? this.#cell(cell.toString(), place)
        : `<c r="${place}" s="${style.day}"><v>${day}</v></c>`;
    }
    const moment =
      cell instanceof Temporal.Instant
        ? cell.toZonedDateTimeISO(this.#workbook.zone).toPlainDateTime()
        : cell;
    const day = serialDay(moment.toPlainDate());
    if (day === undefined) return this.#cell(moment.toString(), place);
    const seconds = moment.hour * 3_600 + moment.minute * 60 + moment.second;
    return `<c r="${place}" s="${style.moment}"><v>${day + seconds / 86_400}</v></c>`;
  }
}

/** Days since the last of 1899, as spreadsheets count since the leap day of 1900 that never was. */
function serialDay(date: Temporal.PlainDate): number | undefined {
  const days = epoch.until(date, { largestUnit: 'days' }).days;
  return days > 60 && date.year <= 9999 ? days : undefined;
}

const epoch = Temporal.PlainDate.from('1899-12-30');

/** 0 is A, 26 is AA. */
function letters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? letters(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}

/** What XML cannot hold, and what looks like its spelling, is spelled as OOXML does it: _x0001_. */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[^\P{Cc}\t\n]|[\ufffe\uffff]/gu, (character) => {
      const code = character.charCodeAt(0);
      // The second block of control characters is allowed.
      return code >= 0x7f && code <= 0x9f
        ? character
        : `_x${code.toString(16).toUpperCase().padStart(4, '0')}_`;
    })
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

function sheetOfCut(cut: { place: string; characters: number }[]): string {
  const rows = [
    [
      'Cell',
      'Characters',
      'A cell holds 32,767 characters at most; CSV and NDJSON hold all of them.',
    ],
    ...cut.map(({ place, characters }) => [place, String(characters)]),
  ].map(
    (cells, at) =>
      `<row r="${at + 1}">${cells.map((cell, column) => `<c r="${letters(column)}${at + 1}" t="inlineStr"><is><t>${xmlText(cell)}</t></is></c>`).join('')}</row>`,
  );
  return `${declaration}<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`;
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The cell formats below, by their places. */
const style = { text: 1, quoted: 2, day: 3, moment: 4, heading: 5 };

const fixedParts: Record<string, string> = {
  '_rels/.rels': `${declaration}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/styles.xml': `${declaration}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1" quotePrefix="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`,
};

function partsFor(names: string[]): Record<string, string> {
  const each = (write: (at: number, name: string) => string) =>
    names.map((name, index) => write(index + 1, name)).join('');
  const styles = names.length + 1;
  return {
    '[Content_Types].xml': `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${spreadsheet}.styles+xml"/>${each((at) => `<Override PartName="/xl/worksheets/sheet${at}.xml" ContentType="${spreadsheet}.worksheet+xml"/>`)}</Types>`,
    'xl/workbook.xml': `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${each((at, name) => `<sheet name="${xmlText(name).replaceAll('"', '&quot;')}" sheetId="${at}" r:id="rId${at}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${declaration}<Relationships xmlns="${packages}/relationships">${each((at) => `<Relationship Id="rId${at}" Type="${office}/worksheet" Target="worksheets/sheet${at}.xml"/>`)}<Relationship Id="rId${styles}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  };
}
