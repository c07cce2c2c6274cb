import { sql } from 'kysely';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { type Happening, subscribe } from '../../platform/events/events.ts';
import { refreshLastContact } from '../timeline/last-contact.ts';

/**
 * Calls and messages of numbers that nobody was known under go to the timeline of the one who is now: once a day for all, and
 * at once for whoever is given a number.
 */
export async function linkCalls(house: Transaction, partyIds?: readonly string[]): Promise<number> {
  const { db, actor } = house;
  const numbers = partyIds && (await numbersOf(house, partyIds));
  if (numbers?.length === 0) return 0;
  const { rows } = await sql<{ party: string }>`
    with unknown as materialized (
      select c.activity_id, c.number, x.position, c.audience
      from calls c join participants x on x.workspace_id = c.workspace_id and x.activity_id = c.activity_id
      where c.workspace_id = ${actor.workspaceId} and c.number <> '' and c.hook_id is not null
        and x.party_id is null and x.address_id is null
        ${numbers ? sql`and c.number = any (${numbers}::text[])` : sql``}
      union all
      select c.activity_id, c.number, x.position, c.audience
      from messages c join participants x on x.workspace_id = c.workspace_id and x.activity_id = c.activity_id
      where c.workspace_id = ${actor.workspaceId} and x.party_id is null and x.address_id is null
        ${numbers ? sql`and c.number = any (${numbers}::text[])` : sql``}
      union all
      -- In exported chats and lists of calls and purchases everybody's number is an address that was met.
      select x.activity_id, s.address, x.position, x.audience
      from seen_addresses s join participants x on x.workspace_id = s.workspace_id and x.address_id = s.id
      where s.workspace_id = ${actor.workspaceId} and x.party_id is null and x.kind in ('message', 'call', 'purchase')
        and ${numbers ? sql`s.address = any (${numbers}::text[])` : sql`s.address like '+%'`}),
    -- Of several who share a number nobody is taken for the caller.
    callers as (
      select u.activity_id, u.position, min(p.id::text)::uuid as party
      from unknown u
        join statements s on s.workspace_id = ${actor.workspaceId} and s.topic = 'phone'
          and s.value_key = u.number and s.superseded_at is null
        join parties p on p.workspace_id = s.workspace_id and p.id = s.party_id
          and p.trashed_at is null and p.merged_into is null
          and p.audience in (${actor.workspaceId}, u.audience)
      group by u.activity_id, u.position having count(distinct p.id) = 1)
    update participants x set party_id = k.party, name = null from callers k
    where x.workspace_id = ${actor.workspaceId} and x.activity_id = k.activity_id
      and x.position = k.position
    returning x.party_id as party`.execute(db);
  await refreshLastContact(house, [...new Set(rows.map(({ party }) => party))]);
  return rows.length;
}

async function numbersOf(
  { db, actor }: Transaction,
  partyIds: readonly string[],
): Promise<string[]> {
  const rows = await db
    .selectFrom('statements')
    .select('value_key')
    .distinct()
    .where('workspace_id', '=', actor.workspaceId)
    .where('party_id', '=', sql<string>`any (${[...partyIds]}::uuid[])`)
    .where('topic', '=', 'phone')
    .where('superseded_at', 'is', null)
    .execute();
  return rows.map((row) => row.value_key);
}

/** What may give somebody a number. */
const others = new Set(['restored', 'merged', 'separated']);

/** Whoever is given a number has the calls of it. */
export function followNumbers(): void {
  const concerned = ({ verb, particulars, after }: Happening) =>
    others.has(verb) ||
    (verb === 'created' && 'phone' in (after ?? {})) ||
    ((particulars ?? {}) as { topic?: string }).topic === 'phone';
  const many = async (transaction: Transaction, happenings: Happening[]) => {
    const ids = happenings.filter(concerned).map(({ subjectId }) => subjectId);
    if (ids.length > 0) await asHouse(transaction, (house) => linkCalls(house, ids));
  };
  const one = (transaction: Transaction, happening: Happening) => many(transaction, [happening]);
  subscribe('person', one, many);
  subscribe('company', one, many);
}
