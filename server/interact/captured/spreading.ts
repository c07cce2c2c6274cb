import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { ActivityVisibility } from '../../../shared/platform/access.ts';
import { Refusal } from '../../../shared/platform/errors.ts';
import { changeParty } from '../../identify/parties/editing.ts';
import {
  asActor,
  systemActor,
  type Transaction,
  type UserActor,
} from '../../platform/access/actor.ts';
import type { KeptReach } from '../../platform/connections/connections.ts';
import { announce } from '../../platform/events/events.ts';
import type { House } from '../../platform/house.ts';
import { alone } from '../../platform/import/alone.ts';
import { listWorkspaces } from '../../platform/workspaces/workspaces.ts';
import { contactsOf } from '../timeline/contacts.ts';
import { refreshLastContact } from '../timeline/last-contact.ts';

const lookEvery = 2_000;
const portion = 200;

/** A connection whose readers were changed, and of which something may still lie under the readers before. */
interface Spreading {
  id: string;
  workspace_id: string;
  kind: string;
  owner_id: string;
  audience: string;
  visibility: ActivityVisibility;
  reach_was: KeptReach[];
  version: number;
}

/** Lets what connections brought follow who may see it now, one server for all. */
export function workOnSpreading(house: House): void {
  void (async () => {
    const { closing, log, pool } = house;
    while (!closing.aborted) {
      try {
        await alone(pool, 'spreading', closing, async (held) => {
          while (!held.aborted) {
            await spreadAll(house, held);
            await pause(lookEvery, undefined, { signal: held, ref: false }).catch(() => undefined);
          }
        });
      } catch (error) {
        if (!closing.aborted) log.warn({ err: error }, 'giving captured entries their readers');
      }
      await pause(lookEvery, undefined, { signal: closing, ref: false }).catch(() => undefined);
    }
  })();
}

export async function spreadAll(house: House, signal: AbortSignal): Promise<void> {
  for (const workspaceId of await listWorkspaces(house.db)) {
    const due = await asActor(house.db, systemActor(workspaceId), ({ db }) =>
      db
        .selectFrom('connections')
        .select(['id', 'owner_id'])
        .where('workspace_id', '=', workspaceId)
        .where('reach_was', 'is not', null)
        .orderBy('id')
        .execute(),
    );
    for (const { id, owner_id } of due) {
      const owner = await house.actors.find(owner_id, workspaceId);
      if (owner && !signal.aborted) await spread(house, owner, id, signal);
    }
  }
}

/**
 * Portion by portion, each whole or not at all. A server that ends in between begins anew: what has its new readers
 * is not looked at twice. Where they are changed again meanwhile, this ends, and the next round takes that up.
 */
async function spread(
  house: House,
  owner: UserActor,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  const system = systemActor(owner.workspaceId);
  const begun = await asActor(house.db, system, async (transaction) => {
    const connection = await stillSpreading(transaction, id);
    if (!connection) return undefined;
    const ids = await broughtBy(transaction, connection);
    await note(transaction, connection, { reach_total: ids.length, reach_done: 0 });
    return { connection, ids };
  });
  if (!begun) return;
  const { connection, ids } = begun;
  const isOfPeople = connection.kind === 'carddav';
  for (let from = 0; from < ids.length; from += portion) {
    if (signal.aborted) return;
    const some = ids.slice(from, from + portion);
    const goesOn = await asActor(house.db, isOfPeople ? owner : system, async (transaction) => {
      const now = await stillSpreading(transaction, id);
      if (!now || now.version !== connection.version) return false;
      if (isOfPeople) await movePeople(transaction, now, some);
      else await moveEntries(transaction, now, some);
      await note(transaction, now, { reach_done: from + some.length });
      return true;
    });
    if (!goesOn) return;
  }
  await asActor(house.db, system, async (transaction) => {
    const now = await stillSpreading(transaction, id);
    if (now?.version === connection.version)
      await note(transaction, now, { reach_was: null, reach_total: null, reach_done: 0 });
  });
}

async function stillSpreading(
  { db, actor }: Transaction,
  id: string,
): Promise<Spreading | undefined> {
  const row = await db
    .selectFrom('connections')
    .select([
      'id',
      'workspace_id',
      'kind',
      'owner_id',
      'audience',
      'visibility',
      'reach_was',
      'version',
    ])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('reach_was', 'is not', null)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return undefined;
  const was = (row.reach_was as unknown as KeptReach[]).filter(
    ({ audience, visibility }) => audience !== row.audience || visibility !== row.visibility,
  );
  return { ...row, visibility: row.visibility as ActivityVisibility, reach_was: was };
}

