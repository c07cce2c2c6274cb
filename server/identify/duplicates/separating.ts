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
import { heldBy, lockBoth, moveEmployed, moveReferred, type RowBefore } from './merging.ts';

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
  const { version, emails } = await asHouse(transaction, async (house) => {
    const apart = await takeApart(house, mergeId, ids);
    // Nobody had asked; whoever takes it back says that it was wrong, and it never happens by itself again.
    await decideAnew(house, merge, merge.by_itself ? 'not same' : 'proposed');
    return apart;
  });
  return { event: await tellSeparated(transaction, merge, kept.audience, emails), version };
}

interface Merge {
  id: string;
  kind: string;
  kept_id: string;
  absorbed_id: string;
  absorbed_name: string;
}

async function tellSeparated(
  transaction: Transaction,
  merge: Merge,
  audience: string,
  emails: string[],
): Promise<string> {
  const about = { subject: merge.kind, audience };
  const { id, kept_id, absorbed_id: absorbed, absorbed_name: name } = merge;
  const [event] = await record(
    transaction,
    {
      ...about,
      subjectId: kept_id,
      verb: 'separated',
      particulars: { merge: id, absorbed, name, emails },
    },
    { ...about, subjectId: absorbed, verb: 'restored', particulars: { merge: id } },
  );
  await announce(transaction, { audience, subject: 'duplicate', id, verb: 'separated' });
  return event!;
}

/**
 * Takes apart what was merged by itself because of an import that is taken back, the last merge first. A record
 * that nobody has touched since is again exactly what it was. What somebody has merged further, or thrown away,
 * stays as they left it.
 */
export async function separateWhatCameWith(house: Transaction, importId: string): Promise<void> {
  const { db, actor } = house;
  const { rows } = await sql<Merge>`
    select m.id, m.kind, m.kept_id, m.absorbed_id, m.absorbed_name from merges m
    where m.workspace_id = ${actor.workspaceId} and m.by_itself and m.undone_at is null
      and m.merged_at > ${Temporal.Now.instant()
        .subtract({ hours: mergeDays * 24 })
        .toString()}
      and m.id in (
        select id from merges where workspace_id = ${actor.workspaceId} and import_id = ${importId}
        union all select x.id from parties p join merges x
          on x.workspace_id = ${actor.workspaceId} and x.kept_id = p.id
        where p.workspace_id = ${actor.workspaceId} and p.import_id = ${importId}
        union all select x.id from parties p join merges x
          on x.workspace_id = ${actor.workspaceId} and x.absorbed_id = p.id
        where p.workspace_id = ${actor.workspaceId} and p.import_id = ${importId})
    order by m.merged_at desc, m.id desc`.execute(db);
  for (const merge of rows) {
    const ids = { kept: merge.kept_id, absorbed: merge.absorbed_id };
    const kept = await partyOf(house, ids.kept);
    if (kept.merged_into || kept.trashed_at) continue;
    const { emails, rows: before } = await takeApart(house, merge.id, ids);
    await rowsBack(house, ids, before, kept.version);
    await decideAnew(house, merge, 'proposed');
    await tellSeparated(house, merge, kept.audience, emails);
  }
}

/** Versions and times as before the merge, where nothing has happened to the kept record since. */
async function rowsBack(
  { db, actor }: Transaction,
  ids: Both,
  before: { kept: RowBefore; absorbed: RowBefore } | undefined,
  version: number,
): Promise<void> {
  if (before?.kept.after !== version) return;
  for (const side of ['kept', 'absorbed'] as const) {
    await db
      .updateTable('parties')
      .set({
        version: before[side].version,
        updated_at: Temporal.Instant.from(before[side].updated),
      })
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', '=', ids[side])
      .execute();
  }
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
  await markUndone(house, mergeId);
  return {
    version,
    rows: moves.get('rows') as { kept: RowBefore; absorbed: RowBefore } | undefined,
    emails: now.filter(({ topic }) => topic === 'email').map(({ valueKey }) => valueKey),
  };
}

async function partyOf({ db, actor }: Transaction, id: string) {
  const party = await db
    .selectFrom('parties')
    .select(['id', 'kind', 'audience', 'version', 'merged_into', 'trashed_at'])
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

async function markUndone({ db, actor }: Transaction, mergeId: string): Promise<void> {
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
}

async function decideAnew(
  { db, actor }: Transaction,
  { kept_id, absorbed_id }: Merge,
  state: 'proposed' | 'not same',
): Promise<void> {
  const [first, second] = [kept_id, absorbed_id].sort() as [string, string];
  await db
    .updateTable('duplicate_pairs')
    .set({
      state,
      decided_at: state === 'proposed' ? null : Temporal.Now.instant(),
      decided_by: state === 'proposed' ? null : actor.userId,
    })
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
