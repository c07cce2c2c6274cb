import { createHash } from 'node:crypto';
import { displayName } from '../../../shared/identify/names.ts';
import { tidyText } from '../../../shared/identify/party-draft.ts';
import type { MeetingDraft, Moment } from '../../../shared/interact/meeting-draft.ts';
import { type Property, splitValue, unescapeText } from '../../platform/import/content-lines.ts';
import type { Component } from './components.ts';
import { expandRule, partsOf, recurrenceLimits } from './recurrence.ts';
import { ianaName, ianaZone, type Zone } from './zones.ts';

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

interface ReadMoment extends Moment {
  plain: Temporal.PlainDateTime;
  place: Zone;
  allDay: boolean;
}

const LONG = 100_000;
const SHORT = 2_000;
const ATTENDEES = 2_000;
const RULES = 5;

/** One VEVENT as a meeting, with all its instances when it recurs. */
export function meetingOf(
  component: Component,
  context: CalendarContext,
): { draft: MeetingDraft | null; problems: MeetingProblem[] } {
  const { properties } = component;
  const problems: MeetingProblem[] = [];
  const first = (name: string) => properties.find((property) => property.name === name);
  const text = (name: string, most = SHORT) => {
    const property = first(name);
    const full = tidyText(unescapeText(property?.value ?? ''));
    if (full.length <= most) return full;
    problems.push({
      ...(property ? { line: property.line } : {}),
      code: 'ics.text-cut',
      severity: 'warning',
      field: name,
      message: `${name} is ${full.length.toLocaleString('en')} characters long; the first ${most.toLocaleString('en')} were kept.`,
    });
    return full.slice(0, most).toWellFormed();
  };

  const starts = first('DTSTART');
  const start = starts ? readMoment(starts, context, problems) : null;
  if (!start) {
    problems.push({
      ...(starts ? { line: starts.line } : {}),
      code: 'ics.no-start',
      severity: 'error',
      field: 'DTSTART',
      message: starts
        ? `The meeting on line ${component.line} begins at “${starts.value.slice(0, 60)}”, which is no date; it was not imported.`
        : `The meeting on line ${component.line} does not say when it begins (DTSTART); it was not imported.`,
    });
    return { draft: null, problems };
  }
  const end = endOf(properties, start, context, problems);
  const summary = text('SUMMARY');
  const uid = text('UID') || inventedUid(summary, start, text('DTSTAMP'));
  const draft: MeetingDraft = {
    uid,
    method: component.method,
    summary,
    description: text('DESCRIPTION', LONG),
    location: text('LOCATION'),
    start: momentOf(start),
    end: momentOf(end),
    allDay: start.allDay,
    attendees: attendeesOf(properties, problems),
    status: statusOf(text('STATUS'), component.method),
    url: text('URL'),
    sequence: Math.max(0, Number.parseInt(text('SEQUENCE'), 10) || 0),
    categories: properties
      .filter(({ name }) => name === 'CATEGORIES')
      .flatMap(({ value }) => splitValue(value, ',').map(tidyText))
      .filter(Boolean)
      .slice(0, 100),
  };
  const organizer = first('ORGANIZER');
  if (organizer) {
    const { name, address } = personOf(organizer);
    draft.organizer = { name, address };
  }
  for (const [name, key] of [
    ['CREATED', 'created'],
    ['LAST-MODIFIED', 'lastModified'],
  ] as const) {
    const stamp = first(name);
    const moment = stamp ? readMoment(stamp, context, []) : null;
    if (moment) draft[key] = moment.instant;
  }

  const id = recurrenceIdOf(properties, context);
  if (id) draft.recurrenceId = momentOf(id);
  const rangeSeries = id && isRange(properties) ? context.series.get(uid) : undefined;
  if (rangeSeries && id) {
    draft.recurrence = remainderOf(rangeSeries, id, start, end, uid, context, problems);
  } else if (!id && properties.some(({ name }) => name === 'RRULE' || name === 'RDATE')) {
    const expanded = expand(properties, start, end, context, problems);
    const replaced = context.replaced.get(uid);
    const [from] = context.ranges.get(uid) ?? [];
    const instances = expanded.filter(
      ({ start: { instant } }) => !replaced?.has(instant) && (!from || instant < from),
    );
    draft.recurrence = { rules: rulesOf(properties), instances };
  }
  return { draft, problems };
}

