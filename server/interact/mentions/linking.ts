import { sql } from 'kysely';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { type Happening, subscribe } from '../../platform/events/events.ts';
import { refreshLastContact } from '../timeline/last-contact.ts';

/**
 * Mentions stand on the timeline of whoever told us that the page they come from is theirs, also when they told it
 * later, and on nobody's once that is taken back. Of two who call a page theirs neither is taken for its author.
 */
export async function linkMentions(house: Transaction, partyIds: readonly string[]): Promise<void> {
  const { db, actor } = house;
  const { rows } = await sql<{ activity_id: string; was: string | null; is: string | null }>`
    with pages as materialized (
      -- Those that were taken back as well: what hung on them has to let go.
      select distinct encode(sha256(convert_to(s.value_key, 'UTF8')), 'hex') as page from statements s
      where s.workspace_id = ${actor.workspaceId} and s.party_id = any (${[...partyIds]}::uuid[])
        and s.topic = 'web'),
    concerned as materialized (
      select m.activity_id, m.audience, m.profiles from mentions m
      where m.workspace_id = ${actor.workspaceId} and m.profiles && array(select page from pages))
    select c.activity_id, x.party_id as was, (
      select min(p.id::text)::uuid from statements s
      join parties p on p.workspace_id = s.workspace_id and p.id = s.party_id
      where s.workspace_id = ${actor.workspaceId} and s.topic = 'web' and s.basis = 'told'
        and s.superseded_at is null and encode(sha256(convert_to(s.value_key, 'UTF8')), 'hex') = any (c.profiles)
        and p.kind = 'person' and p.trashed_at is null and p.merged_into is null
        and p.audience in (${actor.workspaceId}, c.audience)
      having count(distinct p.id) = 1) as is
    from concerned c
    left join participants x on x.workspace_id = ${actor.workspaceId} and x.activity_id = c.activity_id
      and x.position = 0`.execute(db);
  const turned = rows.filter(({ was, is }) => was !== is);
  if (turned.length === 0) return;
  const ids = turned.map(({ activity_id }) => activity_id);
  await db
    .deleteFrom('participants')
    .where('workspace_id', '=', actor.workspaceId)
    .where(sql<boolean>`activity_id = any (${ids}::uuid[])`)
    .where('position', '=', 0)
    .execute();
  await sql`
    insert into participants (workspace_id, activity_id, position, audience, kind, occurred_at, role, ours, party_id)
    select a.workspace_id, a.id, 0, a.audience, a.kind, a.occurred_at, 'about', false, r.is
    from json_to_recordset(${JSON.stringify(turned)}::json) as r (activity_id uuid, "is" uuid)
    join activities a on a.workspace_id = ${actor.workspaceId} and a.id = r.activity_id
    where r.is is not null`.execute(db);
  await refreshLastContact(
    house,
    turned.flatMap(({ was, is }) => [was, is].filter((id) => id !== null)),
  );
}

/** What may give somebody a page, or take it from them. */
const others = new Set(['restored', 'merged', 'separated', 'trashed']);

export function followPages(): void {
  const concerned = ({ verb, particulars, after }: Happening) =>
    others.has(verb) ||
    (verb === 'created' && 'web' in (after ?? {})) ||
    ((particulars ?? {}) as { topic?: string }).topic === 'web';
  const many = async (transaction: Transaction, happenings: Happening[]) => {
    const ids = happenings.filter(concerned).map(({ subjectId }) => subjectId);
    if (ids.length > 0) await asHouse(transaction, (house) => linkMentions(house, ids));
  };
  subscribe('person', (transaction, happening) => many(transaction, [happening]), many);
}
