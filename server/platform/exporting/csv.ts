import { guarded } from '../../../shared/platform/exporting/formula-guard.ts';
import type { Cell } from './cells.ts';

/** With it, spreadsheets read the file as UTF-8. */
export const byteOrderMark = '\ufeff';

/** A row of a table (RFC 4180). Every cell is quoted and none is a formula to any spreadsheet. */
export function csvLine(cells: readonly Cell[], delimiter: ',' | ';', zone: string): string {
  const texts = cells.map((cell) => guarded(textOf(cell, zone)).replaceAll('"', '""'));
  return `"${texts.join(`"${delimiter}"`)}"\r\n`;
}

function textOf(cell: Cell, zone: string): string {
  if (cell === null) return '';
  if (!(cell instanceof Temporal.Instant)) return String(cell);
  const moment = cell.toZonedDateTimeISO(zone).toPlainDateTime();
  return moment.toString({ smallestUnit: 'second' }).replace('T', ' ');
}