/** The properties that make a series. */
export function seriesOf(properties: Property[]): Property[] {
  return properties.filter(({ name }) =>
    /^(?:DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|EXRULE)$/.test(name),
  );
}

export function isRange(properties: Property[]): boolean {
  const id = properties.find(({ name }) => name === 'RECURRENCE-ID');
  return id?.params.get('RANGE')?.[0]?.toUpperCase() === 'THISANDFUTURE';
}

export function recurrenceIdOf(
  properties: Property[],
  context: CalendarContext,
): ReadMoment | null {
  const id = properties.find(({ name }) => name === 'RECURRENCE-ID');
  return id ? readMoment(id, context, []) : null;
}

function rulesOf(properties: Property[]): string[] {
  return properties
    .filter(({ name }) => name === 'RRULE')
    .map(({ value }) => value.trim().slice(0, SHORT))
    .slice(0, RULES);
}

/** All instances of a series, in order, without doubles and exceptions. */
function expand(
  properties: Property[],
  start: ReadMoment,
  end: ReadMoment,
  context: CalendarContext,
  problems: MeetingProblem[],
): { start: Moment; end: Moment }[] {
  const length = lengthOf(start, end);
  const horizon = context.now
    .toZonedDateTimeISO('UTC')
    .add({ years: recurrenceLimits.yearsAhead })
    .toInstant();
  const found = new Map<string, { start: Moment; end: Moment }>();
  const add = (plain: Temporal.PlainDateTime, ownLength = length): void => {
    const moment = place(plain, start.place, start.allDay);
    if (!found.has(moment.instant)) {
      found.set(moment.instant, { start: momentOf(moment), end: momentOf(ownLength(moment)) });
    }
  };
  add(start.plain);
  const rules = properties.filter(({ name }) => name === 'RRULE');
  for (const { value, line } of rules.slice(0, RULES)) {
    const until = untilOf(value, start);
    const expansion = expandRule(value, start.plain, (wall) => {
      const instant = start.place.instantOf(wall);
      return (
        Temporal.Instant.compare(instant, horizon) > 0 ||
        (until !== null && Temporal.Instant.compare(instant, until) > 0)
      );
    });
    for (const wall of expansion.walls) add(wall);
    const problem = stoppedProblem(expansion.stopped, value, line);
    if (problem) problems.push(problem);
  }
  const tooMany = rules[RULES];
  if (tooMany) problems.push(cutProblem(tooMany, `The meeting has ${rules.length} rules`, RULES));
  for (const property of properties) {
    if (property.name !== 'RDATE') continue;
    for (const one of property.value.split(',').filter((value) => value.trim() !== '')) {
      const [from = '', to] = one.split('/');
      const moment = readMoment({ ...property, value: from }, context, problems);
      if (!moment) {
        problems.push(badDate(property, one));
        continue;
      }
      add(
        moment.place === start.place || moment.allDay
          ? moment.plain
          : start.place.wallOf(instantOf(moment)),
      );
      const period = found.get(moment.instant);
      if (to && period) period.end = momentOf(periodEnd(moment, to, property, context));
    }
  }
  for (const property of properties) {
    if (property.name !== 'EXDATE') continue;
    for (const one of property.value.split(',').filter((value) => value.trim() !== '')) {
      const moment = readMoment({ ...property, value: one }, context, problems);
      if (!moment) {
        problems.push(badDate(property, one));
        continue;
      }
      if (!moment.allDay || start.allDay) found.delete(moment.instant);
      else {
        // A whole day as exception takes out whatever begins on it.
        for (const [instant, other] of found) {
          if (other.start.wall.startsWith(moment.wall)) found.delete(instant);
        }
      }
    }
  }
  const instances = [...found.values()].sort((one, other) =>
    one.start.instant < other.start.instant ? -1 : one.start.instant > other.start.instant ? 1 : 0,
  );
  const extra = properties.find(({ name }) => name === 'RDATE') ?? tooMany ?? rules[0];
  const told = problems.some(({ code }) => code === 'ics.recurrence-capped');
  if (extra && instances.length > recurrenceLimits.instances && !told) {
    const many = instances.length.toLocaleString('en');
    problems.push(
      cutProblem(extra, `The meeting has ${many} instances`, recurrenceLimits.instances),
    );
  }
  return instances.slice(0, recurrenceLimits.instances);
}

