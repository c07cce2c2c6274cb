import type { Kysely } from 'kysely';
import { CompiledQuery } from 'kysely';
import type pg from 'pg';
import type { ConstructorOptions, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { Transaction } from '../access/actor.ts';

const schema = 'jobs';

/** What a kind of work does; run at least once, so it must be harmless to run again. */
export type Work = (data: Record<string, string>) => Promise<void>;

export interface Jobs {
  /** Enqueues inside the transaction: the job exists if and only if the change does. */
  enqueue: (transaction: Transaction, queue: string, data: Record<string, string>) => Promise<void>;
  work: (queue: string, work: Work) => Promise<void>;
  /** Work for once a day: in the night, or at the next start when every server slept through it. */
  daily: (queue: string, work: Work) => Promise<void>;
  close: () => Promise<void>;
}

/** Every queue by name: queues are made by the owner, because the serving role creates no tables. */
export const queues = ['import', 'undo import', 'upkeep', 'backup'] as const;

const queueOptions = {
  retryLimit: 5,
  retryDelay: 5,
  retryBackoff: true,
  expireInSeconds: 12 * 3600,
};

/** Creates or upgrades the job tables; the serving role may use them and owns none of them. */
export async function prepareJobs(owner: pg.ClientConfig): Promise<void> {
  const boss = await makeBoss({
    ...bossConnection(owner),
    schema,
    supervise: false,
    schedule: false,
    max: 1,
  });
  boss.on('error', () => undefined);
  await boss.start();
  const known = new Set((await boss.getQueues()).map(({ name }) => name));
  for (const queue of queues) {
    if (!known.has(nameOf(queue))) await boss.createQueue(nameOf(queue), queueOptions);
  }
  const db = boss.getDb();
  await db.executeSql(`grant usage on schema ${schema} to rapport_app`);
  await db.executeSql(
    `grant select, insert, update, delete on all tables in schema ${schema} to rapport_app`,
  );
  await db.executeSql(`grant execute on all functions in schema ${schema} to rapport_app`);
  await boss.stop({ graceful: false });
}

/** The queue is opened by whoever first needs it: a command that asks the server for its work never does. */
export function openJobs(serving: pg.ClientConfig, log: Logger): Jobs {
  let opened: Promise<PgBoss> | undefined;
  const open = () => {
    opened ??= startBoss(serving, log);
    return opened;
  };
  const jobs: Jobs = {
    async enqueue({ db }, queue, data) {
      const boss = await open();
      await boss.send(nameOf(queue), data, { db: inside(db) });
    },
    async work(queue, work) {
      const boss = await open();
      await boss.work<Record<string, string>>(
        nameOf(queue),
        { pollingIntervalSeconds: 0.5 },
        async (jobs) => {
          for (const job of jobs) await work(job.data);
        },
      );
    },
    async daily(queue, work) {
      await jobs.work(queue, work);
      const boss = await open();
      await boss.schedule(nameOf(queue), '23 3 * * *', {}, { tz: 'UTC' });
      await boss.send(nameOf(queue), {}, { singletonKey: queue, singletonSeconds: 20 * 3600 });
    },
    async close() {
      const boss = await opened;
      await boss?.stop({ graceful: true, timeout: 25_000 });
    },
  };
  return jobs;
}

async function startBoss(serving: pg.ClientConfig, log: Logger): Promise<PgBoss> {
  const boss = await makeBoss({
    ...bossConnection(serving),
    schema,
    migrate: false,
    createSchema: false,
    // Rebuilding indexes and vacuum belong to the owner of the tables.
    reindex: false,
    monitorVacuum: false,
    max: 2,
  });
  boss.on('error', (error) => log.error({ err: error }, 'job queue'));
  await boss.start();
  return boss;
}

async function makeBoss(options: ConstructorOptions): Promise<PgBoss> {
  const { PgBoss } = await import('pg-boss');
  return new PgBoss(options);
}

/** pg-boss runs its statement on our connection, inside our transaction. */
function inside(db: Pick<Kysely<unknown>, 'executeQuery'>) {
  return {
    async executeSql(text: string, values: unknown[] = []) {
      const { rows } = await db.executeQuery(CompiledQuery.raw(text, values));
      return { rows };
    },
  };
}

function bossConnection({
  host,
  port,
  user,
  password,
  database,
  connectionString,
}: pg.ClientConfig) {
  return connectionString
    ? { connectionString }
    : {
        host: host!,
        user: user!,
        database: database!,
        ...(port ? { port } : {}),
        ...(typeof password === 'string' ? { password } : {}),
      };
}

function nameOf(queue: string): string {
  return queue.replaceAll(' ', '-');
}
