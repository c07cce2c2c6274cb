import { sql } from 'kysely';
import type { Transaction } from '../access/actor.ts';

/** Items after which the statistics are taken for the first time. */
const first = 500;
/** Of PostgreSQL's statistics target, which it multiplies by 300 rows: its default, and one that is quick. */
const usualSample = 100;
const smallSample = 10;

/**
 * What the planner has to know of the tables that an import fills: while they are new to it, it takes one
 * index for as good as another. It learns at first soon and then ever more seldom, and only of tables that
 * have grown since.
 */
export class Statistics {
  readonly #inTransaction: (work: (transaction: Transaction) => Promise<void>) => Promise<void>;
  #written = 0;
  #next = first;
  /** Tables of which only a small sample was taken so far. */
  readonly #sampled = new Set<string>();

  constructor(inTransaction: (work: (transaction: Transaction) => Promise<void>) => Promise<void>) {
    this.#inTransaction = inTransaction;
  }

  /** After so many items more were written. */
  async learn(items: number): Promise<void> {
    this.#written += items;
    if (this.#written < this.#next) return;
    this.#next = this.#written * 4;
    for (const table of await this.#take(smallSample)) this.#sampled.add(table);
  }

  /** After the import, when nobody waits. */
  async learnInFull(): Promise<void> {
    if (this.#written >= first) await this.#take(usualSample, [...this.#sampled]);
  }

  async #take(sample: number, also: string[] = []): Promise<string[]> {
    let taken: string[] = [];
    await this.#inTransaction(async ({ db }) => {
      const { rows } = await sql<{ taken: string[] }>`
        select take_statistics(${sample}, ${also}::text[]) as taken`.execute(db);
      taken = rows[0]!.taken;
    });
    return taken;
  }
}
