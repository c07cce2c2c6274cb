import { setTimeout as pause } from 'node:timers/promises';
import pino from 'pino';
import { upgrade } from '../platform/backup/upgrading.ts';
import { type Config, readConfig } from '../platform/config/config.ts';
import { openGroundForCommand } from '../platform/database/ground.ts';
import { type Holder, readHolder } from '../platform/database/lock.ts';
import { Failure } from '../platform/failure.ts';
import { type House, openHouse } from '../platform/house.ts';
import { prepareJobs } from '../platform/jobs/jobs.ts';

/** What a command works with: the house, opened for it or shared with the running server. */
export interface Visit {
  house: House;
  /** The server on this data folder, when one runs: background work is its to do. */
  server: Holder | undefined;
}

/** Opens the house for one command, whether or not a server runs, and closes it again. */
export async function visit<T>(
  command: string,
  { quiet }: { quiet: boolean },
  work: (visit: Visit) => Promise<T>,
): Promise<T> {
  const config = readConfig();
  const log = { info: quiet ? () => {} : console.error, warn: console.error };
  const ground = await openGroundForCommand(config, log, command);
  try {
    const server = await runningServer(config);
    if (!server) {
      await upgrade(ground.owner, config);
      await prepareJobs(ground.owner);
    }
    const house = await openHouse(
      ground.serving,
      config,
      config.publicUrl ?? server?.address ?? `http://${config.host}:${config.port}`,
      pino(
        { level: process.env.RAPPORT_LOG ?? 'silent' },
        pino.destination({ dest: 2, sync: true }),
      ),
    );
    try {
      return await work({ house, server });
    } finally {
      await house.close();
    }
  } finally {
    await ground.close();
  }
}

/** A server tells of its database before it has migrated it, and of its address after. */
async function runningServer({ dataDir, databaseServer }: Config): Promise<Holder | undefined> {
  if (databaseServer) return undefined;
  const deadline = performance.now() + 60_000;
  for (;;) {
    const holder = readHolder(dataDir);
    if (holder?.as !== 'server' || holder.pid === process.pid) return undefined;
    if (holder.address) return holder;
    if (performance.now() > deadline) {
      throw new Failure(
        `The Rapport server of ${dataDir} (process ${holder.pid}) does not become ready. Nothing was done. Look at what it says, or stop it and run the command again.`,
      );
    }
    await pause(100);
  }
}
