import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { cellsOf, htmlOf, tsvOf } from './clipboard.ts';

describe('a block of cells on the clipboard', () => {
  test('is read as spreadsheets write it, with the break after the last row', () => {
    expect(cellsOf('Anna\tGraz\r\nBen\t\r\n')).toEqual([
      ['Anna', 'Graz'],
      ['Ben', ''],
    ]);
    expect(cellsOf('Graz')).toEqual([['Graz']]);
  });

  test('keeps a break and a tab within a cell', () => {
    expect(cellsOf('"Ring 1\n8010 ""Graz"""\tx')).toEqual([['Ring 1\n8010 "Graz"', 'x']]);
  });

  test('takes a quote that nobody closed for what it is', () => {
    expect(cellsOf('"half\tx\n5" pipe')).toEqual([['"half', 'x'], ['5" pipe']]);
  });

  const cell = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', '\r', '=', 'é', ' ') });
  property.prop([
    fc.integer({ min: 1, max: 4 }).chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
        minLength: 1,
        maxLength: 4,
      }),
    ),
  ])('comes back as it was', (rows) => {
    // A last row of one empty cell is what the break at the end looks like.
    const isShort = rows.length > 1 && rows.at(-1)!.join('') === '' && rows.at(-1)!.length === 1;
    expect(cellsOf(tsvOf(rows))).toEqual(isShort ? rows.slice(0, -1) : rows);
  });

  test('as a table it is text, whatever it begins with', () => {
    const html = htmlOf([['=1+1', '<b>&']]);
    expect(html).toContain('>=1+1</td>');
    expect(html).toContain('&lt;b&gt;&amp;');
    expect(html).toContain("mso-number-format:'\\@'");
  });
});
