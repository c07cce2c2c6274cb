/** Runs in a worker: the text that is changed was written by whoever likes to. */
import ICAL from 'ical.js';
import { readCalendars } from './reading.ts';
import { ianaName } from './zones.ts';

/** A meeting as it is to stand in the calendar. */
export interface Rewritten {
  uid: string;
  start: string;
  end: string;
  /** IANA name; without one the times are written in UTC. */
  zone: string | null;
  allDay: boolean;
  subject: string;
  body: string;
  place: string;
  cancelled: boolean;
  at: string;
}

/**
 * The text of a calendar's entry with one meeting changed and everything else as it was: alarms, answers and
 * whatever other programs keep there. null when the meeting is not in it, or recurs.
 */
export function rewriteMeeting({
  text,
  meeting,
}: {
  text: string;
  meeting: Rewritten;
}): string | null {
  const calendar = new ICAL.Component(ICAL.parse(text) as never);
  const events = calendar.getAllSubcomponents('vevent');
  const [event] = events;
  if (!event || events.length !== 1 || event.getFirstPropertyValue('uid') !== meeting.uid)
    return null;
  if (['rrule', 'rdate', 'recurrence-id'].some((name) => event.hasProperty(name))) return null;
  rewrite(event, meeting);
  return calendar.toString();
}

function rewrite(event: ICAL.Component, meeting: Rewritten): void {
  const before = event.getFirstPropertyValue('dtstart') as ICAL.Time;
  setTime(event, 'dtstart', meeting.start, meeting, before);
  event.removeAllProperties('duration');
  setTime(event, 'dtend', meeting.end, meeting, before);
  for (const [name, value] of [
    ['summary', meeting.subject],
    ['location', meeting.place],
    ['description', meeting.body],
  ] as const) {
    if (value) {
      if (event.getFirstPropertyValue(name) !== value) event.updatePropertyWithValue(name, value);
    } else event.removeAllProperties(name);
  }
  const status = event.getFirstPropertyValue('status');
  if (meeting.cancelled) event.updatePropertyWithValue('status', 'CANCELLED');
  else if (status === 'CANCELLED') event.updatePropertyWithValue('status', 'CONFIRMED');
  event.updatePropertyWithValue(
    'sequence',
    Number(event.getFirstPropertyValue('sequence') ?? 0) + 1,
  );
  for (const name of ['dtstamp', 'last-modified']) {
    event.updatePropertyWithValue(name, utc(meeting.at));
  }
}

/** One time of a series, by the instant it was planned for. */
export interface RewrittenTime extends Rewritten {
  planned: string;
}

/**
 * The text of a series with single times of it described on their own (RECURRENCE-ID), and all others as they
 * were. null where it cannot be: what is written has to be read as what was meant, and no time of it be lost.
 */
export async function rewriteTimes({
  text,
  meetings,
  zone,
}: {
  text: string;
  meetings: readonly RewrittenTime[];
  /** Of times that name none. */
  zone: string;
}): Promise<string | null> {
  const calendar = new ICAL.Component(ICAL.parse(text) as never);
  const events = calendar.getAllSubcomponents('vevent');
  if (events.some((event) => event.getFirstPropertyValue('uid') !== meetings[0]?.uid)) return null;
  const master = events.find((event) => !event.hasProperty('recurrence-id'));
  for (const meeting of meetings) {
    const own = events.find((event) => isPlannedFor(event, meeting.planned, zone));
    const event = own ?? (master && singled(calendar, master, meeting.planned, zone));
    if (!event) return null;
    rewrite(event, meeting);
  }
  const written = calendar.toString();
  const [before, after] = await readCalendars({ texts: [text, written], zone });
  const [one, other] = [timesOf(before), timesOf(after)];
  const isMeant = meetings.every(({ planned, start, cancelled }) => {
    const read = other.get(instantOf(planned));
    return read?.count === 1 && read.start === instantOf(start) && read.cancelled === cancelled;
  });
  const isKept = [...one].every(([planned, read]) => {
    const now = other.get(planned);
    return meetings.some((meeting) => instantOf(meeting.planned) === planned)
      ? now !== undefined
      : now?.start === read.start && now.cancelled === read.cancelled;
  });
  return isMeant && isKept && one.size === other.size ? written : null;
}

