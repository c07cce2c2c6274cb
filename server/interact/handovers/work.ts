import { setTimeout as pause } from 'node:timers/promises';
import { asActor, systemActor, type Transaction } from '../../platform/access/actor.ts';
import type { House } from '../../platform/house.ts';
import { listWorkspaces } from '../../platform/workspaces/workspaces.ts';
import { setState, todayIn } from './answering.ts';
import { moveBack, moveToSuccessor } from './moving.ts';
import { tellOfHandover } from './telling.ts';

/** How soon after midnight, where the company is, a handover begins or comes back. */
const lookEvery = 60_000;

/** What was agreed for a day begins on it, and goes back to whoever was away on the day after the last. */
export async function followCalendar(
  house: Transaction,
  day?: Temporal.PlainDate,
): Promise<number> {
  const { db, actor } = house;
  const today = day ?? (await todayIn(house));
  const due = await db
    .selectFrom('handovers')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where(({ or, and, eb }) =>
      or([
        and([eb('state', '=', 'accepted'), eb('begins_on', '<=', today)]),
        and([eb('state', '=', 'begun'), eb('ends_on', '<', today)]),
      ]),
    )
    .orderBy('id')
    // Another server that looks at the same moment passes over what this one does.
    .forUpdate()
    .skipLocked()
    .execute();
  for (const handover of due) {
    const begins = handover.state === 'accepted';
    await setState(house, handover, begins ? 'begun' : 'ended');
    await (begins ? moveToSuccessor : moveBack)(house, handover);
    await tellOfHandover(house, handover, begins ? 'begun' : 'ended');
  }
  return due.length;
}

export function workOnHandovers(house: House): void {
  void (async () => {
    const { closing, log } = house;
    while (!closing.aborted) {
      try {
        for (const workspaceId of await listWorkspaces(house.db))
          await asActor(house.db, systemActor(workspaceId), (transaction) =>
            followCalendar(transaction),
          );
      } catch (error) {
        if (!closing.aborted) log.warn({ err: error }, 'following the calendar of handovers');
      }
      await pause(lookEvery, undefined, { signal: closing, ref: false }).catch(() => undefined);
    }
  })();
}