async function note(
  transaction: Transaction,
  { id, audience }: Spreading,
  far: { reach_was?: null; reach_total?: number | null; reach_done: number },
): Promise<void> {
  const { db, actor } = transaction;
  await db
    .updateTable('connections')
    .set(far)
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute();
  await announce(transaction, { subject: 'connection', id, audience, verb: 'fares' });
}

/** What it brought and nobody marked as private there; of address books people before their companies where fewer are to see them. */
async function broughtBy(
  { db, actor }: Transaction,
  { id, kind, visibility, owner_id }: Spreading,
): Promise<string[]> {
  if (kind !== 'carddav') {
    const { rows } = await sql<{ id: string }>`
      select activity_id as id from mail_messages
      where workspace_id = ${actor.workspaceId} and connection_id = ${id} and activity_id is not null
      union
      select m.activity_id from entry_meetings m
      join collection_entries e on e.workspace_id = m.workspace_id and e.collection_id = m.collection_id
        and e.href = m.href and not e.is_private
      where m.workspace_id = ${actor.workspaceId} and m.connection_id = ${id}
      union
      select activity_id from outgoing_mails
      where workspace_id = ${actor.workspaceId} and connection_id = ${id} and activity_id is not null
      order by 1`.execute(db);
    return rows.map((row) => row.id);
  }
  const { rows } = await sql<{ id: string; kind: PartyKind }>`
    with told as (
      select distinct p.id, p.kind, p.company_id from entry_cards c
      join collection_entries e on e.workspace_id = c.workspace_id and e.collection_id = c.collection_id
        and e.href = c.href and not e.is_private
      join parties p on p.workspace_id = c.workspace_id and p.id = c.party_id
      where c.workspace_id = ${actor.workspaceId} and c.connection_id = ${id})
    select id, kind from told
    union
    select p.id, p.kind from told join parties p on p.workspace_id = ${actor.workspaceId} and p.id = told.company_id
    where p.owner_id = ${owner_id}
    order by 2, 1`.execute(db);
  // By the alphabet companies come first, which is right where more are to see them.
  return (visibility === 'everyone' ? rows : rows.toReversed()).map((row) => row.id);
}

/**
 * Entries that still stand under the readers before. Those to whom somebody gave other readers by hand keep them. What
 * another connection brought as well stays as wide as that shares it, and belongs to whoever does; and what others
 * have under the same identity is not there twice.
 */
async function moveEntries(
  house: Transaction,
  { id, owner_id, audience, visibility, reach_was }: Spreading,
  ids: readonly string[],
): Promise<void> {
  const { db, actor } = house;
  const { workspaceId } = actor;
  const was = sql`(select w.audience, w.visibility
    from json_to_recordset(${JSON.stringify(reach_was)}::json) as w (audience uuid, visibility text))`;
  const named = sql`a.workspace_id = ${workspaceId} and a.id = any (${ids}::uuid[])
    and a.owner_id = ${owner_id} and (a.audience, a.visibility) in ${was}`;
  if (visibility !== 'everyone') {
    const { rows: kept } = await sql<{ id: string; owner_id: string }>`
      select distinct on (a.id) a.id, k.owner_id from activities a
      join lateral (
        select connection_id from mail_messages m
        where m.workspace_id = a.workspace_id and m.activity_id = a.id
        union
        select connection_id from entry_meetings m
        where m.workspace_id = a.workspace_id and m.activity_id = a.id) held on held.connection_id <> ${id}
      join connections k on k.workspace_id = a.workspace_id and k.id = held.connection_id
        and (k.audience, k.visibility) = (a.audience, a.visibility)
      where ${named} order by a.id, k.owner_id = ${owner_id} desc, k.id`.execute(db);
    const theirs = kept.filter((row) => row.owner_id !== owner_id);
    await sql`
      update activities a set owner_id = r.owner_id
      from json_to_recordset(${JSON.stringify(theirs)}::json) as r (id uuid, owner_id uuid)
      where a.workspace_id = ${workspaceId} and a.id = r.id`.execute(db);
    await partsFollow(
      house,
      theirs.map((row) => row.id),
    );
    const isKept = new Set(kept.map((row) => row.id));
    ids = ids.filter((one) => !isKept.has(one));
  }
  const { rows } = await sql<{ id: string }>`
    update activities a set audience = ${audience}, visibility = ${visibility}, updated_at = now()
    where a.workspace_id = ${workspaceId} and a.id = any (${ids}::uuid[]) and a.owner_id = ${owner_id}
      and (a.audience, a.visibility) in ${was}
      and not exists (select from activities o where o.workspace_id = a.workspace_id and o.audience = ${audience}
        and o.identity = a.identity and o.id <> a.id)
    returning a.id`.execute(db);
  const moved = rows.map((row) => row.id);
  if (moved.length === 0) return;
  await partsFollow(house, moved);
  await addressesFollow(house, moved, audience);
  await refreshLastContact(house, await contactsOf(house, moved));
  for (const reader of new Set([audience, ...reach_was.map((one) => one.audience)]))
    await announce(house, { subject: 'activity', id, audience: reader, verb: 'captured' });
}