function cutProblem({ name, line }: Property, what: string, most: number): MeetingProblem {
  return {
    line,
    code: 'ics.recurrence-capped',
    severity: 'warning',
    field: name,
    message: `${what}; the first ${most.toLocaleString('en')} were kept.`,
  };
}

/** What is left of a series from a THISANDFUTURE change on, moved and lengthened as the change says. */
function remainderOf(
  series: Property[],
  id: ReadMoment,
  start: ReadMoment,
  end: ReadMoment,
  uid: string,
  context: CalendarContext,
  problems: MeetingProblem[],
): MeetingDraft['recurrence'] {
  const firstStart = series.find(({ name }) => name === 'DTSTART');
  const from = firstStart ? readMoment(firstStart, context, []) : null;
  if (!from) return undefined;
  const next = context.ranges.get(uid)?.find((instant) => instant > id.instant);
  const shift = id.plain.until(start.plain);
  const length = lengthOf(start, end);
  const instances = [{ start: momentOf(start), end: momentOf(end) }];
  const replaced = context.replaced.get(uid);
  for (const instance of expand(series, from, from, context, problems)) {
    const { instant, wall } = instance.start;
    if (instant <= id.instant || (next && instant >= next) || replaced?.has(instant)) continue;
    const moved = place(plainOf(wall).add(shift), start.place, start.allDay);
    instances.push({ start: momentOf(moved), end: momentOf(length(moved)) });
  }
  return { rules: rulesOf(series), instances };
}

function stoppedProblem(
  stopped: ReturnType<typeof expandRule>['stopped'],
  rule: string,
  line: number,
): MeetingProblem | null {
  const { instances } = recurrenceLimits;
  const excerpt = rule.trim().slice(0, 80);
  if (stopped === 'frequency') {
    return {
      line,
      code: 'ics.recurrence-refused',
      severity: 'warning',
      field: 'RRULE',
      message: `“${excerpt}” repeats every second or minute; such series are not followed (at most ${instances.toLocaleString('en')} instances, hourly or slower). Only the first one was kept.`,
    };
  }
  if (stopped === 'instances' || stopped === 'steps') {
    return {
      line,
      code: 'ics.recurrence-capped',
      severity: 'warning',
      field: 'RRULE',
      message: `“${excerpt}” has more than ${instances.toLocaleString('en')} instances; the first ${instances.toLocaleString('en')} were kept.`,
    };
  }
  if (stopped === 'unreadable') {
    return {
      line,
      code: 'ics.recurrence-unreadable',
      severity: 'warning',
      field: 'RRULE',
      message: `“${excerpt}” is no rule that can be followed; only the first instance was kept.`,
    };
  }
  return null;
}

function untilOf(rule: string, start: ReadMoment): Temporal.Instant | null {
  const until = partsOf(rule).get('UNTIL');
  if (!until) return null;
  const read = parseWall(until);
  if (!read) return null;
  if (read.utc) return read.plain.toZonedDateTime('UTC').toInstant();
  // A date alone includes that whole day.
  const last =
    read.allDay && !start.allDay
      ? read.plain.add({ hours: 24 }).subtract({ seconds: 1 })
      : read.plain;
  return start.place.instantOf(last);
}

