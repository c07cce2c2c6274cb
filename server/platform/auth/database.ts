import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import type { DB } from '../../../db/tables.ts';
import type { Database } from '../database/database.ts';
import { typeParsers } from '../database/values.ts';

/** Runs one statement; timestamps come back as Temporal.Instant. A named statement is prepared once per connection. */
export type Query = <Row extends object>(
  statement: string | { name: string; text: string },
  values?: unknown[],
) => Promise<Row[]>;

export interface AuthDatabase {
  /** For Better Auth alone, which wants JavaScript Dates from the same connections. */
  kysely: Kysely<unknown>;
  query: Query;
  transaction: <T>(work: (query: Query) => Promise<T>) => Promise<T>;
  close: () => Promise<void>;
}

/** The small pool whose every connection acts as 'auth' from its first moment to its last. */
export function openAuthDatabase(config: pg.ClientConfig): AuthDatabase {
  const pool = new pg.Pool({
    ...config,
    max: 3,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 10_000,
    // Said on the connection and not in its options, which an address of one's own may bring along.
    onConnect: async (client) => {
      await client.query(
        "set rapport.actor = 'auth'; set timezone = 'UTC'; set statement_timeout = '30s'",
      );
    },
  });
  // An idle connection that the server closes (restart, failover) is replaced at the next use.
  pool.on('error', () => undefined);
  // One that is in use and between two statements would end the process; its next statement tells.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    kysely: new Kysely({ dialect: new PostgresDialect({ pool }) }),
    query: queryOn(pool),
    transaction: (work) => inTransaction(pool, work),
    close: () => pool.end(),
  };
}

function queryOn(connection: pg.Pool | pg.PoolClient): Query {
  return async <Row extends object>(
    statement: string | { name: string; text: string },
    values: unknown[] = [],
  ) => {
    const parts = typeof statement === 'string' ? { text: statement } : statement;
    const result = await connection.query<Row>({ ...parts, values, types: typeParsers });
    return result.rows;
  };
}

async function inTransaction<T>(pool: pg.Pool, work: (query: Query) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(queryOn(client));
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** The same connection, inside the same transaction, for rooms that speak Kysely. */
export function databaseOn(query: Query): Database {
  const client = {
    query: async (text: string, values: unknown[]) => {
      const rows = await query(text, values);
      return { command: 'SELECT', rowCount: rows.length, rows };
    },
    release: () => {},
  };
  const pool: PostgresPool = {
    // Kysely also declares cursors, for streaming; nobody streams inside such a transaction.
    connect: async () => client as unknown as PostgresPoolClient,
    end: async () => {},
    options: {},
  };
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
}
