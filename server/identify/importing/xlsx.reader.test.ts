import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test as property } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PartyDraft } from '../../../shared/identify/party-draft.ts';
import { detectFormat } from '../../platform/import/formats.ts';
import type { Item, Problem } from '../../platform/import/reader.ts';
import {
  type Cell,
  type SheetContent,
  styles,
  workbook,
} from '../../platform/import/workbook/made-by-hand.ts';
import { read, type XlsxOptions } from './xlsx.reader.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xlsx-reader-'));
});
afterAll(() => rm(folder, { recursive: true }));

let count = 0;
async function drop(bytes: Buffer, options: XlsxOptions = {}, from: unknown = null) {
  count += 1;
  const path = join(folder, `${count}.xlsx`);
  await writeFile(path, bytes);
  const items: Item<PartyDraft>[] = [];
  const problems: Problem[] = [];
  const positions: unknown[] = [];
  for await (const batch of read(path, options, from)) {
    items.push(...(batch.items as Item<PartyDraft>[]));
    problems.push(...batch.problems);
    positions.push(JSON.parse(JSON.stringify(batch.position)));
  }
  for (const { value } of items) PartyDraft.parse(value);
  return {
    items,
    problems,
    positions,
    people: items.map(({ value }) => value),
    codes: problems.map(({ code }) => code),
  };
}
const sheet = (rows: Cell[][], more: Partial<SheetContent> = {}): SheetContent => ({
  name: 'Customers',
  rows,
  ...more,
});
const heading = ['First name', 'Last name', 'Email', 'Phone', 'Birthday'];
const extras = (person: PartyDraft | undefined) =>
  Object.fromEntries((person?.extra ?? []).map(({ label, value }) => [label, value]));

