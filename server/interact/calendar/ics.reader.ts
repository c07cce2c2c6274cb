import { stat } from 'node:fs/promises';
import type { MeetingDraft } from '../../../shared/interact/meeting-draft.ts';
import { type Place, type Property, physicalLines } from '../../platform/import/content-lines.ts';
import type { Batch, Item, Problem, Reader } from '../../platform/import/reader.ts';
import { type Encoding, encodingOf } from '../../platform/import/text.ts';
import { type Component, components } from './components.ts';
import { meetingOf } from './meetings.ts';
import type { CalendarContext } from './moments.ts';
import { isRange, recurrenceIdOf, seriesOf } from './series.ts';
import { describedZone, ianaName, ianaZone } from './zones.ts';

export interface IcsOptions {
  /** Zone of times that name none: the workspace's. */
  zone?: string;
  encoding?: string;
}

interface IcsPosition extends Place {
  part: number;
  method: string;
  done?: boolean;
}

const BATCH_EVENTS = 50;
const BATCH_INSTANCES = 2_000;
const NOT_MEETINGS: Record<string, string> = {
  VTODO: 'a task',
  VJOURNAL: 'a journal entry',
  VFREEBUSY: 'a list of busy times',
  VAVAILABILITY: 'a list of opening hours',
};

/**
 * Reads a calendar twice: first for what may stand anywhere (zones, replaced instances of a series), then
 * for the meetings, one at a time.
 */
export async function* read(
  path: string,
  options: IcsOptions,
  from: unknown,
): AsyncGenerator<Batch<MeetingDraft>> {
  const start = from as IcsPosition | null;
  if (start?.done) return;
  const { size } = await stat(path);
  const found = await encodingOf(path);
  const encoding: Encoding = options.encoding ? { ...found, name: options.encoding } : found;
  const context = await contextOf(
    components(physicalLines(path, encoding, null), null),
    options.zone ?? 'UTC',
  );

  let part = start?.part ?? 0;
  let items: Item<MeetingDraft>[] = [];
  let problems: Problem[] = [];
  let instances = 0;
  let seen = part > 0;
  let position: IcsPosition = start ?? { byte: 0, chars: 0, line: 1, part: 0, method: '' };
  const batch = (done: boolean): Batch<MeetingDraft> => {
    const full = {
      items,
      problems,
      position: done ? { ...position, done: true } : position,
      bytesRead: done ? size : position.byte,
    };
    items = [];
    problems = [];
    instances = 0;
    return full;
  };

  for await (const component of components(physicalLines(path, encoding, start), start)) {
    if ('strayProblem' in component) {
      if (problems.length < 200) problems.push(component.strayProblem);
      continue;
    }
    part += component.name === 'VTIMEZONE' ? 0 : 1;
    const locator = { line: component.line, part };
    problems.push(
      ...component.problems.map((problem) => ({
        ...problem,
        locator: { ...problem.locator, part },
      })),
    );
    const other = NOT_MEETINGS[component.name];
    if (other) {
      seen = true;
      const title = component.properties.find(({ name }) => name === 'SUMMARY')?.value.slice(0, 80);
      problems.push({
        locator,
        code: 'ics.not-a-meeting',
        severity: 'warning',
        message: `${component.name} on line ${component.line}${title ? ` (“${title}”)` : ''} is ${other}, not a meeting, and was not imported.`,
      });
    } else if (component.name === 'VEVENT') {
      seen = true;
      const result = meetingOf(component, context);
      for (const { line, ...problem } of result.problems) {
        problems.push({ locator: { line: line ?? component.line, part }, ...problem });
      }
      if (result.draft) {
        items.push({ locator, value: result.draft });
        instances += result.draft.recurrence?.instances.length ?? 1;
      }
    }
    const { byte, chars, line } = component.next;
    position = { byte, chars, line, part, method: component.method };
    if (items.length + problems.length >= BATCH_EVENTS || instances >= BATCH_INSTANCES)
      yield batch(false);
  }
  if (!seen) {
    problems.push({
      locator: { line: 1 },
      code: 'ics.no-meetings',
      severity: 'error',
      message: 'The file holds no VEVENT, so there is no meeting in it to read.',
    });
  }
  yield batch(true);
}

/** What may stand anywhere in a calendar, and is needed to read any part of it. */
export async function contextOf(
  all: AsyncIterable<Component | { strayProblem: Problem }>,
  zone: string,
): Promise<CalendarContext> {
  const context: CalendarContext = {
    floating: ianaZone(ianaName(zone) ?? 'UTC'),
    zones: new Map(),
    series: new Map(),
    replaced: new Map(),
    ranges: new Map(),
    now: Temporal.Now.instant(),
  };
  const value = (properties: Property[], name: string) =>
    properties.find((property) => property.name === name)?.value.trim();
  const waiting: { uid: string; properties: Property[] }[] = [];
  for await (const component of all) {
    if ('strayProblem' in component) continue;
    const { properties } = component;
    if (component.name === 'VTIMEZONE') {
      const id = value(properties, 'TZID');
      if (!id) continue;
      const iana = ianaName(id) ?? ianaName(value(properties, 'X-LIC-LOCATION') ?? '');
      const described = iana ? ianaZone(iana) : describedZone(component.source);
      if (described) context.zones.set(id, described);
    } else if (component.name === 'VEVENT') {
      const uid = value(properties, 'UID');
      if (!uid) continue;
      if (properties.some(({ name }) => name === 'RECURRENCE-ID'))
        waiting.push({ uid, properties });
      else if (properties.some(({ name }) => name === 'RRULE' || name === 'RDATE')) {
        context.series.set(uid, seriesOf(properties));
      }
    }
  }
  // Zones may stand behind the meetings that use them, so instants are known only now.
  for (const { uid, properties } of waiting) {
    const id = recurrenceIdOf(properties, context);
    if (!id) continue;
    context.replaced.set(uid, (context.replaced.get(uid) ?? new Set()).add(id.instant));
    if (isRange(properties)) {
      context.ranges.set(uid, [...(context.ranges.get(uid) ?? []), id.instant].sort());
    }
  }
  return context;
}

export const icsReader: Reader<MeetingDraft, IcsOptions> = { read };
