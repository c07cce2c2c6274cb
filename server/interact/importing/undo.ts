import { sql } from 'kysely';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import type { RoomPreview } from '../../platform/import/registry.ts';
import { rethread } from '../mail/threading.ts';
import { refreshLastContact } from '../timeline/last-contact.ts';
import { putMeetingsBack, refreshContacts } from './revisions.ts';

/** Activities of an import that somebody changed since: they stay. */
export function keptActivities({ db, actor }: Transaction, importId: string) {
  return sql<{ id: string; kind: string; name: string }>`
    select a.id, a.kind, coalesce(t.subject, '') as name
    from activities a left join activity_texts t on t.workspace_id = a.workspace_id and t.activity_id = a.id
    where a.workspace_id = ${actor.workspaceId} and a.import_id = ${importId} and a.version > 1`.execute(
    db,
  );
}

export async function previewInteractions(
  transaction: Transaction,
  importId: string,
): Promise<RoomPreview> {
  const { db, actor } = transaction;
  const all = await asHouse(
    transaction,
    async (house) => (await keptActivities(house, importId)).rows,
  );
  const kept = (await keptActivities(transaction, importId)).rows;
  const { count } = await db
    .selectFrom('activities')
    .select(db.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', actor.workspaceId)
    .where('import_id', '=', importId)
    .where('version', '=', 1)
    .executeTakeFirstOrThrow();
  return {
    removes: { activities: count },
    keeps: kept.map((activity) => ({ ...activity, because: ['edited'] })),
    keptCount: all.length,
  };
}

/** Takes an import's mails, messages and meetings back, and what was concluded from them about others. */
export async function undoInteractions(house: Transaction, importId: string): Promise<void> {
  const { db, actor } = house;
  const removed = sql`a.workspace_id = ${actor.workspaceId} and a.import_id = ${importId} and a.version = 1`;
  const addresses = await sql<{ id: string; address: string }>`
    select s.id, s.address from seen_addresses s where s.workspace_id = ${actor.workspaceId} and s.id in (
      select p.address_id from participants p join activities a on a.workspace_id = p.workspace_id and a.id = p.activity_id
      where ${removed}
      union
      select address_id from participants where workspace_id = ${actor.workspaceId} and derived_by = ${importId})`.execute(
    db,
  );
  const threads = await sql<{ audience: string; threads: string[] }>`
    select a.audience, array_agg(distinct a.thread) as threads from activities a
    where ${removed} and a.thread is not null group by a.audience`.execute(db);

  const { rows: met } = await sql<{ party_id: string }>`
    select distinct x.party_id from activities a
      join participants x on x.workspace_id = a.workspace_id and x.activity_id = a.id
    where ${removed} and x.party_id is not null`.execute(db);

  const putBack = await putMeetingsBack(house, importId);
  await withdrawDerived(house, importId);
  await sql`delete from activities a where ${removed}`.execute(db);
  await db
    .deleteFrom('own_addresses')
    .where('workspace_id', '=', actor.workspaceId)
    .where('import_id', '=', importId)
    .execute();
  await sql`
    delete from seen_addresses s where s.workspace_id = ${actor.workspaceId}
      and s.id = any (${addresses.rows.map(({ id }) => id)}::uuid[])
      and not exists (select from participants p where p.workspace_id = s.workspace_id and p.address_id = s.id)`.execute(
    db,
  );
  for (const { audience, threads: names } of threads.rows) await rethread(house, audience, names);

  const known = await sql<{ party_id: string }>`
    select distinct party_id from party_emails where workspace_id = ${actor.workspaceId}
      and address = any (${addresses.rows.map(({ address }) => address)}::text[])`.execute(db);
  await refreshLastContact(
    house,
    [...known.rows, ...met].map(({ party_id }) => party_id),
  );
  await refreshContacts(house, putBack);
}

/** Replies of other imports whose recipient this import told us are without one again, as they were read. */
async function withdrawDerived({ db, actor }: Transaction, importId: string): Promise<void> {
  await sql`
    update activities a set direction = case
      when exists (select from participants w where w.workspace_id = a.workspace_id and w.activity_id = a.id
        and w.role = 'from' and w.ours) then 'out'
      when i.options -> 'mailbox' ->> 'whose' in ('mine', 'colleague') then 'in'
      else 'between others' end
    from participants p, imports i
    where p.workspace_id = ${actor.workspaceId} and p.derived_by = ${importId}
      and a.workspace_id = p.workspace_id and a.id = p.activity_id
      and i.workspace_id = a.workspace_id and i.id = a.import_id`.execute(db);
  await db
    .deleteFrom('participants')
    .where('workspace_id', '=', actor.workspaceId)
    .where('derived_by', '=', importId)
    .execute();
}
