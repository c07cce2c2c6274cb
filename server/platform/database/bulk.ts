import { CompiledQuery, sql } from 'kysely';
import type { DB } from '../../../db/tables.ts';
import type { Database } from './database.ts';

type Rows<T extends keyof DB> = readonly Partial<Record<keyof DB[T] & string, unknown>>[];

/** From here on the detour over a staging table costs less than the database's reading of JSON. */
const worthCopying = 50;

/**
 * Inserts many rows with one statement, whatever their number; the policies check every row as they do for
 * a single one. COPY into a table under forced policies is refused, so larger numbers are copied into a
 * temporary table of this connection first (measured: a third of the time that JSON takes). A column that
 * holds the same value in every row, such as the workspace, travels once.
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
  const { values, source } =
    rows.length < worthCopying
      ? {
          values: columns,
          source: sql`json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`,
        }
      : await stageVarying(db, table, names, rows);
  await sql`insert into ${sql.table(table)} (${columns}) select ${values} from ${source}
    ${onConflict === 'ignore' ? sql`on conflict do nothing` : sql``}`.execute(db);
}

async function stageVarying<T extends keyof DB & string>(
  db: Database,
  table: T,
  names: string[],
  rows: Rows<T>,
) {
  const [first] = rows as readonly Record<string, unknown>[];
  const varying = new Set(
    names.filter((name) =>
      rows.some((row) => (row as Record<string, unknown>)[name] !== first![name]),
    ),
  );
  const staging = await stage(db, table, [...varying], rows);
  const columns = await columnsOf(db, table);
  return {
    values: sql.join(
      names.map((name) => {
        if (varying.has(name)) return sql.ref(name);
        const value = first![name] ?? null;
        const { type, write } = columns.get(name)!;
        return sql`${value === null ? null : write(value)}::${sql.raw(type)}`;
      }),
    ),
    source: sql.table(staging),
  };
}

/** Which staging tables a transaction has filled before: only those need to be emptied. */
const staged = new WeakMap<Database, Set<string>>();

/**
 * Copies rows of a table's shape into a temporary table that empties itself at the end of the transaction,
 * and answers with its name. `besides` names further columns of text, from which values are made.
 */
export async function stage<T extends keyof DB & string>(
  db: Database,
  table: T,
  names: string[],
  rows: readonly Partial<Record<string, unknown>>[],
  besides: readonly string[] = [],
): Promise<string> {
  const staging = `staging_${table}`;
  const further = besides.map((name) => sql`, null::text as ${sql.ref(name)}`);
  await sql`create temporary table if not exists ${sql.table(staging)} on commit delete rows
    as select *${sql.join(further, sql``)} from ${sql.table(table)} with no data`.execute(db);
  const before = staged.get(db) ?? new Set();
  if (before.has(staging)) await sql`truncate ${sql.table(staging)}`.execute(db);
  staged.set(db, before.add(staging));
  const columns = await columnsOf(db, table);
  const writers = names.map((name) => columns.get(name) ?? text);
  const cells = new Array<string>(names.length);
  const lines = rows.map((row) => {
    // By index, into one array: an iterator and a list for each of a hundred thousand rows are felt.
    for (let index = 0; index < names.length; index++) {
      const value = row[names[index]!];
      const { write, isPlain } = writers[index]!;
      if (value === null || value === undefined) cells[index] = '\\N';
      else cells[index] = isPlain ? write(value) : escapeText(write(value));
    }
    return cells.join('\t');
  });
  await db.executeQuery(
    CompiledQuery.raw(`copy ${staging} (${names.join(', ')}) from stdin`, [
      `${lines.join('\n')}\n`,
    ]),
  );
  return staging;
}

interface Column {
  type: string;
  /** Writes a value as the database reads this type. */
  write: (value: unknown) => string;
  /** Its text has nothing to escape. */
  isPlain: boolean;
}

const text: Column = { type: 'text', write: String, isPlain: false };

const known = new Map<string, Promise<Map<string, Column>>>();

function columnsOf(db: Database, table: string): Promise<Map<string, Column>> {
  let columns = known.get(table);
  if (!columns) {
    columns = sql<{ name: string; type: string }>`
      select attname as name, atttypid::regtype::text as type from pg_attribute
      where attrelid = ${table}::regclass and attnum > 0 and not attisdropped`
      .execute(db)
      .then(({ rows }) => new Map(rows.map(({ name, type }) => [name, columnOf(type)])));
    // The schema does not change while a server runs; a failed question is asked again.
    columns.catch(() => known.delete(table));
    known.set(table, columns);
  }
  return columns;
}

/** Most columns hold ids, numbers and times, whose text has nothing to escape. */
const plain = new Set(['uuid', 'integer', 'bigint', 'boolean', 'timestamp with time zone', 'date']);

function columnOf(type: string): Column {
  if (type === 'jsonb' || type === 'json') return { type, write: JSON.stringify, isPlain: false };
  if (type.endsWith('[]')) {
    return { type, write: (value) => arrayText(value as unknown[]), isPlain: false };
  }
  return plain.has(type) ? { ...text, type, isPlain: true } : { ...text, type };
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

/** One part of a list after the other, of so many each. */
export function* portions<Item>(list: readonly Item[], size: number): Generator<Item[]> {
  for (let from = 0; from < list.length; from += size) yield list.slice(from, from + size);
}
