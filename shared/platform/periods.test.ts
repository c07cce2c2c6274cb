import { fc, test as prop } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { daysOf, type Period, periods } from './periods.ts';

const today = Temporal.PlainDate.from('2026-02-18');
const span = (period: Period) => Object.values(daysOf(period, today)).map(String);

test('periods lie around the day on which somebody looks', () => {
  expect(span('yesterday')).toEqual(['2026-02-17', '2026-02-18']);
  expect(span('this week')).toEqual(['2026-02-16', '2026-02-23']);
  expect(span('next month')).toEqual(['2026-03-01', '2026-04-01']);
  expect(span('last quarter')).toEqual(['2025-10-01', '2026-01-01']);
  expect(span('this year')).toEqual(['2026-01-01', '2027-01-01']);
});

const anyDay = fc
  .integer({ min: 0, max: 60_000 })
  .map((days) => Temporal.PlainDate.from('1950-01-01').add({ days }));

prop.prop([anyDay, fc.constantFrom('day', 'week', 'month', 'quarter', 'year')])(
  'last, this and next follow each other without a gap, and today is in the middle one',
  (day, unit) => {
    const names = periods.filter((name) =>
      unit === 'day' ? /day|tomorrow/.test(name) : name.endsWith(unit),
    );
    const spans = names
      .map((name) => daysOf(name, day))
      .sort((a, b) => Temporal.PlainDate.compare(a.from, b.from));
    expect(spans[0]!.to.equals(spans[1]!.from)).toBe(true);
    expect(spans[1]!.to.equals(spans[2]!.from)).toBe(true);
    const { from, to } = spans[1]!;
    expect(Temporal.PlainDate.compare(from, day)).toBeLessThanOrEqual(0);
    expect(Temporal.PlainDate.compare(day, to)).toBeLessThan(0);
  },
);
