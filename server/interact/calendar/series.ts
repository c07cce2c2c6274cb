import type { MeetingDraft, Moment } from '../../../shared/interact/meeting-draft.ts';
import type { Property } from '../../platform/import/content-lines.ts';
import {
  badDate,
  type CalendarContext,
  instantOf,
  lengthOf,
  type MeetingProblem,
  momentOf,
  parseWall,
  periodEnd,
  place,
  type ReadMoment,
  readMoment,
} from './moments.ts';
import { expandRule, partsOf, recurrenceLimits } from './recurrence.ts';

const longestRule = 2_000;
const mostRules = 5;

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

export function rulesOf(properties: Property[]): string[] {
  return properties
    .filter(({ name }) => name === 'RRULE')
    .map(({ value }) => value.trim().slice(0, longestRule))
    .slice(0, mostRules);
}

/** All instances of a series, in order, without doubles and exceptions. */
export function instancesOf(
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
  for (const { value, line } of rules.slice(0, mostRules)) {
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
  const tooMany = rules[mostRules];
  if (tooMany)
    problems.push(cutProblem(tooMany, `The meeting has ${rules.length} rules`, mostRules));
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
export function remainderOf(
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
  const instances = [{ start: momentOf(start), end: momentOf(end), planned: id.instant }];
  const replaced = context.replaced.get(uid);
  for (const instance of instancesOf(series, from, from, context, problems)) {
    const { instant, wall } = instance.start;
    if (instant <= id.instant || (next && instant >= next) || replaced?.has(instant)) continue;
    const moved = place(Temporal.PlainDateTime.from(wall).add(shift), start.place, start.allDay);
    instances.push({ start: momentOf(moved), end: momentOf(length(moved)), planned: instant });
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