/** What was said in it is read by whoever reads it, and with headers alone by its owner. */
async function partsFollow({ db, actor }: Transaction, ids: readonly string[]): Promise<void> {
  for (const table of ['activity_texts', 'mails', 'attachments'])
    await sql`
      update ${sql.table(table)} t set audience = case a.visibility when 'headers' then a.owner_id else a.audience end
      from activities a
      where a.workspace_id = ${actor.workspaceId} and a.id = any (${ids}::uuid[])
        and t.workspace_id = a.workspace_id and t.activity_id = a.id`.execute(db);
}

/** Whom one meets in it is known to its readers; who was met in nothing else is not known to the others any more. */
async function addressesFollow(
  { db, actor }: Transaction,
  ids: readonly string[],
  audience: string,
): Promise<void> {
  const { workspaceId } = actor;
  const elsewhere = sql`p.workspace_id = ${workspaceId} and p.activity_id = any (${ids}::uuid[])
    and s.workspace_id = p.workspace_id and s.id = p.address_id and s.audience <> ${audience}`;
  const { rows: before } = await sql<{ id: string }>`
    select distinct s.id from participants p, seen_addresses s where ${elsewhere} order by 1`.execute(
    db,
  );
  if (before.length === 0) return;
  await sql`
    insert into seen_addresses (workspace_id, id, audience, address, name, mailable)
    select distinct on (s.address) s.workspace_id, gen_random_uuid(), ${audience}::uuid, s.address, s.name, s.mailable
    from participants p, seen_addresses s where ${elsewhere}
    order by s.address, s.name nulls last
    on conflict do nothing`.execute(db);
  await sql`
    update participants p set address_id = n.id from seen_addresses s, seen_addresses n
    where ${elsewhere} and n.workspace_id = s.workspace_id and n.audience = ${audience}
      and n.address = s.address`.execute(db);
  await sql`
    delete from seen_addresses s
    where s.workspace_id = ${workspaceId} and s.id = any (${before.map(({ id }) => id)}::uuid[])
      and not exists (select from participants p where p.workspace_id = s.workspace_id and p.address_id = s.id)`.execute(
    db,
  );
}

/** People and companies of an address book, as if its owner gave each its readers. What stands against it stays. */
async function movePeople(
  transaction: Transaction,
  { id, owner_id, audience, visibility, reach_was }: Spreading,
  ids: readonly string[],
): Promise<void> {
  const { db, actor } = transaction;
  const rows = await db
    .selectFrom('parties')
    .select(['id', 'kind', 'audience', 'visibility', 'assigned_to', 'version'])
    .where('workspace_id', '=', actor.workspaceId)
    .where(sql<boolean>`id = any (${ids}::uuid[])`)
    .where('owner_id', '=', owner_id)
    .where('trashed_at', 'is', null)
    .where('merged_into', 'is', null)
    .execute();
  const others = await sharedByOthers(transaction, id, ids);
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const partyId of ids) {
    const party = byId.get(partyId);
    const isUnderThem = reach_was.some(
      (was) => was.audience === party?.audience && was.visibility === party.visibility,
    );
    const isTheirs = party?.assigned_to && party.assigned_to !== owner_id;
    const isKept = visibility !== 'everyone' && (others.has(partyId) || isTheirs);
    if (!party || !isUnderThem || isKept) continue;
    await sql`savepoint moving`.execute(db);
    try {
      await changeParty(transaction, party.kind as PartyKind, partyId, {
        version: party.version,
        visibility: visibility === 'headers' ? 'everyone' : visibility,
        ...(visibility === 'team' ? { teamId: audience } : {}),
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await sql`rollback to savepoint moving`.execute(db);
    }
  }
}

/** Who stands in a book of somebody else's that is shared. */
async function sharedByOthers(
  transaction: Transaction,
  connectionId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const { db, actor } = transaction;
  const rows = await db
    .selectFrom('entry_cards')
    .select('party_id')
    .distinct()
    .where('workspace_id', '=', actor.workspaceId)
    .where('connection_id', '<>', connectionId)
    .where('audience', '=', actor.workspaceId)
    .where(sql<boolean>`party_id = any (${ids}::uuid[])`)
    .execute();
  return new Set(rows.map(({ party_id }) => party_id));
}
