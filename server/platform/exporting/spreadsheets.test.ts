import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { unguarded } from '../../../shared/platform/exporting/formula-guard.ts';
import { formulaOpeners } from '../../../shared/platform/exporting/formula-openers.ts';
import type { Cell } from './cells.ts';
import { byteOrderMark, csvLine } from './csv.ts';
import { writeWorkbook } from './xlsx.ts';

/** What a spreadsheet program that knows nothing of us makes of our files. */

const folder = mkdtempSync(path.join(os.tmpdir(), 'rapport-sheets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The sheet as LibreOffice has understood it, in its own notation, where a formula names itself. */
async function opened(name: string, content: string | Buffer): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, content);
  await promisify(execFile)(
    'soffice',
    [
      `-env:UserInstallation=file://${folder}/profile`,
      '--headless',
      '--convert-to',
      'fods',
      '--outdir',
      folder,
      // As somebody who takes every default: commas, and each cell as it looks.
      ...(name.endsWith('.csv') ? ['--infilter=Text - txt - csv (StarCalc):44,34,76,1'] : []),
      file,
    ],
    { env: { ...process.env, HOME: folder }, timeout: 60_000 },
  );
  return readFile(file.replace(/\.\w+$/, '.fods'), 'utf8');
}

interface Shown {
  type: string | undefined;
  text: string;
  value: string | undefined;
  formula: string | undefined;
}

function cellsOf(sheet: string): Shown[] {
  const table = /<table:table [\s\S]*?<\/table:table>/.exec(sheet)?.[0] ?? '';
  const cells = table.matchAll(/<table:table-cell([^>]*?)(?:\/>|>([\s\S]*?)<\/table:table-cell>)/g);
  return [...cells]
    .map(([, attributes = '', content = '']) => {
      const of = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(attributes)?.[1];
      const paragraphs = [...content.matchAll(/<text:p>([\s\S]*?)<\/text:p>/g)].map(
        ([, text = '']) => text,
      );
      return {
        type: of('office:value-type'),
        value: of('office:(?:date-)?value'),
        formula: of('table:formula'),
        text: paragraphs.join('\n'),
      };
    })
    .filter(({ type }) => type !== undefined);
}

async function* each<Row>(rows: Row[]) {
  yield* rows;
}
const workbook = (headings: string[], rows: Cell[][]) =>
  buffer(writeWorkbook({ title: 'People', headings, zone: 'Europe/Vienna', rows: each(rows) }));

describe('forty ways to begin a formula', () => {
  const rows = formulaOpeners.map((text) => [text, 'beside']);

  test('are text in a CSV', async () => {
    const lines = rows.map((row) => csvLine(row, ',', 'UTC'));
    const cells = cellsOf(await opened('openers.csv', byteOrderMark + lines.join('')));
    expect(cells).toHaveLength(rows.length * 2);
    expect(cells.filter(({ formula }) => formula !== undefined)).toEqual([]);
    expect(cells.filter(({ type }) => type !== 'string')).toEqual([]);
  });

  test('are text in an XLSX, letter by letter', async () => {
    const cells = cellsOf(await opened('openers.xlsx', await workbook(['Text', 'Other'], rows)));
    expect(cells).toHaveLength(rows.length * 2 + 2);
    expect(cells.filter(({ formula }) => formula !== undefined)).toEqual([]);
    expect(cells.filter(({ type }) => type !== 'string')).toEqual([]);
    expect(cells.map(({ text }) => text)).toContain('+49 170 1234567');
  });
});

test('numbers, days and moments keep their types, and long numbers stay whole', async () => {
  const cells = cellsOf(
    await opened(
      'types.xlsx',
      await workbook(
        ['Number', 'Day', 'Moment', 'Yes', 'Phone', 'Text'],
        [
          [
            12.5,
            Temporal.PlainDate.from('2026-03-14'),
            Temporal.Instant.from('2026-07-01T22:30:00Z'),
            true,
            '00436641234567890123',
            'a < b & "c" _x0041_\nsecond line',
          ],
        ],
      ),
    ),
  );
  expect(cells.slice(6)).toMatchObject([
    { type: 'float', value: '12.5' },
    { type: 'date', value: '2026-03-14' },
    // In Vienna it is half past midnight by then.
    { type: 'date', value: expect.stringMatching(/^2026-07-02T00:30:00/) },
    { type: 'float', value: '1' },
    { type: 'string', text: '00436641234567890123' },
    { type: 'string', text: 'a &lt; b &amp; &quot;c&quot; _x0041_\nsecond line' },
  ]);
});

test('a text that is too long for a cell is cut, and a sheet of its own says where', async () => {
  const sheet = await opened('long.xlsx', await workbook(['Note'], [['x'.repeat(40_000)]]));
  expect(sheet).toContain('table:name="Cut"');
  expect(sheet).toMatch(/A2[\s\S]*40000/);
});

test('a guard is taken away by our own import alone', () => {
  for (const text of formulaOpeners) {
    const [, cell = ''] = /^"([\s\S]*)"\r\n$/.exec(csvLine([text], ',', 'UTC')) ?? [];
    expect(unguarded(cell.replaceAll('""', '"'))).toBe(text);
  }
});
