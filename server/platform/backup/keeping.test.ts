import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameOfDay, newestDay, outlived } from './keeping.ts';

const today = Temporal.PlainDate.from('2026-11-22');
const daysBack = (count: number) =>
  Array.from({ length: count }, (_, ago) => nameOfDay(today.subtract({ days: ago })));

test('a week of days, five weeks and a year of months can be gone back to', () => {
  const names = daysBack(800);
  const gone = new Set(outlived(names));
  const stays = names.filter((name) => !gone.has(name));
  expect(stays.slice(0, 7)).toEqual(daysBack(7));
  expect(stays).toContain('2026-11-08.rapport');
  expect(stays).toContain('2026-10-31.rapport');
  expect(stays.at(-1)).toBe('2025-12-31.rapport');
  expect(stays.length).toBeLessThanOrEqual(7 + 5 + 12);
});

test('who made backups seldom loses none of them', () => {
  expect(outlived(['2019-03-01.rapport', '2022-03-01.rapport', '2026-03-01.rapport'])).toEqual([]);
});

test('nothing but automatic backups is ever removed', () => {
  expect(outlived(['before-0017.rapport', 'mine.rapport', 'notes.txt', ...daysBack(2)])).toEqual(
    [],
  );
});

test('the newest is known by its name', () => {
  expect(newestDay(['notes.txt', '2026-03-01.rapport', '2026-11-02.rapport'])).toEqual(
    Temporal.PlainDate.from('2026-11-02'),
  );
  expect(newestDay(['before-0017.rapport'])).toBeUndefined();
});

test('day by day, a backup that went does not come to be missed', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 120 }), (made) => {
      let there: string[] = [];
      made.forEach((isMade, day) => {
        if (!isMade) return;
        there.push(nameOfDay(today.add({ days: day })));
        const gone = new Set(outlived(there));
        there = there.filter((name) => !gone.has(name));
      });
      // Of the last seven that were made none is missing.
      const all = made.flatMap((isMade, day) =>
        isMade ? [nameOfDay(today.add({ days: day }))] : [],
      );
      expect(there).toEqual(expect.arrayContaining(all.slice(-7)));
    }),
  );
});
