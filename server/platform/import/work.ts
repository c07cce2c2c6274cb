import { setTimeout as pause } from 'node:timers/promises';
import { asActor, systemActor } from '../access/actor.ts';
import type { House } from '../house.ts';
import { listWorkspaces } from '../workspaces/workspaces.ts';
import { runImport } from './running.ts';
import { undoImport } from './undoing.ts';

/** How soon an import goes on whose server was killed or whose database restarted. */
const lookEvery = 5_000;

/**
 * Takes up the import queues of this process, and whatever was left half done: by an earlier server, by
 * another one that is gone, or by a job that failed. The job only says that there is work at once; what an
 * import still needs stands in its own row. Whoever is already at it holds a lock, so asking twice is harmless.
 */
export async function workOnImports(house: House): Promise<void> {
  const run = ({ workspaceId, importId }: Record<string, string>) =>
    runImport(house, workspaceId!, importId!, house.closing);
  const undo = ({ workspaceId, importId }: Record<string, string>) =>
    undoImport(house, workspaceId!, importId!);
  await house.jobs.work('import', run);
  await house.jobs.work('undo import', undo);
  void goOn(house);
}

async function goOn(house: House): Promise<void> {
  const { closing, log } = house;
  while (!closing.aborted) {
    try {
      for (const { workspaceId, importId, status } of await unfinished(house)) {
        if (status === 'undoing') await undoImport(house, workspaceId, importId);
        else await runImport(house, workspaceId, importId, closing);
      }
    } catch (error) {
      if (!closing.aborted) log.warn({ err: error }, 'going on with an import');
    }
    await pause(lookEvery, undefined, { signal: closing, ref: false }).catch(() => undefined);
  }
}

async function unfinished(house: House) {
  const found: { workspaceId: string; importId: string; status: string }[] = [];
  for (const workspaceId of await listWorkspaces(house.db)) {
    const rows = await asActor(house.db, systemActor(workspaceId), ({ db }) =>
      db
        .selectFrom('imports')
        .select(['id', 'status'])
        .where('workspace_id', '=', workspaceId)
        .where('status', 'in', ['waiting', 'running', 'undoing'])
        .orderBy('id')
        .execute(),
    );
    for (const { id, status } of rows) found.push({ workspaceId, importId: id, status });
  }
  return found;
}
