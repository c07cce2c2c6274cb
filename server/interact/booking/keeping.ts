import { randomBytes } from 'node:crypto';
import {
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

export const bookingPath = '/book';

export const newKey = () => randomBytes(18).toString('base64url');

const columns = [
  'key',
  'is_on',
  'zone',
  'hours',
  'minutes',
  'buffer_minutes',
  'notice_hours',
  'most_a_day',
  'weeks',
  'greeting',
] as const;

/** One's own page, as it was left or as it would begin. */
export async function readPage(
  { db, actor }: Transaction,
  { publicUrl }: House,
): Promise<BookingPageView> {
  const row = await db
    .selectFrom('booking_pages')
    .select(columns)
    .where('workspace_id', '=', actor.workspaceId)
    .where('user_id', '=', actor.userId!)
    .executeTakeFirst();
  if (row) {
    return {
      page: pageOf(row),
      address: `${publicUrl}${bookingPath}/${tokenOf(actor.workspaceId, row.key)}`,
    };
  }
  const { zone } = await db
    .selectFrom('workspaces')
    .select('zone')
    .where('workspace_id', '=', actor.workspaceId)
    .executeTakeFirstOrThrow();
  return { page: usualBookingPage(zone), address: null };
}

/** Says when others may choose an hour of one's own; the address stays what it was. */
export async function keepPage(
  transaction: Transaction,
  page: BookingPage,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const userId = actor.userId!;
  const values = {
    is_on: page.isOn,
    zone: page.zone,
    hours: JSON.stringify(page.hours),
    minutes: page.minutes,
    buffer_minutes: page.bufferMinutes,
    notice_hours: page.noticeHours,
    most_a_day: page.mostADay,
    weeks: page.weeks,
    greeting: page.greeting,
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
  const [event] = await record(transaction, {
    subject: 'booking page',
    subjectId: userId,
    audience: userId,
    verb: 'changed',
    particulars: { isOn: page.isOn },
  });
  return { event: event! };
}

function pageOf(row: {
  is_on: boolean;
  zone: string;
  hours: unknown;
  minutes: number;
  buffer_minutes: number;
  notice_hours: number;
  most_a_day: number;
  weeks: number;
  greeting: string;
}): BookingPage {
  return BookingPage.parse({
    isOn: row.is_on,
    zone: row.zone,
    hours: row.hours,
    minutes: row.minutes,
    bufferMinutes: row.buffer_minutes,
    noticeHours: row.notice_hours,
    mostADay: row.most_a_day,
    weeks: row.weeks,
    greeting: row.greeting,
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
export async function hostAt(house: House, token: string): Promise<Host | undefined> {
  const place = placeOf(token);
  return place && hostOf(house, place.workspaceId, { key: place.key });
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
          'users.name',
          'workspaces.name as company',
        ])
        .where('booking_pages.workspace_id', '=', workspaceId);
      return 'key' in by
        ? pages
            .where('booking_pages.key', '=', by.key)
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
    name: row.name,
    company: row.company,
    path: row.is_on ? `${bookingPath}/${tokenOf(workspaceId, row.key)}` : null,
  };
}
