import ICAL from 'ical.js';
import { ianaOfWindows } from './windows-zones.ts';
import { offsetOfLabel, zoneOfLabel } from './zone-labels.ts';

/** A zone in which wall times of a calendar can be placed. */
export interface Zone {
  /** What a moment records: IANA name, or the offset at that time. */
  nameAt(wall: Temporal.PlainDateTime): string;
  instantOf(wall: Temporal.PlainDateTime): Temporal.Instant;
  wallOf(instant: Temporal.Instant): Temporal.PlainDateTime;
}

/** Times skipped in spring move on by the gap, times that happen twice in autumn mean the first. */
export function ianaZone(name: string): Zone {
  return {
    nameAt: () => name,
    instantOf: (wall) => wall.toZonedDateTime(name, { disambiguation: 'compatible' }).toInstant(),
    wallOf: (instant) => instant.toZonedDateTimeISO(name).toPlainDateTime(),
  };
}

const known = new Map<string, string | null>();

function canonical(name: string): string | null {
  const before = known.get(name);
  if (before !== undefined) return before;
  let found: string | null = null;
  try {
    found = Temporal.Now.zonedDateTimeISO(name).timeZoneId;
  } catch {
    // Not a zone the platform knows.
  }
  if (known.size < 10_000) known.set(name, found);
  return found;
}

/** The IANA zone that a TZID means: itself, a path ending in it, a Windows name, an Outlook label. */
export function ianaName(tzid: string): string | null {
  const id = bare(tzid);
  if (id === '') return null;
  if (/^(?:utc|gmt|z|etc\/utc)$/i.test(id)) return 'UTC';
  const windows = ianaOfWindows.get(id.toLowerCase());
  if (windows) return windows;
  const direct = /^[A-Za-z]/.test(id) && !/\s/.test(id) ? canonical(id) : null;
  if (direct) return direct;
  const path = id.split('/').filter(Boolean);
  for (const length of [3, 2]) {
    if (path.length < length) continue;
    const tail = canonical(path.slice(-length).join('/').replace(/ /g, '_'));
    if (tail) return tail;
  }
  const labelled = zoneOfLabel(id);
  return labelled && canonical(labelled);
}

/**
 * The distance from UTC that a TZID states. `whole` when it states nothing else; of a place it says only
 * where the clocks stand without summer time.
 */
export function offsetIn(tzid: string): { offset: string; whole: boolean } | null {
  const id = bare(tzid);
  const plain = /^(?:utc|gmt)?\s*([+-])(\d{1,2}):?(\d{2})?$/i.exec(id);
  const offset = canonical(
    plain
      ? `${plain[1]}${plain[2]?.padStart(2, '0')}:${plain[3] ?? '00'}`
      : (offsetOfLabel(id) ?? ''),
  );
  return offset === null ? null : { offset, whole: plain !== null };
}

function bare(tzid: string): string {
  return tzid.trim().replace(/^"|"$/g, '').slice(0, 200);
}

/** More than any place on earth ever changed its clocks by law. */
const mostChanges = 500;

/**
 * A zone that only the file describes, by its VTIMEZONE; null when that is unreadable. ical.js follows each
 * rule over a century, so clocks that change more often than once a year are not followed.
 */
export function describedZone(text: string): Zone | null {
  const changes = text.match(/^BEGIN:(?:STANDARD|DAYLIGHT)/gim)?.length ?? 0;
  const rules = text.match(/^RRULE\b.*/gim) ?? [];
  if (changes > mostChanges || rules.some((rule) => !/FREQ=YEARLY(?:;|$)/i.test(rule))) return null;
  let zone: ICAL.Timezone;
  try {
    zone = new ICAL.Timezone(new ICAL.Component(ICAL.parse(text) as unknown[] as never));
    if (zone.component.getAllSubcomponents().length === 0) return null;
    offsetAt(zone, Temporal.PlainDateTime.from('2020-01-01T00:00'));
  } catch {
    return null;
  }
  const offsetOf = (wall: Temporal.PlainDateTime): number => offsetAt(zone, wall);
  return {
    nameAt: (wall) => offsetName(offsetOf(wall)),
    instantOf: (wall) =>
      wall
        .toZonedDateTime('UTC')
        .toInstant()
        .subtract({ seconds: offsetOf(wall) }),
    wallOf(instant) {
      const utc = instant.toZonedDateTimeISO('UTC').toPlainDateTime();
      const near = offsetOf(utc);
      return utc.add({ seconds: offsetOf(utc.add({ seconds: near })) });
    },
  };
}

function offsetAt(zone: ICAL.Timezone, wall: Temporal.PlainDateTime): number {
  const { year, month, day, hour, minute, second } = wall;
  return zone.utcOffset(
    new ICAL.Time(
      { year, month, day, hour, minute, second, isDate: false },
      ICAL.Timezone.localTimezone,
    ),
  );
}

function offsetName(seconds: number): string {
  const minutes = Math.round(Math.abs(seconds) / 60);
  const pad = (number: number) => String(number).padStart(2, '0');
  return `${seconds < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
