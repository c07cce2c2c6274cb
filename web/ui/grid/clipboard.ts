/** A block of cells as spreadsheets take it from the clipboard: rows by line breaks, cells by tabs. */
export function tsvOf(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map(quoted).join('\t')).join('\r\n');
}

function quoted(text: string): string {
  return /[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The same as a table, for programs that prefer one. What is no number is told to be text. */
export function htmlOf(
  rows: readonly (readonly string[])[],
  isNumber: (column: number) => boolean = () => false,
): string {
  const cell = (text: string, column: number) =>
    `<td${isNumber(column) ? '' : ` style="mso-number-format:'\\@'"`}>${escaped(text)}</td>`;
  const lines = rows.map((cells) => `<tr>${cells.map(cell).join('')}</tr>`);
  return `<meta charset="utf-8"><table>${lines.join('')}</table>`;
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => signs[sign]!).replace(/\r?\n/g, '<br>');
}

/**
 * What spreadsheets put on the clipboard. A cell with a break or a tab in it stands in quotes; the break after
 * the last row is no row of its own.
 */
export function cellsOf(tsv: string): string[][] {
  const rows: string[][] = [];
  let cells: string[] = [];
  let at = 0;
  while (at <= tsv.length) {
    let text = '';
    if (tsv[at] === '"' && closes(tsv, at)) {
      at += 1;
      while (tsv[at] !== '"' || tsv[at + 1] === '"') {
        text += tsv[at]!;
        at += tsv[at] === '"' ? 2 : 1;
      }
      at += 1;
    } else {
      while (at < tsv.length && !'\t\r\n'.includes(tsv[at]!)) {
        text += tsv[at]!;
        at += 1;
      }
    }
    cells.push(text);
    if (tsv[at] === '\t') {
      at += 1;
      continue;
    }
    rows.push(cells);
    cells = [];
    at += tsv[at] === '\r' && tsv[at + 1] === '\n' ? 2 : 1;
    if (at >= tsv.length) break;
  }
  return rows;
}

/** Whether a quote at the start of a cell is one that a spreadsheet has put there. */
function closes(tsv: string, from: number): boolean {
  let at = from + 1;
  while (at < tsv.length) {
    if (tsv[at] !== '"') at += 1;
    else if (tsv[at + 1] === '"') at += 2;
    else return at + 1 === tsv.length || '\t\r\n'.includes(tsv[at + 1]!);
  }
  return false;
}
