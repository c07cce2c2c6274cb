import type { House } from '../house.ts';
import { runImport } from './running.ts';
import { undoImport } from './undoing.ts';

/** Takes up the import queues of this process, beginning with what an earlier server left half done. */
export async function workOnImports(house: House): Promise<void> {
  const run = ({ workspaceId, importId }: Record<string, string>) =>
    runImport(house, workspaceId!, importId!, house.closing);
  const undo = ({ workspaceId, importId }: Record<string, string>) =>
    undoImport(house, workspaceId!, importId!);
  // The lease of a killed server's job has not run out yet; waiting for it would look like standing still.
  for (const data of await house.jobs.interrupted('import')) {
    void run(data).catch((error) => house.log.error({ err: error }, 'resuming an import'));
  }
  for (const data of await house.jobs.interrupted('undo import')) {
    void undo(data).catch((error) => house.log.error({ err: error }, 'resuming an undo'));
  }
  await house.jobs.work('import', run);
  await house.jobs.work('undo import', undo);
}
