import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { normaliseEmail } from '../../../shared/identify/addresses.ts';
import {
  isNewer,
  type OrderMessage,
  orderSubject,
  orderText,
} from '../../../shared/interact/orders.ts';
import { suppressedAmong } from '../../identify/privacy/suppression.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { announce, record } from '../../platform/events/events.ts';
import { addActivity, rewriteEntry } from '../activities/writing.ts';
import { rememberAddresses } from '../addresses/seen.ts';
import { numberAsKept } from '../calls/calls.ts';
import { sameOrderHours } from './same.ts';

/** Why nobody has the order yet, where nobody has. */
export type Missing = 'address' | 'number' | 'erased' | null;

export interface Received {
  id: string;
  result: 'taken' | 'known';
  missing: Missing;
}

/**
 * Takes what a shop tells of an order: one entry on the timeline of whoever is known by the address, however
 * often it is told and in whichever order; the newest telling counts. Whoever is given the address later has it.
 */
export async function receiveOrder(
  transaction: Transaction,
  hookId: string | null,
  message: OrderMessage,
): Promise<Received> {
  const { db, actor } = transaction;
  const userId = actor.userId!;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`order ${actor.workspaceId} ${hookId ?? ''} ${message.order}`}, 0))`.execute(
    db,
  );
  const phone = message.customer.phone
    ? await numberAsKept(transaction, message.customer.phone)
    : '';
  return asHouse(transaction, async (house) => {
    const customer = await customerOf(house, message, phone);
    const standing =
      (await findOrder(house, hookId, message.order)) ?? (await findListed(house, message));
    const telling = tellingOf(message);
    if (standing && !standing.isListed && !isNewer(telling, standing)) {
      // Told again after somebody was given the number.
      if (standing.mark === telling.mark) await setCustomer(house, standing.id, message, customer);
      return { id: standing.id, result: 'known', missing: customer.missing };
    }
    const id = standing?.id ?? (await begin(house, { userId, hookId, message }));
    if (standing) await correct(house, standing, hookId, message);
    await setCustomer(house, id, message, customer);
    await announce(house, { subject: 'activity', id, audience: actor.workspaceId, verb: 'told' });
    return { id, result: 'taken', missing: customer.missing };
  });
}

interface Standing {
  id: string;
  version: number;
  audience: string;
  changedAt: Temporal.Instant;
  mark: string;
  amount: number;
  currency: string;
  cancelled: boolean;
  /** It came in a file; from now on what is told of it counts. */
  isListed: boolean;
}

async function findOrder(
  { db, actor }: Transaction,
  hookId: string | null,
  ref: string,
): Promise<Standing | undefined> {
  const { rows } = await sql<Standing & { changed_at: Temporal.Instant }>`
    select o.activity_id as id, a.version, a.audience, o.changed_at, o.mark, o.amount, o.currency, o.cancelled
    from orders o join activities a on a.workspace_id = o.workspace_id and a.id = o.activity_id
    where o.workspace_id = ${actor.workspaceId} and o.hook_id is not distinct from ${hookId}::uuid
      and o.ref = ${ref} and o.file_id is null`.execute(db);
  const [row] = rows;
  return row && { ...row, changedAt: row.changed_at, isListed: false };
}

/** The same order as a list of purchases brought it for everybody: the same number, of about the same day. */
async function findListed(
  { db, actor }: Transaction,
  { order, at }: OrderMessage,
): Promise<Standing | undefined> {
  const { rows } = await sql<Standing & { changed_at: Temporal.Instant }>`
    select o.activity_id as id, a.version, a.audience, o.changed_at, o.mark, o.amount, o.currency, o.cancelled
    from orders o join activities a on a.workspace_id = o.workspace_id and a.id = o.activity_id
    where o.workspace_id = ${actor.workspaceId} and o.ref = ${order} and o.file_id is not null
      and o.audience = ${actor.workspaceId} and a.trashed_at is null
      and a.occurred_at between ${at}::timestamptz - make_interval(hours => ${sameOrderHours})
        and ${at}::timestamptz + make_interval(hours => ${sameOrderHours})
    order by a.occurred_at, a.id limit 1`.execute(db);
  const [row] = rows;
  return row && { ...row, changedAt: row.changed_at, isListed: true };
}

function tellingOf(message: OrderMessage) {
  const { changedAt, order: _, ...told } = message;
  return {
    changedAt: Temporal.Instant.from(changedAt ?? message.at),
    mark: createHash('sha256').update(JSON.stringify(told)).digest('base64url'),
  };
}

function columnsOf(message: OrderMessage) {
  const { changedAt, mark } = tellingOf(message);
  return {
    amount: message.amount,
    currency: message.currency,
    lines: JSON.stringify(message.lines),
    cancelled: message.cancelled,
    changed_at: changedAt,
    mark,
  };
}

async function begin(
  house: Transaction,
  { userId, hookId, message }: { userId: string; hookId: string | null; message: OrderMessage },
): Promise<string> {
  const { id, audience } = await addActivity(house, userId, {
    kind: 'purchase',
    direction: 'in',
    partyIds: [],
    subject: orderSubject(message),
    text: orderText(message),
    occurredAt: message.at,
    visibility: 'everyone',
  });
  await house.db
    .insertInto('orders')
    .values({
      workspace_id: house.actor.workspaceId,
      activity_id: id,
      audience,
      hook_id: hookId,
      ref: message.order,
      ...columnsOf(message),
    })
    .execute();
  return id;
}

async function correct(
  house: Transaction,
  { id, version, audience, amount, currency, cancelled }: Standing,
  hookId: string | null,
  message: OrderMessage,
): Promise<void> {
  const { db, actor } = house;
  await db
    .updateTable('orders')
    .set({ ...columnsOf(message), hook_id: hookId, file_id: null })
    .where('workspace_id', '=', actor.workspaceId)
    .where('activity_id', '=', id)
    .execute();
  await rewriteEntry(
    house,
    { id, version },
    {
      at: Temporal.Instant.from(message.at),
      subject: orderSubject(message),
      body: orderText(message),
    },
  );
  await record(house, {
    subject: 'activity',
    subjectId: id,
    audience,
    verb: 'captured',
    particulars: { kind: 'purchase' },
    before: { amount, currency, cancelled },
    after: { amount: message.amount, currency: message.currency, cancelled: message.cancelled },
  });
}

interface Customer {
  missing: Missing;
  party_id?: string;
  address_id?: string;
  name?: string;
}

/**
 * By the address, as in mail; else by a number that one alone has whom everybody sees. An address that nobody has
 * yet is remembered as one that was met.
 */
async function customerOf(
  house: Transaction,
  { customer }: OrderMessage,
  phone: string,
): Promise<Customer> {
  const { db, actor } = house;
  const address = customer.email && normaliseEmail(customer.email);
  const { rows } = await sql<{ id: string; by_address: boolean }>`
    select distinct p.id, s.topic = 'email' as by_address
    from statements s join parties p on p.workspace_id = s.workspace_id and p.id = s.party_id
    where s.workspace_id = ${actor.workspaceId} and s.superseded_at is null
      and ((s.topic = 'email' and s.value_key = ${address ?? null}) or (s.topic = 'phone' and s.value_key = ${phone || null}))
      and p.audience = ${actor.workspaceId} and p.trashed_at is null and p.merged_into is null`.execute(
    db,
  );
  const isAddressKnown = rows.some(({ by_address }) => by_address);
  const byNumber = rows.filter(({ by_address }) => !by_address);
  if (byNumber.length === 1 && !isAddressKnown) return { missing: null, party_id: byNumber[0]!.id };
  if (!address) return { missing: 'number', name: customer.name || phone };
  // What somebody bought stays in the books; who they were does not come back with it.
  if ((await suppressedAmong(house, [address])).size > 0) return { missing: 'erased', name: '' };
  const met = [{ key: address, name: customer.name, mailable: true }];
  const ids = await rememberAddresses(house, actor.workspaceId, met, null);
  return { missing: isAddressKnown ? null : 'address', address_id: ids.get(address)! };
}

/** A correction may say that somebody else bought it. */
async function setCustomer(
  { db, actor }: Transaction,
  id: string,
  message: OrderMessage,
  { missing: _, ...who }: Customer,
): Promise<void> {
  const { audience } = await db
    .selectFrom('activities')
    .select('audience')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  await db
    .deleteFrom('participants')
    .where('workspace_id', '=', actor.workspaceId)
    .where('activity_id', '=', id)
    .execute();
  await db
    .insertInto('participants')
    .values({
      workspace_id: actor.workspaceId,
      activity_id: id,
      position: 0,
      audience,
      kind: 'purchase',
      occurred_at: Temporal.Instant.from(message.at),
      role: 'from',
      ours: false,
      ...who,
    })
    .execute();
}
