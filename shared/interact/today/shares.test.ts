import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sharesOf } from './shares.ts';

test('what fits is shown whole', () => {
  expect(sharesOf([3, 0, 5, 2, 1])).toEqual([3, 0, 5, 2, 1]);
});

test('a long block does not push the others out, and takes what they leave', () => {
  expect(sharesOf([0, 100, 2, 100, 1])).toEqual([0, 9, 2, 8, 1]);
  expect(sharesOf([100])).toEqual([20]);
});

test('at most twenty, never more than there is, and never fewer than fit', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(200), { maxLength: 8 }), fc.nat(40), (counts, most) => {
      const shares = sharesOf(counts, most);
      const all = counts.reduce((sum, count) => sum + count, 0);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(Math.min(most, all));
      for (const [at, share] of shares.entries()) expect(share).toBeLessThanOrEqual(counts[at]!);
    }),
  );
});
