import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import type {
  ActivityChange,
  ActivityInput,
  ActivityKind,
} from '../../../shared/interact/activities.ts';
import { splitText } from '../../../shared/interact/mail/quoting.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';
import type { Changed } from '../../identify/parties/editing.ts';
import { PartyNotFound } from '../../identify/parties/errors.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import {
  audienceOf,
  ChangedMeanwhile,
  mayEdit,
  NotYourTeam,
  ReadOnly,
} from '../../platform/access/reach.ts';
import { readersOf } from '../../platform/access/readers.ts';
import { record } from '../../platform/events/events.ts';
import { contactsOf } from '../timeline/contacts.ts';
import { refreshLastContact } from '../timeline/last-contact.ts';
import { activityToEdit, findActivity, isCaptured } from './activities.ts';
import {
  ActivityNotFound,
  ActivityNotYours,
  CapturedText,
  DatedByTerms,
  KeptFromKeeper,
  TextNotShared,
} from './errors.ts';

/** Words beyond this are not searched for; a tsvector has its own limit of one megabyte. */
const longestSearched = 100_000;

/** The text columns of an activity as search needs them. */
export function searchColumns(subject: string | null, body: string) {
  const folded = foldForSearch(subject ?? '').slice(0, 500);
  return {
    subject_folded: folded,
    search: sql<string>`to_tsvector('simple', ${`${folded} ${foldForSearch(body.slice(0, longestSearched))}`})`,
  };
}

/** What an entry written by hand says, whatever its kind. */
export interface Writing
  extends Pick<
    z.output<typeof ActivityInput>,
    | 'partyIds'
    | 'subject'
    | 'occurredAt'
    | 'minutes'
    | 'direction'
    | 'outcome'
    | 'visibility'
    | 'teamId'
  > {
  kind: ActivityKind;
  text: string;
  /** It has a day and no time. */
  allDay?: boolean;
  /** Who sees to it, where that is not whoever writes it down. */
  assignedTo?: string;
}

/** Who took part and is no record yet, such as the number that called. */
interface Arrival extends Writing {
  unknown?: string;
  /** Where something else names it before it is written. */
  id?: string;
}

/** A note, call, meeting or mail that somebody writes down about people and companies they may see. */
export async function writeActivity(
  transaction: Transaction,
  input: Writing,
): Promise<{ id: string; event: string; audience: string }> {
  const { actor } = transaction;
  if (actor.kind !== 'user' || actor.readOnly) throw new ReadOnly();
  if (input.visibility === 'team' && !actor.audiences.includes(input.teamId ?? ''))
    throw new NotYourTeam();
  return addActivity(transaction, actor.userId, input);
}

/** The same for what arrives by itself: the house writes it down as an entry of this colleague. */
export async function addActivity(
  transaction: Transaction,
  ownerId: string,
  input: Arrival,
): Promise<{ id: string; event: string; audience: string }> {
  const { db, actor } = transaction;
  const partyIds = [...new Set(input.partyIds)];
  const parties = await db
    .selectFrom('parties')
    .select(['id', 'audience'])
    .where('workspace_id', '=', actor.workspaceId)
    .where(sql<boolean>`id = any (${partyIds}::uuid[])`)
    .where('trashed_at', 'is', null)
    .execute();
  if (parties.length < partyIds.length) throw new PartyNotFound();

  // What is written about a private person is private too, whatever the form said.
  const narrow = parties.find((party) => party.audience !== actor.workspaceId);
  const visibility =
    narrow && input.visibility !== 'private'
      ? narrow.audience === ownerId
        ? 'private'
        : 'team'
      : input.visibility;
  const audience =
    visibility === 'team' && narrow
      ? narrow.audience
      : audienceOf(actor.workspaceId, visibility, ownerId, input.teamId);
  return insertEntry(transaction, { ...input, partyIds }, { visibility, audience, ownerId });
}

/** Whose entry it is and who sees it. */
export interface Standing {
  visibility: string;
  audience: string;
  ownerId: string;
}

