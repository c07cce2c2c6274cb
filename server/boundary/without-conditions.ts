import pg from 'pg';
import { vi } from 'vitest';

const patterns: [condition: RegExp, harmless: string][] = [
  [/(?:"?\w+"?\.)?"?workspace_id"?\s*=\s*(\$\d+)(?:::uuid)?/gi, '$1::uuid is not null'],
  [/(?:"?\w+"?\.)?"?audience"?\s*=\s*any\s*\((\$\d+)(?:::uuid\[\])?\)/gi, '$1::uuid[] is not null'],
  [/(?:"?\w+"?\.)?"?audience"?\s+in\s*\((\$\d+)\)/gi, '$1::uuid is not null'],
  [
    /(?:"?\w+"?\.)?"?audience"?\s+in\s*\((\$\d+), (\$\d+)\)/gi,
    '($1::uuid is not null and $2::uuid is not null)',
  ],
];

/**
 * While `work` runs, the statements of the house no longer say whose rows they mean, as if whoever wrote
 * them had forgotten it every time: what stays hidden is hidden by the policies of the database alone.
 * Answers how many conditions were taken out.
 */
export async function withoutConditions(work: () => Promise<void>): Promise<number> {
  const { query } = pg.Client.prototype;
  let removed = 0;
  const harmed = (text: string) =>
    patterns.reduce(
      (statement, [condition, harmless]) =>
        statement.replaceAll(condition, (found) => {
          removed++;
          return found.replace(condition, harmless);
        }),
      text,
    );
  const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client,
    ...[statement, ...rest]: unknown[]
  ) {
    // Only the house sends statements in this form. Tests arrange rows past it; the pool of sign-in, which
    // states the types of its values, keeps accounts that belong to no workspace.
    const ours = statement as { text?: string; values?: unknown[]; types?: unknown };
    const text = ours?.values && ours.text && !ours.types ? harmed(ours.text) : undefined;
    // A statement prepared before under its name would be run as it was.
    const sent =
      text === undefined || text === ours.text ? statement : { text, values: ours.values };
    return Reflect.apply(query, this, [sent, ...rest]);
  } as typeof query);
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return removed;
}
