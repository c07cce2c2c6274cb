import { sql } from 'kysely';
import type { Transaction } from '../../platform/access/actor.ts';

/** Those who take part in these entries, by their records or by an address of theirs. */
export async function contactsOf({ db, actor }: Transaction, ids: string[]): Promise<string[]> {
  const { workspaceId } = actor;
  const { rows } = await sql<{ id: string }>`
    select party_id as id from participants
    where workspace_id = ${workspaceId} and activity_id = any (${ids}::uuid[]) and party_id is not null
    union
    select e.party_id from participants x
      join seen_addresses s on s.workspace_id = x.workspace_id and s.id = x.address_id
      join party_emails e on e.workspace_id = s.workspace_id and e.address = s.address
    where x.workspace_id = ${workspaceId} and x.activity_id = any (${ids}::uuid[])`.execute(db);
  return rows.map(({ id }) => id);
}
