import { type RawBuilder, sql } from 'kysely';
import { asActor, systemActor, type Transaction } from './access/actor.ts';
import type { Database } from './database/database.ts';

/** Something that must always be true of the data, in a sentence, and how to find where it is not. */
export interface Invariant {
  sentence: string;
  find: (house: Transaction, options: Thoroughness) => Promise<Breaches>;
}

export interface Thoroughness {
  /** Look at every record where a sample is usual. */
  thorough: boolean;
  /** Told before each look. */
  watch?: (sentence: string) => void;
}

export interface Breaches {
  count: number;
  /** A few of them, by id, for whoever looks closer. */
  examples: string[];
}

export interface InvariantFinding extends Breaches {
  sentence: string;
}

const mostExamples = 5;

/** An invariant that one statement checks: it selects, as `id`, whatever breaks it. */
export function holds(
  sentence: string,
  broken: (workspaceId: string) => RawBuilder<unknown>,
): Invariant {
  return {
    sentence,
    async find({ db, actor }) {
      const { rows } = await sql<Breaches>`
        select count(*)::integer as count,
          coalesce((array_agg(id::text order by id::text))[1:${sql.lit(mostExamples)}], '{}') as examples
        from (${broken(actor.workspaceId)}) as broken`.execute(db);
      return rows[0]!;
    },
  };
}

/** What a check in the program itself found. */
export function breaches(ids: string[]): Breaches {
  return { count: ids.length, examples: ids.slice(0, mostExamples) };
}

/** Checks each in a transaction of its own, so that a long look holds nothing up. */
export async function findBreaches(
  db: Database,
  workspaceId: string,
  invariants: readonly Invariant[],
  options: Thoroughness,
): Promise<InvariantFinding[]> {
  const findings: InvariantFinding[] = [];
  for (const { sentence, find } of invariants) {
    options.watch?.(sentence);
    const found = await asActor(db, systemActor(workspaceId), async (house) => {
      await sql`set local statement_timeout = 0`.execute(house.db);
      return find(house, options);
    });
    findings.push({ sentence, ...found });
  }
  return findings;
}
