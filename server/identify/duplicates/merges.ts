import { sql } from 'kysely';
import { type MergeView, mergeDays } from '../../../shared/identify/duplicates/pairs.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { mayEdit, type Owned } from '../../platform/access/reach.ts';

interface Row extends Owned {
  id: string;
  kind: PartyKind;
  kept_id: string;
  kept_name: string;
  absorbed_id: string;
  absorbed_name: string;
  merged_at: Temporal.Instant;
  by: string | null;
  by_itself: boolean;
  is_free: boolean;
}

/** Merges that can still be taken back, newest first; those that one import led to where `importId` names it. */
export async function recentMerges(
  transaction: Transaction,
  limit: number,
  importId?: string,
): Promise<MergeView[]> {
  const { db, actor } = transaction;
  const since = Temporal.Now.instant().subtract({ hours: mergeDays * 24 });
  const { rows } = await sql<Row>`
    select m.id, m.kind, m.kept_id, k.name as kept_name, m.absorbed_id, m.absorbed_name, m.merged_at,
      u.name as by, m.by_itself, k.owner_id, k.assigned_to, k.visibility, k.trashed_at is null as is_free
    from merges m
    join parties k on k.workspace_id = ${actor.workspaceId} and k.id = m.kept_id
    left join users u on u.workspace_id = m.workspace_id and u.id = m.merged_by
    where m.workspace_id = ${actor.workspaceId} and m.undone_at is null and m.merged_at > ${since}
      ${importId ? sql`and m.import_id = ${importId}` : sql``}
    order by m.merged_at desc, m.id desc limit ${limit}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    keptId: row.kept_id,
    keptName: row.kept_name,
    absorbedId: row.absorbed_id,
    absorbedName: row.absorbed_name,
    at: row.merged_at.toString(),
    by: row.by,
    byItself: row.by_itself,
    until: row.merged_at.add({ hours: mergeDays * 24 }).toString(),
    can: { undo: row.is_free && mayEdit(transaction, row) },
  }));
}
