import { sql } from 'kysely';
import type { ImportCounts } from '../../../shared/platform/import/imports.ts';
import type { Problem } from './reader.ts';
import type { Written } from './registry.ts';

export type Counts = Record<keyof ImportCounts, number>;

/** What one batch did. */
export function countsOf(written: Written, problems: Problem[], items: number): Counts {
  return {
    items,
    people: written.people ?? 0,
    companies: written.companies ?? 0,
    activities: written.activities ?? 0,
    statements: written.statements ?? 0,
    updated: written.updated ?? 0,
    known: written.known ?? 0,
    errors: problems.filter(({ severity }) => severity === 'error').length,
    warnings: problems.filter(({ severity }) => severity === 'warning').length,
  };
}

/** Adds to the counts of a row, in the database, so that nobody's addition is lost. */
export function addCounts(column: string, counts: Counts) {
  const sums = Object.entries(counts).map(
    ([name, count]) =>
      sql`${sql.lit(name)}, coalesce((${sql.ref(column)} ->> ${sql.lit(name)})::bigint, 0) + ${count}::bigint`,
  );
  return sql<string>`jsonb_build_object(${sql.join(sums)})`;
}
