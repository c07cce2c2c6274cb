import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { steadyRows } from './steady.ts';

const rowsOf = (ids: string) => [...ids].map((id) => ({ id, from: 'list' }));
const heldOf = (ids: string) => new Map([...ids].map((id) => [id, { id, from: 'edit' }]));
const steady = (fresh: string, held: string, before: string) => {
  const { rows, wouldMove } = steadyRows(rowsOf(fresh), heldOf(held), [...before]);
  return [rows.map(({ id }) => id).join(''), [...wouldMove].join('')];
};

describe('a row that was written in', () => {
  test('stays where it is when the order would take it elsewhere', () => {
    expect(steady('bcda', 'a', 'abcd')).toEqual(['abcd', 'a']);
  });

  test('stays with what was written when the filter would take it away', () => {
    expect(steady('acd', 'b', 'abcd')).toEqual(['abcd', 'b']);
    const { rows } = steadyRows(rowsOf('acd'), heldOf('b'), [...'abcd']);
    expect(rows.map(({ from }) => from)).toEqual(['list', 'edit', 'list', 'list']);
  });

  test('is not marked while it stands where it belongs', () => {
    expect(steady('abcd', 'b', 'abcd')).toEqual(['abcd', '']);
    expect(steady('abxcd', 'b', 'abcd')).toEqual(['abxcd', '']);
  });

  test('lets others come, go and move as they do', () => {
    expect(steady('dxa', 'b', 'abcd')).toEqual(['dxab', 'b']);
  });

  const ids = fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { maxLength: 10 });
  property.prop([ids, ids, ids])('is there exactly once, and so is everybody else', (a, b, c) => {
    const { rows } = steadyRows(rowsOf(a.join('')), heldOf(b.join('')), c);
    const shown = rows.map(({ id }) => id);
    const held = c.filter((id) => b.includes(id));
    expect([...shown].sort()).toEqual([...new Set([...a, ...held])].sort());
    const others = (list: string[]) => list.filter((id) => !held.includes(id));
    expect(others(shown)).toEqual(others(a));
  });
});
