import { sql } from 'kysely';
import type { TieEnd } from '../../../shared/identify/ties.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { PartyNotFound } from '../parties/errors.ts';
import { findParty } from '../parties/parties.ts';
import { endColumns } from './ties.ts';

const mostOfHousehold = 50;

/**
 * Who lives together with a person: whoever is tied to them, or to one of those, as of one household. Only
 * what was said counts: an address or a name in common makes no household.
 */
export async function householdOf(transaction: Transaction, personId: string): Promise<TieEnd[]> {
  const { db, actor } = transaction;
  if (!(await findParty(transaction, 'person', personId))) throw new PartyNotFound();
  const lives = sql`t.workspace_id = ${actor.workspaceId} and t.kind = 'household' and t.withdrawn_at is null
    and (t.to_date is null or t.to_date >= current_date)`;
  const { rows } = await sql<TieEnd>`
    with recursive household (id) as (
      select ${personId}::uuid
      union
      select other.id from household, lateral (
        select t.to_id as id from ties t where ${lives} and t.from_id = household.id
        union all
        select t.from_id from ties t where ${lives} and t.to_id = household.id) other)
    select ${endColumns} from household join parties p on p.workspace_id = ${actor.workspaceId}
      and p.id = household.id and p.trashed_at is null
    where p.id <> ${personId} order by p.sort_name, p.id limit ${mostOfHousehold}`.execute(db);
  return rows;
}
