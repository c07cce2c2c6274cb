import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { seated } from './seats.ts';

const seatsAfter = (...lists: string[]) => {
  let seats = new Map<string, number>();
  for (const list of lists) seats = seated(seats, [...list]);
  return [...seats].map(([key, seat]) => `${key}${seat}`).join(' ');
};

describe('rows that scroll by', () => {
  test('stay where they are drawn while they are in sight', () => {
    expect(seatsAfter('abcd', 'cdef')).toBe('c2 d3 e0 f1');
    expect(seatsAfter('cdef', 'abcd')).toBe('a2 b3 c0 d1');
  });

  test('take over the places of those before them, in order', () => {
    expect(seatsAfter('abcd', 'wxyz')).toBe('w0 x1 y2 z3');
    expect(seatsAfter('abcd', 'cdef', 'stuv')).toBe('s2 t3 u0 v1');
  });

  test('get new places when more come into sight, and leave them when fewer do', () => {
    expect(seatsAfter('ab', 'abcd')).toBe('a0 b1 c2 d3');
    expect(seatsAfter('abcd', 'c', 'cxy')).toBe('c2 x3 y4');
  });

  property.prop([fc.array(fc.uniqueArray(fc.constantFrom(...'abcdefghij')), { maxLength: 6 })])(
    'never share a place',
    (lists) => {
      let seats = new Map<string, number>();
      for (const list of lists) {
        const next = seated(seats, list);
        expect([...next.keys()]).toEqual(list);
        expect(new Set(next.values()).size).toBe(list.length);
        for (const key of list) {
          if (seats.has(key)) expect(next.get(key)).toBe(seats.get(key));
        }
        seats = next;
      }
    },
  );
});
