import type { Moment } from '../../../shared/interact/meeting-draft.ts';
import type { Property } from '../../platform/import/content-lines.ts';
import { ianaName, ianaZone, offsetIn, type Zone } from './zones.ts';

export interface CalendarContext {
  floating: Zone;
  /** Zones by the name the file gives them. */
  zones: Map<string, Zone>;
  /** What makes a series, by UID: needed where a later part of the file changes the rest of it. */
  series: Map<string, Property[]>;
  /** Instants of instances that the file describes on their own, by UID. */
  replaced: Map<string, Set<string>>;
  /** Instants from which on a series is described anew (THISANDFUTURE), in order. */
  ranges: Map<string, string[]>;
  now: Temporal.Instant;
}

export interface MeetingProblem {
  code: string;
  message: string;
  severity: 'error' | 'warning';
  field?: string;
  line?: number;
}

/** A moment as it was read, with the clock it was read from. */
export interface ReadMoment extends Moment {
  plain: Temporal.PlainDateTime;
  place: Zone;
  allDay: boolean;
}

export function endOf(
  properties: Property[],
  start: ReadMoment,
  context: CalendarContext,
  problems: MeetingProblem[],
): ReadMoment {
  const ends = properties.find(({ name }) => name === 'DTEND');
  const lasts = properties.find(({ name }) => name === 'DURATION');
  let end: ReadMoment | null = null;
  if (ends) {
    end = readMoment(ends, context, problems);
    if (!end) problems.push(badDate(ends, ends.value));
  } else if (lasts) {
    const duration = durationOf(lasts.value);
    if (duration) end = after(start, duration);
    else problems.push(badDate(lasts, lasts.value));
  }
  if (end && end.instant < start.instant) {
    problems.push({
      line: (ends ?? lasts)?.line ?? 0,
      code: 'ics.ends-before-start',
      severity: 'warning',
      field: 'DTEND',
      message: 'The meeting ends before it begins; it was kept with its beginning only.',
    });
    end = null;
  }
  return end ?? (start.allDay ? after(start, Temporal.Duration.from({ days: 1 })) : start);
}

/** Days are days of the calendar, hours are hours that pass. */
function after(start: ReadMoment, duration: Temporal.Duration): ReadMoment {
  const { weeks, days, hours, minutes, seconds } = duration;
  const day = start.plain.add({ weeks, days });
  if (start.allDay) return place(day, start.place, true);
  const instant = start.place.instantOf(day).add({ hours, minutes, seconds });
  return place(start.place.wallOf(instant), start.place, false, instant);
}

/** Gives each instance the length of the first: whole days, or exactly the time that passed. */
export function lengthOf(start: ReadMoment, end: ReadMoment): (moment: ReadMoment) => ReadMoment {
  if (start.allDay) {
    const days = start.plain.until(end.plain, { largestUnit: 'day' }).days;
    return (moment) => place(moment.plain.add({ days }), moment.place, true);
  }
  const length = instantOf(start).until(instantOf(end));
  return (moment) => {
    const instant = instantOf(moment).add(length);
    return place(end.place.wallOf(instant), end.place, false, instant);
  };
}

export function periodEnd(
  start: ReadMoment,
  written: string,
  property: Property,
  context: CalendarContext,
): ReadMoment {
  const duration = durationOf(written);
  if (duration) return after(start, duration);
  return readMoment({ ...property, value: written }, context, []) ?? start;
}

function durationOf(written: string): Temporal.Duration | null {
  const parts =
    /^([+-]?)P(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?$/i.exec(
      written.trim(),
    );
  if (!parts || /P$|T$/i.test(written.trim())) return null;
  const [weeks, days, hours, minutes, seconds] = parts.slice(2).map((part) => Number(part ?? 0));
  const duration = Temporal.Duration.from({
    weeks,
    days,
    hours,
    minutes,
    seconds,
  } as Temporal.DurationLike);
  return parts[1] === '-' ? duration.negated() : duration;
}

export function readMoment(
  property: Property,
  context: CalendarContext,
  problems: MeetingProblem[],
): ReadMoment | null {
  const read = parseWall(property.value);
  if (!read) return null;
  try {
    if (read.utc) return place(read.plain, UTC, read.allDay);
    const tzid = property.params.get('TZID')?.[0];
    if (!tzid || read.allDay) return place(read.plain, context.floating, read.allDay);
    let zone = context.zones.get(tzid);
    let doubtful = false;
    if (!zone) {
      const iana = ianaName(tzid);
      const stated = iana ? null : offsetIn(tzid);
      doubtful = !iana && !stated?.whole;
      zone = iana || stated ? ianaZone(iana ?? stated!.offset) : undefined;
      if (zone && !doubtful) context.zones.set(tzid, zone);
    }
    if (doubtful && !problems.some(({ code }) => code === 'ics.unknown-zone')) {
      problems.push({
        line: property.line,
        code: 'ics.unknown-zone',
        severity: 'warning',
        field: property.name,
        message: `The time zone “${tzid.slice(0, 80)}” is not known, and the file does not describe it in a way that can be followed; the time was read as one of ${(zone ?? context.floating).nameAt(read.plain)}.`,
      });
    }
    return place(read.plain, zone ?? context.floating, false);
  } catch {
    return null;
  }
}

const UTC = ianaZone('UTC');

export function parseWall(
  written: string,
): { plain: Temporal.PlainDateTime; utc: boolean; allDay: boolean } | null {
  const parts =
    /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2}):?(\d{2})?(?:\.\d+)?(Z)?|Z)?$/i.exec(
      written.trim(),
    );
  if (!parts) return null;
  const [, year, month, day, hour, minute, second, utc] = parts;
  try {
    const plain = Temporal.PlainDateTime.from(
      {
        year: Number(year),
        month: Number(month),
        day: Number(day),
        hour: Number(hour ?? 0),
        minute: Number(minute ?? 0),
        // The sixtieth second exists now and then; clocks here do not know it.
        second: Math.min(59, Number(second ?? 0)),
      },
      { overflow: 'reject' },
    );
    return { plain, utc: utc !== undefined, allDay: hour === undefined };
  } catch {
    return null;
  }
}

export function place(
  plain: Temporal.PlainDateTime,
  zone: Zone,
  allDay: boolean,
  known?: Temporal.Instant,
): ReadMoment {
  const instant = known ?? zone.instantOf(plain);
  return {
    plain,
    place: zone,
    allDay,
    wall: allDay ? plain.toPlainDate().toString() : plain.toString({ smallestUnit: 'second' }),
    zone: zone.nameAt(plain),
    instant: instant.toString(),
  };
}

export function instantOf(moment: Moment): Temporal.Instant {
  return Temporal.Instant.from(moment.instant);
}

export function momentOf({ wall, zone, instant }: ReadMoment): Moment {
  return { wall, zone, instant };
}

export function badDate(property: Property, written: string): MeetingProblem {
  return {
    line: property.line,
    code: 'ics.bad-date',
    severity: 'warning',
    field: property.name,
    message: `${property.name} on line ${property.line} holds “${written.slice(0, 60)}”, which cannot be read; it was left out.`,
  };
}
