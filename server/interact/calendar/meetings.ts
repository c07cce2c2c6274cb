import { createHash } from 'node:crypto';
import { tidyText } from '../../../shared/identify/party-draft.ts';
import type { MeetingDraft } from '../../../shared/interact/meeting-draft.ts';
import { splitValue, unescapeText } from '../../platform/import/content-lines.ts';
import { attendeesOf, personOf } from './attendees.ts';
import type { Component } from './components.ts';
import {
  type CalendarContext,
  endOf,
  type MeetingProblem,
  momentOf,
  type ReadMoment,
  readMoment,
} from './moments.ts';
import { instancesOf, isRange, recurrenceIdOf, remainderOf, rulesOf } from './series.ts';

const LONG = 100_000;
const SHORT = 2_000;

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
    ['DTSTAMP', 'stamped'],
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
    const expanded = instancesOf(properties, start, end, context, problems);
    const replaced = context.replaced.get(uid);
    const [from] = context.ranges.get(uid) ?? [];
    const instances = expanded.filter(
      ({ start: { instant } }) => !replaced?.has(instant) && (!from || instant < from),
    );
    draft.recurrence = { rules: rulesOf(properties), instances };
  }
  return { draft, problems };
}

function statusOf(status: string, method: string): MeetingDraft['status'] {
  if (method === 'CANCEL' || /^CANCELL?ED$/i.test(status)) return 'cancelled';
  return /^TENTATIVE$/i.test(status) ? 'tentative' : 'confirmed';
}

/** The same meeting without a UID must be the same meeting when its file comes again. */
function inventedUid(summary: string, start: ReadMoment, stamp: string): string {
  const digest = createHash('sha256').update(JSON.stringify([summary, start.instant, stamp]));
  return `without-uid-${digest.digest('hex').slice(0, 32)}`;
}
