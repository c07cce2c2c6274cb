import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Hono } from 'hono';
import pg from 'pg';
import { pino } from 'pino';
import { inject } from 'vitest';
import { buildApp } from '../app.ts';
import { readConfig } from '../platform/config/config.ts';
import { type House, openHouse } from '../platform/house.ts';
import type { Environment } from '../platform/http/environment.ts';
import { cloneDatabase } from './postgres.ts';

export const origin = 'http://rapport.example';

/** A whole server without its socket, on a database of its own. */
export interface Installation {
  house: House;
  app: Hono<Environment>;
  owner: pg.ClientConfig;
  serving: pg.ClientConfig;
  /** What the server logged as its own fault, message by message. */
  faults: string[];
  /** Reads and arranges rows past every policy, as no request ever can. */
  sql: <Row extends object>(statement: string, values?: unknown[]) => Promise<Row[]>;
  close: () => Promise<void>;
}

export async function openInstallation(
  settings: Record<string, string> = {},
): Promise<Installation> {
  const { ownerConfig, servingConfig, superuserConfig, drop } = await cloneDatabase(
    inject('cluster'),
  );
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'rapport-test-'));
  const faults: string[] = [];
  const log = pino({ level: 'error' }, { write: (line) => void faults.push(line) });
  const house = await openHouse(
    servingConfig,
    readConfig({ ...settings, RAPPORT_DATA: dataDir }),
    origin,
    log,
  );
  const superuser = new pg.Client(superuserConfig);
  await superuser.connect();
  return {
    house,
    app: buildApp(house),
    owner: ownerConfig,
    serving: servingConfig,
    faults,
    async sql<Row extends object>(statement: string, values: unknown[] = []) {
      return (await superuser.query<Row>(statement, values)).rows;
    },
    async close() {
      await house.close();
      await superuser.end();
      await drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/**
 * A hash over all rows of each table, jobs included: equal before and after means that nothing at all was
 * written, and where they differ the line names the table.
 */
export async function rowHash({ sql }: Installation): Promise<string> {
  const tables = await sql<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname in ('public', 'auth') order by 1`,
  );
  const lines = [...tables.map(({ name }) => name), 'jobs.job'].map(
    (
      name,
    ) => `select '${name} ' || md5(coalesce(string_agg(md5(t::text), '' order by t::text), '')) as line
      from ${name} t`,
  );
  const [row] = await sql<{ lines: string }>(
    `select string_agg(line, E'\n' order by line) as lines from (${lines.join(' union all ')}) all_tables`,
  );
  return row!.lines;
}
