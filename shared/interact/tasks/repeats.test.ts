import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextDue, TaskRepeats } from './repeats.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const next = (repeats: object, due: string, done = due) =>
  nextDue(TaskRepeats.parse(repeats), day(due), day(done))?.toString() ?? null;

describe('by the calendar', () => {
  test.each([
    ['every day', { unit: 'day' }, '2026-02-28', '2026-03-01'],
    ['every third day', { unit: 'day', every: 3 }, '2026-02-27', '2026-03-02'],
    ['on a Friday, the next weekday', { unit: 'weekday' }, '2026-11-20', '2026-11-23'],
    ['Tuesdays', { unit: 'week', days: [2] }, '2026-11-24', '2026-12-01'],
    ['Tuesdays and Thursdays', { unit: 'week', days: [4, 2] }, '2026-11-24', '2026-11-26'],
    ['every other Monday', { unit: 'week', every: 2, days: [1] }, '2026-11-23', '2026-12-07'],
    ['the 31st in a short month', { unit: 'month', on: { day: 31 } }, '2026-01-31', '2026-02-28'],
    [
      'the 31st after a short month',
      { unit: 'month', on: { day: 31 } },
      '2026-02-28',
      '2026-03-31',
    ],
    [
      'the second Tuesday',
      { unit: 'month', on: { nth: 2, weekday: 2 } },
      '2026-11-10',
      '2026-12-08',
    ],
    ['the last Friday', { unit: 'month', on: { nth: -1, weekday: 5 } }, '2026-11-27', '2026-12-25'],
    ['every quarter', { unit: 'month', every: 3, on: { day: 1 } }, '2026-11-01', '2027-02-01'],
    ['29 February', { unit: 'year', month: 2, day: 29 }, '2024-02-29', '2025-02-28'],
    ['29 February in its year', { unit: 'year', month: 2, day: 29 }, '2027-02-28', '2028-02-29'],
  ])('%s', (_, repeats, due, expected) => {
    expect(next(repeats, due)).toBe(expected);
  });

  test('what was missed is not made up for', () => {
    expect(next({ unit: 'week', days: [1] }, '2026-11-02', '2026-11-25')).toBe('2026-11-30');
    expect(next({ unit: 'day', every: 7 }, '2026-01-01', '2026-11-25')).toBe('2026-11-26');
  });

  test('done early, it comes on its next turn and not twice for the same one', () => {
    expect(next({ unit: 'month', on: { day: 15 } }, '2026-11-15', '2026-11-03')).toBe('2026-12-15');
  });
});

describe('after it is done', () => {
  test.each([
    ['two days later', { unit: 'day', every: 2 }, '2026-11-01', '2026-11-20', '2026-11-22'],
    ['the next weekday', { unit: 'weekday' }, '2026-11-02', '2026-11-20', '2026-11-23'],
    ['the next Monday', { unit: 'week', days: [1] }, '2026-11-02', '2026-11-25', '2026-11-30'],
    ['a month later', { unit: 'month', on: { day: 1 } }, '2026-09-01', '2026-11-20', '2026-12-01'],
    ['a year later', { unit: 'year', month: 3, day: 1 }, '2025-03-01', '2026-11-20', '2027-03-01'],
  ])('%s', (_, repeats, due, done, expected) => {
    expect(next({ ...repeats, from: 'done' }, due, done)).toBe(expected);
  });
});

test('where the calendar ends a series ends', () => {
  expect(next({ unit: 'year', month: 12, day: 31 }, '9999-12-31')).toBeNull();
});

const every = fc.integer({ min: 1, max: 12 });
const from = fc.constantFrom('calendar' as const, 'done' as const);
const weekday = fc.integer({ min: 1, max: 7 });
const anyRepeats: fc.Arbitrary<TaskRepeats> = fc.oneof(
  fc.record({ unit: fc.constant('day' as const), every, from }),
  fc.record({ unit: fc.constant('weekday' as const), from }),
  fc.record({
    unit: fc.constant('week' as const),
    every,
    days: fc.uniqueArray(weekday, { minLength: 1 }),
    from,
  }),
  fc.record({
    unit: fc.constant('month' as const),
    every,
    on: fc.oneof(
      fc.record({ day: fc.integer({ min: 1, max: 31 }) }),
      fc.record({
        nth: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, -1 as const),
        weekday,
      }),
    ),
    from,
  }),
  fc.record({
    unit: fc.constant('year' as const),
    every,
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 31 }),
    from,
  }),
);
const anyDay = fc.integer({ min: 0, max: 30_000 }).map((days) => day('1990-01-01').add({ days }));

test('the next one always lies ahead of when it was done, on a day that it asks for', () => {
  fc.assert(
    fc.property(anyRepeats, anyDay, anyDay, (repeats, due, done) => {
      const comes = nextDue(repeats, due, done)!;
      expect(Temporal.PlainDate.compare(comes, done)).toBeGreaterThan(0);
      if (repeats.unit === 'weekday') expect(comes.dayOfWeek).toBeLessThan(6);
      if (repeats.unit === 'week') expect(repeats.days).toContain(comes.dayOfWeek);
      if (repeats.unit === 'month' && 'weekday' in repeats.on)
        expect(comes.dayOfWeek).toBe(repeats.on.weekday);
      if (repeats.from === 'calendar')
        expect(Temporal.PlainDate.compare(comes, due)).toBeGreaterThan(0);
    }),
  );
});
