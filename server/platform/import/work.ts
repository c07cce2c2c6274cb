import { setTimeout as pause } from 'node:timers/promises';
import { asActor, systemActor } from '../access/actor.ts';
import type { House } from '../house.ts';
import type { Work } from '../jobs/jobs.ts';
import { warmUp } from '../workers/reading.ts';
import { listWorkspaces } from '../workspaces/workspaces.ts';
import { readerModules } from './registry.ts';
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
  hear(house, { started: run, 'undo started': undo });
  void goOn(house);
}

/** Nobody waits for the next look into the queue: what was started here or by a command begins at once. */
function hear(house: House, works: Record<string, Work>): void {
  let turn = Promise.resolve();
  house.live.watch(({ workspace, subject, id, verb }) => {
    if (subject !== 'import') return;
    if (verb === 'begun') warmUp(readerModules());
    const work = works[verb];
    if (!work) return;
    turn = turn
      .then(() => work({ workspaceId: workspace, importId: id }))
      // The next look takes it up again.
      .catch((error) => house.log.warn({ err: error }, 'beginning an import'));
  });
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
