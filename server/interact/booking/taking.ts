import { createHmac, randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { addParty } from '../../identify/parties/creation.ts';
import { usualAudience } from '../../identify/parties/usual-audience.ts';
import { suppressedAmong } from '../../identify/privacy/suppression.ts';
import { prepareValue } from '../../identify/statements/values.ts';
import { asActor, asHouse, systemActor, type Transaction } from '../../platform/access/actor.ts';
import { audienceOf } from '../../platform/access/reach.ts';
import { placeOf, tokenOf } from '../../platform/hooks/hooks.ts';
import type { House } from '../../platform/house.ts';
import { addActivity, changeActivity } from '../activities/writing.ts';
import { callOff } from '../agenda/calling-off.ts';
import { notify } from '../notifications/telling.ts';
import { confirmBooking } from './confirming.ts';
import { type Host, hostOf, newKey } from './keeping.ts';
import { offeredBy } from './offering.ts';
import type { StrangersLanguage } from './words.ts';

export interface Visitor {
  name: string;
  email: string;
  message: string;
  zone: string;
  language: StrangersLanguage;
}

/** A booked meeting, as whoever has its link stands before it. */
export interface Booked {
  token: string;
  activityId: string;
  version: number;
  at: Temporal.Instant;
  minutes: number;
  cancelled: boolean;
  zone: string;
  host: Host;
}

/** Of many who want the same hour one after the other looks whether it is still free. */
async function inTurn({ db, actor }: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`booking ${actor.workspaceId} ${actor.userId}`}, 0))`.execute(
    db,
  );
}

const isOffered = (slots: readonly Temporal.Instant[], at: Temporal.Instant) =>
  slots.some((slot) => slot.equals(at));

/** Takes an hour for a visitor; undefined where somebody else has it by now. The same press twice is one meeting. */
export async function book(
  house: House,
  host: Host,
  { at, minutes }: { at: Temporal.Instant; minutes: number },
  visitor: Visitor,
): Promise<string | undefined> {
  const { actor, page } = host;
  const mark = markOf(house, visitor.email);
  return asActor(house.db, actor, async (transaction) => {
    await inTurn(transaction);
    const same = await sameBefore(transaction, at, mark);
    if (same) return tokenOf(actor.workspaceId, same);
    if (!isOffered(await offeredBy(transaction, host, minutes), at)) return undefined;
    const activityId = randomUUIDv7();
    const key = newKey();
    await asHouse(transaction, async (inside) => {
      // Nobody here did it, so that its owner is told of it like of anything that arrives.
      const arriving: Transaction = { ...inside, actor: systemActor(actor.workspaceId) };
      const party = await whoBooks(arriving, actor.userId, activityId, visitor);
      await addActivity(arriving, actor.userId, {
        id: activityId,
        kind: 'meeting',
        partyIds: party ? [party] : [],
        ...(party ? {} : { unknown: visitor.name }),
        subject: visitor.name,
        text: visitor.message,
        occurredAt: at.toString(),
        minutes,
        visibility: 'everyone',
      });
      await arriving.db
        .updateTable('activities')
        .set({
          zone: page.zone,
          wall_start: at
            .toZonedDateTimeISO(page.zone)
            .toPlainDateTime()
            .toString({ smallestUnit: 'second' }),
        })
        .where('workspace_id', '=', actor.workspaceId)
        .where('id', '=', activityId)
        .execute();
      await tellHost(arriving, host, activityId, 'booked');
    });
    await transaction.db
      .insertInto('bookings')
      .values({
        workspace_id: actor.workspaceId,
        activity_id: activityId,
        user_id: actor.userId,
        audience: actor.userId,
        key,
        mark,
        language: visitor.language,
        zone: visitor.zone,
        told_at: at,
        told_until: at.add({ minutes }),
      })
      .execute();
    const token = tokenOf(actor.workspaceId, key);
    await confirmBooking(transaction, house, {
      host,
      at,
      minutes,
      visitor,
      activityId,
      mark,
      token,
    });
    return token;
  });
}

async function sameBefore(
  { db, actor }: Transaction,
  at: Temporal.Instant,
  mark: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('bookings')
    .innerJoin('activities', (join) =>
      join
        .onRef('activities.workspace_id', '=', 'bookings.workspace_id')
        .onRef('activities.id', '=', 'bookings.activity_id'),
    )
    .select('bookings.key')
    .where('bookings.workspace_id', '=', actor.workspaceId)
    .where('bookings.user_id', '=', actor.userId!)
    .where('bookings.mark', '=', mark)
    .where('activities.occurred_at', '=', at)
    .where('activities.cancelled_at', 'is', null)
    .where('activities.trashed_at', 'is', null)
    .executeTakeFirst();
  return row?.key;
}

/** Who is known by the address, to everybody or to the host; else somebody new. Who was erased stays a name. */
async function whoBooks(
  arriving: Transaction,
  ownerId: string,
  activityId: string,
  { name, email }: Visitor,
): Promise<string | undefined> {
  const { db, actor } = arriving;
  if ((await suppressedAmong(arriving, [email])).size > 0) return undefined;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`form ${actor.workspaceId} ${email}`}, 0))`.execute(
    db,
  );
  const known = await db
    .selectFrom('party_emails')
    .innerJoin('parties', (join) =>
      join
        .onRef('parties.workspace_id', '=', 'party_emails.workspace_id')
        .onRef('parties.id', '=', 'party_emails.party_id'),
    )
    .select('parties.id')
    .where('parties.workspace_id', '=', actor.workspaceId)
    .where('party_emails.address', '=', email)
    .where('parties.audience', 'in', [actor.workspaceId, ownerId])
    .where('parties.trashed_at', 'is', null)
    .where('parties.merged_into', 'is', null)
    .orderBy(sql`parties.audience = ${actor.workspaceId}`, 'desc')
    .orderBy('parties.id')
    .executeTakeFirst();
  if (known) return known.id;
  const { visibility } = await usualAudience(arriving, []);
  const open = visibility === 'everyone' ? 'everyone' : 'private';
  const source = { kind: 'activity' as const, activityId };
  const { id } = await addParty(
    arriving,
    'person',
    {
      ownerId,
      visibility: open,
      audience: audienceOf(actor.workspaceId, open, ownerId, undefined),
    },
    [
      { topic: 'name', ...prepareValue('name', { display: name }, ''), basis: 'told', source },
      { topic: 'email', ...prepareValue('email', email, ''), basis: 'told', source },
    ],
  );
  return id;
}

