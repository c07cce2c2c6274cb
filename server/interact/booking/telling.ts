import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { asActor, asHouse, systemActor, type Transaction } from '../../platform/access/actor.ts';
import { tokenOf } from '../../platform/hooks/hooks.ts';
import type { House } from '../../platform/house.ts';
import { listWorkspaces } from '../../platform/workspaces/workspaces.ts';
import { escaped } from '../sending/automatic.ts';
import { writeToGuest } from './confirming.ts';
import { type Host, hostOf } from './keeping.ts';
import { markOf, tellHost } from './taking.ts';
import { momentIn, type StrangersLanguage, strangersWords } from './words.ts';

const lookEvery = 20_000;
/** So long a change has to stand before a guest hears of it: what is taken back by then was nothing. */
const settledSeconds = 60;
const atOnce = 100;

interface Changed {
  activity_id: string;
  user_id: string;
  key: string;
  mark: string;
  language: StrangersLanguage;
  zone: string;
  told_at: Temporal.Instant;
  told_off: boolean;
  occurred_at: Temporal.Instant;
  ends_at: Temporal.Instant | null;
  version: number;
  is_off: boolean;
}

const isOff = sql<boolean>`(a.cancelled_at is not null or a.trashed_at is not null)`;
/** Meetings ahead that stand otherwise than their guest knows, whoever changed them and wherever. */
const stale = sql`
  b.told_off is distinct from ${isOff}
  or not ${isOff} and (b.told_at, b.told_until) is distinct from (a.occurred_at, a.ends_at)`;

/**
 * Tells guests that their meeting was moved, called off or is held after all, unless it lies behind us. What they
 * were told is written down in the transaction that puts the mail on its way: none is told twice, and whoever is
 * told hears how it stands, not each step that led there.
 */
export async function tellGuests(
  house: House,
  workspaceId: string,
  now = Temporal.Now.instant(),
): Promise<number> {
  const settled = now.subtract({ seconds: settledSeconds }).toString();
  const due = await asActor(house.db, systemActor(workspaceId), async ({ db }) => {
    const { rows } = await sql<{ activity_id: string; user_id: string }>`
      select b.activity_id, b.user_id from bookings b
      join activities a on a.workspace_id = b.workspace_id and a.id = b.activity_id
      where b.workspace_id = ${workspaceId} and b.told_at > ${now.toString()}
        and greatest(a.updated_at, a.trashed_at) <= ${settled} and (${stale})
      order by b.told_at limit ${sql.lit(atOnce)}`.execute(db);
    return rows;
  });
  let told = 0;
  for (const { activity_id: id, user_id: userId } of due) {
    const host = await hostOf(house, workspaceId, { userId });
    if (host && (await tellGuest(house, host, id))) told++;
  }
  return told;
}

function tellGuest(house: House, host: Host, id: string): Promise<boolean> {
  return asActor(house.db, host.actor, async (transaction) => {
    const booking = await asHouse(transaction, (inside) => turn(inside, id));
    if (!booking) return false;
    const address = await asHouse(transaction, (inside) => addressOf(inside, house, booking));
    const wasTold =
      address !== undefined && (await write(transaction, house, host, booking, address));
    if (!wasTold)
      await asHouse(transaction, (inside) =>
        tellHost({ ...inside, actor: systemActor(host.actor.workspaceId) }, host, id, 'untold'),
      );
    return wasTold;
  });
}

/** The booking as it was known to its guest, which from here on knows what is true. */
async function turn({ db, actor }: Transaction, id: string): Promise<Changed | undefined> {
  const { rows } = await sql<Changed>`
    with was as (
      select b.*, a.occurred_at, a.ends_at, a.version, ${isOff} as is_off from bookings b
      join activities a on a.workspace_id = b.workspace_id and a.id = b.activity_id
      where b.workspace_id = ${actor.workspaceId} and b.activity_id = ${id} and (${stale})
      for update of b)
    update bookings b set told_off = was.is_off,
      told_at = case when was.is_off then b.told_at else was.occurred_at end,
      told_until = case when was.is_off then b.told_until else was.ends_at end
    from was where b.workspace_id = was.workspace_id and b.activity_id = was.activity_id
    returning was.activity_id, was.user_id, was.key, was.mark, was.language, was.zone, was.told_at, was.told_off,
      was.occurred_at, was.ends_at, was.version, was.is_off`.execute(db);
  return rows[0];
}

/** Where to write: the address of whoever takes part that the guest gave. It is kept nowhere but with them. */
async function addressOf(
  { db, actor }: Transaction,
  house: House,
  { activity_id, mark }: Changed,
): Promise<string | undefined> {
  const { rows } = await sql<{ address: string }>`
    select e.address from participants p
    join party_emails e on e.workspace_id = p.workspace_id and e.party_id = p.party_id
    where p.workspace_id = ${actor.workspaceId} and p.activity_id = ${activity_id}`.execute(db);
  return rows.find(({ address }) => markOf(house, address) === mark)?.address;
}

function write(
  transaction: Transaction,
  house: House,
  host: Host,
  { activity_id, key, language, zone, told_at, told_off, occurred_at, ends_at, ...now }: Changed,
  address: string,
): Promise<boolean> {
  const words = strangersWords[language];
  const moment = (at: Temporal.Instant) => escaped(momentIn(language, at, zone));
  const minutes = Math.round(occurred_at.until(ends_at ?? occurred_at).total('minutes'));
  const [subject, ...lines] = now.is_off
    ? [words.offWith, `<s>${moment(told_at)}</s>`]
    : told_off
      ? [words.onWith, `<strong>${moment(occurred_at)}</strong>`]
      : [
          words.movedWith,
          `<strong>${moment(occurred_at)}</strong>, ${String(minutes)} ${escaped(words.minutes)}`,
          `${escaped(words.before)} ${moment(told_at)}`,
        ];
  return writeToGuest(transaction, house, {
    host,
    address,
    language,
    subject: subject!,
    lines,
    meeting: {
      at: now.is_off ? told_at : occurred_at,
      minutes,
      activityId: activity_id,
      version: now.version,
      cancelled: now.is_off,
    },
    token: tokenOf(host.actor.workspaceId, key),
  });
}

export function workOnGuests(house: House): void {
  void (async () => {
    const { closing, log } = house;
    while (!closing.aborted) {
      try {
        for (const workspaceId of await listWorkspaces(house.db))
          await tellGuests(house, workspaceId);
      } catch (error) {
        if (!closing.aborted) log.warn({ err: error }, 'telling guests of their meetings');
      }
      await pause(lookEvery, undefined, { signal: closing, ref: false }).catch(() => undefined);
    }
  })();
}
