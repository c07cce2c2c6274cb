import { type RawBuilder, sql } from 'kysely';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { type TaskView, taskState } from '../../../shared/interact/tasks/tasks.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { ChangedMeanwhile, mayEdit } from '../../platform/access/reach.ts';
import { findActivity } from '../activities/activities.ts';
import { ActivityNotYours } from '../activities/errors.ts';
import { findStandingSide, mayNote } from '../dealings/sides.ts';
import { TaskNotFound } from './errors.ts';
import { settlementOf, type TaskRow, termsOf } from './terms.ts';

/** Of so many a list tells; nobody gets through more. */
const mostShown = 200;

/** Finds a task among those the actor may see, in the trash or not. */
export async function findTask(
  transaction: Transaction,
  id: string,
): Promise<{ task: TaskRow; entry: NonNullable<Awaited<ReturnType<typeof findActivity>>> }> {
  const { db, actor } = transaction;
  const entry = await findActivity(transaction, id);
  const task = await db
    .selectFrom('tasks')
    .leftJoin('activity_texts', (join) =>
      join
        .onRef('activity_texts.workspace_id', '=', 'tasks.workspace_id')
        .onRef('activity_texts.activity_id', '=', 'tasks.activity_id'),
    )
    .selectAll('tasks')
    .select(['subject', 'body'])
    .where('tasks.workspace_id', '=', actor.workspaceId)
    .where('tasks.activity_id', '=', id)
    .executeTakeFirst();
  if (!entry || !task) throw new TaskNotFound();
  return { task, entry };
}

export async function taskToChange(transaction: Transaction, id: string, version: number) {
  const found = await findTask(transaction, id);
  if (found.entry.trashed_at) throw new TaskNotFound();
  if (!mayEdit(transaction, found.entry)) throw new ActivityNotYours();
  if (found.entry.version !== version) throw new ChangedMeanwhile();
  return found;
}

/** The entry is the one row that all changes of a task meet at, so that no two of them pass each other. */
export async function raiseVersion(
  { db, actor }: Transaction,
  { id, version }: { id: string; version: number },
  change: { occurred_at?: Temporal.Instant; all_day?: boolean; assigned_to?: string | null },
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('activities')
    .set({ ...change, version: version + 1, updated_at: sql`now()` })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new ChangedMeanwhile();
}

interface Row extends TaskRow {
  version: number;
  visibility: string;
  owner_id: string;
  assigned_to: string | null;
  keeper: string | null;
  giver: string | null;
  returner: string | null;
}

/** What is open with this person or company, first what is due first. */
export async function tasksAbout(transaction: Transaction, partyId: string): Promise<TaskView[]> {
  const side = await findStandingSide(transaction, partyId);
  return read(
    transaction,
    sql`participants p join tasks t on t.workspace_id = p.workspace_id and t.activity_id = p.activity_id`,
    sql`p.workspace_id = ${transaction.actor.workspaceId} and p.party_id = ${side.id}
      and p.kind = 'task' and t.outcome is null`,
  );
}

/** What somebody has to do, first what is due first. */
export function tasksOf(transaction: Transaction, userId: string): Promise<TaskView[]> {
  return read(
    transaction,
    sql`tasks t`,
    sql`t.workspace_id = ${transaction.actor.workspaceId} and t.keeper_id = ${userId}
      and t.outcome is null`,
  );
}

export async function viewTask(transaction: Transaction, id: string): Promise<TaskView> {
  const [view] = await read(
    transaction,
    sql`tasks t`,
    sql`t.workspace_id = ${transaction.actor.workspaceId} and t.activity_id = ${id}`,
  );
  if (!view) throw new TaskNotFound();
  return view;
}

async function read(
  transaction: Transaction,
  from: RawBuilder<unknown>,
  where: RawBuilder<unknown>,
): Promise<TaskView[]> {
  const { db, actor } = transaction;
  const name = (column: string) =>
    sql`(select u.name from users u where u.workspace_id = t.workspace_id and u.id = ${sql.ref(`t.${column}`)})`;
  const { rows } = await sql<Row>`
    select t.*, x.subject, x.body, a.version, a.visibility, a.owner_id, a.assigned_to,
      ${name('keeper_id')} as keeper, ${name('given_by')} as giver, ${name('returned_by')} as returner
    from ${from}
    join activities a on a.workspace_id = t.workspace_id and a.id = t.activity_id and a.trashed_at is null
    left join activity_texts x on x.workspace_id = t.workspace_id and x.activity_id = t.activity_id
    where ${where}
    order by t.late_at nulls last, t.activity_id limit ${sql.lit(mostShown)}`.execute(db);
  const parties = await partiesOf(
    transaction,
    rows.map(({ activity_id }) => activity_id),
  );
  const now = Temporal.Now.instant();
  return rows.map((row): TaskView => {
    const { keeperId, ...terms } = termsOf(row);
    const { outcome, at } = settlementOf(row);
    const mayAnswer = row.keeper_id === actor.userId && row.given_by !== null && outcome === null;
    return {
      ...terms,
      id: row.activity_id,
      lateAt: row.late_at?.toString() ?? null,
      state: taskState({ outcome, lateAt: row.late_at }, now),
      keeper: { id: keeperId, name: row.keeper ?? '?' },
      given: row.given_by
        ? { id: row.given_by, name: row.giver ?? '?', accepted: row.accepted_at !== null }
        : null,
      returned: row.returned_by
        ? { id: row.returned_by, name: row.returner ?? '?', word: row.returned_word }
        : null,
      settledAt: at,
      parties: parties.get(row.activity_id) ?? [],
      isPrivate: row.visibility === 'private',
      version: row.version,
      can: { edit: mayEdit(transaction, row), answer: mayAnswer && mayNote(transaction) },
    };
  });
}

/** Whom each is about, as far as the actor knows them. */
async function partiesOf(
  { db, actor }: Transaction,
  ids: string[],
): Promise<Map<string, TaskView['parties']>> {
  const about = new Map<string, TaskView['parties']>();
  if (ids.length === 0) return about;
  const { rows } = await sql<{ task: string; id: string; kind: PartyKind; name: string }>`
    select p.activity_id as task, y.id, y.kind, y.name from participants p
    join parties y on y.workspace_id = p.workspace_id and y.id = p.party_id and y.trashed_at is null
    where p.workspace_id = ${actor.workspaceId} and p.activity_id = any (${ids}::uuid[])
    order by p.activity_id, p.position`.execute(db);
  for (const { task, ...party } of rows) about.set(task, [...(about.get(task) ?? []), party]);
  return about;
}
