import { sql } from 'kysely';
import type { Transaction } from '../access/actor.ts';

/** Items after which the statistics are taken for the first time. */
const first = 500;
/** Of PostgreSQL's statistics target, which it multiplies by 300 rows: its default, and one that is quick. */
const usualSample = 100;
const smallSample = 10;

/** The tables that are looked at, by the function of the database that knows them. */
const functions = {
  imports: sql`take_statistics`,
  duplicates: sql`take_statistics_of_duplicates`,
};

/**
 * What the planner has to know of tables that are being filled, at first soon and then ever more seldom.
 * Also of tables that hardly grow: a workspace that is new among millions of rows of another is one it knows
 * nothing of, and takes for empty (measured: ten times the work).
 */
export class Statistics {
  readonly #of: keyof typeof functions;
  readonly #inTransaction: (work: (transaction: Transaction) => Promise<void>) => Promise<void>;
  #written = 0;
  #next = first;

  constructor(
    of: keyof typeof functions,
    inTransaction: (work: (transaction: Transaction) => Promise<void>) => Promise<void>,
  ) {
    this.#of = of;
    this.#inTransaction = inTransaction;
  }

  /** After so many items more were written. */
  async learn(items: number): Promise<void> {
    this.#written += items;
    if (this.#written < this.#next) return;
    this.#next = this.#written * 4;
    await this.#take(smallSample);
  }

  /** At the end, when nobody waits. */
  async learnInFull(): Promise<void> {
    if (this.#written >= first) await this.#take(usualSample);
  }

  #take(sample: number): Promise<void> {
    return this.#inTransaction(async ({ db }) => {
      await sql`select ${functions[this.#of]}(${sample})`.execute(db);
    });
  }
}