/** Puts an entry onto the timelines of those it is about; whoever calls has seen to it that it may be there. */
export async function insertEntry(
  transaction: Transaction,
  input: Omit<Arrival, 'visibility' | 'teamId'>,
  { visibility, audience, ownerId }: Standing,
): Promise<{ id: string; event: string; audience: string }> {
  const { db, actor } = transaction;
  const { partyIds } = input;
  const id = input.id ?? randomUUIDv7();
  const at = input.occurredAt ? Temporal.Instant.from(input.occurredAt) : Temporal.Now.instant();
  const row = { workspace_id: actor.workspaceId, activity_id: id };
  await db
    .insertInto('activities')
    .values({
      workspace_id: actor.workspaceId,
      id,
      kind: input.kind,
      audience,
      visibility,
      owner_id: ownerId,
      assigned_to: input.assignedTo ?? null,
      created_by: actor.userId,
      occurred_at: at,
      ends_at: input.minutes ? at.add({ minutes: input.minutes }) : null,
      all_day: input.allDay ?? false,
      direction: input.direction ?? null,
      touch: 'personal',
    })
    .execute();
  await db
    .insertInto('activity_texts')
    .values({
      ...row,
      audience: visibility === 'headers' ? ownerId : audience,
      occurred_at: at,
      subject: input.subject || null,
      preview: splitText(input.text).preview,
      body: input.text,
      ...searchColumns(input.subject ?? null, input.text),
    })
    .execute();
  const others: { party_id?: string; name?: string }[] = partyIds.map((id) => ({ party_id: id }));
  if (input.unknown !== undefined) others.push({ name: input.unknown });
  if (others.length > 0)
    await db
      .insertInto('participants')
      .values(
        others.map((other, position) => ({
          ...row,
          position,
          audience,
          kind: input.kind,
          occurred_at: at,
          role: roleOf(input.kind, input.direction),
          ours: false,
          ...other,
        })),
      )
      .execute();
  if (input.kind === 'call' && input.outcome) {
    await db
      .insertInto('calls')
      .values({ ...row, audience, outcome: input.outcome })
      .execute();
  }
  const [event] = await record(transaction, {
    subject: 'activity',
    subjectId: id,
    audience,
    verb: 'written',
    particulars: { kind: input.kind, parties: partyIds },
  });
  await asHouse(transaction, (house) => refreshLastContact(house, partyIds, [id]));
  // Of its text, and of whatever else belongs to the entry.
  return { id, event: event!, audience: visibility === 'headers' ? ownerId : audience };
}

/** The day of an offer, a purchase or a task stands with its terms. */
const hasTerms = ({ kind }: { kind: string }) => ['offer', 'purchase', 'task'].includes(kind);

function roleOf(kind: string, direction: 'in' | 'out' | undefined) {
  if (kind === 'meeting') return 'attendee';
  if (kind === 'call') return direction === 'in' ? 'caller' : 'called';
  if (['email', 'offer', 'purchase', 'message'].includes(kind))
    return direction === 'in' ? 'from' : 'to';
  return 'about';
}

