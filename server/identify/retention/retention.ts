import { sql } from 'kysely';
import {
  type RetentionChange,
  type RetentionKind,
  type RetentionPreview,
  type RetentionRule,
  retentionKinds,
} from '../../../shared/identify/retention.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { ChangedMeanwhile } from '../../platform/access/reach.ts';
import { nextId } from '../../platform/database/ids.ts';
import { record } from '../../platform/events/events.ts';

/** Lets go what is older than `before` as of `now`; answers with how much that was. */
export type LetGo = (
  house: Transaction,
  span: { before: Temporal.Instant; now: Temporal.Instant },
) => Promise<number>;

const kinds = new Map<RetentionKind, LetGo>();

/** A room says how what has had its time goes. */
export function registerRetention(kind: RetentionKind, letGo: LetGo): void {
  kinds.set(kind, letGo);
}

export async function readRules({ db, actor }: Transaction): Promise<RetentionRule[]> {
  const rules = await db
    .selectFrom('retention_rules')
    .select(['kind', 'months', 'version'])
    .where('workspace_id', '=', actor.workspaceId)
    .execute();
  const runs = await sql<{ kind: string; at: Temporal.Instant; count: number }>`
    select distinct on (kind) kind, ran_at as at, count from retention_runs
    where workspace_id = ${actor.workspaceId} order by kind, ran_at desc`.execute(db);
  return retentionKinds.map((kind) => {
    const rule = rules.find((one) => one.kind === kind);
    const run = runs.rows.find((one) => one.kind === kind);
    return {
      kind,
      months: rule?.months ?? null,
      version: rule?.version ?? 0,
      last: run ? { at: run.at.toString(), count: run.count } : null,
    };
  });
}

export async function changeRule(
  transaction: Transaction,
  kind: RetentionKind,
  { months, version }: RetentionChange,
  undoes?: string,
): Promise<{ event: string; version: number }> {
  const { db, actor } = transaction;
  const before = (await readRules(transaction)).find((rule) => rule.kind === kind)!;
  if (before.version !== version) throw new ChangedMeanwhile();
  const { id } = await db
    .insertInto('retention_rules')
    .values({
      workspace_id: actor.workspaceId,
      kind,
      id: nextId(),
      months,
      version: version + 1,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'kind'])
        .doUpdateSet({ months, version: version + 1 })
        .where('retention_rules.version', '=', version),
    )
    .returning('id')
    .executeTakeFirstOrThrow(() => new ChangedMeanwhile());
  const [event] = await record(transaction, {
    subject: 'retention',
    subjectId: id,
    audience: actor.workspaceId,
    verb: 'changed',
    particulars: { kind, ...(undoes ? { undoes } : {}) },
    before: { months: before.months },
    after: { months },
  });
  return { event: event!, version: version + 1 };
}

/** What would go now: it is let go and taken back, so that the counts are those of the run. */
export async function previewRetention(
  transaction: Transaction,
  now = Temporal.Now.instant(),
): Promise<RetentionPreview> {
  const { db } = transaction;
  await sql`savepoint preview`.execute(db);
  const counts = await asHouse(transaction, (house) => letGo(house, now));
  await sql`rollback to savepoint preview`.execute(db);
  return { counts };
}

/** Once a day: what has had its time goes, and how much that was is written down. */
export async function keepToPlan(
  house: Transaction,
  now: Temporal.Instant,
): Promise<RetentionPreview['counts']> {
  const { db, actor } = house;
  const counts = await letGo(house, now);
  const rules = await readRules(house);
  for (const { kind, months } of rules) {
    const count = counts[kind];
    if (months === null || !count) continue;
    const id = nextId();
    await db
      .insertInto('retention_runs')
      .values({
        workspace_id: actor.workspaceId,
        id,
        kind,
        ran_at: now,
        before: beforeOf(now, months),
        count,
      })
      .execute();
    await record(house, {
      subject: 'retention',
      subjectId: id,
      audience: actor.workspaceId,
      verb: 'kept to plan',
      particulars: { kind, months, count },
    });
  }
  return counts;
}

async function letGo(house: Transaction, now: Temporal.Instant) {
  const counts: RetentionPreview['counts'] = {};
  for (const { kind, months } of await readRules(house)) {
    const go = kinds.get(kind);
    if (months === null || !go) continue;
    counts[kind] = await go(house, { before: beforeOf(now, months), now });
  }
  return counts;
}

/** Months of the calendar, in the middle of Greenwich: nobody's period ends by an hour of summer time. */
function beforeOf(now: Temporal.Instant, months: number): Temporal.Instant {
  return now.toZonedDateTimeISO('UTC').subtract({ months }).toInstant();
}
