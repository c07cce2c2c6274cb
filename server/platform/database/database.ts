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
const beginning = /^begin\b/;
const beginningToRead = /^begin [\w ]*\bread only\b/;
const ending = /^(?:commit|rollback)$/;

/**
 * Of the round trips of a request those go that wait for nothing worth knowing. `begin` travels with the
 * first statement of its transaction, and without one it is never sent; nobody waits for the commit of a
 * transaction that only reads.
 */
class PreparingClient extends pg.Client {
  /** Whether a query is sent while another is under way; data of a COPY may not stand between the two. */
  declare pipeline: boolean;
  declare readonly connection: pg.Connection;
  /** The `begin` that waits for the first statement. */
  #begin: string | undefined;
  #reading = false;

  // pg declares many overloads; the one that Kysely uses is (text, values) → promise.
  override query = ((...args: unknown[]) => {
    const [text, values, ...rest] = args;
    if (typeof text !== 'string') {
      // Such a statement is a stream that is answered by itself; without its transaction it fails too.
      this.#sendBegin().catch(() => undefined);
      return this.#send(...args);
    }
    if (Array.isArray(values) && values.length > 0) {
      if (copying.test(text)) return this.#copyIn(text, String(values[0]));
      const name = nameOf(text);
      const sent = values.map(forDatabase);
      return this.#sendAfterBegin([
        name ? { name, text, values: sent } : { text, values: sent },
        ...rest,
      ]);
    }
    if (beginning.test(text)) {
      this.#begin = text;
      this.#reading = beginningToRead.test(text);
      return Promise.resolve(done('BEGIN'));
    }
    if (ending.test(text)) return this.#end(text);
    return this.#sendAfterBegin(args);
  }) as pg.Client['query'];

  async #sendAfterBegin(args: unknown[]): Promise<unknown> {
    if (this.#begin === undefined) return this.#send(...args);
    const { stream } = this.connection;
    this.pipeline = true;
    stream.cork();
    const both = Promise.allSettled([this.#sendBegin(), this.#send(...args)]);
    stream.uncork();
    const [begun, answered] = await both;
    this.pipeline = false;
    if (begun.status === 'rejected') throw begun.reason;
    if (answered.status === 'rejected') throw answered.reason;
    return answered.value;
  }

  async #sendBegin(): Promise<unknown> {
    const begin = this.#begin;
    this.#begin = undefined;
    return begin === undefined ? undefined : this.#send(begin);
  }

  #end(text: string): Promise<unknown> {
    if (this.#begin !== undefined) {
      this.#begin = undefined;
      return Promise.resolve(done(text.toUpperCase()));
    }
    const ended = this.#send(text) as Promise<unknown>;
    if (!this.#reading) return ended;
    this.#reading = false;
    // There is nothing to lose, and on a connection that is gone the next statement tells.
    ended.catch(() => undefined);
    return Promise.resolve(done(text.toUpperCase()));
  }

  /** Kysely knows statements and parameters only, so the data of a COPY travels as its one parameter. */
  async #copyIn(text: string, data: string): Promise<{ rows: []; rowCount: number }> {
    await this.#sendBegin();
    const stream = this.#send(copyFrom(text)) as ReturnType<typeof copyFrom>;
    await pipeline(Readable.from([data]), stream);
    return { rows: [], rowCount: stream.rowCount };
  }

  #send(...args: unknown[]): unknown {
    return Reflect.apply(pg.Client.prototype.query, this, args);
  }
}

const done = (command: string) => ({ command, rowCount: null, rows: [] });
