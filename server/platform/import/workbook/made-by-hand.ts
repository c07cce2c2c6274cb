import { type Packed, zip } from '../zip-made-by-hand.ts';

/** A cell as a workbook writes it: a text, a number with its style, or what else stands in an element `c`. */
export type Cell =
  | string
  | number
  | null
  | { number: number | string; style: number }
  | { raw: string };

export interface SheetContent {
  name: string;
  rows?: Cell[][];
  /** In place of rows: the whole content of `sheetData`. */
  data?: string;
  after?: string;
  state?: string;
}

/** Number formats by their place among the cell styles; the first is the general one. */
export const styles = {
  date: 1,
  moment: 2,
  postalCode: 3,
  duration: 4,
  germanDate: 5,
  time: 6,
} as const;

const escaped = (text: string) => text.replace(/[<&"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** A workbook made by hand, so that a test can say what no spreadsheet program would write. */
export function workbook(
  sheets: SheetContent[],
  { from1904 = false, shared = [] as string[], also = [] as Packed[], cutSheet = 0 } = {},
): Buffer {
  const strings = [...shared];
  const relations = sheets.map(
    (_, index) =>
      `<Relationship Id="r${index}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  const bodies = sheets.map(({ rows = [], data, after = '' }) => {
    const content =
      data ??
      rows
        .map((cells, row) =>
          cells.length === 0
            ? ''
            : `<row r="${row + 1}">${cells.map((cell, column) => cellOf(cell, row, column, strings)).join('')}</row>`,
        )
        .join('');
    return `${head}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${content}</sheetData>${after}</worksheet>`;
  });
  return zip([
    {
      name: '[Content_Types].xml',
      content: `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    },
    {
      name: '_rels/.rels',
      content: `${head}<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `${head}<workbook xmlns:r="x"><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets>${sheets
        .map(
          ({ name, state }, index) =>
            `<sheet name="${escaped(name)}" sheetId="${index + 1}" ${state ? `state="${state}" ` : ''}r:id="r${index}"/>`,
        )
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `${head}<Relationships>${relations.join('')}<Relationship Id="s" Type="http://x/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="t" Type="http://x/relationships/styles" Target="/xl/styles.xml"/></Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      content: `${head}<styleSheet><numFmts><numFmt numFmtId="164" formatCode="00000"/><numFmt numFmtId="165" formatCode="[h]:mm"/><numFmt numFmtId="166" formatCode="dd\\.mm\\.yyyy;@"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${[0, 14, 22, 164, 165, 166, 20].map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`,
    },
    {
      name: 'xl/sharedStrings.xml',
      content: `${head}<sst>${strings.map((text) => (text.startsWith('<') ? text : `<si><t xml:space="preserve">${escaped(text)}</t></si>`)).join('')}</sst>`,
    },
    ...bodies.map((content, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      content: cutSheet ? content.slice(0, cutSheet) : content,
    })),
    ...also,
  ]);
}

const head = '<?xml version="1.0" encoding="UTF-8"?>';

function cellOf(cell: Cell, row: number, column: number, strings: string[]): string {
  if (cell === null) return '';
  const place = `${letters(column)}${row + 1}`;
  if (typeof cell === 'string') {
    const at = strings.indexOf(cell);
    if (at < 0) strings.push(cell);
    return `<c r="${place}" t="s"><v>${at < 0 ? strings.length - 1 : at}</v></c>`;
  }
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  if ('raw' in cell) return cell.raw.replace('<c', `<c r="${place}"`);
  return `<c r="${place}" s="${cell.style}"><v>${cell.number}</v></c>`;
}

function letters(column: number): string {
  const before = Math.floor(column / 26);
  return (before > 0 ? letters(before - 1) : '') + String.fromCharCode(65 + (column % 26));
}
