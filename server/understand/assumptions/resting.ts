import { sql } from 'kysely';
import type { RestingKind, RestingView } from '../../../shared/understand/assumptions.ts';
import type { Transaction } from '../../platform/access/actor.ts';

export interface Resting extends RestingView {
  /** The statement with which the assumption began. */
  statementId: string;
}

/**
 * What rests on what is assumed about these parties, as far as the actor sees it: offers with what they are
 * worth while they are open, promises and contracts. What is over has nothing more at stake.
 */
export async function restingOn(
  { db, actor }: Transaction,
  parties: readonly string[],
): Promise<Resting[]> {
  if (parties.length === 0) return [];
  const { rows } = await sql<{
    statement_id: string;
    what: RestingKind;
    id: string;
    words: string;
    amount: number | null;
    currency: string | null;
  }>`
    select r.statement_id, r.what, r.what_id as id,
      coalesce(a.subject, p.what, c.what) as words,
      case when o.answer is null then o.amount end as amount,
      case when o.answer is null then o.currency end as currency
    from rests_on r
    left join offers o on r.what = 'offer' and o.workspace_id = r.workspace_id and o.activity_id = r.what_id
    left join activity_texts a on o.activity_id is not null
      and a.workspace_id = r.workspace_id and a.activity_id = r.what_id
    left join promises p on r.what = 'promise' and p.workspace_id = r.workspace_id and p.id = r.what_id
      and p.removed_at is null
    left join contracts c on r.what = 'contract' and c.workspace_id = r.workspace_id and c.id = r.what_id
      and c.removed_at is null
    where r.workspace_id = ${actor.workspaceId} and r.party_id = any (${parties}::uuid[])
      and (o.activity_id is not null or p.id is not null or c.id is not null)
    order by r.declared_at, r.what_id`.execute(db);
  return rows.map(({ statement_id, what, id, words, amount, currency }) => ({
    statementId: statement_id,
    what,
    id,
    words: words ?? '',
    value: amount === null || currency === null ? null : { amount, currency },
  }));
}

/** Whether it lies between us and this party, and the actor sees it. */
export async function liesBetween(
  { db, actor }: Transaction,
  partyId: string,
  what: RestingKind,
  id: string,
): Promise<boolean> {
  const { workspaceId } = actor;
  const of = {
    offer: sql`select from offers o join participants x
        on x.workspace_id = o.workspace_id and x.activity_id = o.activity_id
      where o.workspace_id = ${workspaceId} and o.activity_id = ${id} and x.party_id = ${partyId}`,
    promise: sql`select from promises where workspace_id = ${workspaceId} and id = ${id}
      and party_id = ${partyId} and removed_at is null`,
    contract: sql`select from contracts where workspace_id = ${workspaceId} and id = ${id}
      and party_id = ${partyId} and removed_at is null`,
  }[what];
  const { rows } = await sql<{ there: boolean }>`select exists (${of}) as there`.execute(db);
  return rows[0]?.there ?? false;
}
