import type { TimelineEntry } from '../../../shared/interact/activities.ts';
import { isImpersonal } from './kinds.ts';

/** What the list draws, top to bottom. */
export type Item =
  | { kind: 'day'; key: string; day: Temporal.PlainDate }
  | { kind: 'now'; key: string }
  | { kind: 'impersonal'; key: string; entries: TimelineEntry[]; isOpen: boolean }
  /** What is planned for later than the next few. */
  | { kind: 'later'; key: string; entries: TimelineEntry[]; isOpen: boolean }
  | {
      kind: 'entry';
      key: string;
      entry: TimelineEntry;
      /** Older messages of the same conversation that stand directly below. */
      mates: TimelineEntry[];
      /** Drawn because its conversation or run was unfolded. */
      isWithin: boolean;
    };

const laterKey = 'later';

/** Names the conversation below an entry among what is unfolded. */
export function threadKey(entryKey: string): string {
  return `thread ${entryKey}`;
}

interface Reading {
  now: Temporal.Instant;
  zone: string;
  /** Keys of runs and conversations that are unfolded. */
  unfolded: ReadonlySet<string>;
  /** Whoever jumped to a month asked for what stands there. */
  isMonth?: boolean;
}

/** What is planned shows the next few: a weekly meeting without end must not push away what has been. */
const nextShown = 3;

/**
 * Entries come newest first. Days get a heading, a run of newsletters becomes one line, consecutive
 * messages of one conversation become its latest, and a line parts what is planned from what has been.
 */
export function timelineItems(
  entries: readonly TimelineEntry[],
  { now, zone, unfolded, isMonth = false }: Reading,
): Item[] {
  const items: Item[] = [];
  const isAhead = (entry: TimelineEntry) =>
    Temporal.Instant.compare(Temporal.Instant.from(entry.occurredAt), now) > 0;
  const isPlanned = (entry: TimelineEntry) => isAhead(entry) || (!isMonth && isToDo(entry));
  const ahead = entries.filter(isAhead);
  const later = isMonth ? [] : ahead.slice(0, -nextShown);
  const isLaterOpen = unfolded.has(laterKey);
  if (later.length > 0)
    items.push({ kind: 'later', key: laterKey, entries: later, isOpen: isLaterOpen });
  // What should have been done by now is still to come.
  const [behind, past] = isMonth
    ? [[], entries.slice(ahead.length)]
    : [
        entries.filter((entry) => isToDo(entry) && !isAhead(entry)),
        entries.filter((entry) => !isPlanned(entry)),
      ];
  const shown = [...(isLaterOpen ? ahead : ahead.slice(later.length)), ...behind, ...past];
  let day: string | undefined;
  let wasPlanned = false;
  for (const run of runsOf(shown, isPlanned)) {
    const [first, ...rest] = run;
    if (!first) continue;
    const isNext = isPlanned(first);
    if (wasPlanned && !isNext) items.push({ kind: 'now', key: 'now' });
    wasPlanned = isNext;
    const put = (item: Item, at: TimelineEntry) => {
      const its = dayOf(at, zone);
      if (its.toString() !== day) {
        day = its.toString();
        items.push({ kind: 'day', key: `day ${day} ${at.id}`, day: its });
      }
      items.push(item);
    };
    const alone = (entry: TimelineEntry, isWithin: boolean) =>
      put({ kind: 'entry', key: entry.id, entry, mates: [], isWithin }, entry);
    if (isImpersonal(first)) {
      const key = `run ${first.id}`;
      const isOpen = unfolded.has(key);
      put({ kind: 'impersonal', key, entries: run, isOpen }, first);
      if (isOpen) for (const entry of run) alone(entry, true);
    } else {
      put({ kind: 'entry', key: first.id, entry: first, mates: rest, isWithin: false }, first);
      if (unfolded.has(threadKey(first.id))) for (const entry of rest) alone(entry, true);
    }
  }
  return items;
}

function isToDo({ kind, terms }: TimelineEntry): boolean {
  return kind === 'task' && (terms?.state === 'open' || terms?.state === 'late');
}

/** Entries that stand together as one. */
function runsOf(
  entries: readonly TimelineEntry[],
  isPlanned: (entry: TimelineEntry) => boolean,
): TimelineEntry[][] {
  const runs: TimelineEntry[][] = [];
  for (const entry of entries) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const together =
      last !== undefined &&
      isPlanned(last) === isPlanned(entry) &&
      (isImpersonal(entry)
        ? isImpersonal(last)
        : !isImpersonal(last) && entry.thread !== null && entry.thread === last.thread);
    if (run && together) run.push(entry);
    else runs.push([entry]);
  }
  return runs;
}

/** The day on the reader's calendar; a whole-day meeting stays on its own day wherever it is read. */
function dayOf(entry: TimelineEntry, zone: string): Temporal.PlainDate {
  if (entry.allDay && entry.wallStart) return Temporal.PlainDate.from(entry.wallStart.slice(0, 10));
  return Temporal.Instant.from(entry.occurredAt).toZonedDateTimeISO(zone).toPlainDate();
}

export function itemKey(item: Item): string {
  return item.key;
}

/** J/K stop where something can be done. */
export function isReachable(item: Item): boolean {
  return item.kind === 'entry' || item.kind === 'impersonal' || item.kind === 'later';
}