/** The meeting a link leads to. */
export async function bookedAt(house: House, token: string): Promise<Booked | undefined> {
  const place = placeOf(token);
  if (!place) return undefined;
  const row = await asActor(
    house.db,
    systemActor(place.workspaceId),
    ({ db }) =>
      db
        .selectFrom('bookings')
        .innerJoin('activities', (join) =>
          join
            .onRef('activities.workspace_id', '=', 'bookings.workspace_id')
            .onRef('activities.id', '=', 'bookings.activity_id'),
        )
        .select([
          'bookings.user_id',
          'bookings.zone',
          'activities.id',
          'activities.version',
          'activities.occurred_at',
          'activities.ends_at',
          'activities.cancelled_at',
          'activities.trashed_at',
        ])
        .where('bookings.workspace_id', '=', place.workspaceId)
        .where('bookings.key', '=', place.key)
        .executeTakeFirst(),
    3,
    'read only',
  );
  const host = row && (await hostOf(house, place.workspaceId, { userId: row.user_id }));
  if (!row || !host) return undefined;
  const at = row.occurred_at;
  return {
    token,
    activityId: row.id,
    version: row.version,
    at,
    minutes: Math.round(at.until(row.ends_at ?? at).total('minutes')),
    // What its host threw away does not take place either.
    cancelled: row.cancelled_at !== null || row.trashed_at !== null,
    zone: row.zone,
    host,
  };
}

/** Calls the meeting off, in the calendar of its host too; once is as good as twice. */
export async function cancelBooking(house: House, booked: Booked): Promise<void> {
  if (booked.cancelled) return;
  const { activityId: id, version, host } = booked;
  await asActor(house.db, systemActor(host.actor.workspaceId), async (transaction) => {
    await callOff(transaction, id, { cancelled: true, version });
    await knownToGuest(transaction, id);
    await tellHost(transaction, host, id, 'cancelled');
  });
}

/** Puts the meeting into another free hour; false where somebody else has that by now. */
export async function moveBooking(
  house: House,
  { activityId: id, at: before, minutes, version, host }: Booked,
  at: Temporal.Instant,
): Promise<boolean> {
  if (before.equals(at)) return true;
  return asActor(house.db, host.actor, async (transaction) => {
    await inTurn(transaction);
    if (!isOffered(await offeredBy(transaction, host, minutes, id), at)) return false;
    await asHouse(transaction, async (inside) => {
      const arriving = { ...inside, actor: systemActor(host.actor.workspaceId) };
      await changeActivity(arriving, id, { occurredAt: at.toString(), version });
      await knownToGuest(arriving, id);
      await tellHost(arriving, host, id, 'moved');
    });
    return true;
  });
}

/** What somebody did by their own link is no news to them. */
async function knownToGuest({ db, actor }: Transaction, activityId: string): Promise<void> {
  await sql`
    update bookings b set told_at = a.occurred_at, told_until = a.ends_at, told_off = a.cancelled_at is not null
    from activities a
    where b.workspace_id = ${actor.workspaceId} and b.activity_id = ${activityId}
      and a.workspace_id = b.workspace_id and a.id = b.activity_id`.execute(db);
}

/** While it is unread, what became of an hour is one piece of news. */
export function tellHost(
  arriving: Transaction,
  { actor: { userId } }: Host,
  activityId: string,
  because: 'booked' | 'moved' | 'cancelled' | 'untold',
): Promise<void> {
  return notify(arriving, {
    kind: 'booking',
    because,
    to: [userId],
    audience: userId,
    activityId,
    bundle: activityId,
  });
}

/** Who booked, so that nothing but the installation can say who that is. */
export function markOf({ auth }: Pick<House, 'auth'>, email: string): string {
  return createHmac('sha256', auth.secret).update(`booking address ${email}`).digest('base64url');
}
