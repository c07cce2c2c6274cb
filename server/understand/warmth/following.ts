import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { followContact } from '../../interact/timeline/last-contact.ts';
import { asActor, asHouse, systemActor, type Transaction } from '../../platform/access/actor.ts';
import type { Database } from '../../platform/database/database.ts';
import { type Happening, subscribe } from '../../platform/events/events.ts';
import { currentBasis, keepBasis, wantedBasis } from './basis.ts';
import { recount } from './counting.ts';
import { nextToTell, refreshFigures, refreshRhythms } from './quiet.ts';

/** Warmth follows every change of contact, of who somebody is, where they work and who sees them. */
export function followWarmth(): void {
  followContact(async (house, { partyIds, activityIds }) => {
    if (!activityIds) {
      await recount(house, { partyIds: await withCompanies(house, partyIds) });
      return;
    }
    await recount(house, { activityIds });
    // Of an entry that fewer see now the contacts are gone already.
    await refreshFigures(house, await withEmployers(house, partyIds), await currentBasis(house));
  });
  const many = async (transaction: Transaction, happenings: Happening[]) => {
    const ids = happenings.filter(concerned).map(({ subjectId }) => subjectId);
    if (ids.length > 0)
      await asHouse(transaction, async (house) =>
        recount(house, { partyIds: await withCompanies(house, ids) }),
      );
  };
  const one = (transaction: Transaction, happening: Happening) => many(transaction, [happening]);
  subscribe('person', one, many);
  subscribe('company', one, many);
}

const others = new Set(['merged', 'absorbed', 'separated', 'restored']);

function concerned({ verb, particulars, after }: Happening): boolean {
  const { topic, drawnInFrom } = (particulars ?? {}) as { topic?: string; drawnInFrom?: unknown };
  return (
    others.has(verb) ||
    topic === 'affiliation' ||
    drawnInFrom !== undefined ||
    (verb === 'changed' && 'visibility' in (after ?? {}))
  );
}

async function withEmployers(
  { db, actor }: Transaction,
  partyIds: readonly string[],
): Promise<string[]> {
  const rows = await db
    .selectFrom('affiliations')
    .select('company_id')
    .where('workspace_id', '=', actor.workspaceId)
    .where(sql<boolean>`party_id = any (${partyIds}::uuid[])`)
    .execute();
  return [...new Set([...partyIds, ...rows.map(({ company_id }) => company_id)])];
}

/** These and the companies they are or were counted for. */
export async function withCompanies(
  { db, actor }: Transaction,
  partyIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${partyIds}::uuid[]) as id
    union
    select company_id from affiliations
    where workspace_id = ${actor.workspaceId} and party_id = any (${partyIds}::uuid[])
    union
    select firm.party_id from contacts c
    join contacts firm on firm.workspace_id = c.workspace_id and firm.activity_id = c.activity_id
      and firm.party_id <> c.party_id
    join parties p on p.workspace_id = firm.workspace_id and p.id = firm.party_id and p.kind = 'company'
    where c.workspace_id = ${actor.workspaceId} and c.party_id = any (${partyIds}::uuid[])`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

const atOnce = 500;

/** What another strategy weighs otherwise is counted from nothing, so that no sum mixes two. */
async function followStrategy(house: Transaction): Promise<void> {
  const { db, actor } = house;
  const [now, wanted] = [await currentBasis(house), await wantedBasis(house)];
  if (JSON.stringify(now) === JSON.stringify(wanted)) return;
  await sql`delete from contacts where workspace_id = ${actor.workspaceId}`.execute(db);
  await keepBasis(house, wanted, 0);
}

/**
 * Counts everything of a workspace anew, some parties in each transaction: what came about by itself, such as
 * a meeting whose hour is past, what a wrong clock had taken for past, and the rhythm of all. Answers with how
 * many contacts were not as they should be.
 */
export async function recountEverything(db: Database, workspaceId: string): Promise<number> {
  const step = <T>(work: (transaction: Transaction) => Promise<T>) =>
    asActor(db, systemActor(workspaceId), work);
  await step(followStrategy);
  let changed = 0;
  if (await step(nothingIsCounted)) changed += await learnRhythms(step);
  await everyParty(step, async (transaction, partyIds) => {
    changed += await recount(transaction, { partyIds });
  });
  if (await step(refreshRhythms))
    await everyParty(step, async (transaction, partyIds) =>
      refreshFigures(transaction, partyIds, await currentBasis(transaction)),
    );
  return changed;
}

type Step = <T>(work: (transaction: Transaction) => Promise<T>) => Promise<T>;

async function nothingIsCounted({ db, actor }: Transaction): Promise<boolean> {
  const { rows } = await sql<{ empty: boolean }>`
    select not exists (select from warmth where workspace_id = ${actor.workspaceId}) as empty`.execute(
    db,
  );
  return rows[0]!.empty;
}

/** Counts those first who tell the rhythm of all, so that nobody's silence has to be judged twice. */
async function learnRhythms(step: Step): Promise<number> {
  let changed = 0;
  let after = '';
  for (;;) {
    const ids = await step(async (transaction) => {
      const some = await nextToTell(transaction, after);
      if (some.length > 0) changed += await recount(transaction, { partyIds: some });
      return some;
    });
    const last = ids.at(-1);
    if (!last) break;
    after = createHash('md5').update(last).digest('hex');
  }
  await step(refreshRhythms);
  return changed;
}

async function everyParty(
  step: Step,
  work: (transaction: Transaction, partyIds: string[]) => Promise<void>,
): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const ids = await step(async (transaction) => {
      const { db, actor } = transaction;
      const { rows } = await sql<{ id: string }>`
        select id from parties where workspace_id = ${actor.workspaceId} and id > ${after}
        order by id limit ${sql.lit(atOnce)}`.execute(db);
      const some = rows.map(({ id }) => id);
      if (some.length > 0) await work(transaction, some);
      return some;
    });
    const last = ids.at(-1);
    if (!last) return;
    after = last;
  }
}
