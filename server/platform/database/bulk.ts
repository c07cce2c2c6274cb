import { sql } from 'kysely';
import type { DB } from '../../../db/tables.ts';
import type { Database } from './database.ts';

/**
 * Inserts many rows with one statement and one parameter, whatever their number. The statement is planned
 * once per table and set of columns; the policies check every row as they do for a single one.
 */
export async function insertRows<T extends keyof DB>(
  db: Database,
  table: T,
  rows: readonly Partial<Record<keyof DB[T], unknown>>[],
  onConflict: 'fail' | 'ignore' = 'fail',
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = sql.join(Object.keys(first).map((name) => sql.ref(name)));
  await sql`
    insert into ${sql.table(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)
    ${onConflict === 'ignore' ? sql`on conflict do nothing` : sql``}`.execute(db);
}
