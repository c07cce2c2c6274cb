import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import {
  type AddressChoice,
  BookingName,
  BookingPage,
  type BookingPageView,
  usualBookingPage,
} from '../../../shared/interact/booking.ts';
import {
  asActor,
  systemActor,
  type Transaction,
  type UserActor,
} from '../../platform/access/actor.ts';
import { record } from '../../platform/events/events.ts';
import { placeOf, tokenOf } from '../../platform/hooks/hooks.ts';
import type { House } from '../../platform/house.ts';
import { NameTaken, NotAnEarlierAddress } from './errors.ts';

export const bookingPath = '/book';

export const newKey = () => randomBytes(18).toString('base64url');

const columns = [
  'key',
  'key_withdrawn_at',
  'name',
  'is_on',
  'zone',
  'hours',
  'lengths',
  'buffer_minutes',
  'notice_hours',
  'most_a_day',
  'weeks',
  'greeting',
] as const;

function ownRow({ db, actor }: Transaction) {
  return db
    .selectFrom('booking_pages')
    .select(columns)
    .where('workspace_id', '=', actor.workspaceId)
    .where('user_id', '=', actor.userId!)
    .executeTakeFirst();
}

/** One's own page, as it was left or as it would begin. */
export async function readPage(
  transaction: Transaction,
  { publicUrl }: House,
): Promise<BookingPageView> {
  const { db, actor } = transaction;
  const row = await ownRow(transaction);
  if (row) {
    const address = (last: string) => `${publicUrl}${bookingPath}/${last}`;
    const token = tokenOf(actor.workspaceId, row.key);
    const names = await db
      .selectFrom('booking_names')
      .select(['name', 'withdrawn_at'])
      .where('workspace_id', '=', actor.workspaceId)
      .where('user_id', '=', actor.userId!)
      .where('name', 'is distinct from', row.name)
      .orderBy('chosen_at', 'desc')
      .execute();
    const earlier = names.map(({ name, withdrawn_at }) => ({
      name: name as string | null,
      address: address(name),
      leads: withdrawn_at === null,
    }));
    if (row.name)
      earlier.push({ name: null, address: address(token), leads: row.key_withdrawn_at === null });
    return { page: pageOf(row), address: address(row.name ?? token), earlier };
  }
  const { zone } = await db
    .selectFrom('workspaces')
    .select('zone')
    .where('workspace_id', '=', actor.workspaceId)
    .executeTakeFirstOrThrow();
  return { page: usualBookingPage(zone), address: null, earlier: [] };
}

