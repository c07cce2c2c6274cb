import { sql } from 'kysely';
import { mergeDays } from '../../../shared/identify/duplicates/pairs.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { ChangedMeanwhile, mayEdit } from '../../platform/access/reach.ts';
import { announce, record } from '../../platform/events/events.ts';
import { refreshValues } from '../fields/projection.ts';
import { InTrash, PartyNotYours } from '../parties/errors.ts';
import { findParty, type Party } from '../parties/parties.ts';
import { refresh } from '../statements/statements.ts';
import { type Separation, type StatementMoves, separate } from './arranging.ts';
import { carryBack } from './carrying.ts';
import { MergedOnward, MergeNotFound, MergeTooOld, MergeUndone } from './errors.ts';
import { heldBy, lockBoth, moveEmployed, moveReferred } from './merging.ts';

/** Takes a merge back: both records are there again, with what was done to the merged one since. */
export async function undoMerge(
  transaction: Transaction,
  mergeId: string,
): Promise<{ event: string; version: number }> {
  const { db, actor } = transaction;
  const merge = await db
    .selectFrom('merges')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', mergeId)
    .executeTakeFirst();
  const kept = merge && (await findParty(transaction, merge.kind as PartyKind, merge.kept_id));
  if (!kept) throw new MergeNotFound();
  if (!mayEdit(transaction, kept)) throw new PartyNotYours();
  if (merge.undone_at) throw new MergeUndone();
  if (kept.merged_into) throw new MergedOnward();
  if (kept.trashed_at) throw new InTrash();
  if (
    Temporal.Instant.compare(
      merge.merged_at.add({ hours: mergeDays * 24 }),
      Temporal.Now.instant(),
    ) < 0
  )
    throw new MergeTooOld(mergeDays);

  const ids = { kept: merge.kept_id, absorbed: merge.absorbed_id };
  const { version, emails } = await asHouse(transaction, (house) => takeApart(house, mergeId, ids));
  const about = { subject: merge.kind, audience: kept.audience };
  const [event] = await record(
    transaction,
    {
      ...about,
      subjectId: ids.kept,
      verb: 'separated',
      particulars: { merge: mergeId, absorbed: ids.absorbed, name: merge.absorbed_name, emails },
    },
    { ...about, subjectId: ids.absorbed, verb: 'restored', particulars: { merge: mergeId } },
  );
  await announce(transaction, {
    audience: kept.audience,
    subject: 'duplicate',
    id: mergeId,
    verb: 'separated',
  });
  return { event: event!, version };
}

interface Both {
  kept: string;
  absorbed: string;
}

async function takeApart(house: Transaction, mergeId: string, ids: Both) {
  const { db, actor } = house;
  await lockBoth(house, ids.kept, ids.absorbed);
  const kept = await partyOf(house, ids.kept);
  const absorbed = await partyOf(house, ids.absorbed);
  // Somebody else was quicker.
  if (absorbed.merged_into !== ids.kept) throw new MergeUndone();
  const moves = await movesOf(house, mergeId);
  const now = await heldBy(house, [ids.kept]);
  const separation = separate(now, moves.get('statements') as StatementMoves);
  await moveBack(house, separation, ids.absorbed);
  if (kept.kind === 'company') {
    await employedBack(house, ids, moves.get('employed') as string[]);
  }
  await moveReferred(
    house,
    kept.kind as PartyKind,
    ids.kept,
    ids.absorbed,
    moves.get('referred') as string[],
  );
  await carryBack(house, ids, moves as Map<string, Record<string, unknown>[]>);
  await db
    .updateTable('parties')
    .set({ merged_into: null, trashed_at: null, trashed_by: null })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', ids.absorbed)
    .execute();
  // The kept record first: it gives up the addresses that the other has again.
  const version = await refresh(house, { ...kept, kind: kept.kind as PartyKind });
  await refresh(house, { ...absorbed, kind: absorbed.kind as PartyKind });
  await refreshValues(house, [ids.kept, ids.absorbed]);
  await markUndone(house, mergeId, ids);
  return {
    version,
    emails: now.filter(({ topic }) => topic === 'email').map(({ valueKey }) => valueKey),
  };
}

async function partyOf({ db, actor }: Transaction, id: string) {
  const party = await db
    .selectFrom('parties')
    .select(['id', 'kind', 'audience', 'version', 'merged_into'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!party) throw new ChangedMeanwhile();
  return party satisfies Pick<Party, 'id' | 'kind' | 'audience' | 'version' | 'merged_into'>;
}

async function movesOf({ db, actor }: Transaction, mergeId: string): Promise<Map<string, unknown>> {
  const rows = await db
    .selectFrom('merge_moves')
    .select(['part', 'moved'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('merge_id', '=', mergeId)
    .execute();
  if (rows.length === 0) throw new MergeTooOld(mergeDays);
  return new Map(rows.map(({ part, moved }) => [part, moved]));
}

async function moveBack(
  { db, actor }: Transaction,
  { leaving, reinstated, labels }: Separation,
  absorbed: string,
): Promise<void> {
  await sql`
    update statements set party_id = ${absorbed}
    where workspace_id = ${actor.workspaceId} and id = any (${leaving}::uuid[])`.execute(db);
  await sql`
    update statements set superseded_at = null, superseded_by = null
    where workspace_id = ${actor.workspaceId} and id = any (${reinstated}::uuid[])`.execute(db);
  for (const [id, label] of labels) {
    await db
      .updateTable('statements')
      .set({ label })
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', '=', id)
      .execute();
  }
}

/** Whoever worked at the absorbed company works there again, under whatever title by now. */
async function employedBack(
  house: Transaction,
  { kept, absorbed }: Both,
  moved: string[],
): Promise<void> {
  const { db, actor } = house;
  for (let ids = moved; ids.length > 0; ) {
    await moveEmployed(house, kept, absorbed, ids);
    const { rows } = await sql<{ id: string }>`
      select distinct later.id from statements was
      join statements later on later.workspace_id = was.workspace_id and later.id = was.superseded_by
      where was.workspace_id = ${actor.workspaceId} and was.id = any (${ids}::uuid[])
        and later.topic = 'affiliation' and later.value ->> 'companyId' = ${kept}`.execute(db);
    ids = rows.map(({ id }) => id);
  }
}

async function markUndone({ db, actor }: Transaction, mergeId: string, ids: Both): Promise<void> {
  await db
    .updateTable('merges')
    .set({ undone_at: Temporal.Now.instant(), undone_by: actor.userId })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', mergeId)
    .execute();
  await db
    .deleteFrom('merge_moves')
    .where('workspace_id', '=', actor.workspaceId)
    .where('merge_id', '=', mergeId)
    .execute();
  const [first, second] = [ids.kept, ids.absorbed].sort() as [string, string];
  await db
    .updateTable('duplicate_pairs')
    .set({ state: 'proposed', decided_at: null, decided_by: null })
    .where('workspace_id', '=', actor.workspaceId)
    .where('first_id', '=', first)
    .where('second_id', '=', second)
    .where('state', '=', 'merged')
    .execute();
}

/** After their time the ways back go; the absorbed ids lead to the kept records for good. */
export async function forgetOldMerges(house: Transaction, before: Temporal.Instant): Promise<void> {
  const { db, actor } = house;
  await sql`
    delete from merge_moves m using merges g
    where m.workspace_id = ${actor.workspaceId} and g.workspace_id = m.workspace_id and g.id = m.merge_id
      and g.merged_at < ${before.toString()}`.execute(db);
}
