/** What a spreadsheet would calculate instead of show. */
const formula = /^[=+\-@\t\r]/;

/** A table as spreadsheets open it: marked as UTF-8, quoted where needed, and nothing in it calculates. */
export function asCsv(
  header: readonly string[],
  rows: readonly (string | number | null)[][],
): string {
  const lines = [header, ...rows].map((cells) => cells.map(cellOf).join(','));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

function cellOf(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