describe('a workbook as people keep it', () => {
  test('is known by its content, whatever it is called', () => {
    const bytes = workbook([sheet([heading])]);
    expect(detectFormat(bytes, 'data').format).toBe('xlsx');
    expect(detectFormat(bytes, 'data.zip').format).toBe('xlsx');
  });

  test('each sheet is a table, and a problem names its sheet and row', async () => {
    const { items, problems } = await drop(
      workbook([
        sheet([heading, ['Ada', 'Wren', 'ada@sails.example', '+43 1 5131234']]),
        sheet(
          [
            heading,
            ['Bea', 'Moor', 'bea@sails.example', null, '31.02.1990'],
            ['Cai', 'Lund', 'cai@sails.example', null, '28.02.1990'],
          ],
          { name: 'Suppliers' },
        ),
        sheet([], { name: 'Sheet3' }),
      ]),
    );
    expect(items.map(({ value, locator }) => [value.name, locator])).toEqual([
      ['Ada Wren', { entry: 'Customers', line: 2, part: 1 }],
      ['Bea Moor', { entry: 'Suppliers', line: 2, part: 1 }],
      ['Cai Lund', { entry: 'Suppliers', line: 3, part: 2 }],
    ]);
    expect(problems).toMatchObject([
      { code: 'csv.not-a-date', locator: { entry: 'Suppliers', line: 2 } },
      { code: 'workbook.empty-sheets', message: expect.stringContaining('“Sheet3”') },
    ]);
  });

  test('dates are the day that was typed, in both systems of counting, and never a day beside it', async () => {
    const birthday = (number: number, style: number = styles.date): Cell[] => [
      'Ada',
      'Wren',
      'ada@sails.example',
      null,
      { number, style },
    ];
    for (const [number, style, from1904, day] of [
      [30_079, styles.date, false, '1982-05-08'],
      [28_617, styles.date, true, '1982-05-08'],
      [30_079, styles.germanDate, false, '1982-05-08'],
      [30_079.999999, styles.moment, false, '1982-05-09'],
      [2, styles.date, false, '1900-01-02'],
      [61, styles.date, false, '1900-03-01'],
    ] as const) {
      const { people } = await drop(
        workbook([sheet([heading, birthday(number, style)])], { from1904 }),
      );
      expect(people[0]?.birthday).toBe(day);
    }
  });

  test('numbers come without noise, without exponent, and with the zeros that the format shows', async () => {
    const { people } = await drop(
      workbook([
        sheet([
          [
            'Name',
            'Phone',
            'Zip',
            'City',
            'Turnover',
            'Share',
            'Small',
            'Long',
            'Hours',
            'At',
            'Active',
            'Sum',
          ],
          [
            'Ada Wren',
            { number: '4.36601234567E+11', style: 0 },
            { number: 1067, style: styles.postalCode },
            'Dresden',
            { number: '1234.5599999999999', style: 0 },
            { number: '0.30000000000000004', style: 0 },
            { number: '1.2E-7', style: 0 },
            { number: '1.2345678901234501E+22', style: 0 },
            { number: 1.5, style: styles.duration },
            { number: 0.75, style: styles.time },
            { raw: '<c t="b"><v>1</v></c>' },
            { raw: '<c t="str"><f>A1&amp;"x"</f><v>calculated</v></c>' },
          ],
        ]),
      ]),
      { country: 'AT' },
    );
    expect(people[0]?.phones).toMatchObject([{ value: '+436601234567' }]);
    expect(people[0]?.addresses).toMatchObject([{ postalCode: '01067', locality: 'Dresden' }]);
    expect(extras(people[0])).toEqual({
      Turnover: '1234.56',
      Share: '0.3',
      Small: '0.00000012',
      Long: '12345678901234500000000',
      Hours: '36:00',
      At: '18:00',
      Active: 'TRUE',
      Sum: 'calculated',
    });
  });

  test('titles and blank rows above the headings are no rows, nor are columns before them', async () => {
    const { people, codes, items } = await drop(
      workbook([
        sheet([
          [null, 'Our customers 2026'],
          [],
          [],
          [null, ...heading],
          [null, 'Ada', 'Wren', 'ada@sails.example'],
          [],
          [null, 'Bea', 'Moor', 'bea@sails.example'],
        ]),
      ]),
    );
    expect(people.map(({ name, extra }) => [name, extra])).toEqual([
      ['Ada Wren', []],
      ['Bea Moor', []],
    ]);
    expect(items.map(({ locator }) => locator.line)).toEqual([5, 7]);
    expect(codes).toEqual(['csv.preamble']);
  });

  test('a cell merged over several rows speaks for each of them', async () => {
    const { people } = await drop(
      workbook([
        sheet(
          [
            ['Company', 'Name', 'Email'],
            ['Sails GmbH', 'Ada Wren', 'ada@sails.example'],
            [null, 'Bea Moor', 'bea@sails.example'],
            [null, 'Cai Lund', 'cai@elsewhere.example'],
          ],
          { after: '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>' },
        ),
      ]),
    );
    expect(people.map(({ affiliation }) => affiliation?.companyName)).toEqual([
      'Sails GmbH',
      'Sails GmbH',
      undefined,
    ]);
  });

  test('failed calculations are told once a column, hidden rows are read, hidden sheets passed over', async () => {
    const fault = { raw: '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>' };
    const { people, problems } = await drop(
      workbook([
        sheet([
          ['Name', 'Email', 'Turnover'],
          ['Ada Wren', 'ada@sails.example', fault],
          ['Bea Moor', 'b@s.example', fault],
        ]),
        { name: 'Old', state: 'hidden', rows: [heading, ['Old', 'Lead', 'old@x.example']] },
        {
          name: 'Filtered',
          data: '<row r="1"><c t="inlineStr"><is><t>Name</t></is></c></row><row r="2" hidden="1"><c t="inlineStr"><is><r><t>Cai </t></r><r><t>Lund</t></r><rPh><t>カイ</t></rPh></is></c></row>',
        },
      ]),
    );
    expect(people.map(({ name }) => name)).toEqual(['Ada Wren', 'Bea Moor', 'Cai Lund']);
    expect(problems.map(({ code, locator }) => [code, locator.entry, locator.line])).toEqual([
      ['workbook.hidden-sheets', undefined, undefined],
      ['workbook.calculation-failed', 'Customers', 2],
      ['workbook.hidden-rows', 'Filtered', 2],
    ]);
  });

  test('texts come as they were typed', async () => {
    const { people } = await drop(
      workbook([
        sheet([
          ['Name', 'Email', 'Note'],
          ['Zoë "Z" <O’Brien & Söhne>', 'z@x.example', 'one_x000D_\ntwo _x005F_x000D_'],
        ]),
      ]),
    );
    expect(people[0]).toMatchObject({
      name: 'Zoë "Z" <O’Brien & Söhne>',
      note: 'one\ntwo _x000D_',
    });
  });
});

test('a workbook of LibreOffice, with a title above the table and a phone kept as a number', async () => {
  const bytes = await readFile(new URL('./fixtures/libreoffice.xlsx', import.meta.url));
  const { people, codes } = await drop(bytes, { country: 'AT' });
  expect(codes).toEqual(['csv.preamble']);
  expect(people).toMatchObject([
    {
      name: 'Ada Wren',
      phones: [{ value: '+436641234567' }],
      birthday: '1982-05-08',
      extra: [{ label: 'Umsatz', value: '1234.56' }],
    },
    { name: 'Bea Moor', birthday: '1990-02-28', extra: [{ value: '0.1' }] },
  ]);
});

