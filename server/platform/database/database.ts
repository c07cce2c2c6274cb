import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { DB } from '../../../db/tables.ts';
import { typeParsers } from './values.ts';

export type Database = Kysely<DB>;

/**
 * Opens the pool of the serving role. Statements with parameters are prepared once per connection under
 * a name, because parsing and planning a statement under policies costs more than running it.
 */
export function openDatabase(
  config: pg.ClientConfig,
  poolSize = 10,
): { db: Database; pool: pg.Pool } {
  const pool = new pg.Pool({
    ...config,
    Client: PreparingClient,
    max: poolSize,
    types: typeParsers,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 10_000,
    options: [config.options, '-c timezone=UTC -c statement_timeout=120s']
      .filter(Boolean)
      .join(' '),
  });
  // An idle connection that the server closes (restart, failover) is replaced at the next use.
  pool.on('error', () => undefined);
  // One that is in use and between two statements would end the process; its next statement tells.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { db: new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }), pool };
}

const names = new Map<string, string>();
/** Statements are built by the query compiler from the catalog: their number is bounded, but not by us. */
const mostNames = 1_000;

function nameOf(text: string): string | undefined {
  let name = names.get(text);
  if (name === undefined && names.size < mostNames) {
    name = `s${names.size}`;
    names.set(text, name);
  }
  return name;
}

function forDatabase(value: unknown): unknown {
  return value instanceof Temporal.Instant || value instanceof Temporal.PlainDate
    ? value.toString()
    : value;
}

const copying = /^copy \S+ \([^)]*\) from stdin$/;

class PreparingClient extends pg.Client {
  // pg declares many overloads; the one that Kysely uses is (text, values) → promise.
  override query = ((...args: unknown[]) => {
    const [text, values, ...rest] = args;
    if (typeof text === 'string' && Array.isArray(values) && values.length > 0) {
      if (copying.test(text)) return this.#copyIn(text, String(values[0]));
      const name = nameOf(text);
      const sent = values.map(forDatabase);
      return this.#send(name ? { name, text, values: sent } : { text, values: sent }, ...rest);
    }
    return this.#send(...args);
  }) as pg.Client['query'];

  /** Kysely knows statements and parameters only, so the data of a COPY travels as its one parameter. */
  async #copyIn(text: string, data: string): Promise<{ rows: []; rowCount: number }> {
    const stream = this.#send(copyFrom(text)) as ReturnType<typeof copyFrom>;
    await pipeline(Readable.from([data]), stream);
    return { rows: [], rowCount: stream.rowCount };
  }

  #send(...args: unknown[]): unknown {
    return Reflect.apply(pg.Client.prototype.query, this, args);
  }
}
