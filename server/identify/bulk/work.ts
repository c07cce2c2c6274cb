import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from '../../../shared/platform/errors.ts';
import { asActor, systemActor, type Transaction } from '../../platform/access/actor.ts';
import { isConnectionLoss } from '../../platform/database/failures.ts';
import { announce } from '../../platform/events/events.ts';
import type { House } from '../../platform/house.ts';
import { listWorkspaces } from '../../platform/workspaces/workspaces.ts';
import { type Act, findAct, noteAct } from './acts.ts';
import { type Progress, performAct, takeTurn } from './performing.ts';
import { undoAct } from './undoing.ts';

/** How soon an act goes on whose server was killed or whose database restarted. */
const lookEvery = 5_000;
/** Progress is written down no more often: it is for people to look at. */
const noteEvery = 500;

/**
 * Does large acts in the background, those announced at once and those that were left undone. An act is one
 * transaction: whatever interrupts it, nothing of it has happened, and it is done from its beginning.
 */
export async function workOnBulkActs(house: House): Promise<void> {
  let turn = Promise.resolve();
  house.live.watch(({ workspace, subject, id, verb }) => {
    if (subject !== 'bulk' || (verb !== 'started' && verb !== 'undo started')) return;
    turn = turn
      .then(() => runAct(house, workspace, id))
      // The next look takes it up again.
      .catch((error) => house.log.warn({ err: error }, 'beginning a bulk change'));
  });
  void goOn(house);
}

/** Does an act, or takes it back, if that is still to be done. */
export async function runAct(house: House, workspaceId: string, actId: string): Promise<void> {
  const asSystem = <T>(work: (transaction: Transaction) => Promise<T>) =>
    asActor(house.db, systemActor(workspaceId), work);
  const act = await asSystem((transaction) => findAct(transaction, actId));
  if (!act || !isToDo(act)) return;
  const isUndo = act.status === 'undoing';
  const actor = await house.actors.find(act.owner_id, workspaceId);
  const fail = (why: string) =>
    asSystem(async (transaction) => {
      await noteAct(transaction, actId, {
        status: isUndo ? 'done' : 'failed',
        error: why,
        finished: !isUndo,
      });
      await tellProgress(transaction, act, 'failed');
    });
  if (!actor || actor.readOnly) {
    await fail('Whoever began it may no longer change anything here. Nothing was changed.');
    return;
  }
  let noted = 0;
  const progress: Progress = async (done, total) => {
    if (performance.now() - noted < noteEvery) return;
    noted = performance.now();
    await asSystem(async (transaction) => {
      const status = isUndo ? 'undoing' : 'running';
      await noteAct(transaction, actId, { status, done, total });
      await tellProgress(transaction, act, 'progress');
    });
  };
  try {
    await asActor(house.db, actor, async (transaction) => {
      if (!(await takeTurn(transaction, actId))) return;
      const now = await findAct(transaction, actId);
      if (!now || !isToDo(now)) return;
      await (isUndo ? undoAct : performAct)(transaction, now, progress);
    });
  } catch (error) {
    if (isConnectionLoss(error) || house.closing.aborted) throw error;
    if (!(error instanceof Refusal)) house.log.error({ err: error, actId }, 'a bulk change failed');
    const why = error instanceof Error ? error.message : String(error);
    await fail(`${why} Nothing was changed.`);
  }
}

function isToDo({ status }: Act): boolean {
  return status === 'waiting' || status === 'running' || status === 'undoing';
}

function tellProgress(transaction: Transaction, { id, owner_id }: Act, verb: string) {
  return announce(transaction, { subject: 'bulk', id, audience: owner_id, verb });
}

async function goOn(house: House): Promise<void> {
  const { closing, log } = house;
  while (!closing.aborted) {
    try {
      for (const workspaceId of await listWorkspaces(house.db)) {
        const left = await asActor(house.db, systemActor(workspaceId), ({ db }) =>
          db
            .selectFrom('bulk_acts')
            .select('id')
            .where('workspace_id', '=', workspaceId)
            .where('status', 'in', ['waiting', 'running', 'undoing'])
            .orderBy('id')
            .execute(),
        );
        for (const { id } of left) await runAct(house, workspaceId, id);
      }
    } catch (error) {
      if (!closing.aborted) log.warn({ err: error }, 'going on with a bulk change');
    }
    await pause(lookEvery, undefined, { signal: closing, ref: false }).catch(() => undefined);
  }
}
