import { sql } from 'kysely';
import type { Profile } from '../../../shared/identify/duplicates/profile.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { asActor, systemActor, type Transaction } from '../../platform/access/actor.ts';
import type { House } from '../../platform/house.ts';
import { runInWorker } from '../../platform/workers/calls.ts';
import { type LinkageModel, unlearned } from './linking.ts';
import { readProfiles } from './profiles.ts';

/** From so many records on they teach more than they are assumed to. */
const enough = 500;
/** Drawn at random, for what strangers have in common. */
const mostStrangers = 3_000;
/** Neighbours in the order of their names, among whom the true pairs are. */
const mostNeighbours = 6_000;

/** What holds for the records of this kind, learned or not yet. */
export async function modelOf({ db, actor }: Transaction, kind: PartyKind): Promise<LinkageModel> {
  const known = await db
    .selectFrom('duplicate_models')
    .select('model')
    .where('workspace_id', '=', actor.workspaceId)
    .where('kind', '=', kind)
    .executeTakeFirst();
  // The column holds what was learned below.
  return (known?.model as unknown as LinkageModel) ?? unlearned(kind, enough);
}

/** Learns anew when there are twice as many records as the last time, in a thread of its own. */
export async function learnWhenWorthwhile(
  house: House,
  workspaceId: string,
  kind: PartyKind,
): Promise<void> {
  const sample = await asActor(house.db, systemActor(workspaceId), (transaction) =>
    drawSample(transaction, kind),
  );
  if (!sample) return;
  const model = await runInWorker<LinkageModel>({
    module: new URL('./learning.ts', import.meta.url),
    name: 'learnFrom',
    input: { kind, ...sample },
    milliseconds: 120_000,
    megabytes: 256,
  });
  await asActor(house.db, systemActor(workspaceId), ({ db, actor }) =>
    sql`
      insert into duplicate_models (workspace_id, kind, model, learned_from)
      values (${actor.workspaceId}, ${kind}, ${JSON.stringify(model)}::jsonb, ${sample.of})
      on conflict (workspace_id, kind) do update
        set model = excluded.model, learned_from = excluded.learned_from, learned_at = now()`.execute(
      db,
    ),
  );
}

export interface Sample {
  strangers: Profile[];
  neighbours: Profile[];
  /** How many records there are. */
  of: number;
}

async function drawSample(transaction: Transaction, kind: PartyKind): Promise<Sample | undefined> {
  const { db, actor } = transaction;
  const { rows } = await sql<{ count: number; learned: number | null }>`
    select (select count(*)::integer from parties
        where workspace_id = ${actor.workspaceId} and kind = ${kind} and trashed_at is null) as count,
      (select learned_from from duplicate_models
        where workspace_id = ${actor.workspaceId} and kind = ${kind}) as learned`.execute(db);
  const { count, learned } = rows[0]!;
  if (count < enough || count < 2 * (learned ?? 0)) return undefined;
  const idsBy = async (order: ReturnType<typeof sql>, most: number, from = sql`true`) => {
    const found = await sql<{ id: string }>`
      select id from parties
      where workspace_id = ${actor.workspaceId} and kind = ${kind} and trashed_at is null and ${from}
      order by ${order} limit ${most}`.execute(db);
    return found.rows.map(({ id }) => id);
  };
  const strangers = await idsBy(sql`md5(id::text)`, mostStrangers);
  // Half of the alphabet lies behind it, so that there are always enough.
  const neighbours = await idsBy(
    sql`sort_name, id`,
    mostNeighbours,
    count > 2 * mostNeighbours ? sql`sort_name > 'g'` : undefined,
  );
  const known = await readProfiles(transaction, [...new Set([...strangers, ...neighbours])]);
  const profilesOf = (ids: string[]) => ids.flatMap((id) => known.get(id)?.profile ?? []);
  return { strangers: profilesOf(strangers), neighbours: profilesOf(neighbours), of: count };
}
