import { sql } from 'kysely';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { systemActor, type Transaction } from '../../platform/access/actor.ts';
import { mergeParties } from './merging.ts';

interface ExactPair {
  id: string;
  kind: PartyKind;
  /** Ids grow with time: links and colleagues know the older one. */
  older: string;
  younger: string;
}

/**
 * The likeliest pair that may be merged by itself now: of which neither waits to be looked at again, and on
 * neither of which anybody worked in the last minutes.
 */
export async function nextExact(
  { db, actor }: Transaction,
  quietMinutes: number,
): Promise<ExactPair | undefined> {
  const since = Temporal.Now.instant().subtract({ minutes: quietMinutes }).toString();
  const { rows } = await sql<ExactPair>`
    select d.id, d.kind, d.first_id as older, d.second_id as younger from duplicate_pairs d
    where d.workspace_id = ${actor.workspaceId} and d.state = 'proposed' and d.exact
      and exists (select from workspaces w where w.workspace_id = ${actor.workspaceId} and w.merges_exact)
      and not exists (select from imports i
        where i.workspace_id = ${actor.workspaceId} and i.status in ('running', 'undoing'))
      and not exists (select from duplicate_checks c
        where c.workspace_id = ${actor.workspaceId} and c.party_id in (d.first_id, d.second_id))
      and not exists (select from events e
        where e.workspace_id = ${actor.workspaceId} and e.subject_id in (d.first_id, d.second_id)
          and e.actor = 'user' and e.import_id is null and e.at > ${since})
    order by d.weight desc, d.id limit 1`.execute(db);
  return rows[0];
}

/**
 * Merges the next exact pair on behalf of whoever imported one of them, or leaves it to people where something
 * of their own stands against it.
 */
export async function mergeNext(
  house: Transaction,
  quietMinutes: number,
): Promise<'merged' | 'left' | 'none'> {
  const pair = await nextExact(house, quietMinutes);
  if (!pair) return 'none';
  if (await standsAgainst(house, pair)) {
    await leaveToPeople(house, pair);
    return 'left';
  }
  const cause = await importBehind(house, pair);
  const onBehalf = { ...house, actor: systemActor(house.actor.workspaceId, cause?.owner_id) };
  const { kind, older: keep, younger: absorb } = pair;
  await mergeParties(
    onBehalf,
    { kind, keep, absorb, show: {}, fields: {} },
    { importId: cause?.id ?? null },
  );
  return 'merged';
}

/**
 * What no likeness outweighs: others see or look after the one than the other, a field of the company's own or
 * a consent says one thing here and another there, or somebody has tied the two to each other.
 */
async function standsAgainst(
  { db, actor }: Transaction,
  { older, younger }: ExactPair,
): Promise<boolean> {
  const { rows } = await sql<{ stands: boolean }>`
    select not exists (
        select from parties a join parties b on b.workspace_id = a.workspace_id and b.id = ${younger}
        where a.workspace_id = ${actor.workspaceId} and a.id = ${older}
          and a.trashed_at is null and b.trashed_at is null
          and a.audience = b.audience and a.visibility = b.visibility and a.owner_id = b.owner_id
          and a.assigned_to is not distinct from b.assigned_to)
      or exists (
        select from statements a join statements b on b.workspace_id = a.workspace_id
          and b.party_id = ${younger} and b.topic = 'field' and b.field_id = a.field_id
          and b.superseded_at is null and b.value_key <> a.value_key
        where a.workspace_id = ${actor.workspaceId} and a.party_id = ${older} and a.topic = 'field'
          and a.superseded_at is null)
      or exists (
        select from consents a join consents b on b.workspace_id = a.workspace_id
          and b.party_id = ${younger} and b.purpose = a.purpose and b.channel = a.channel
          and b.decision <> a.decision
        where a.workspace_id = ${actor.workspaceId} and a.party_id = ${older})
      or exists (
        select from ties where workspace_id = ${actor.workspaceId}
          and (from_id, to_id) in ((${older}::uuid, ${younger}::uuid), (${younger}::uuid, ${older}::uuid)))
      as stands`.execute(db);
  return rows[0]!.stands;
}

/** Leaves the next pair to people, after merging it was refused. */
export async function leaveNext(house: Transaction, quietMinutes: number): Promise<'left'> {
  const pair = await nextExact(house, quietMinutes);
  if (pair) await leaveToPeople(house, pair);
  return 'left';
}

/** One press still merges it; it is looked at again when what tells either from others changes. */
async function leaveToPeople({ db, actor }: Transaction, { id }: ExactPair): Promise<void> {
  await db
    .updateTable('duplicate_pairs')
    .set({ exact: false })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute();
}

/** The last import that brought one of the two, or something about it. */
async function importBehind(
  { db, actor }: Transaction,
  { older, younger }: ExactPair,
): Promise<{ id: string; owner_id: string } | undefined> {
  const { rows } = await sql<{ id: string; owner_id: string }>`
    select id, owner_id from imports where workspace_id = ${actor.workspaceId} and id in (
      select import_id from parties
      where workspace_id = ${actor.workspaceId} and id in (${older}, ${younger}) and import_id is not null
      union all select import_id from import_changes
      where workspace_id = ${actor.workspaceId} and record_id in (${older}, ${younger}))
    order by started_at desc nulls last, id desc limit 1`.execute(db);
  return rows[0];
}
