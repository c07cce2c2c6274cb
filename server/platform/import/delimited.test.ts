import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timed } from '../../../shared/testing/cpu-time.ts';
import { RowScanner, rowsOf } from './delimited.ts';
import { sniff } from './dialect.ts';

const comma = { delimiter: ',', quote: '"', escapeMark: '"' };
const cellsOf = (text: string, columns = 0) =>
  [...rowsOf(text, comma, columns)].map(({ cells }) => cells);

const written = (rows: string[][], delimiter: string, end: string) =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter)).join(end);

describe('rows come back as they were written', () => {
  test('whatever stands in their cells', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 5 }), {
          minLength: 1,
        }),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n', '\r'),
        (rows, delimiter, end) => {
          const read = [...rowsOf(written(rows, delimiter, end), { ...comma, delimiter })];
          expect(read.map(({ cells }) => cells)).toEqual(rows);
        },
      ),
    );
  });

  test('in pieces of any size, with the same lines', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.stringMatching(/^[a",\n]{0,5}$/), { minLength: 2, maxLength: 3 }), {
          minLength: 1,
        }),
        fc.integer({ min: 1, max: 7 }),
        (rows, size) => {
          const text = written(rows, ',', '\r\n');
          const scanner = new RowScanner(comma);
          const pieces: unknown[] = [];
          const drain = () => {
            for (let row = scanner.next(); row; row = scanner.next()) pieces.push(row);
          };
          for (let at = 0; at < text.length; at += size) {
            scanner.push(text.slice(at, at + size), at);
            drain();
          }
          scanner.end();
          drain();
          expect(pieces).toEqual([...rowsOf(text, comma)]);
        },
      ),
    );
  });

  test('with every kind of line end in one file', () => {
    expect(cellsOf('a,b\r\n1,2\n3,4\r5,6')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]);
  });
});

describe('a quote that is never closed', () => {
  test('costs its own line and nothing else', () => {
    const rows = [...rowsOf('name,city\nAnna,"Berlin\nBen,Bonn\nCleo,"Kiel"\nDan,Ulm\n', comma, 2)];
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['name', 'city'],
      null,
      ['Ben', 'Bonn'],
      ['Cleo', 'Kiel'],
      ['Dan', 'Ulm'],
    ]);
    expect(rows[1]?.problem).toMatchObject({
      code: 'csv.unterminated-quote',
      line: 2,
      severity: 'error',
    });
    expect(rows[2]?.line).toBe(3);
  });

  test('at the end of the file is found too', () => {
    const rows = [...rowsOf('a,b\n1,"2\n3,4', comma, 2)];
    expect(rows.map(({ cells }) => cells)).toEqual([['a', 'b'], null, ['3', '4']]);
  });

  test('does not swallow rows up to a mark of inches further down', () => {
    const rows = [...rowsOf('n,s,c\nA,"5,x\nB,6,y\nC,7,z\nD,8",w\nE,9,v\n', comma, 3)];
    expect(rows.filter(({ problem }) => problem).map(({ problem }) => problem?.line)).toEqual([2]);
    expect(rows.map(({ cells }) => cells?.[0] ?? null)).toEqual(['n', null, 'B', 'C', 'D', 'E']);
  });

  test('ten thousand times takes no time', async () => {
    const { answer, cpu } = await timed(() => [...rowsOf('""x""\n'.repeat(10_000), comma, 2)]);
    expect(answer).toHaveLength(10_000);
    expect(cpu).toBeLessThan(2_000);
  });
});

test('a quote somebody forgot to double stays in its cell, with a warning', () => {
  const [row] = [...rowsOf('"He said "hi" twice",x\n', comma)];
  expect(row).toMatchObject({
    cells: ['He said "hi" twice', 'x'],
    problem: { code: 'csv.stray-quote', line: 1, severity: 'warning' },
  });
});

test('a cell of many lines is one cell', () => {
  expect(cellsOf('a,b\n1,"one\ntwo\nthree"\n2,x\n', 2)).toEqual([
    ['a', 'b'],
    ['1', 'one\ntwo\nthree'],
    ['2', 'x'],
  ]);
});

describe('the delimiter is found', () => {
  test.each([
    ['a;b;c\n1,5;2,5;3,5\n4,5;5;6\n', ';'],
    ['a\tb\n1,2\t3\n', '\t'],
    ['a|b|c\n1|2|3\n', '|'],
    ['a~b~c\n1~2~3\n4~5~6\n', '~'],
    ['sep=;\na;b\n1;2\n', ';'],
    ['name,time\nA,12:30\nB,13:45\n', ','],
  ])('in %j', (text, delimiter) => expect(sniff(text, true).dialect.delimiter).toBe(delimiter));

  test('and where the table begins', () => {
    const table = sniff(
      'Customers 2024\n\nName,City,Zip\nAnna,Berlin,10115\nBen,Bonn,53111\n',
      true,
    );
    expect(table.rows[table.first]?.cells).toEqual(['Name', 'City', 'Zip']);
  });

  test('with backslashes or apostrophes as other programs write them', () => {
    expect(sniff('a,b\n1,"x \\"y\\" z"\n', true).dialect.escapeMark).toBe('\\');
    expect(sniff("a,b\n'1,2','3'\n'4','5'\n", true).dialect.quote).toBe("'");
  });
});
