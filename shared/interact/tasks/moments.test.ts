import { expect, test } from 'vitest';
import { instantAt, lateAt, remindAt } from './moments.ts';

const vienna = 'Europe/Vienna';
const at = (on: string, time: string, zone = vienna) =>
  instantAt(Temporal.PlainDate.from(on), Temporal.PlainTime.from(time), zone).toString();

test('ten in the morning stays ten in the morning over a change of the clocks', () => {
  expect(at('2026-03-28', '10:00')).toBe('2026-03-28T09:00:00Z');
  expect(at('2026-03-29', '10:00')).toBe('2026-03-29T08:00:00Z');
});

test('of an hour that the clocks skip, the first moment after it', () => {
  expect(at('2026-03-29', '02:30')).toBe('2026-03-29T01:00:00Z');
  expect(at('2026-03-08', '02:15', 'America/New_York')).toBe('2026-03-08T07:00:00Z');
});

test('of an hour that the clocks show twice, the first', () => {
  expect(at('2026-10-25', '02:30')).toBe('2026-10-25T00:30:00Z');
});

test('what is due on a day is late when that day is over, also one of 23 hours', () => {
  expect(lateAt({ on: '2026-03-29', time: null }, vienna).toString()).toBe('2026-03-29T22:00:00Z');
  expect(lateAt({ on: '2026-11-24', time: '10:00' }, vienna).toString()).toBe(
    '2026-11-24T09:00:00Z',
  );
});

test('a day before is the same hour of the day before, 24 hours before is not', () => {
  const due = { on: '2026-03-29', time: '10:00' };
  expect(remindAt({ before: 1, unit: 'days' }, due, vienna)?.toString()).toBe(
    '2026-03-28T09:00:00Z',
  );
  expect(remindAt({ before: 24, unit: 'hours' }, due, vienna)?.toString()).toBe(
    '2026-03-28T08:00:00Z',
  );
  expect(remindAt({ before: 0, unit: 'minutes' }, { ...due, time: null }, vienna)?.toString()).toBe(
    '2026-03-29T07:00:00Z',
  );
  expect(remindAt({ before: 1, unit: 'days' }, null, vienna)).toBeNull();
  expect(remindAt({ on: '2026-10-25', time: '02:30' }, null, vienna)?.toString()).toBe(
    '2026-10-25T00:30:00Z',
  );
});