const instantOf = (text: string) => Temporal.Instant.from(text).toString();

/** Each time a series takes place by what it was planned for, as it is read. */
function timesOf(entries: Awaited<ReturnType<typeof readCalendars>>[number] = []) {
  const times = new Map<string, { start: string; cancelled: boolean; count: number }>();
  for (const { start, recurrence, recurrenceId, status } of entries.flatMap(
    ({ drafts }) => drafts,
  )) {
    const instances = recurrence?.instances ?? [{ start, planned: recurrenceId?.instant }];
    for (const instance of instances) {
      const planned = instantOf(instance.planned ?? instance.start.instant);
      times.set(planned, {
        start: instantOf(instance.start.instant),
        cancelled: status === 'cancelled',
        count: (times.get(planned)?.count ?? 0) + 1,
      });
    }
  }
  return times;
}

function isPlannedFor(event: ICAL.Component, planned: string, zone: string): boolean {
  const id = event.getFirstProperty('recurrence-id');
  const value = id?.getFirstValue() as ICAL.Time | undefined;
  if (!id || !value) return false;
  return value.toString() === moment(id, value, planned, zone).toString();
}

/** A time of the series on its own, with everything the series says of it: alarms, answers, who takes part. */
function singled(
  calendar: ICAL.Component,
  master: ICAL.Component,
  planned: string,
  zone: string,
): ICAL.Component {
  const event = new ICAL.Component(structuredClone(master.toJSON()) as never);
  for (const name of ['rrule', 'rdate', 'exdate', 'exrule']) event.removeAllProperties(name);
  const starts = master.getFirstProperty('dtstart')!;
  const id = new ICAL.Property('recurrence-id');
  id.setValue(moment(starts, starts.getFirstValue() as ICAL.Time, planned, zone));
  const tzid = starts.getFirstParameter('tzid');
  if (tzid) id.setParameter('tzid', tzid);
  event.addProperty(id);
  calendar.addSubcomponent(event);
  return event;
}

/** An instant in the form in which a property says its own: a day, by a clock that it names or not, or in UTC. */
function moment(
  property: ICAL.Property,
  value: ICAL.Time,
  instant: string,
  zone: string,
): ICAL.Time {
  const tzid = property.getFirstParameter('tzid');
  if (!tzid && !value.isDate && value.zone === ICAL.Timezone.utcTimezone) return utc(instant);
  const clock = tzid ? (ianaName(tzid) ?? tzid) : zone;
  const wall = Temporal.Instant.from(instant).toZonedDateTimeISO(clock).toPlainDateTime();
  return value.isDate
    ? ICAL.Time.fromDateString(wall.toPlainDate().toString())
    : ICAL.Time.fromDateTimeString(wall.toString({ smallestUnit: 'second' }));
}

/** In the zone the calendar names for it, where the file describes that zone; else in UTC. */
function setTime(
  event: ICAL.Component,
  name: 'dtstart' | 'dtend',
  instant: string,
  { zone, allDay }: Rewritten,
  before: ICAL.Time,
): void {
  const tzid = event.getFirstProperty('dtstart')?.getFirstParameter('tzid');
  event.removeAllProperties(name);
  const wall = Temporal.Instant.from(instant).toZonedDateTimeISO(zone ?? 'UTC');
  const property = new ICAL.Property(name);
  if (allDay) property.setValue(ICAL.Time.fromDateString(wall.toPlainDate().toString()));
  else if (tzid && tzid === zone && !before.isDate) {
    property.setValue(
      ICAL.Time.fromDateTimeString(wall.toPlainDateTime().toString({ smallestUnit: 'second' })),
    );
    property.setParameter('tzid', tzid);
  } else property.setValue(utc(instant));
  event.addProperty(property);
}

function utc(instant: string): ICAL.Time {
  return ICAL.Time.fromDateTimeString(
    Temporal.Instant.from(instant).toString({ smallestUnit: 'second' }),
  );
}
