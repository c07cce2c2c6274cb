import { setTimeout as pause } from 'node:timers/promises';
import { asActor, systemActor } from '../../platform/access/actor.ts';
import { findActor } from '../../platform/access/actors.ts';
import type { House } from '../../platform/house.ts';
import { listWorkspaces } from '../../platform/workspaces/workspaces.ts';
import { sendDueDigest } from './digest.ts';

const lookEvery = 60_000;

export function workOnDigests(house: House): void {
  void (async () => {
    const { closing, log } = house;
    while (!closing.aborted) {
      for (const workspaceId of await listWorkspaces(house.db).catch(() => [])) {
        try {
          await sendDigests(house, workspaceId);
        } catch (error) {
          if (!closing.aborted) log.warn({ err: error }, 'sending the day by e-mail');
        }
      }
      await pause(lookEvery, undefined, { signal: closing, ref: false }).catch(() => undefined);
    }
  })();
}

/** To everybody whose hour has struck; answers to how many there was something to tell. */
export async function sendDigests(
  house: House,
  workspaceId: string,
  now = Temporal.Now.instant(),
): Promise<number> {
  const users = await asActor(house.db, systemActor(workspaceId), ({ db }) =>
    db
      .selectFrom('digests')
      .innerJoin('workspaces', 'workspaces.workspace_id', 'digests.workspace_id')
      .select('user_id')
      .where('digests.workspace_id', '=', workspaceId)
      .where('workspaces.kind', '<>', 'sample')
      // What was restored from a backup sends nothing until its owner says so.
      .where('workspaces.held_since', 'is', null)
      .execute(),
  );
  let sent = 0;
  for (const { user_id } of users) {
    const actor = await findActor(house.db, user_id, workspaceId);
    if (!actor) continue;
    const told = await asActor(house.db, actor, (transaction) =>
      sendDueDigest(transaction, `${house.publicUrl}/today`, now),
    );
    if (told) sent++;
  }
  return sent;
}
