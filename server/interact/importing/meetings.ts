import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { seenAddress } from '../../../shared/identify/addresses.ts';
import type { MeetingDraft, Moment } from '../../../shared/interact/meeting-draft.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { insertRows } from '../../platform/database/bulk.ts';
import { nextId } from '../../platform/database/ids.ts';
import type { Item, Problem } from '../../platform/import/reader.ts';
import type { Importing, Written } from '../../platform/import/registry.ts';
import { readOurs } from '../addresses/ours.ts';
import { type MetAddress, rememberAddresses } from '../addresses/seen.ts';
import { leaveOutErased } from '../privacy/incoming.ts';
import { capturedBy, knownIdentities, recordCaptured } from './activities.ts';
import {
  differs,
  isNewer,
  type Met,
  maySupersede,
  meetingText,
  refreshContacts,
  revise,
  revisionOf,
  type Standing,
  standing,
} from './revisions.ts';
import { agreedOf, followSource, type MeetingSource, type SourceMeeting } from './sources.ts';
import { writeTexts } from './texts.ts';

interface Meeting extends SourceMeeting {
  id: string;
  locator: Item['locator'];
  participants: {
    role: 'organizer' | 'attendee';
    name: string;
    address: MetAddress | null;
    ours: boolean;
  }[];
}

/**
 * Takes over meetings of a calendar; each time a series takes place is an activity of its own. A file is one
 * word among others; a source that is asked again and again is followed.
 */
export async function writeMeetings(
  transaction: Transaction,
  items: Item<MeetingDraft>[],
  importing: Importing,
  source?: MeetingSource,
): Promise<Written> {
  const { db } = transaction;
  const ours = await readOurs(transaction);
  const meetings = new Map<string, Meeting>();
  let repeated = 0;
  for (const { value: draft, locator } of items) {
    const participants = participantsOf(draft, (address) => ours.has(address));
    for (const { start, end, planned } of timesOf(draft)) {
      const identity = identityOf(draft, planned);
      const before = meetings.get(identity);
      if (before) repeated++;
      if (!before || isNewer(revisionOf(draft), revisionOf(before.draft)))
        meetings.set(identity, {
          id: nextId(),
          identity,
          draft,
          start,
          end,
          planned,
          part: locator.part ?? 0,
          locator,
          participants,
        });
    }
  }
  const known = await knownIdentities(transaction, importing.reach.audience, [...meetings.keys()]);
  if (source) {
    const own = await ownIdentities(transaction, importing, [...meetings.keys()]);
    for (const [identity, id] of own) known.set(identity, id);
  }
  for (const [identity, { id }] of source?.linked ?? []) {
    if (meetings.has(identity)) known.set(identity, id);
  }
  const problems: Problem[] = [];
  if (source) {
    await followSource(transaction, meetings, known, importing, source);
    await followParticipants(transaction, meetings, source, importing);
  } else problems.push(...(await meetAgain(transaction, meetings, known, importing)));
  const { welcome: fresh, problems: erased } = await leaveOutErased(
    transaction,
    [...meetings.values()].filter(({ identity }) => !known.has(identity)),
  );
  problems.push(...erased);
  for (const { identity, id, part, ...meeting } of source ? fresh : [])
    source?.settled.set(identity, { id, version: 1, agreed: agreedOf(meeting), part });
  const now = Temporal.Now.instant();
  await insertRows(
    db,
    'activities',
    fresh.map((meeting) => ({
      ...capturedBy(importing),
      id: meeting.id,
      kind: 'meeting',
      occurred_at: Temporal.Instant.from(meeting.start.instant),
      ends_at: Temporal.Instant.from(meeting.end.instant),
      wall_start: meeting.start.wall,
      zone: meeting.start.zone,
      all_day: meeting.draft.allDay,
      touch: 'personal',
      identity: meeting.identity,
      attachments: 0,
      cancelled_at: meeting.draft.status === 'cancelled' ? now : null,
      ...revisionOf(meeting.draft),
      created_at: now,
      updated_at: now,
    })),
  );
  await writeTexts(
    transaction,
    importing,
    fresh.map(({ id, start, draft }) => ({
      activity_id: id,
      occurred_at: Temporal.Instant.from(start.instant),
      ...meetingText(draft),
    })),
  );
  await writeParticipants(transaction, fresh, importing);
  await recordCaptured(
    transaction,
    importing,
    fresh.map(({ id }) => ({ id, kind: 'meeting' })),
  );
  return { activities: fresh.length, known: known.size + repeated, problems };
}

