import { hash } from 'node:crypto';
import { sql } from 'kysely';
import type { MeetingDraft, Moment } from '../../../shared/interact/meeting-draft.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { mayEdit } from '../../platform/access/reach.ts';
import type { Importing } from '../../platform/import/registry.ts';
import {
  differs,
  isNewer,
  type Met,
  meetingText,
  revise,
  revisionOf,
  type Standing,
  standing,
} from './revisions.ts';

/** What a calendar and we said alike the last time, to tell later who changed what; texts as hashes. */
export interface Agreed {
  /** When an instance of a series was planned for; empty for a meeting of its own. */
  planned: string;
  time: string;
  cancelled: boolean;
  subject: string;
  body: string;
  place: string;
}

/** A meeting that an entry of a calendar is known to be, and at which version of it both sides agreed. */
export interface MeetingLink {
  id: string;
  version: number;
  agreed: Agreed | null;
}

/** A calendar that is asked again and again: what it says now counts, unless it was changed here as well. */
export interface MeetingSource {
  linked: ReadonlyMap<string, MeetingLink>;
  /** Filled while it is written: what each meeting is here now. */
  settled: Map<string, MeetingLink & { part: number; isDisputed?: true }>;
}

/** A meeting as an entry of the source describes it. */
export interface SourceMeeting {
  identity: string;
  draft: MeetingDraft;
  start: Moment;
  end: Moment;
  planned: string;
  part: number;
}

const digest = (text: string | null | undefined) =>
  hash('sha256', text ?? '', 'base64url').slice(0, 16);

export function agreedOf({
  draft,
  start,
  end,
  planned,
}: Omit<SourceMeeting, 'identity' | 'part'>): Agreed {
  const { subject, body, place } = meetingText(draft);
  return {
    planned,
    time: timeOf(start.instant, end.instant, draft.allDay),
    cancelled: draft.status === 'cancelled',
    subject: digest(subject),
    body: digest(body),
    place: digest(place),
  };
}

/** The same of a meeting as it stands here. */
export function agreedHere(here: Standing, planned: string): Agreed {
  return {
    planned,
    time: timeOf(
      here.occurred_at.toString(),
      (here.ends_at ?? here.occurred_at).toString(),
      here.all_day,
    ),
    cancelled: here.cancelled_at !== null,
    subject: digest(here.subject),
    body: digest(here.body),
    place: digest(here.place),
  };
}

function timeOf(start: string, end: string, allDay: boolean): string {
  const text = (at: string) => Temporal.Instant.from(at).toString({ smallestUnit: 'second' });
  return `${text(start)}/${text(end)}${allDay ? ' whole days' : ''}`;
}

const parts = ['time', 'cancelled', 'subject', 'body', 'place'] as const;
type Part = (typeof parts)[number];

/**
 * Which parts of theirs count, when both sides may have changed since they agreed; null where they changed the
 * same part to something different.
 */
export function theirsOf(agreed: Agreed, ours: Agreed, theirs: Agreed): ReadonlySet<Part> | null {
  const taken = new Set<Part>();
  for (const part of parts) {
    if (ours[part] === theirs[part] || theirs[part] === agreed[part]) continue;
    if (ours[part] !== agreed[part]) return null;
    taken.add(part);
  }
  return taken;
}

/** Brings meetings that are here already to what their calendar says now. */
export async function followSource(
  transaction: Transaction,
  meetings: ReadonlyMap<string, SourceMeeting>,
  known: ReadonlyMap<string, string>,
  importing: Importing,
  { linked, settled }: MeetingSource,
): Promise<void> {
  if (known.size === 0) return;
  const byId = new Map([...known].map(([identity, id]) => [id, meetings.get(identity)!]));
  const newer: Met[] = [];
  for (const here of await standing(transaction, [...byId.keys()])) {
    const meeting = byId.get(here.id)!;
    const { draft, identity, part } = meeting;
    const link = linked.get(identity);
    const theirs = agreedOf(meeting);
    const met: Met = { ...meeting, id: here.id, version: here.version };
    const isFree =
      mayEdit(transaction, here) && (link || here.audience === importing.reach.audience);
    const account = (version: number, isDisputed?: true) =>
      settled.set(identity, {
        id: here.id,
        version,
        agreed: isDisputed ? (link?.agreed ?? null) : theirs,
        part,
        ...(isDisputed ? { isDisputed } : {}),
      });
    if (!isFree || here.version === (link?.version ?? 1)) {
      const isOlder = isNewer(here, revisionOf(draft));
      if (isFree && !isOlder && differs(met, here)) newer.push(met);
      account(here.version);
      continue;
    }
    // Somebody changed it here, and this was not written to the calendar yet.
    const ours = agreedHere(here, meeting.planned);
    const taken = link?.agreed ? theirsOf(link.agreed, ours, theirs) : new Set<Part>();
    if (taken === null) account(link!.version, true);
    else {
      if (taken.size > 0) newer.push(joined(met, here, taken));
      // What was written and whose answer was lost stands there already.
      const isAlike = parts.every((each) => ours[each] === theirs[each]);
      account(isAlike ? here.version : (link?.version ?? here.version));
    }
  }
  await revise(transaction, newer, importing);
  await keepReach(
    transaction,
    newer.map(({ id }) => id),
  );
}

/** Of what only they changed theirs, of everything else ours. */
function joined(met: Met, here: Standing, taken: ReadonlySet<Part>): Met {
  const moment = (at: Temporal.Instant): Moment => ({
    instant: at.toString(),
    zone: here.zone ?? 'UTC',
    wall: at
      .toZonedDateTimeISO(here.zone ?? 'UTC')
      .toPlainDateTime()
      .toString(),
  });
  const ends = here.ends_at ?? here.occurred_at;
  const isTime = taken.has('time');
  return {
    ...met,
    start: isTime ? met.start : { ...moment(here.occurred_at), wall: here.wall_start ?? '' },
    end: isTime ? met.end : moment(ends),
    draft: {
      ...met.draft,
      allDay: isTime ? met.draft.allDay : here.all_day,
      summary: taken.has('subject') ? met.draft.summary : (here.subject ?? ''),
      description: taken.has('body') ? met.draft.description : (here.body ?? ''),
      location: taken.has('place') ? met.draft.location : (here.place ?? ''),
      status: (
        taken.has('cancelled')
          ? met.draft.status === 'cancelled'
          : here.cancelled_at !== null
      )
        ? 'cancelled'
        : 'confirmed',
    },
  };
}

/** Who sees a meeting was decided here, and its new words are for the same people. */
async function keepReach({ db, actor }: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    update activity_texts t
    set audience = case a.visibility when 'headers' then a.owner_id else a.audience end
    from activities a
    where a.workspace_id = ${actor.workspaceId} and a.id = any (${ids}::uuid[])
      and t.workspace_id = a.workspace_id and t.activity_id = a.id
      and t.audience <> case a.visibility when 'headers' then a.owner_id else a.audience end`.execute(
    db,
  );
}