describe('a workbook nobody should open', () => {
  const rows = [heading, ['Ada', 'Wren', 'ada@sails.example']];

  test('a damaged one keeps what could be read and says where it ends', async () => {
    const cut = await drop(workbook([sheet(rows)], { cutSheet: -40 }));
    expect(cut.codes.at(-1)).toBe('workbook.damaged');
    for (const bytes of [
      workbook([sheet(rows)]).subarray(0, 900),
      workbook([sheet([], { data: '<row r="5"/><row r="3"/>' })]),
      workbook([sheet([], { data: '<row><c r="ZZZZ1"><v>1</v></c></row>' })]),
      workbook([sheet([], { data: '<row><c t="s"><v>7</v></c></row>' })]),
      workbook([sheet([], { data: '<row r="2000000"/>' })]),
    ]) {
      const { problems } = await drop(bytes);
      expect(problems.at(-1)).toMatchObject({ code: 'workbook.damaged', severity: 'error' });
    }
  });

  test('one that unpacks to a mountain is stopped at its limits', async () => {
    const limits = { unpackedBytes: 1_000_000, sharedBytes: 50_000, cellCharacters: 60_000 };
    const dense = await drop(workbook([sheet(rows, { after: ' '.repeat(2_000_000) })]), { limits });
    expect(dense.codes.at(-1)).toBe('workbook.too-large');
    const shared = await drop(workbook([sheet(rows)], { shared: ['x'.repeat(80_000)] }), {
      limits,
    });
    expect(shared.codes.at(-1)).toBe('workbook.too-much-text');
    // One text that every cell names, and rows whose only cell stands far to the right.
    const named = Array.from({ length: 1_000 }, (_, n): Cell[] => [`P ${n}`, 'y'.repeat(200)]);
    expect((await drop(workbook([sheet(named)]), { limits })).codes).toContain(
      'workbook.too-much-text',
    );
    const wide = Array.from(
      { length: 9 },
      (_, n) => `<row r="${n + 1}"><c r="XFD${n + 1}"><v>1</v></c></row>`,
    );
    expect(
      (await drop(workbook([sheet([], { data: wide.join('') })]), { limits })).codes,
    ).toContain('workbook.too-much-text');
  });

  test('entities of its own neither grow nor reach outside', async () => {
    const { people } = await drop(
      workbook([
        sheet([], {
          data: '<row><c t="inlineStr"><is><t>Name</t></is></c></row><row><c t="inlineStr"><is><t>Ada &lol; Wren</t></is></c></row>',
        }),
      ]),
    );
    expect(people[0]?.name).toBe('Ada &lol; Wren');
  });

  test('one without any rows, and one behind a password', async () => {
    expect((await drop(workbook([sheet([])]))).codes).toEqual(['csv.empty']);
    expect(
      detectFormat(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3, 4]), 'x.xlsx').reason,
    ).toMatch(/password/);
  });
});

describe('reading on', () => {
  test('from every position gives exactly the rest', async () => {
    const people = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, n): Cell[] => [
        `Person ${from + n}`,
        `p${from + n}@x.example`,
      ]);
    const bytes = workbook([
      sheet([['Name', 'Email'], ...people(0, 2_500)]),
      sheet([['Name', 'Email'], ...people(2_500, 3_700)], { name: 'More' }),
    ]);
    const whole = await drop(bytes);
    expect(whole.people).toHaveLength(3_700);
    expect(whole.positions.length).toBeGreaterThan(3);
    for (const position of whole.positions) {
      const rest = await drop(bytes, {}, position);
      expect(rest.items).toEqual(whole.items.slice(whole.items.length - rest.items.length));
      expect(rest.problems).toEqual([]);
    }
    const starts = await Promise.all(whole.positions.map((from) => drop(bytes, {}, from)));
    expect(new Set(starts.map(({ items }) => items.length)).size).toBe(whole.positions.length);
  });

  property.prop([
    fc.array(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.double({ noNaN: true })), {
      minLength: 3,
      maxLength: 20,
    }),
  ])('whatever stands in the cells, everybody with an address arrives', async (cells) => {
    const rows = cells.map(([text, number], n): Cell[] => [
      text.replace(/[\p{Cc}\ufffe\uffff]/gu, ''),
      number,
      `p${n}@x.example`,
    ]);
    const { people } = await drop(workbook([sheet([['Nickname', 'Score', 'Email'], ...rows])]));
    expect(people.map(({ emails }) => emails[0]?.value)).toEqual(rows.map((row) => row[2]));
  });
});
