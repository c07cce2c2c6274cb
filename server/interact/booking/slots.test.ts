import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BookingPage, usualBookingPage } from '../../../shared/interact/booking.ts';
import { freeSlots, type Span } from './slots.ts';

const at = (text: string) => Temporal.Instant.from(text);
const every = (from: string, until: string) => Array.from({ length: 7 }, () => [{ from, until }]);
const pageOf = (also: Partial<BookingPage>): BookingPage => ({
  ...usualBookingPage('Europe/Vienna'),
  noticeHours: 0,
  weeks: 1,
  bufferMinutes: 0,
  ...also,
});
const slots = (page: BookingPage, now: string, busy: Span[] = [], booked: string[] = []) =>
  freeSlots(page, page.lengths[0]!, { busy, booked: booked.map(at) }, at(now)).map(String);

describe('free hours', () => {
  test('on the day the clock goes forward skip the hour that does not exist', () => {
    const page = pageOf({ hours: every('01:00', '04:00'), lengths: [60] });
    const night = slots(page, '2026-03-28T20:00:00Z').filter((one) => one < '2026-03-29T12');
    expect(night).toEqual(['2026-03-29T00:00:00Z', '2026-03-29T00:30:00Z', '2026-03-29T01:00:00Z']);
  });

  test('on the day it goes back name an hour that comes twice once', () => {
    const page = pageOf({ hours: every('02:00', '04:00'), lengths: [30] });
    const night = slots(page, '2026-10-24T20:00:00Z').filter((one) => one < '2026-10-25T12');
    expect(night).toEqual([
      '2026-10-25T00:00:00Z',
      '2026-10-25T00:30:00Z',
      '2026-10-25T02:00:00Z',
      '2026-10-25T02:30:00Z',
    ]);
  });

  test('keep clear of what is in the calendar, with some air on both sides', () => {
    const page = pageOf({ hours: every('09:00', '12:00'), lengths: [30], bufferMinutes: 10 });
    const busy = [{ from: at('2026-06-01T08:00:00Z'), until: at('2026-06-01T08:30:00Z') }];
    const day = slots(page, '2026-06-01T00:00:00Z', busy).filter((one) => one < '2026-06-02');
    expect(day).toEqual(['2026-06-01T07:00:00Z', '2026-06-01T09:00:00Z', '2026-06-01T09:30:00Z']);
  });

  test('come with notice, and not more than a day takes', () => {
    const page = pageOf({ hours: every('09:00', '10:00'), lengths: [30], noticeHours: 24 });
    expect(slots(page, '2026-06-01T07:30:00Z')[0]).toBe('2026-06-02T07:30:00Z');
    const full = { ...page, mostADay: 1 };
    expect(slots(full, '2026-06-01T07:30:00Z', [], ['2026-06-02T07:00:00Z'])[0]).toBe(
      '2026-06-03T07:00:00Z',
    );
  });

  const span = fc
    .tuple(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 3_000 }))
    .map(([from, long]) => ({
      from: at('2026-03-20T00:00:00Z').add({ minutes: from }),
      until: at('2026-03-20T00:00:00Z').add({ minutes: from + long }),
    }));
  property.prop([
    fc.array(span, { maxLength: 20 }),
    fc.integer({ min: 20, max: 480 }),
    fc.constantFrom('Europe/Vienna', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Asia/Kathmandu'),
  ])('never touch what is taken, lie in the hours, and come once', (busy, minutes, zone) => {
    const page = pageOf({ zone, hours: every('00:00', '23:59') });
    const free = freeSlots(page, minutes, { busy, booked: [] }, at('2026-03-20T00:00:00Z'));
    expect(new Set(free.map(String)).size).toBe(free.length);
    for (const begin of free) {
      const end = begin.add({ minutes });
      for (const { from, until } of busy)
        expect(
          Temporal.Instant.compare(end, from) <= 0 || Temporal.Instant.compare(begin, until) >= 0,
        ).toBe(true);
      const wall = begin.toZonedDateTimeISO(zone);
      expect(wall.toPlainDate().equals(end.toZonedDateTimeISO(zone).toPlainDate())).toBe(true);
    }
  });
});
