import { expect, test } from 'vitest';
import { layOut, towards } from './layout.ts';

const ids = ['anna', 'ben', 'cleo', 'brandt', 'far'];
const edges = [
  { from: 'anna', to: 'ben' },
  { from: 'anna', to: 'brandt' },
  { from: 'ben', to: 'brandt' },
  { from: 'cleo', to: 'anna' },
];

test('the centre stands in the middle, nobody upon another, and it always looks the same', () => {
  const spots = layOut(ids, edges, 'anna');
  expect(spots.get('anna')).toEqual({ id: 'anna', x: 0, y: 0 });
  const all = [...spots.values()];
  for (const one of all)
    for (const other of all)
      if (one !== other) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(50);
  expect(layOut(ids, edges, 'anna')).toEqual(spots);
});

test('a hundred and fifty around one company are laid out at once', () => {
  const many = Array.from({ length: 150 }, (_, at) => String(at));
  const star = many.slice(1).map((to) => ({ from: '0', to }));
  const spots = layOut(many, star, '0');
  expect(spots.size).toBe(150);
  for (const { x, y } of spots.values()) expect(Number.isFinite(x + y)).toBe(true);
});

test('an arrow leads to the nearest in its direction, and nowhere beyond the last', () => {
  const at = (id: string, x: number, y: number) => ({ id, x, y });
  const spots = [at('a', 0, 0), at('b', 100, 10), at('c', 60, 55), at('d', 0, -80)];
  const from = spots[0]!;
  expect(towards(spots, from, 'ArrowRight')?.id).toBe('b');
  expect(towards(spots, from, 'ArrowUp')?.id).toBe('d');
  expect(towards(spots, from, 'ArrowLeft')).toBeUndefined();
});
