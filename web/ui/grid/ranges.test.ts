import { describe, expect, test } from 'vitest';
import { rangeBetween, sizeOf, tabbed } from './ranges.ts';

describe('a range of cells', () => {
  test('goes from where Shift was first held to where the keyboard stands', () => {
    const range = rangeBetween({ row: 4, column: 3 }, { row: 2, column: 5 });
    expect(range).toEqual({ top: 2, bottom: 4, left: 3, right: 5 });
    expect(sizeOf(range!)).toBe(9);
  });

  test('is one cell where none was begun, and none in row mode and in the header', () => {
    expect(rangeBetween(null, { row: 2, column: 5 })).toEqual({
      top: 2,
      bottom: 2,
      left: 5,
      right: 5,
    });
    expect(rangeBetween(null, { row: 2, column: null })).toBeNull();
    expect(rangeBetween(null, { row: -1, column: 2 })).toBeNull();
  });
});

describe('Tab in the cells', () => {
  const grid = { rows: 3, columns: 4, first: 1 };
  test('goes on to the next row, and leaves the grid behind the last cell', () => {
    expect(tabbed({ row: 0, column: 2 }, 1, grid)).toEqual({ row: 0, column: 3 });
    expect(tabbed({ row: 0, column: 3 }, 1, grid)).toEqual({ row: 1, column: 1 });
    expect(tabbed({ row: 1, column: 1 }, -1, grid)).toEqual({ row: 0, column: 3 });
    expect(tabbed({ row: 2, column: 3 }, 1, grid)).toBeNull();
    expect(tabbed({ row: 0, column: 1 }, -1, grid)).toBeNull();
    expect(tabbed({ row: 0, column: null }, 1, grid)).toBeNull();
  });
});
