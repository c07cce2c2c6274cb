import type { House } from '../house.ts';
import { listWorkspaces } from '../workspaces/workspaces.ts';
import { noteHead } from './heads.ts';
import { sealEntries } from './sealing.ts';

/** What happens within this time is sealed together. */
const quietMilliseconds = 2_000;
const lookMilliseconds = 60_000;

export async function sealWorkspace(house: House, workspaceId: string): Promise<void> {
  const head = await sealEntries(house.db, workspaceId);
  if (head) noteHead(house.config.dataDir, workspaceId, head);
}

/**
 * Seals shortly after something happened, and once a minute what was written by others: commands, imports,
 * a server that stopped. Several servers may do it; one at a time gets the work.
 */
export async function workOnAudit(house: House): Promise<void> {
  const waiting = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const run = (workspaceIds: Iterable<string>) => {
    running = running.then(async () => {
      for (const workspaceId of workspaceIds) {
        if (house.closing.aborted) return;
        await sealWorkspace(house, workspaceId).catch((error: unknown) => {
          // A server that stops leaves it to the next one.
          if (house.closing.aborted) return;
          house.log.error({ err: error }, 'the audit log was not sealed');
        });
      }
    });
  };
  house.live.watch(({ workspace }) => {
    waiting.add(workspace);
    timer ??= setTimeout(() => {
      timer = undefined;
      run([...waiting]);
      waiting.clear();
    }, quietMilliseconds).unref();
  });
  const look = async () => run(await listWorkspaces(house.db));
  const regular = setInterval(() => void look().catch(() => undefined), lookMilliseconds).unref();
  house.closing.addEventListener('abort', () => {
    clearTimeout(timer);
    clearInterval(regular);
  });
  await look();
}
