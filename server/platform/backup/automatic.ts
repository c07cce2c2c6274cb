import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { projectRoot } from '../config/config.ts';
import type { House } from '../house.ts';
import { listWorkspaces } from '../workspaces/workspaces.ts';
import { nameOfDay, outlived } from './keeping.ts';

/** Whichever server is there makes one backup a day, and removes those that have had their time. */
export async function workOnBackups(house: House): Promise<void> {
  await house.jobs.daily('backup', () => backUp(house));
}

/** `environment` tells the command which database is meant, as it told this server. */
export async function backUp(house: House, environment = process.env): Promise<void> {
  const folder = house.config.backups;
  if (!folder || (await listWorkspaces(house.db)).length === 0) return;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const target = path.join(folder, nameOfDay(Temporal.Now.plainDateISO('UTC')));
  if (existsSync(target)) return;
  await runCommand(target, environment, house.closing);
  for (const name of outlived(await readdir(folder))) await rm(path.join(folder, name));
}

/** In a process of its own, which may open the database as its owner; a server never does while it serves. */
async function runCommand(
  target: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<void> {
  const child = spawn(
    process.execPath,
    [path.join(projectRoot, 'server/cli.ts'), 'backup', target, '--json'],
    { env, stdio: ['ignore', 'ignore', 'pipe'], signal },
  );
  const said = text(child.stderr);
  const [status] = await once(child, 'close');
  if (status !== 0) throw new Error(`No backup could be made: ${(await said).trim()}`);
}
