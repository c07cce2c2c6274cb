import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from '../../../shared/platform/errors.ts';
import { asActor, systemActor } from '../../platform/access/actor.ts';
import { ChangedMeanwhile } from '../../platform/access/reach.ts';
import { Statistics } from '../../platform/database/statistics.ts';
import type { House } from '../../platform/house.ts';
import { alone } from '../../platform/import/alone.ts';
import { listWorkspaces } from '../../platform/workspaces/workspaces.ts';
import { leaveNext, mergeNext, nextExact } from './by-itself.ts';
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

/**
 * Merges what is exactly the same twice, one pair after the other, as far as nobody works on it. A record that
 * took another in is looked at again before anything more becomes part of it. `quietMinutes` is how long nobody
 * may have worked on either.
 */
export async function mergeByItself(
  house: House,
  workspaceId: string,
  quietMinutes = usuallyQuiet,
): Promise<number> {
  const system = systemActor(workspaceId);
  let merged = 0;
  while (!house.closing.aborted) {
    const outcome = await asActor(house.db, system, (transaction) =>
      mergeNext(transaction, quietMinutes),
    ).catch(async (error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      // Somebody changed one of the two in this moment: as it stands now, at the next turn.
      if (error instanceof ChangedMeanwhile) return 'left' as const;
      // It cannot be; the others go on.
      return asActor(house.db, system, (transaction) => leaveNext(transaction, quietMinutes));
    });
    if (outcome === 'merged') merged++;
    // Those who took others in wait to be looked at, and with them what else is the same.
    if (outcome === 'none' && (await checkDuplicates(house, workspaceId)) === 0) break;
  }
  return merged;
}

/** Whoever has just written somebody down may still be at it. */
const usuallyQuiet = 5;

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
    async (transaction) => {
      const { db } = transaction;
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
      if (importing) return false;
      return one !== undefined || (await nextExact(transaction, usuallyQuiet)) !== undefined;
    },
    3,
    'read only',
  );
  if (!waiting) return;
  await alone(house.pool, `duplicates ${workspaceId}`, house.closing, async () => {
    for (const kind of ['person', 'company'] as const)
      await learnWhenWorthwhile(house, workspaceId, kind);
    await checkDuplicates(house, workspaceId);
    await mergeByItself(house, workspaceId);
  });
}
