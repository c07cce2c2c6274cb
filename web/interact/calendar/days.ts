import type { AgendaMeeting } from '../../../shared/interact/agenda.ts';

export type CalendarView = 'day' | 'week' | 'agenda';

/** How many days a list shows at once. */
const listed = 14;

/** The days that are shown around a day; a week begins where the reader’s country begins it (1: Monday). */
export function daysOf(
  view: CalendarView,
  day: Temporal.PlainDate,
  firstWeekday: number,
): Temporal.PlainDate[] {
  if (view === 'day') return [day];
  const first =
    view === 'week' ? day.subtract({ days: (day.dayOfWeek - firstWeekday + 7) % 7 }) : day;
  return Array.from({ length: view === 'week' ? 7 : listed }, (_, days) => first.add({ days }));
}

/** The instants between which these days lie; on the day of a clock change one lasts 23 or 25 hours. */
export function stretchOf(
  days: readonly Temporal.PlainDate[],
  zone: string,
): { from: string; to: string } {
  const start = (day: Temporal.PlainDate) => day.toZonedDateTime(zone).toInstant().toString();
  return { from: start(days[0]!), to: start(days.at(-1)!.add({ days: 1 })) };
}

/** A day without a time lies on its own date wherever it is looked at. */
export function wholeDaysOn(
  meetings: readonly AgendaMeeting[],
  day: Temporal.PlainDate,
): AgendaMeeting[] {
  const on = day.toString();
  return meetings.filter(({ days }) => days !== null && days.from <= on && on < days.until);
}

/** A meeting on the clock of one day: minutes behind its midnight, and its place beside those it overlaps. */
export interface Placed {
  meeting: AgendaMeeting;
  from: number;
  until: number;
  lane: number;
  lanes: number;
}

const wholeDay = 24 * 60;
/** Shorter ones could not be read or hit. */
const least = 30;

/**
 * The meetings of a day where its clock shows them. An hour that is skipped leaves a gap nobody can fall
 * into; of an hour that comes twice the second lies over the first, as on the clock.
 */
export function placedOn(
  meetings: readonly AgendaMeeting[],
  day: Temporal.PlainDate,
  zone: string,
): Placed[] {
  const placed: Placed[] = [];
  for (const meeting of timedOn(meetings, day, zone)) {
    const { start, end } = meeting;
    const from = start.toPlainDate().equals(day) ? minutesOf(start) : 0;
    const shown = end.toPlainDate().equals(day) ? minutesOf(end) : wholeDay;
    const lasts = Math.round(start.until(end).total('minutes'));
    // When the clock goes back within it, its end shows an earlier time than its beginning.
    const until = shown > from ? shown : from + lasts;
    placed.push({
      meeting: meeting.meeting,
      from,
      until: Math.min(wholeDay, Math.max(until, from + least)),
      lane: 0,
      lanes: 1,
    });
  }
  placed.sort((one, other) => one.from - other.from || other.until - one.until);
  let together: Placed[] = [];
  let end = 0;
  const settle = () => {
    const lanes = Math.max(0, ...together.map(({ lane }) => lane)) + 1;
    for (const one of together) one.lanes = lanes;
    together = [];
  };
  for (const one of placed) {
    if (one.from >= end) settle();
    const taken = new Set(together.filter(({ until }) => until > one.from).map(({ lane }) => lane));
    while (taken.has(one.lane)) one.lane++;
    together.push(one);
    end = Math.max(together.length === 1 ? 0 : end, one.until);
  }
  settle();
  return placed;
}

/** The meetings with a time that touch a day, in order. */
export function timedOn(
  meetings: readonly AgendaMeeting[],
  day: Temporal.PlainDate,
  zone: string,
): { meeting: AgendaMeeting; start: Temporal.ZonedDateTime; end: Temporal.ZonedDateTime }[] {
  const [midnight, next] = [day, day.add({ days: 1 })].map((one) =>
    one.toZonedDateTime(zone).toInstant(),
  );
  return meetings.flatMap((meeting) => {
    if (meeting.days) return [];
    const start = Temporal.Instant.from(meeting.startsAt);
    const end = meeting.endsAt ? Temporal.Instant.from(meeting.endsAt) : start;
    const isHere =
      Temporal.Instant.compare(start, next!) < 0 &&
      (Temporal.Instant.compare(end, midnight!) > 0 ||
        Temporal.Instant.compare(start, midnight!) >= 0);
    if (!isHere) return [];
    return { meeting, start: start.toZonedDateTimeISO(zone), end: end.toZonedDateTimeISO(zone) };
  });
}

export const minutesOf = ({ hour, minute }: { hour: number; minute: number }) => hour * 60 + minute;

/** A stretch in which nothing stands. */
export interface FreeTime {
  start: Temporal.ZonedDateTime;
  end: Temporal.ZonedDateTime;
}

const opens = Temporal.PlainTime.from('09:00');
const closes = Temporal.PlainTime.from('17:00');
const shortest = 30;

/** What is free on these days between nine and five, from now on, in whole half hours; weekends are not offered. */
export function freeTimes(
  meetings: readonly AgendaMeeting[],
  days: readonly Temporal.PlainDate[],
  now: Temporal.ZonedDateTime,
): FreeTime[] {
  const zone = now.timeZoneId;
  const found: FreeTime[] = [];
  for (const day of days) {
    if (day.dayOfWeek > 5) continue;
    const open = day.toZonedDateTime({ timeZone: zone, plainTime: opens });
    const close = day.toZonedDateTime({ timeZone: zone, plainTime: closes });
    let at = Temporal.ZonedDateTime.compare(now, open) > 0 ? halfHourFrom(now) : open;
    const busy = timedOn(
      meetings.filter(({ cancelled }) => !cancelled),
      day,
      zone,
    ).toSorted((one, other) => Temporal.ZonedDateTime.compare(one.start, other.start));
    for (const { start, end } of [...busy, { start: close, end: close }]) {
      const until = Temporal.ZonedDateTime.compare(start, close) > 0 ? close : start;
      const whole = halfHourBefore(until);
      if (at.until(whole).total('minutes') >= shortest) found.push({ start: at, end: whole });
      const next = halfHourFrom(end);
      if (Temporal.ZonedDateTime.compare(next, at) > 0) at = next;
    }
  }
  return found;
}

function halfHourFrom(at: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  return at.round({ smallestUnit: 'minute', roundingIncrement: 30, roundingMode: 'ceil' });
}
function halfHourBefore(at: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  return at.round({ smallestUnit: 'minute', roundingIncrement: 30, roundingMode: 'floor' });
}

/** One line a day, as one writes it into a mail: “Tue, 24 Nov 10:00–11:30, 14:00–17:00”. */
export function freeTimesText(times: readonly FreeTime[], locale: string): string {
  const day = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: times[0]?.start.timeZoneId ?? 'UTC',
  });
  const clock = clockOf(locale, times[0]?.start.timeZoneId ?? 'UTC');
  const byDay = Map.groupBy(times, ({ start }) => start.toPlainDate().toString());
  return [...byDay.values()]
    .map(
      (stretches) =>
        `${day.format(stretches[0]!.start.epochMilliseconds)} ${stretches
          .map(
            ({ start, end }) =>
              `${clock.format(start.epochMilliseconds)}–${clock.format(end.epochMilliseconds)}`,
          )
          .join(', ')}`,
    )
    .join('\n');
}

export function clockOf(locale: string, timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone });
}
