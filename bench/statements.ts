import pg from 'pg';
import { asActor, type Transaction, type UserActor } from '../server/platform/access/actor.ts';
import { openDatabase } from '../server/platform/database/database.ts';

interface Sent {
  text: string;
  values?: unknown[];
  name?: string;
}

/** The statements of one request, begin and commit included, as they went to the database. */
export type Recording = Sent[];

/** Runs what a route runs and notes every statement of it. */
export class Recorder {
  readonly #opened: ReturnType<typeof openDatabase>;
  readonly #actor: UserActor;
  #sent: Sent[] = [];

  constructor(serving: pg.ClientConfig, actor: UserActor) {
    this.#opened = openDatabase(serving, 1);
    this.#actor = actor;
    this.#opened.pool.on('connect', (client) => {
      const query = client.query.bind(client);
      client.query = ((...args: unknown[]) => {
        const [text, values] = args;
        this.#sent.push({
          text: String(text),
          ...(Array.isArray(values) && values.length > 0 ? { values: values.map(plain) } : {}),
        });
        return Reflect.apply(query, client, args);
      }) as typeof client.query;
    });
  }

  async record(work: (transaction: Transaction) => Promise<unknown>): Promise<Recording> {
    this.#sent = [];
    await asActor(this.#opened.db, this.#actor, work, 1);
    return this.#sent;
  }

  close(): Promise<void> {
    return this.#opened.db.destroy();
  }
}

const plain = (value: unknown) =>
  value instanceof Temporal.Instant || value instanceof Temporal.PlainDate
    ? value.toString()
    : value;

/** The bare driver: one connection of the serving role, statements prepared once, nothing around them. */
export class BareDriver {
  readonly #client: pg.Client;
  readonly #names = new Map<string, string>();

  constructor(serving: pg.ClientConfig) {
    this.#client = new pg.Client({
      ...serving,
      options: '-c timezone=UTC -c statement_timeout=120s',
    });
  }

  connect(): Promise<unknown> {
    return this.#client.connect();
  }

  async replay(recording: Recording, change: (value: unknown) => unknown = same): Promise<void> {
    for (const { text, values } of recording) {
      if (!values) await this.#client.query(text);
      else await this.#client.query({ name: this.#nameOf(text), text, values: values.map(change) });
    }
  }

  end(): Promise<void> {
    return this.#client.end();
  }

  #nameOf(text: string): string {
    let name = this.#names.get(text);
    if (!name) {
      name = `bare${this.#names.size}`;
      this.#names.set(text, name);
    }
    return name;
  }
}

const same = (value: unknown) => value;
