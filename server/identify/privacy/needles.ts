import { sql } from 'kysely';
import type { Transaction } from '../../platform/access/actor.ts';

/** Stands where somebody was named who is no longer. */
export const struckOut = '███';

/** What names somebody in a text of somebody else, as patterns for both sides. */
export interface Needles {
  words: readonly string[];
  /** For PostgreSQL, in an advanced regular expression that ignores case; null where nothing names them. */
  pattern: string | null;
  /** The same as a rough and quick look, for `ilike any`. */
  likes: readonly string[];
  strike: (text: string) => string;
}

const inPattern = /[.*+?^${}()|[\]\\]/g;
/** A shorter one would be found in texts that mean somebody else. */
const shortest = 5;

/** Whole words only: "Ann Lee" does not stand in "Joann Leeds". */
export function needlesOf(words: readonly string[]): Needles {
  const usable = [...new Set(words.map((word) => word.trim()))].filter(
    (word) => word.length >= shortest,
  );
  if (usable.length === 0) return { words: [], pattern: null, likes: [], strike: (text) => text };
  // The longest first, so that a name within a longer one leaves no rest of it.
  const alternatives = usable
    .toSorted((one, other) => other.length - one.length)
    .map((word) => word.replace(inPattern, '\\$&').replace(/\s+/g, '\\s+'))
    .join('|');
  const inScript = new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, 'giu');
  return {
    words: usable,
    likes: usable.map((word) => `%${word.replace(/[\\%_]/g, '\\$&').replace(/\s+/g, '%')}%`),
    pattern: `(?<![[:alnum:]])(?:${alternatives})(?![[:alnum:]])`,
    strike: (text) => text.replace(inScript, struckOut),
  };
}

/** Columns in which people write what they like, or that repeat what somebody was called. */
export interface FreeText {
  table: string;
  /** Columns of text. */
  texts?: readonly string[];
  /** Columns of JSON. */
  json?: readonly string[];
  only?: ReturnType<typeof sql>;
}

/** Strikes somebody out of what stands elsewhere; answers with how many rows named them. */
export async function strikeOut(
  { db, actor }: Transaction,
  { pattern, likes }: Needles,
  { table, texts = [], json = [], only = sql`true` }: FreeText,
): Promise<number> {
  if (!pattern) return 0;
  const struck = (column: string) =>
    sql`regexp_replace(${sql.ref(column)}::text, ${pattern}, ${struckOut}, 'gi')`;
  const changes = [
    ...texts.map((column) => sql`${sql.ref(column)} = ${struck(column)}`),
    ...json.map((column) => sql`${sql.ref(column)} = ${struck(column)}::jsonb`),
  ];
  const all = sql.join([...texts, ...json].map((column) => sql`${sql.ref(column)}::text`));
  const said = sql`concat_ws(' ', ${all})`;
  const { numAffectedRows } = await sql`
    update ${sql.table(table)} set ${sql.join(changes)}
    where workspace_id = ${actor.workspaceId} and ${only}
      and ${said} ilike any (${likes}::text[]) and ${said} ~* ${pattern}`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