function endOf(
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
function lengthOf(start: ReadMoment, end: ReadMoment): (moment: ReadMoment) => ReadMoment {
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

function periodEnd(
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

function readMoment(
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
    if (!zone) {
      const iana = ianaName(tzid);
      zone = iana ? ianaZone(iana) : undefined;
      if (zone) context.zones.set(tzid, zone);
    }
    if (!zone && !problems.some(({ code }) => code === 'ics.unknown-zone')) {
      problems.push({
        line: property.line,
        code: 'ics.unknown-zone',
        severity: 'warning',
        field: property.name,
        message: `The time zone “${tzid.slice(0, 80)}” is not known, and the file does not describe it in a way that can be followed; the time was read as one of ${context.floating.nameAt(read.plain)}.`,
      });
    }
    return place(read.plain, zone ?? context.floating, false);
  } catch {
    return null;
  }
}

const UTC = ianaZone('UTC');

function parseWall(
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

function place(
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

function instantOf(moment: Moment): Temporal.Instant {
  return Temporal.Instant.from(moment.instant);
}

function plainOf(wall: string): Temporal.PlainDateTime {
  return Temporal.PlainDateTime.from(wall);
}

function momentOf({ wall, zone, instant }: ReadMoment): Moment {
  return { wall, zone, instant };
}

function badDate(property: Property, written: string): MeetingProblem {
  return {
    line: property.line,
    code: 'ics.bad-date',
    severity: 'warning',
    field: property.name,
    message: `${property.name} on line ${property.line} holds “${written.slice(0, 60)}”, which cannot be read; it was left out.`,
  };
}

function statusOf(status: string, method: string): MeetingDraft['status'] {
  if (method === 'CANCEL' || /^CANCELL?ED$/i.test(status)) return 'cancelled';
  return /^TENTATIVE$/i.test(status) ? 'tentative' : 'confirmed';
}

function personOf(property: Property): { name: string; address: string } {
  const written = property.params.get('EMAIL')?.[0] ?? property.value;
  let address = tidyText(written).replace(/^mailto:\s*/i, '');
  if (/%[0-9a-f]{2}/i.test(address)) {
    try {
      address = decodeURIComponent(address);
    } catch {
      // A percent sign that is no escape stays.
    }
  }
  const isAddress = /^[^\s@]+@[^\s@]+$/.test(address);
  const name = displayName(property.params.get('CN')?.[0] ?? '');
  return {
    name: (name || (isAddress ? '' : address)).slice(0, 500),
    address: isAddress ? address.slice(0, 1_000) : '',
  };
}

function attendeesOf(
  properties: Property[],
  problems: MeetingProblem[],
): MeetingDraft['attendees'] {
  const written = properties.filter(({ name }) => name === 'ATTENDEE');
  if (written.length > ATTENDEES) {
    problems.push({
      code: 'ics.attendees-cut',
      severity: 'warning',
      field: 'ATTENDEE',
      message: `The meeting names ${written.length.toLocaleString('en')} attendees; the first ${ATTENDEES.toLocaleString('en')} were kept.`,
    });
  }
  return written.slice(0, ATTENDEES).map((property) => {
    const value = (name: string, otherwise: string) =>
      (property.params.get(name)?.[0] ?? otherwise).toUpperCase().slice(0, 60);
    return {
      ...personOf(property),
      partstat: value('PARTSTAT', 'NEEDS-ACTION'),
      role: value('ROLE', 'REQ-PARTICIPANT'),
      kind: value('CUTYPE', 'INDIVIDUAL'),
    };
  });
}

/** The same meeting without a UID must be the same meeting when its file comes again. */
function inventedUid(summary: string, start: ReadMoment, stamp: string): string {
  const digest = createHash('sha256').update(JSON.stringify([summary, start.instant, stamp]));
  return `without-uid-${digest.digest('hex').slice(0, 32)}`;
}
