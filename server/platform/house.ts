import { join } from 'node:path';
import type pg from 'pg';
import type { Logger } from 'pino';
import { type Actors, openActors } from './access/actors.ts';
import { type Auth, openAuth } from './auth/auth.ts';
import { memberships } from './auth/memberships.ts';
import type { Config } from './config/config.ts';
import { sessionSecret } from './config/secret.ts';
import { type Database, openDatabase } from './database/database.ts';
import { type Egress, openEgress } from './egress/egress.ts';
import { type Live, openLive } from './events/live.ts';
import { type Files, openFiles } from './files/files.ts';
import { type Jobs, openJobs } from './jobs/jobs.ts';

/** What the rooms of one server process share. All state lives in the database and the file store. */
export interface House {
  config: Config;
  publicUrl: string;
  log: Logger;
  db: Database;
  pool: pg.Pool;
  auth: Auth;
  actors: Actors;
  /** The one way out: whatever the server asks of other machines. */
  egress: Egress;
  files: Files;
  live: Live;
  jobs: Jobs;
  /** Aborted when the server is told to stop: background work ends at its next safe point. */
  closing: AbortSignal;
  close: () => Promise<void>;
}

/** Opens everything above a migrated database, as the serving role. */
export async function openHouse(
  serving: pg.ClientConfig,
  config: Config,
  publicUrl: string,
  log: Logger,
): Promise<House> {
  const { db, pool } = openDatabase(serving);
  const egress = openEgress({ allowed: config.allowedHosts });
  const auth = openAuth({
    egress,
    database: serving,
    publicUrl,
    secret: sessionSecret(config.dataDir),
    memberships,
    onAlert: (alert) => log.warn(alert, 'many failed sign-ins'),
    onSingleSignOnRefused: (refused) => log.warn(refused, 'a single sign-on came to nothing'),
    onError: (message) => log.error(message),
  });
  const actors = openActors(db);
  const live = await openLive(serving);
  live.watch(({ subject }) => {
    if (subject === 'user' || subject === 'team') actors.forget();
  });
  const jobs = openJobs(serving, log);
  const closing = new AbortController();
  return {
    config,
    publicUrl,
    log,
    db,
    pool,
    auth,
    actors,
    egress,
    files: openFiles(join(config.dataDir, 'files')),
    live,
    jobs,
    closing: closing.signal,
    async close() {
      closing.abort();
      await jobs.close();
      await live.close();
      await auth.close();
      await egress.close();
      await db.destroy();
    },
  };
}
