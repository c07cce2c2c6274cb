import type { BookingPage } from '../../../shared/interact/booking.ts';

export interface Span {
  from: Temporal.Instant;
  until: Temporal.Instant;
}

export interface Taken {
  /** Everything in the calendars, and what was booked. */
  busy: readonly Span[];
  /** When meetings begin that were booked here. */
  booked: readonly Temporal.Instant[];
}

/** A meeting begins on the hour or the half, where it is not shorter. */
const usualStep = 30;

/**
 * When a meeting may begin: by the clock of the zone, in the hours somebody works, clear of everything else, and
 * neither too soon nor too late. An hour that the clock passes over does not exist; one that comes twice is the first.
 */
export function freeSlots(
  { hours, zone, bufferMinutes, noticeHours, mostADay, weeks }: BookingPage,
  minutes: number,
  { busy, booked }: Taken,
  now: Temporal.Instant,
): Temporal.Instant[] {
  const earliest = now.add({ hours: noticeHours });
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const onDay = Map.groupBy(booked, (at) => at.toZonedDateTimeISO(zone).toPlainDate().toString());
  const free: Temporal.Instant[] = [];
  for (let days = 0; days < weeks * 7; days++) {
    const day = today.add({ days });
    if ((onDay.get(day.toString())?.length ?? 0) >= mostADay) continue;
    for (const { from, until } of hours[day.dayOfWeek - 1] ?? []) {
      for (const at of beginningsOf(day, zone, from, until, minutes)) {
        const kept = {
          from: at.subtract({ minutes: bufferMinutes }),
          until: at.add({ minutes: minutes + bufferMinutes }),
        };
        const isClear = !busy.some((span) => overlaps(span, kept));
        if (isClear && Temporal.Instant.compare(at, earliest) >= 0) free.push(at);
      }
    }
  }
  return free;
}

function beginningsOf(
  day: Temporal.PlainDate,
  zone: string,
  from: string,
  until: string,
  minutes: number,
): Temporal.Instant[] {
  const end = day.toPlainDateTime(until).toZonedDateTime(zone).toInstant();
  const step = Math.min(minutes, usualStep);
  const begins: Temporal.Instant[] = [];
  const last = Temporal.PlainTime.from(until);
  for (
    let clock = Temporal.PlainTime.from(from);
    Temporal.PlainTime.compare(clock, last) < 0;
    clock = clock.add({ minutes: step })
  ) {
    const wall = day.toPlainDateTime(clock);
    const at = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
    const isThere = Temporal.PlainDateTime.compare(at.toPlainDateTime(), wall) === 0;
    const ends = at.toInstant().add({ minutes });
    if (isThere && Temporal.Instant.compare(ends, end) <= 0) begins.push(at.toInstant());
    // Past midnight the clock begins anew.
    if (clock.until('23:59').total('minutes') < step) break;
  }
  return begins;
}

function overlaps(one: Span, other: Span): boolean {
  return (
    Temporal.Instant.compare(one.from, other.until) < 0 &&
    Temporal.Instant.compare(other.from, one.until) < 0
  );
}
