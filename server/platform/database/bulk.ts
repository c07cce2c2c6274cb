import { CompiledQuery, sql } from 'kysely';
import type { DB } from '../../../db/tables.ts';
import type { Database } from './database.ts';

type Rows<T extends keyof DB> = readonly Partial<Record<keyof DB[T] & string, unknown>>[];

/** From here on the detour over a staging table costs less than the database's reading of JSON. */
const worthCopying = 50;

/**
 * Inserts many rows with one statement, whatever their number; the policies check every row as they do for
 * a single one. COPY into a table under forced policies is refused, so larger numbers are copied into a
 * temporary table of this connection first (measured: a third of the time that JSON takes).
 */
export async function insertRows<T extends keyof DB & string>(
  db: Database,
  table: T,
  rows: Rows<T>,
  onConflict: 'fail' | 'ignore' = 'fail',
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const names = Object.keys(first);
  const columns = sql.join(names.map((name) => sql.ref(name)));
  const source =
    rows.length < worthCopying
      ? sql`json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`
      : sql.table(await stage(db, table, names, rows));
  await sql`insert into ${sql.table(table)} (${columns}) select ${columns} from ${source}
    ${onConflict === 'ignore' ? sql`on conflict do nothing` : sql``}`.execute(db);
}

/**
 * Copies rows of a table's shape into a temporary table that empties itself at the end of the transaction,
 * and answers with its name.
 */
export async function stage<T extends keyof DB & string>(
  db: Database,
  table: T,
  names: string[],
  rows: Rows<T>,
): Promise<string> {
  const staging = `staging_${table}`;
  await sql`create temporary table if not exists ${sql.table(staging)} on commit delete rows
    as select * from ${sql.table(table)} with no data`.execute(db);
  // The same table may be staged twice in a transaction.
  await sql`truncate ${sql.table(staging)}`.execute(db);
  const kinds = await columnKindsOf(db, table);
  const writers = names.map((name) => kinds.get(name) ?? asText);
  let text = '';
  for (const row of rows) {
    for (const [index, name] of names.entries()) {
      const value = (row as Record<string, unknown>)[name];
      if (index > 0) text += '\t';
      text += value === null || value === undefined ? '\\N' : writers[index]!(value);
    }
    text += '\n';
  }
  await db.executeQuery(
    CompiledQuery.raw(`copy ${staging} (${names.join(', ')}) from stdin`, [text]),
  );
  return staging;
}

/** Writes a value in COPY's text format. */
type Write = (value: unknown) => string;

const known = new Map<string, Promise<Map<string, Write>>>();

function columnKindsOf(db: Database, table: string): Promise<Map<string, Write>> {
  let kinds = known.get(table);
  if (!kinds) {
    kinds = sql<{ name: string; type: string }>`
      select attname as name, atttypid::regtype::text as type from pg_attribute
      where attrelid = ${table}::regclass and attnum > 0 and not attisdropped`
      .execute(db)
      .then(({ rows }) => new Map(rows.map(({ name, type }) => [name, writerFor(type)])));
    // The schema does not change while a server runs; a failed question is asked again.
    kinds.catch(() => known.delete(table));
    known.set(table, kinds);
  }
  return kinds;
}

/** Most columns hold ids, numbers and times, whose text has nothing to escape. */
const plain = new Set(['uuid', 'integer', 'bigint', 'boolean', 'timestamp with time zone', 'date']);

function writerFor(type: string): Write {
  if (type === 'jsonb' || type === 'json') return (value) => escapeText(JSON.stringify(value));
  if (type.endsWith('[]')) return (value) => escapeText(arrayText(value as unknown[]));
  return plain.has(type) ? String : asText;
}

function asText(value: unknown): string {
  return escapeText(String(value));
}

function arrayText(values: unknown[]): string {
  const quoted = values.map((value) =>
    value === null ? 'NULL' : `"${String(value).replace(/["\\]/g, '\\$&')}"`,
  );
  return `{${quoted.join(',')}}`;
}

const special: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escapeText(text: string): string {
  return /[\\\t\n\r]/.test(text)
    ? text.replace(/[\\\t\n\r]/g, (character) => special[character]!)
    : text;
}
