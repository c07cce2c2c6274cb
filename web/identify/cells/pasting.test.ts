import { describe, expect, test } from 'vitest';
import type { PartyRow } from '../../../shared/identify/parties.ts';
import { isTooMuch, placed } from './pasting.ts';

const row = (id: string): PartyRow =>
  ({
    id,
    name: id,
    city: `${id}town`,
    roles: [],
    tags: ['x'],
    values: { size: 3 },
  }) as unknown as PartyRow;
const list = ['a', 'b', 'c', 'd'].map(row);
const columns = ['name', 'city', 'size'];
const rangeOf = (top: number, height: number, left: number, width: number) => ({
  rows: list.slice(top, top + height),
  below: list.slice(top),
  columns: columns.slice(left, left + width),
  beside: columns.slice(left),
});
const cellsIn = (texts: string[][], range = rangeOf(0, 1, 0, 1)) => {
  const { input, ...lost } = placed('person', { texts }, range, 'de-AT');
  return { ...lost, fields: input.fields, rows: input.rows.map(({ id, cells }) => [id, ...cells]) };
};

describe('a block pasted into a list', () => {
  test('lies where the keyboard stands, and says what it saw there', () => {
    const { input } = placed('person', { texts: [['Graz', '5']] }, rangeOf(1, 1, 1, 1), 'de-AT');
    expect(input).toEqual({
      kind: 'person',
      fields: ['city', 'size'],
      rows: [{ id: 'b', cells: ['Graz', '5'], was: ['btown', 3] }],
      decimalMark: ',',
    });
  });

  test('of one cell is written over the whole range', () => {
    expect(cellsIn([['x']], rangeOf(1, 2, 1, 2)).rows).toEqual([
      ['b', 'x', 'x'],
      ['c', 'x', 'x'],
    ]);
  });

  test('is repeated where the range holds it several times, and else lies there once', () => {
    const block = [['1'], ['2']];
    expect(cellsIn(block, rangeOf(0, 4, 0, 1)).rows.map(([, text]) => text)).toEqual([...'1212']);
    expect(cellsIn(block, rangeOf(0, 3, 0, 1)).rows.map(([id]) => id)).toEqual(['a', 'b']);
  });

  test('says which of its rows and columns find no place', () => {
    const { lostRows, lostColumns } = cellsIn(
      [
        ['1', '2'],
        ['3', '4'],
      ],
      rangeOf(3, 1, 2, 1),
    );
    expect({ lostRows, lostColumns }).toEqual({ lostRows: 1, lostColumns: 1 });
  });

  test('with a short row leaves the cells alone that it does not have', () => {
    expect(cellsIn([['1', '2'], ['3']]).rows[1]).toEqual(['b', '3', null]);
  });

  test('from our own list gives the value where it is the same field, and the words elsewhere', () => {
    const block = {
      texts: [['Gold', 'Gold']],
      fields: ['size', 'size'],
      values: [[{ is: 'gold' }, { is: 'gold' }]],
    };
    const { input } = placed('person', block, rangeOf(0, 1, 1, 1), 'en');
    expect(input.rows[0]!.cells).toEqual(['Gold', { is: 'gold' }]);
  });

  test('gives back what was guarded against spreadsheets', () => {
    expect(cellsIn([["'=1+1", "'quoted'"]]).rows[0]).toEqual(['a', '=1+1', "'quoted'"]);
  });

  test('is too much beyond what is written while somebody waits', () => {
    expect(isTooMuch(1_000, 10)).toBe(false);
    expect(isTooMuch(5_001, 1)).toBe(true);
    expect(isTooMuch(2_001, 10)).toBe(true);
  });
});
