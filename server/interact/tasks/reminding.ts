import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { asActor, systemActor, type Transaction } from '../../platform/access/actor.ts';
import type { House } from '../../platform/house.ts';
import { listWorkspaces } from '../../platform/workspaces/workspaces.ts';
import { notify } from '../notifications/telling.ts';
import { columnsOf, type TaskRow, termsOf } from './terms.ts';

const lookEvery = 20_000;
const atOnce = 500;

/**
 * Tells whoever sees to a task what they asked to be reminded of. That it was told is written in the
 * transaction that tells it, so that it is told once: whatever stopped the server, however often it looks, and
 * whether its clock was put forward or back.
 */
export async function remindOfTasks(
  house: Transaction,
  now = Temporal.Now.instant(),
): Promise<number> {
  const { db, actor } = house;
  const { rows } = await sql<{ id: string; keeper: string; audience: string }>`
    update tasks t set reminded_at = ${now.toString()}
    from (
      select d.activity_id from tasks d
      join activities a on a.workspace_id = d.workspace_id and a.id = d.activity_id and a.trashed_at is null
      where d.workspace_id = ${actor.workspaceId} and d.remind_at <= ${now.toString()}
        and d.reminded_at is null and d.outcome is null
      order by d.remind_at limit ${sql.lit(atOnce)}
      -- Another server that looks at the same moment passes over what this one tells.
      for update of d skip locked
    ) due
    where t.workspace_id = ${actor.workspaceId} and t.activity_id = due.activity_id
    returning t.activity_id as id, t.keeper_id as keeper, t.audience`.execute(db);
  for (const { id, keeper, audience } of rows)
    await notify(house, {
      kind: 'reminder',
      because: 'wished',
      to: [keeper],
      audience,
      activityId: id,
      bundle: id,
    });
  return rows.length;
}

/** Ten in the morning stays ten in the morning when a country changes its clocks otherwise than was known. */
export async function keepWallTimes(house: Transaction): Promise<number> {
  const { db, actor } = house;
  let after = '00000000-0000-0000-0000-000000000000';
  let moved = 0;
  for (;;) {
    const { rows } = await sql<TaskRow>`
      select t.*, null as subject, null as body from tasks t
      where t.workspace_id = ${actor.workspaceId} and t.outcome is null and t.due_on is not null
        and t.activity_id > ${after}::uuid
      order by t.activity_id limit ${sql.lit(atOnce)}`.execute(db);
    for (const row of rows) {
      const { late_at, remind_at } = columnsOf(termsOf(row));
      if (String(late_at) === String(row.late_at) && String(remind_at) === String(row.remind_at))
        continue;
      moved++;
      await db
        .updateTable('tasks')
        .set({ late_at, remind_at })
        .where('workspace_id', '=', actor.workspaceId)
        .where('activity_id', '=', row.activity_id)
        .execute();
    }
    const last = rows.at(-1);
    if (!last || rows.length < atOnce) return moved;
    after = last.activity_id;
  }
}

export function workOnReminders(house: House): void {
  void (async () => {
    const { closing, log } = house;
    while (!closing.aborted) {
      try {
        for (const workspaceId of await listWorkspaces(house.db))
          await asActor(house.db, systemActor(workspaceId), (transaction) =>
            remindOfTasks(transaction),
          );
      } catch (error) {
        if (!closing.aborted) log.warn({ err: error }, 'reminding of tasks');
      }
      await pause(lookEvery, undefined, { signal: closing, ref: false }).catch(() => undefined);
    }
  })();
}
