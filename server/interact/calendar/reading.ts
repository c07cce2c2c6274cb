/** Runs in a worker: what a calendar server hands over is written by whoever likes to. */
import { hash } from 'node:crypto';
import type { MeetingDraft } from '../../../shared/interact/meeting-draft.ts';
import { linesOf } from '../../platform/import/content-lines.ts';
import { type Component, components } from './components.ts';
import { contextOf } from './ics.reader.ts';
import { meetingOf } from './meetings.ts';

/** One entry of a calendar: a meeting, or a series with the instances that are described on their own. */
export interface ReadEntry {
  uid: string;
  title: string;
  drafts: MeetingDraft[];
  /** Marked so by whoever wrote it: nobody else's, also in a calendar that is shared. */
  isPrivate: boolean;
  recurs: boolean;
  /** Why there is nothing of it to show. */
  lacks: 'meeting' | 'date' | null;
  /** The same for the same content, whenever it was written out. */
  digest: string;
}

const mostEntries = 50_000;

/** The entries of each text, in the order in which they stand there. */
export async function readCalendars({
  texts,
  zone,
}: {
  texts: readonly string[];
  zone: string;
}): Promise<ReadEntry[][]> {
  const read: ReadEntry[][] = [];
  for (const text of texts) read.push(await readCalendar(text, zone));
  return read;
}

async function readCalendar(text: string, zone: string): Promise<ReadEntry[]> {
  const lines = [linesOf({ text: text.replace(/^\uFEFF/, ''), byte: 0 })];
  const context = await contextOf(components(lines, null), zone);
  const entries = new Map<string, ReadEntry>();
  for await (const component of components(lines, null)) {
    if ('strayProblem' in component || component.name === 'VTIMEZONE') continue;
    const { draft } = component.name === 'VEVENT' ? meetingOf(component, context) : { draft: null };
    const uid = draft?.uid ?? (written(component, 'UID') || `without-uid-${component.line}`);
    const entry: ReadEntry = entries.get(uid) ?? {
      uid,
      title: written(component, 'SUMMARY'),
      drafts: [],
      isPrivate: false,
      recurs: false,
      lacks: component.name === 'VEVENT' ? 'date' : 'meeting',
      digest: '',
    };
    if (draft) {
      entry.drafts.push(draft);
      entry.lacks = null;
      entry.recurs ||= draft.recurrence !== undefined;
    }
    entry.isPrivate ||= /^(?:PRIVATE|CONFIDENTIAL)$/i.test(written(component, 'CLASS'));
    if (entries.size < mostEntries) entries.set(uid, entry);
  }
  for (const entry of entries.values()) {
    // Links write down anew with every answer when they answered.
    const content = entry.drafts.map(({ stamped: _, ...draft }) => draft);
    entry.digest = hash('sha256', JSON.stringify([content, entry.isPrivate, entry.lacks]));
  }
  return [...entries.values()];
}

function written({ properties }: Component, name: string): string {
  const value = properties.find((property) => property.name === name)?.value ?? '';
  return value.trim().slice(0, 300);
}
