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
  const json = await jsonColumnsOf(db, table);
  const lines = rows.map((row) =>
    names.map((name) => field((row as Record<string, unknown>)[name], json.has(name))).join('\t'),
  );
  await db.executeQuery(
    CompiledQuery.raw(`copy ${staging} (${names.join(', ')}) from stdin`, [
      `${lines.join('\n')}\n`,
    ]),
  );
  return staging;
}

const known = new Map<string, Promise<Set<string>>>();

function jsonColumnsOf(db: Database, table: string): Promise<Set<string>> {
  let columns = known.get(table);
  if (!columns) {
    columns = sql<{ name: string }>`
      select attname as name from pg_attribute
      where attrelid = ${table}::regclass and atttypid in ('json'::regtype, 'jsonb'::regtype)`
      .execute(db)
      .then(({ rows }) => new Set(rows.map(({ name }) => name)));
    // The schema does not change while a server runs; a failed question is asked again.
    columns.catch(() => known.delete(table));
    known.set(table, columns);
  }
  return columns;
}

/** A value in COPY's text format. */
function field(value: unknown, isJson: boolean): string {
  if (value === null || value === undefined) return '\\N';
  return escapeText(
    isJson ? JSON.stringify(value) : Array.isArray(value) ? arrayText(value) : String(value),
  );
}

function arrayText(values: unknown[]): string {
  return `{${values.map((value) => (value === null ? 'NULL' : `"${String(value).replace(/["\\]/g, '\\$&')}"`)).join(',')}}`;
}

const special: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escapeText(text: string): string {
  return /[\\\t\n\r]/.test(text)
    ? text.replace(/[\\\t\n\r]/g, (character) => special[character]!)
    : text;
}
