import { describe, expect, test } from 'vitest';
import type { AgendaMeeting } from '../../../shared/interact/agenda.ts';
import { daysOf, freeTimes, freeTimesText, placedOn, stretchOf, wholeDaysOn } from './days.ts';

function meeting(startsAt: string, endsAt: string | null, also: Partial<AgendaMeeting> = {}) {
  return {
    id: startsAt,
    title: startsAt,
    startsAt,
    endsAt,
    allDay: false,
    place: null,
    parties: [],
    others: [],
    sure: false,
    version: 1,
    days: null,
    cancelled: false,
    isMine: true,
    isOfSeries: false,
    can: { edit: true },
    ...also,
  } satisfies AgendaMeeting;
}
const date = Temporal.PlainDate.from;
const hours = (day: string, zone: string) => {
  const { from, to } = stretchOf([date(day)], zone);
  return Temporal.Instant.from(from).until(to).total('hours');
};

describe('around a clock change', () => {
  test('a day lasts as long as it lasts there', () => {
    expect(hours('2026-03-29', 'Europe/Berlin')).toBe(23);
    expect(hours('2026-10-25', 'Europe/Berlin')).toBe(25);
    expect(hours('2026-03-08', 'America/New_York')).toBe(23);
    expect(hours('2026-11-01', 'America/New_York')).toBe(25);
    expect(hours('2026-03-29', 'America/New_York')).toBe(24);
  });

  test.each([
    ['Europe/Berlin', '2026-03-29', '2026-03-29T07:00:00Z', 9 * 60],
    ['Europe/Berlin', '2026-10-25', '2026-10-25T08:00:00Z', 9 * 60],
    ['America/New_York', '2026-03-08', '2026-03-08T13:00:00Z', 9 * 60],
    ['America/New_York', '2026-11-01', '2026-11-01T14:00:00Z', 9 * 60],
  ])('nine o’clock stands at nine in %s on %s', (zone, day, at, minutes) => {
    const end = Temporal.Instant.from(at).add({ hours: 1 }).toString();
    expect(placedOn([meeting(at, end)], date(day), zone)).toMatchObject([
      { from: minutes, until: minutes + 60 },
    ]);
  });

  test('what goes on while the clock is changed has a length', () => {
    // 02:30 to 02:15, the hour comes twice.
    const [back] = placedOn(
      [meeting('2026-10-25T00:30:00Z', '2026-10-25T01:15:00Z')],
      date('2026-10-25'),
      'Europe/Berlin',
    );
    expect(back).toMatchObject({ from: 150, until: 195 });
    // 01:30 to 03:30, an hour is skipped.
    const [forward] = placedOn(
      [meeting('2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z')],
      date('2026-03-29'),
      'Europe/Berlin',
    );
    expect(forward).toMatchObject({ from: 90, until: 210 });
  });

  test('a day without a time is the same day everywhere', () => {
    const fair = meeting('2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', {
      allDay: true,
      days: { from: '2026-10-25', until: '2026-10-26' },
    });
    const on = (day: string) => wholeDaysOn([fair], date(day)).length;
    expect([on('2026-10-24'), on('2026-10-25'), on('2026-10-26')]).toEqual([0, 1, 0]);
    expect(placedOn([fair], date('2026-10-25'), 'America/New_York')).toEqual([]);
  });
});

test('a meeting over midnight stands on both days', () => {
  const night = [meeting('2026-03-03T22:00:00Z', '2026-03-04T01:00:00Z')];
  expect(placedOn(night, date('2026-03-03'), 'UTC')).toMatchObject([{ from: 1320, until: 1440 }]);
  expect(placedOn(night, date('2026-03-04'), 'UTC')).toMatchObject([{ from: 0, until: 60 }]);
});

test('those that overlap stand side by side, the others have the whole width', () => {
  const at = (from: string, until: string) =>
    meeting(`2026-03-03T${from}:00Z`, `2026-03-03T${until}:00Z`);
  const placed = placedOn(
    [at('09:00', '10:00'), at('09:30', '11:00'), at('10:00', '10:30'), at('12:00', '13:00')],
    date('2026-03-03'),
    'UTC',
  );
  expect(placed.map(({ lane, lanes }) => [lane, lanes])).toEqual([
    [0, 2],
    [1, 2],
    [0, 2],
    [0, 1],
  ]);
});

test('a week begins where the reader’s country begins it', () => {
  const begins = (first: number) => daysOf('week', date('2026-11-22'), first)[0]!.toString();
  expect(begins(1)).toBe('2026-11-16');
  expect(begins(7)).toBe('2026-11-22');
});

test('free times are offered in whole half hours, on working days, from now on', () => {
  const zone = 'Europe/Berlin';
  const now = Temporal.ZonedDateTime.from('2026-11-24T09:40[Europe/Berlin]');
  const meetings = [
    meeting('2026-11-24T10:15:00Z', '2026-11-24T11:00:00Z'),
    meeting('2026-11-24T12:00:00Z', '2026-11-24T13:00:00Z', { cancelled: true }),
    meeting('2026-11-25T07:00:00Z', '2026-11-25T17:00:00Z'),
  ];
  const days = ['2026-11-24', '2026-11-25', '2026-11-28'].map((day) => date(day));
  const free = freeTimes(meetings, days, now);
  expect(free.every(({ start }) => start.timeZoneId === zone)).toBe(true);
  expect(freeTimesText(free, 'en-GB')).toBe('Tue 24 Nov 10:00–11:00, 12:00–17:00');
  expect(freeTimesText(free, 'de')).toBe('Di., 24. Nov. 10:00–11:00, 12:00–17:00');
  expect(freeTimesText([], 'en')).toBe('');
});