/** Corrects what somebody wrote down, or changes who may see an activity. */
export async function changeActivity(
  transaction: Transaction,
  id: string,
  change: z.output<typeof ActivityChange>,
): Promise<Changed> {
  const { db, actor } = transaction;
  const activity = await activityToEdit(transaction, id, change.version);
  if (activity.visibility === 'headers' && activity.owner_id !== actor.userId) {
    throw new TextNotShared();
  }
  const captured = await isCaptured(transaction, activity);
  if (
    captured &&
    (change.text !== undefined || change.subject !== undefined || change.occurredAt)
  ) {
    throw new CapturedText();
  }
  if (change.occurredAt && hasTerms(activity) && !activity.occurred_at.equals(change.occurredAt)) {
    throw new DatedByTerms();
  }
  const before = await db
    .selectFrom('activity_texts')
    .select(['subject', 'body', 'occurred_at'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('activity_id', '=', id)
    .executeTakeFirst();
  const visibility = change.visibility ?? activity.visibility;
  const audience = change.visibility
    ? audienceOf(actor.workspaceId, visibility, activity.owner_id, change.teamId)
    : activity.audience;
  if (change.visibility && actor.kind === 'user' && !actor.audiences.includes(audience))
    throw new NotYourTeam();
  if (change.visibility && activity.assigned_to) {
    const readers = await readersOf(
      transaction,
      visibility === 'headers' ? activity.owner_id : audience,
    );
    if (!readers.some(({ id: userId, sees }) => sees && userId === activity.assigned_to))
      throw new KeptFromKeeper();
  }
  const at = change.occurredAt ? Temporal.Instant.from(change.occurredAt) : activity.occurred_at;
  const moved = at.equals(activity.occurred_at) ? {} : await movedTimes(transaction, activity, at);
  const { numUpdatedRows } = await db
    .updateTable('activities')
    .set({
      ...moved,
      visibility,
      audience,
      occurred_at: at,
      version: activity.version + 1,
      updated_at: Temporal.Now.instant(),
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('version', '=', activity.version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new ChangedMeanwhile();

  const body = change.text ?? before?.body ?? '';
  const subject = change.subject === undefined ? (before?.subject ?? null) : change.subject;
  await db
    .updateTable('activity_texts')
    .set({
      audience: visibility === 'headers' ? activity.owner_id : audience,
      occurred_at: at,
      ...(captured
        ? {}
        : { subject, body, preview: splitText(body).preview, ...searchColumns(subject, body) }),
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('activity_id', '=', id)
    .execute();
  for (const table of ['attachments', 'mails'] as const) {
    await db
      .updateTable(table)
      .set({ audience: visibility === 'headers' ? activity.owner_id : audience })
      .where('workspace_id', '=', actor.workspaceId)
      .where('activity_id', '=', id)
      .execute();
  }
  await db
    .updateTable('participants')
    .set({ occurred_at: at })
    .where('workspace_id', '=', actor.workspaceId)
    .where('activity_id', '=', id)
    .execute();
  const [event] = await record(transaction, {
    subject: 'activity',
    subjectId: id,
    // What was written stands in it.
    audience: visibility === 'headers' ? activity.owner_id : audience,
    verb: 'edited',
    before: {
      text: before?.body,
      subject: before?.subject,
      occurredAt: activity.occurred_at,
      visibility: activity.visibility,
      teamId: activity.visibility === 'team' ? activity.audience : undefined,
    },
    after: { text: body, subject, occurredAt: at, visibility },
  });
  if (!at.equals(activity.occurred_at) || audience !== activity.audience)
    await refreshContactIn(transaction, id);
  return { event: event!, version: activity.version + 1 };
}

/** What lasted an hour lasts an hour wherever it is moved to, by the clock of its zone. */
async function movedTimes(
  { db, actor }: Transaction,
  { id, occurred_at: from }: { id: string; occurred_at: Temporal.Instant },
  at: Temporal.Instant,
) {
  const { ends_at, wall_start, zone } = await db
    .selectFrom('activities')
    .select(['ends_at', 'wall_start', 'zone'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const wall = at.toZonedDateTimeISO(zone ?? 'UTC').toPlainDateTime();
  return {
    ...(ends_at ? { ends_at: at.add(from.until(ends_at)) } : {}),
    ...(wall_start
      ? {
          wall_start: wall_start.includes('T')
            ? wall.toString({ smallestUnit: 'second' })
            : wall.toPlainDate().toString(),
        }
      : {}),
  };
}

/**
 * Moves an entry to its moment and puts it in other words. The entry itself comes last: once it is assigned to
 * somebody else, its parts may be theirs to change alone.
 */
export async function rewriteEntry(
  { db, actor }: Transaction,
  { id, version }: { id: string; version: number },
  {
    at,
    subject,
    body,
    ...entry
  }: {
    at: Temporal.Instant;
    subject: string;
    body: string;
    assigned_to?: string | null;
    all_day?: boolean;
  },
): Promise<void> {
  await db
    .updateTable('activity_texts')
    .set({
      occurred_at: at,
      subject,
      body,
      preview: splitText(body).preview,
      ...searchColumns(subject, body),
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('activity_id', '=', id)
    .execute();
  await db
    .updateTable('participants')
    .set({ occurred_at: at })
    .where('workspace_id', '=', actor.workspaceId)
    .where('activity_id', '=', id)
    .execute();
  const { numUpdatedRows } = await db
    .updateTable('activities')
    .set({
      ...entry,
      occurred_at: at,
      version: version + 1,
      updated_at: Temporal.Now.instant(),
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new ChangedMeanwhile();
}

/** Contact that this entry is, or was, or is for others than before. */
function refreshContactIn(transaction: Transaction, id: string): Promise<void> {
  return asHouse(transaction, async (house) =>
    refreshLastContact(house, await contactsOf(house, [id]), [id]),
  );
}

export async function trashActivity(
  transaction: Transaction,
  id: string,
  version: number,
): Promise<Changed> {
  const activity = await activityToEdit(transaction, id, version);
  return setTrashed(transaction, activity, true);
}

export async function restoreActivity(transaction: Transaction, id: string): Promise<Changed> {
  const activity = await findActivity(transaction, id);
  if (!activity) throw new ActivityNotFound();
  if (!mayEdit(transaction, activity)) throw new ActivityNotYours();
  return setTrashed(transaction, activity, false);
}

async function setTrashed(
  transaction: Transaction,
  activity: { id: string; version: number; audience: string },
  trashed: boolean,
): Promise<Changed> {
  const { db, actor } = transaction;
  const { numUpdatedRows } = await db
    .updateTable('activities')
    .set({
      trashed_at: trashed ? Temporal.Now.instant() : null,
      trashed_by: trashed ? actor.userId : null,
      version: activity.version + 1,
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', activity.id)
    .where('version', '=', activity.version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new ChangedMeanwhile();
  const [event] = await record(transaction, {
    subject: 'activity',
    subjectId: activity.id,
    audience: activity.audience,
    verb: trashed ? 'trashed' : 'restored',
  });
  await refreshContactIn(transaction, activity.id);
  return { event: event!, version: activity.version + 1 };
}
