import { sql } from 'kysely';
import { readStatements } from '../server/identify/statements/reading.ts';
import { asActor, systemActor, type Transaction } from '../server/platform/access/actor.ts';
import { type Database, openDatabase } from '../server/platform/database/database.ts';
import { currentChoices } from '../server/strategy/strategy.ts';
import { sayingOfRow } from '../server/understand/facts/facts.ts';
import { recount } from '../server/understand/warmth/counting.ts';
import { recountEverything } from '../server/understand/warmth/following.ts';
import { measuresOf } from '../shared/identify/credence.ts';
import { readFacts } from '../shared/understand/facts.ts';
import type { Bench } from './bench.ts';
import { type Figure, milliseconds, Times } from './measuring.ts';

const atOnce = 500;

/**
 * Warmth and credence of everybody worked out anew, each against reading the rows it is worked out from, and what
 * one entry more costs.
 */
export async function recalculationFigures({ server, actor }: Bench): Promise<Figure[]> {
  const { db } = openDatabase(server.serving, 1);
  const { workspaceId } = actor;
  try {
    // What came about by itself since is not the recalculation's.
    await recountEverything(db, workspaceId);
    const warmth = await timeOf(() => recountEverything(db, workspaceId));
    const contacts = await timeOf(() => everybody(db, workspaceId, readContacts));
    const credence = await timeOf(() => everybody(db, workspaceId, believe));
    const statements = await timeOf(() => everybody(db, workspaceId, readStatements));
    return [
      figureOf('Warmth of everybody worked out anew', warmth, contacts),
      figureOf('Credence of everybody’s facts', credence, statements),
      await oneMore(db, workspaceId),
    ];
  } finally {
    await db.destroy();
  }
}

function figureOf(name: string, worked: number, read: number): Figure {
  return {
    name,
    measured: `${(worked / 1_000).toFixed(1)} s`,
    compared: `${(worked / read).toFixed(2)}× of ${(read / 1_000).toFixed(1)} s (reading the rows they need)`,
    target: '≤ 3×',
    reached: worked <= 3 * read,
  };
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function everybody(
  db: Database,
  workspaceId: string,
  work: (transaction: Transaction, ids: string[]) => Promise<unknown>,
): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const ids = await asActor(db, systemActor(workspaceId), async (transaction) => {
      const { rows } = await sql<{ id: string }>`
        select id from parties where workspace_id = ${workspaceId} and id > ${after}
        order by id limit ${sql.lit(atOnce)}`.execute(transaction.db);
      const some = rows.map(({ id }) => id);
      if (some.length > 0) await work(transaction, some);
      return some;
    });
    const last = ids.at(-1);
    if (!last) return;
    after = last;
  }
}

/** What passed between us and them, who took part, and what is kept of it. */
async function readContacts({ db, actor }: Transaction, ids: string[]): Promise<void> {
  await sql`
    select c.party_id, c.activity_id, c.happened_at, c.direction, c.weight, c.amount, c.shared, c.colleagues,
      a.kind, a.audience, a.occurred_at, a.direction, a.touch, a.owner_id, x.role, x.ours, x.party_id, s.address
    from contacts c
    join activities a on a.workspace_id = c.workspace_id and a.id = c.activity_id
    join participants x on x.workspace_id = a.workspace_id and x.activity_id = a.id
    left join seen_addresses s on s.workspace_id = x.workspace_id and s.id = x.address_id
    where c.workspace_id = ${actor.workspaceId} and c.party_id = any (${ids}::uuid[])`.execute(db);
}

async function believe(transaction: Transaction, ids: string[]): Promise<void> {
  const measures = measuresOf(await currentChoices(transaction));
  const now = Temporal.Now.instant();
  const said = Map.groupBy(await readStatements(transaction, ids), ({ party_id }) => party_id);
  for (const rows of said.values()) readFacts(rows.map(sayingOfRow), now, measures);
}

/** The figures of whomever one entry was with, worked out in the transaction that brings it. */
async function oneMore(db: Database, workspaceId: string): Promise<Figure> {
  const { rows } = await asActor(db, systemActor(workspaceId), (transaction) =>
    sql<{ id: string }>`
      select activity_id as id from contacts where workspace_id = ${workspaceId}
      order by md5(activity_id::text) limit 300`.execute(transaction.db),
  );
  const times = new Times();
  for (const { id } of rows) {
    await asActor(db, systemActor(workspaceId), async (transaction) => {
      await sql`delete from contacts where workspace_id = ${workspaceId} and activity_id = ${id}`.execute(
        transaction.db,
      );
      const began = performance.now();
      await recount(transaction, { activityIds: [id] });
      times.add(performance.now() - began);
    });
  }
  return {
    name: 'One entry more changes the figures, p50',
    measured: milliseconds(times.at(0.5)),
    compared: `p95 ${milliseconds(times.at(0.95))}; all statements, with their way there and back`,
    target: '≤ 5 ms',
    reached: times.at(0.5) <= 5,
  };
}
