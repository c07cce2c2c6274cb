/** Runs in a worker: the text that is changed was written by whoever likes to. */
import ICAL from 'ical.js';

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
  return calendar.toString();
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
