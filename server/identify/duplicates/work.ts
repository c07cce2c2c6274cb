import { setTimeout as pause } from 'node:timers/promises';
import { asActor, systemActor } from '../../platform/access/actor.ts';
import { Statistics } from '../../platform/database/statistics.ts';
import type { House } from '../../platform/house.ts';
import { alone } from '../../platform/import/alone.ts';
import { listWorkspaces } from '../../platform/workspaces/workspaces.ts';
import { checkNext } from './checking.ts';
import { learnWhenWorthwhile } from './models.ts';

/** How often a server looks whether anybody waits to be checked. */
const lookEvery = 3_000;

/**
 * Looks for duplicates of everybody who is new or has changed, batch by batch, until nobody waits. Whatever
 * ends it, those not looked at yet still wait; two servers share the work.
 */
export async function checkDuplicates(house: House, workspaceId: string): Promise<number> {
  const system = systemActor(workspaceId);
  const statistics = new Statistics('duplicates', (work) => asActor(house.db, system, work));
  let checked = 0;
  while (!house.closing.aborted) {
    const began = performance.now();
    const count = await asActor(house.db, system, checkNext);
    if (count === 0) break;
    checked += count;
    await statistics.learn(count);
    // Whoever asks something meanwhile is answered as quickly as ever.
    await pause(Math.min(20, (performance.now() - began) / 4));
  }
  await statistics.learnInFull();
  return checked;
}

/** Does so in the background for as long as the server runs, one server at a time for each workspace. */
export function workOnDuplicates(house: House): void {
  void goOn(house);
}

async function goOn(house: House): Promise<void> {
  const { closing, log } = house;
  while (!closing.aborted) {
    await pause(lookEvery, undefined, { signal: closing, ref: false }).catch(() => undefined);
    if (closing.aborted) return;
    try {
      for (const workspaceId of await listWorkspaces(house.db))
        await checkAlone(house, workspaceId);
    } catch (error) {
      if (!closing.aborted) log.warn({ err: error }, 'looking for duplicates');
    }
  }
}

async function checkAlone(house: House, workspaceId: string): Promise<void> {
  const waiting = await asActor(
    house.db,
    systemActor(workspaceId),
    async ({ db }) => {
      const one = await db
        .selectFrom('duplicate_checks')
        .select('party_id')
        .where('workspace_id', '=', workspaceId)
        .limit(1)
        .executeTakeFirst();
      const importing = await db
        .selectFrom('imports')
        .select('id')
        .where('workspace_id', '=', workspaceId)
        .where('status', 'in', ['running', 'undoing'])
        .limit(1)
        .executeTakeFirst();
      // An import has the machine for itself; all that it brought is looked at in its end.
      return one !== undefined && importing === undefined;
    },
    3,
    'read only',
  );
  if (!waiting) return;
  await alone(house.pool, `duplicates ${workspaceId}`, house.closing, async () => {
    for (const kind of ['person', 'company'] as const)
      await learnWhenWorthwhile(house, workspaceId, kind);
    await checkDuplicates(house, workspaceId);
  });
}
