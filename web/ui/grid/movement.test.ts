import { fc, test as prop } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { heir, moved } from './movement.ts';

const grid = { rows: 100, columns: 5, page: 10, mirrored: false };
const key = (name: string, withMod = false) => ({ key: name, withMod });

describe('the keyboard in a list of people', () => {
  test('goes down and stops at the last one', () => {
    expect(moved({ row: 0, column: null }, key('ArrowDown'), grid)).toEqual({
      row: 1,
      column: null,
    });
    expect(moved({ row: 99, column: null }, key('ArrowDown'), grid)).toEqual({
      row: 99,
      column: null,
    });
  });

  test('enters the cells with → and leaves them with Esc', () => {
    expect(moved({ row: 3, column: null }, key('ArrowRight'), grid)).toEqual({ row: 3, column: 0 });
    expect(moved({ row: 3, column: 2 }, key('Escape'), grid)).toEqual({ row: 3, column: null });
  });

  test('enters them with ← where one reads from right to left', () => {
    expect(moved({ row: 3, column: null }, key('ArrowLeft'), { ...grid, mirrored: true })).toEqual({
      row: 3,
      column: 0,
    });
    expect(moved({ row: 3, column: 1 }, key('ArrowRight'), { ...grid, mirrored: true })).toEqual({
      row: 3,
      column: 0,
    });
  });

  test('reaches the header from the cells only', () => {
    expect(moved({ row: 0, column: 1 }, key('ArrowUp'), grid)).toEqual({ row: -1, column: 1 });
    expect(moved({ row: 0, column: null }, key('ArrowUp'), grid)).toEqual({ row: 0, column: null });
  });

  test('leaves Esc alone when there is no cell to leave', () => {
    expect(moved({ row: 3, column: null }, key('Escape'), grid)).toBeNull();
  });

  const anyKey = fc.constantFrom(
    'ArrowDown',
    'ArrowUp',
    'ArrowLeft',
    'ArrowRight',
    'PageDown',
    'PageUp',
    'Home',
    'End',
    'F2',
    'Escape',
  );
  prop.prop([fc.array(fc.tuple(anyKey, fc.boolean(), fc.boolean()))])(
    'never leaves the grid',
    (strokes) => {
      let at: { row: number; column: number | null } = { row: 0, column: null };
      for (const [name, withMod, mirrored] of strokes) {
        at = moved(at, key(name, withMod), { ...grid, mirrored }) ?? at;
        expect(at.row).toBeGreaterThanOrEqual(at.column === null ? 0 : -1);
        expect(at.row).toBeLessThan(100);
        if (at.column !== null) expect(at.column >= 0 && at.column < 5).toBe(true);
      }
    },
  );
});

describe('when the focused row leaves the list', () => {
  test('the next one takes its place, at the end the one before', () => {
    expect(heir(['a', 'c', 'd'], { key: 'b', row: 1 })).toBe(1);
    expect(heir(['a'], { key: 'b', row: 1 })).toBe(0);
    expect(heir([], { key: 'b', row: 0 })).toBe(-1);
  });

  test('a row that only moved keeps the focus', () => {
    expect(heir(['b', 'a'], { key: 'a', row: 0 })).toBe(1);
  });
});