/** Says when others may choose an hour of one's own; what it was called before leads to it all the same. */
export async function keepPage(
  transaction: Transaction,
  page: BookingPage,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const userId = actor.userId!;
  const before = await ownRow(transaction);
  if (page.name && page.name !== before?.name) await claim(transaction, page.name);
  const values = {
    is_on: page.isOn,
    zone: page.zone,
    hours: JSON.stringify(page.hours),
    lengths: [...new Set(page.lengths)].toSorted((one, other) => one - other),
    buffer_minutes: page.bufferMinutes,
    notice_hours: page.noticeHours,
    most_a_day: page.mostADay,
    weeks: page.weeks,
    greeting: page.greeting,
    name: page.name,
    // What was withdrawn stays so: a page without a name gets another address that nobody guesses.
    ...(page.name === null && before?.key_withdrawn_at
      ? { key: newKey(), key_withdrawn_at: null }
      : {}),
  };
  await db
    .insertInto('booking_pages')
    .values({
      workspace_id: actor.workspaceId,
      user_id: userId,
      audience: userId,
      key: newKey(),
      ...values,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id']).doUpdateSet(values))
    .execute();
  return told(transaction, { isOn: page.isOn });
}

/** Takes a name for one's page that nobody on this installation has, or one's own of earlier. */
async function claim({ db, actor }: Transaction, name: string): Promise<void> {
  const userId = actor.userId!;
  await db
    .insertInto('booking_names')
    .values({ workspace_id: actor.workspaceId, name, user_id: userId, audience: userId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { numUpdatedRows } = await db
    .updateTable('booking_names')
    .set({ withdrawn_at: null, chosen_at: Temporal.Now.instant() })
    .where('name', '=', name)
    .where('workspace_id', '=', actor.workspaceId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new NameTaken();
}

/** Withdraws an earlier address of one's page, or lets it lead there again. */
export async function chooseAddress(
  transaction: Transaction,
  { name, leads }: AddressChoice,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const row = await ownRow(transaction);
  if (!row || row.name === name) throw new NotAnEarlierAddress();
  const withdrawn = leads ? null : Temporal.Now.instant();
  const { numUpdatedRows } =
    name === null
      ? await db
          .updateTable('booking_pages')
          .set({ key_withdrawn_at: withdrawn })
          .where('workspace_id', '=', actor.workspaceId)
          .where('user_id', '=', actor.userId!)
          .executeTakeFirst()
      : await db
          .updateTable('booking_names')
          .set({ withdrawn_at: withdrawn })
          .where('name', '=', name)
          .where('workspace_id', '=', actor.workspaceId)
          .where('user_id', '=', actor.userId!)
          .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new NotAnEarlierAddress();
  return told(transaction, { leads });
}

async function told(
  transaction: Transaction,
  particulars: Record<string, boolean>,
): Promise<{ event: string }> {
  const userId = transaction.actor.userId!;
  const [event] = await record(transaction, {
    subject: 'booking page',
    subjectId: userId,
    audience: userId,
    verb: 'changed',
    particulars,
  });
  return { event: event! };
}

function pageOf(row: {
  is_on: boolean;
  zone: string;
  hours: unknown;
  lengths: number[];
  buffer_minutes: number;
  notice_hours: number;
  most_a_day: number;
  weeks: number;
  greeting: string;
  name: string | null;
}): BookingPage {
  return BookingPage.parse({
    isOn: row.is_on,
    zone: row.zone,
    hours: row.hours,
    lengths: row.lengths,
    bufferMinutes: row.buffer_minutes,
    noticeHours: row.notice_hours,
    mostADay: row.most_a_day,
    weeks: row.weeks,
    greeting: row.greeting,
    name: row.name,
  });
}

/** Whose page it is that a stranger stands before. */
export interface Host {
  page: BookingPage;
  actor: UserActor;
  name: string;
  company: string;
  /** Where it lies, as long as it is switched on. */
  path: string | null;
}

/** The page an address leads to, as long as it is switched on and its owner may write here. */
export async function hostAt(house: House, last: string): Promise<Host | undefined> {
  const place = placeOf(last);
  if (place) return hostOf(house, place.workspaceId, { key: place.key });
  const named = BookingName.safeParse(last);
  const owner = named.success && (await ownerOf(house, named.data));
  if (!owner) return undefined;
  const host = await hostOf(house, owner.workspace_id, { userId: owner.user_id });
  return host?.path ? host : undefined;
}

/** Whose name it is: the one row that a stranger may read, by knowing what it is called. */
function ownerOf({ db }: House, name: string) {
  return db.transaction().execute(async (transaction) => {
    await sql`select set_config('rapport.booking_name', ${name}, true)`.execute(transaction);
    return transaction
      .selectFrom('booking_names')
      .select(['workspace_id', 'user_id'])
      .where('name', '=', name)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst();
  });
}

export async function hostOf(
  house: House,
  workspaceId: string,
  by: { key: string } | { userId: string },
): Promise<Host | undefined> {
  const row = await asActor(
    house.db,
    systemActor(workspaceId),
    ({ db }) => {
      const pages = db
        .selectFrom('booking_pages')
        .innerJoin('users', (join) =>
          join
            .onRef('users.workspace_id', '=', 'booking_pages.workspace_id')
            .onRef('users.id', '=', 'booking_pages.user_id'),
        )
        .innerJoin('workspaces', 'workspaces.workspace_id', 'booking_pages.workspace_id')
        .select([
          ...columns.map((column) => `booking_pages.${column}` as const),
          'booking_pages.user_id',
          'users.name as host',
          'workspaces.name as company',
        ])
        .where('booking_pages.workspace_id', '=', workspaceId);
      return 'key' in by
        ? pages
            .where('booking_pages.key', '=', by.key)
            .where('booking_pages.key_withdrawn_at', 'is', null)
            .where('booking_pages.is_on', '=', true)
            .executeTakeFirst()
        : pages.where('booking_pages.user_id', '=', by.userId).executeTakeFirst();
    },
    3,
    'read only',
  );
  const actor = row && (await house.actors.find(row.user_id, workspaceId));
  if (!row || !actor || actor.readOnly || actor.level === 'reader') return undefined;
  return {
    page: pageOf(row),
    actor,
    name: row.host,
    company: row.company,
    path: row.is_on ? `${bookingPath}/${row.name ?? tokenOf(workspaceId, row.key)}` : null,
  };
}
