import { sql } from 'kysely';
import type { ExportColumn } from '../../../shared/platform/exporting/formats.ts';
import type { Filter } from '../../../shared/platform/filters.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { type Entity, type Field, fieldOf } from '../../platform/catalog/catalog.ts';
import { listPage } from '../../platform/catalog/query.ts';
import type { Cell } from '../../platform/exporting/cells.ts';
import type { ReadAs } from '../../platform/exporting/exported.ts';
import { writtenCell } from '../fields/writing.ts';
import { UnusableColumn } from './errors.ts';

/** Which records of a list, in which order. */
export interface Selection {
  filter?: Filter | undefined;
  sort: string;
  /** Chosen one by one; without it all that the filter leaves. */
  ids?: readonly string[] | undefined;
  /** Of all that the filter leaves, all but these. */
  except?: readonly string[] | undefined;
  zone?: string | undefined;
}

const rowsAtOnce = 500;

/** All rows of a list, page by page. What comes or goes meanwhile neither repeats nor hides others. */
export async function* pagesOf<Row extends { id: string }>(
  read: ReadAs,
  entity: Entity,
  { ids: among, ...asked }: Selection,
  columns: Parameters<typeof listPage>[3],
  finish: (transaction: Transaction, rows: Row[]) => Promise<void> = async () => {},
): AsyncGenerator<Row[]> {
  let cursor: string | undefined;
  do {
    const page = await read(async (transaction) => {
      const { filter, sort, except, zone } = asked;
      const place = { cursor, limit: rowsAtOnce, isWhole: true };
      const request = { filter, sort, among, except, zone, ...place };
      const found = await listPage<Row>(transaction, entity, request, columns);
      await finish(transaction, found.rows);
      return found;
    });
    yield page.rows;
    cursor = page.next ?? undefined;
  } while (cursor);
}

/** The cells of the columns that somebody chose, in the words they gave. */
export async function* cellRows(
  read: ReadAs,
  entity: Entity,
  selection: Selection,
  columns: readonly ExportColumn[],
): AsyncGenerator<Cell[]> {
  const fields = columns.map((column) => ({ column, field: fieldToExport(entity, column.field) }));
  const names = await read(userNames);
  const select = sql.join([
    sql`id`,
    ...fields.map(({ field }, at) => sql`${exported(field)} as ${sql.ref(`c${at}`)}`),
  ]);
  const parties = new Map<string, string>();
  const lookUp = (transaction: Transaction, rows: Row[]) =>
    nameParties(
      transaction,
      parties,
      fields.flatMap(({ field }, at) =>
        field.type === 'party' ? rows.map((row) => row[`c${at}`]) : [],
      ),
    );
  for await (const page of pagesOf<Row>(read, entity, selection, select, lookUp)) {
    for (const row of page) {
      yield fields.map(({ field, column }, at) =>
        cellOf(row[`c${at}`], field, column, { users: names, parties }),
      );
    }
  }
}

/** Of an own field the value itself; the catalog's expression is what lists compare. */
function exported({ expression, shown }: Field): Field['expression'] {
  if (!shown?.own) return expression;
  return sql`(select s.value from statements s where s.workspace_id = parties.workspace_id
    and s.party_id = parties.id and s.topic = 'field' and s.field_id = ${shown.own}
    and s.superseded_at is null)`;
}

type Row = { id: string } & Record<string, unknown>;

export function fieldToExport(entity: Entity, name: string): Field {
  const field = fieldOf(entity, name);
  if (!field) throw new UnusableColumn(name, entity);
  return field;
}

function cellOf(
  value: unknown,
  field: Field,
  { words = {} }: ExportColumn,
  names: { users: ReadonlyMap<string, string>; parties: ReadonlyMap<string, string> },
): Cell {
  if (value === null || value === undefined) return null;
  if (field.shown?.own) return writtenCell(field, value, names);
  const { type } = field;
  if (Array.isArray(value)) {
    return value
      .map((each) => (Object.hasOwn(words, each) ? words[each] : String(each)))
      .join('; ');
  }
  if (type === 'user') return names.users.get(String(value)) ?? null;
  if (type === 'party') return names.parties.get(String(value)) ?? null;
  if (typeof value === 'string' && Object.hasOwn(words, value)) return words[value]!;
  return value as Cell;
}

async function userNames({ db, actor }: Transaction): Promise<Map<string, string>> {
  const users = await db
    .selectFrom('users')
    .select(['id', 'name'])
    .where('workspace_id', '=', actor.workspaceId)
    .execute();
  return new Map(users.map(({ id, name }) => [id, name]));
}

/** Names of records that other records point to, as far as the actor may see them. */
async function nameParties(
  { db, actor }: Transaction,
  known: Map<string, string>,
  ids: unknown[],
): Promise<void> {
  const missing = [...new Set(ids)].filter((id) => typeof id === 'string' && !known.has(id));
  if (missing.length === 0) return;
  // Only the last pages' names are worth keeping.
  if (known.size > 20_000) known.clear();
  const found = await db
    .selectFrom('parties')
    .select(['id', 'name'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', sql<string>`any (${missing}::uuid[])`)
    .execute();
  for (const { id, name } of found) known.set(id, name);
}
