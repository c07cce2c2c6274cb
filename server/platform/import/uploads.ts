import { readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { asActor, systemActor } from '../access/actor.ts';
import type { House } from '../house.ts';

/** Files brought and never imported are kept this long. */
const patience = { hours: 24 * 30 };
/** A file may be on its way before its import is known here. */
const young = { hours: 24 };

/** Removes what was uploaded for imports that have ended, are unknown, or were never started. */
export async function removeOrphanedUploads(house: House, workspaceIds: string[]): Promise<number> {
  const folder = dirname(house.files.uploads('any'));
  const now = Temporal.Now.instant();
  const needed = new Set<string>();
  for (const workspaceId of workspaceIds) {
    const rows = await asActor(house.db, systemActor(workspaceId), ({ db }) =>
      db
        .selectFrom('imports')
        .select('id')
        .where('workspace_id', '=', workspaceId)
        .where((where) =>
          where.or([
            where('status', 'in', ['waiting', 'running']),
            where.and([
              where('status', '=', 'collecting'),
              where('created_at', '>', now.subtract(patience)),
            ]),
          ]),
        )
        .execute(),
    );
    for (const { id } of rows) needed.add(id);
  }
  let removed = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    if (needed.has(name)) continue;
    const { mtimeMs } = await stat(join(folder, name));
    if (mtimeMs > now.subtract(young).epochMilliseconds) continue;
    await rm(join(folder, name), { recursive: true, force: true });
    removed++;
  }
  return removed;
}