/** Those of the calendar's owner, whoever else sees them: what was written there from here is known again. */
async function ownIdentities(
  { db, actor }: Transaction,
  { reach }: Importing,
  identities: string[],
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('activities')
    .select(['id', 'identity'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('owner_id', '=', reach.ownerId)
    .where(sql<boolean>`identity = any (${identities}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.identity!, row.id]));
}

async function writeParticipants(
  transaction: Transaction,
  meetings: readonly Pick<Meeting, 'id' | 'start' | 'participants'>[],
  { reach, importId }: Importing,
): Promise<void> {
  const { db, actor } = transaction;
  const addresses = await rememberAddresses(
    transaction,
    reach.audience,
    meetings.flatMap(({ participants }) =>
      participants.flatMap(({ address }) => (address ? [address] : [])),
    ),
    importId,
  );
  await insertRows(
    db,
    'participants',
    meetings.flatMap(({ id, start, participants }) =>
      participants.map(({ role, name, address, ours: isOurs }, position) => ({
        workspace_id: actor.workspaceId,
        activity_id: id,
        position,
        audience: reach.audience,
        kind: 'meeting',
        occurred_at: Temporal.Instant.from(start.instant),
        role,
        ours: isOurs,
        name: name.slice(0, 500) || null,
        address_id: address ? addresses.get(address.key)! : null,
      })),
    ),
  );
}

/** Who was asked later stands on the meeting as well, and who was taken out no more; people named here stay. */
async function followParticipants(
  transaction: Transaction,
  meetings: ReadonlyMap<string, Meeting>,
  { linked, settled }: MeetingSource,
  importing: Importing,
): Promise<void> {
  const { db, actor } = transaction;
  const followed = [...settled].flatMap(([identity, { id }]) => {
    const meeting = meetings.get(identity);
    return meeting && linked.has(identity) ? [{ ...meeting, id }] : [];
  });
  const ids = followed.map(({ id }) => id);
  if (ids.length === 0) return;
  const { rows } = await sql<{
    activity_id: string;
    who: string;
    by_hand: boolean;
    occurred_at: Temporal.Instant;
  }>`
    select p.activity_id, a.occurred_at, bool_or(p.party_id is not null) as by_hand,
      coalesce(string_agg(p.role || ' ' || coalesce(s.address, p.name, ''), E'\n'
        order by p.role || ' ' || coalesce(s.address, p.name, '') collate "C"), '') as who
    from participants p
    join activities a on a.workspace_id = p.workspace_id and a.id = p.activity_id
    left join seen_addresses s on s.workspace_id = p.workspace_id and s.id = p.address_id
    where p.workspace_id = ${actor.workspaceId} and p.activity_id = any (${ids}::uuid[])
      and a.audience = ${importing.reach.audience}
    group by p.activity_id, a.occurred_at`.execute(db);
  const here = new Map(rows.map((row) => [row.activity_id, row]));
  const { welcome } = await leaveOutErased(transaction, followed);
  const changed = welcome.filter(({ id, participants, draft }) => {
    const now = here.get(id);
    // What cancels a meeting often names nobody.
    if (!now || now.by_hand || draft.status === 'cancelled') return false;
    const who = participants.map(({ role, name, address }) => `${role} ${address?.key ?? name}`);
    return who.toSorted().join('\n') !== now.who;
  });
  if (changed.length === 0) return;
  const changedIds = changed.map(({ id }) => id);
  await asHouse(transaction, async (house) => {
    await refreshContacts(house, changedIds);
    await house.db
      .deleteFrom('participants')
      .where('workspace_id', '=', actor.workspaceId)
      .where(sql<boolean>`activity_id = any (${changedIds}::uuid[])`)
      .execute();
  });
  await writeParticipants(
    transaction,
    changed.map((meeting) => ({
      ...meeting,
      start: { ...meeting.start, instant: here.get(meeting.id)!.occurred_at.toString() },
    })),
    importing,
  );
  await asHouse(transaction, (house) => refreshContacts(house, changedIds));
}

/** Each time it takes place; an instance of a series with the instant it was planned for, also when it was moved. */
function timesOf(draft: MeetingDraft): { start: Moment; end: Moment; planned: string }[] {
  const { recurrence, recurrenceId, start, end } = draft;
  if (!recurrence) return [{ start, end, planned: recurrenceId?.instant ?? '' }];
  return recurrence.instances.map((instance) => ({
    ...instance,
    planned: instance.planned ?? instance.start.instant,
  }));
}

function identityOf(
  draft: Pick<MeetingDraft, 'uid' | 'summary' | 'start' | 'end'>,
  planned: string,
): string {
  // A calendar of our own export says by what each meeting was known.
  const [, own] = /^rapport-([\w-]{43})$/.exec(draft.uid) ?? [];
  if (own) return `meeting ${own}`;
  const uid = draft.uid || `${draft.summary} ${draft.start.instant} ${draft.end.instant}`;
  return `meeting ${createHash('sha256').update(`${uid}\n${planned}`).digest('base64url')}`;
}

/** By what a meeting of its own is known that has this UID in a calendar. */
export function identityOfUid(uid: string): string {
  return `meeting ${createHash('sha256').update(`${uid}\n`).digest('base64url')}`;
}

function participantsOf(
  draft: MeetingDraft,
  isOurs: (address: string) => boolean,
): Meeting['participants'] {
  const participants: Meeting['participants'] = [];
  const add = (role: 'organizer' | 'attendee', name: string, written: string) => {
    const seen = written ? seenAddress(written) : null;
    if (!seen && !name) return;
    const there = participants.some(({ address, name: other }) =>
      seen ? address?.key === seen.key : !address && other === name,
    );
    if (there) return;
    participants.push({
      role,
      name,
      address: seen && { ...seen, name },
      ours: seen !== null && isOurs(seen.key),
    });
  };
  if (draft.organizer) add('organizer', draft.organizer.name, draft.organizer.address);
  for (const { name, address, kind } of draft.attendees) {
    if (kind !== 'ROOM' && kind !== 'RESOURCE') add('attendee', name, address);
  }
  return participants.slice(0, 1_000);
}

/**
 * Meetings that are here already. One that moved or was cancelled since follows the newer file; where none is
 * newer, or somebody changed the meeting here, it is left as it stands, and said so.
 */
async function meetAgain(
  transaction: Transaction,
  meetings: ReadonlyMap<string, Meeting>,
  known: ReadonlyMap<string, string>,
  importing: Importing,
): Promise<Problem[]> {
  if (known.size === 0) return [];
  const byId = new Map([...known].map(([identity, id]) => [id, meetings.get(identity)!]));
  const newer: Met[] = [];
  const problems: Problem[] = [];
  for (const here of await standing(transaction, [...byId.keys()])) {
    const meeting = byId.get(here.id)!;
    const met = { ...meeting, id: here.id, version: here.version };
    if (maySupersede(transaction, met, here, importing)) {
      if (differs(met, here)) newer.push(met);
    } else problems.push(...stays(meeting, here));
  }
  await revise(transaction, newer, importing);
  return problems;
}

function stays({ draft, start, locator }: Meeting, here: Standing): Problem[] {
  const moved = !here.occurred_at.equals(Temporal.Instant.from(start.instant));
  const cancelled = (here.cancelled_at !== null) !== (draft.status === 'cancelled');
  if (!moved && !cancelled) return [];
  return [
    {
      locator,
      code: moved ? 'meeting.moved' : 'meeting.status',
      severity: 'warning',
      message: moved
        ? `"${draft.summary}" is here already, at ${here.occurred_at.toString()}, and stays there; this file has it at ${start.instant}.`
        : `"${draft.summary}" is here already, ${here.cancelled_at ? 'as cancelled' : 'as taking place'}, and stays so; this file says otherwise.`,
    },
  ];
}
