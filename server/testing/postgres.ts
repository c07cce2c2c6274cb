import pg from 'pg';
import type { TestProject } from 'vitest/node';
import type { Connections } from '../platform/database/embedded/bootstrap.ts';
import { startTemporary } from '../platform/database/embedded/temporary.ts';
import { migrate } from '../platform/database/migrate.ts';
import { databaseName, roles } from '../platform/database/roles.ts';
import { prepareJobs } from '../platform/jobs/jobs.ts';

declare module 'vitest' {
  interface ProvidedContext {
    cluster: Connections;
  }
}

/** One cluster per run, with a migrated database that every test file clones in a tenth of a second. */
export default async function startCluster(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startTemporary(project.name.endsWith('17') ? { version: 17 } : {});
  try {
    await migrate(cluster.ownerConfig);
    await prepareJobs(cluster.ownerConfig);
    const { superuserConfig, ownerConfig, servingConfig } = cluster;
    project.provide('cluster', { superuserConfig, ownerConfig, servingConfig });
    return cluster.stop;
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

let clones = 0;

/** A migrated database of one's own in the cluster of this run. */
export async function cloneDatabase(
  cluster: Connections,
): Promise<Connections & { drop: () => Promise<void> }> {
  const database = `${databaseName}_${process.pid}_${clones++}`;
  const administer = async (statement: string) => {
    const client = new pg.Client({ ...cluster.superuserConfig, database: 'postgres' });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await administer(`create database ${database} template ${databaseName} owner ${roles.owner}`);
  return {
    superuserConfig: { ...cluster.superuserConfig, database },
    ownerConfig: { ...cluster.ownerConfig, database },
    servingConfig: { ...cluster.servingConfig, database },
    drop: () => administer(`drop database ${database} with (force)`),
  };
}
