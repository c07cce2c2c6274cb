import { sql } from 'kysely';
import type { Suggestion } from '../../../shared/interact/outgoing.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { search } from '../search/search.ts';

const mostSuggested = 8;

/** To whom somebody may mean to write: whom they see and find, by every address that is known. */
export async function suggestRecipients(
  transaction: Transaction,
  q: string,
): Promise<Suggestion[]> {
  const { db, actor } = transaction;
  const hits = await search(transaction, { q, only: 'parties', limit: mostSuggested });
  const ids = hits.map(({ id }) => id);
  const { rows } = await sql<Suggestion>`
    select e.address, p.name from unnest(${ids}::uuid[]) with ordinality as hit (id, place)
    join parties p on p.workspace_id = ${actor.workspaceId} and p.id = hit.id
    join party_emails e on e.workspace_id = p.workspace_id and e.party_id = p.id
    order by hit.place, e.address <> p.email, e.address limit ${sql.lit(mostSuggested)}`.execute(
    db,
  );
  return rows;
}
