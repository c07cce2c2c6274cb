import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '../../../shared/platform/errors.ts';
import type { Filter } from '../../../shared/platform/filters.ts';
import { DateText, Id, isUsableInstant } from '../../../shared/platform/values.ts';
import type { Transaction } from '../access/actor.ts';
import { instantText } from '../database/values.ts';
import {
  type Chosen,
  clockIn,
  compileFilter,
  conditionsToChoose,
  hasOnePlan,
  UnusableFilter,
  wordsCondition,
} from '../filters/compile.ts';
import { type Entity, type Field, fieldOf, type Sort, type SortedRows } from './catalog.ts';

export interface ListRequest {
  filter?: Filter | undefined;
  /** A sortable field, with a leading minus for descending. */
  sort: string;
  cursor?: string | undefined;
  limit: number;
  /** Only these, of those that the filter leaves. */
  among?: readonly string[] | undefined;
  /** All of those but these. */
  except?: readonly string[] | undefined;
  /** All pages will be read, so that looking at each row costs no more than an index, and none is left out. */
  isWhole?: boolean;
  /** By whose calendar dates told from today are meant. */
  zone?: string | undefined;
}

export class UnusableCursor extends Refusal {
  constructor() {
    super(
      'list.unusable-cursor',
      400,
      'This place in the list cannot be found again. Load the list from its beginning.',
    );
  }
}

/** A condition that is not leakproof may choose this many ids; beyond it a list says so by being cut. */
const mostChosen = 10_000;

/**
 * One page of a list, by keyset: the page after a row costs the same however deep it lies, and rows that
 * come or go meanwhile neither repeat nor hide others. Its ids are chosen from an index in the order of
 * the sorting that holds what is mostly filtered by; only the rows of the page are read.
 */
export async function listPage<Row extends { id: string }>(
  transaction: Transaction,
  entity: Entity,
  request: ListRequest,
  columns: RawBuilder<unknown>,
): Promise<{ rows: Row[]; next: string | null }> {
  const { field, descending } = sortOf(entity, request.sort);
  const place = request.cursor ? readCursor(request.cursor, field) : undefined;
  const { condition: filter } = await conditionOf(transaction, entity, request);
  const { among, except } = request;
  const chosen = among ? sql<SqlBool>`id = any (${among}::uuid[]) and ${filter}` : filter;
  const condition = except ? sql<SqlBool>`id <> all (${except}::uuid[]) and ${chosen}` : chosen;

  const by = field.sort.expression;
  const idDirection = sql.raw(descending ? 'desc' : 'asc');
  const order = sql`order by ${by} ${sql.raw(direction(field.sort, descending))}, id ${idDirection}`;
  const table = sql.table(entity.table);
  const ofWorkspace = sql<SqlBool>`${sql.ref(`${entity.table}.workspace_id`)} = ${transaction.actor.workspaceId}`;
  // Not knowing the limit, PostgreSQL takes a plan for any values to be dear, and makes one for these.
  const onePlan = hasOnePlan(entity, request.filter);
  const { limit } = request;
  const found: (Row & { place: string | null })[] = [];
  for (const range of rangesOf(field, descending, place)) {
    const missing = limit + 1 - found.length;
    if (missing === 0) break;
    // The range stands before the filter: of two bounds for one column PostgreSQL enters the index at the
    // first, and a filter's own would have it walk through all pages before this one again.
    const { rows } = await sql<Row & { place: string | null }>`
      select ${columns}, ${by}::text as place from ${table}
      where ${ofWorkspace} and id = any (array(
        select id from ${range.from ?? table}
        where ${ofWorkspace} and ${entity.base} and trashed_at is null and ${range.where} and ${condition}
        order by ${range.by ?? by} ${sql.raw(direction(field.sort, descending))}, id ${idDirection}
        limit ${onePlan ? sql.lit(missing) : missing}))
      ${order}`.execute(transaction.db);
    found.push(...rows);
  }
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const next = last && found.length > limit ? writeCursor(field, last.place, last.id) : null;
  return { rows: shown.map(({ place: _, ...row }) => row as unknown as Row), next };
}

type Request = Pick<ListRequest, 'filter' | 'zone'>;

/** The filter as SQL, with the ids of what only the id-choosing role can look up. */
async function conditionOf(
  transaction: Transaction,
  entity: Entity,
  { filter, zone = 'UTC', isWhole }: Request & Pick<ListRequest, 'isWhole'>,
): Promise<{ condition: Expression<SqlBool>; isCut: boolean }> {
  const chosen: Chosen = new Map();
  let isCut = false;
  for (const condition of conditionsToChoose(entity, filter)) {
    const words = wordsCondition(entity, condition);
    const found = isWhole ? words : await chooseIds(transaction, entity, words);
    chosen.set(condition, found);
    isCut ||= Array.isArray(found) && found.length === mostChosen;
  }
  return { condition: compileFilter(entity, filter, chosen, clockIn(zone)), isCut };
}

/** Everything a filter finds, to be read by a further statement: no page, and nothing cut off. */
export async function everyMatch(
  transaction: Transaction,
  entity: Entity,
  request: Request,
): Promise<RawBuilder<unknown>> {
  const { condition } = await conditionOf(transaction, entity, { ...request, isWhole: true });
  return rowsOf(transaction, entity, condition);
}

function rowsOf(
  { actor }: Transaction,
  entity: Entity,
  condition: Expression<SqlBool>,
): RawBuilder<unknown> {
  return sql`from ${sql.table(entity.table)} where workspace_id = ${actor.workspaceId}
    and ${entity.base} and trashed_at is null and ${condition}`;
}

/** A count costs as much as there is to count: up to here it is taken by itself. */
export const mostCounted = 10_000;

/** How many rows a filter finds; of more than ten thousand it says only that, unless asked for exactly. */
export async function countMatches(
  transaction: Transaction,
  entity: Entity,
  request: Request,
  exactly: boolean,
): Promise<{ count: number; exact: boolean }> {
  const { condition, isCut } = await conditionOf(transaction, entity, {
    ...request,
    isWhole: exactly,
  });
  const rows = rowsOf(transaction, entity, condition);
  const counted = exactly ? rows : sql`${rows} limit ${sql.lit(mostCounted + 1)}`;
  const found = await sql<{
    count: number;
  }>`select count(*) from (select ${counted}) found`.execute(transaction.db);
  const { count } = found.rows[0]!;
  if (exactly) return { count, exact: true };
  return { count: Math.min(count, mostCounted), exact: count <= mostCounted && !isCut };
}

type SortableField = Field & { sort: Sort };

function sortOf(entity: Entity, sort: string): { field: SortableField; descending: boolean } {
  const descending = sort.startsWith('-');
  const name = descending ? sort.slice(1) : sort;
  const field = fieldOf(entity, name);
  if (!field?.sort) {
    const known = entity.fields.filter((each) => each.sort).map((each) => each.name);
    throw new UnusableFilter(
      `The list cannot be sorted by "${name}". Use one of: ${known.join(', ')}.`,
    );
  }
  return { field: { ...field, sort: field.sort }, descending };
}

function direction({ nulls }: Sort, descending: boolean): string {
  if (!nulls) return descending ? 'desc' : 'asc';
  const nullsFirst = (nulls === 'first') !== descending;
  return `${descending ? 'desc' : 'asc'} nulls ${nullsFirst ? 'first' : 'last'}`;
}

interface Place {
  value: string | null;
  id: string;
}

/** A part of a list that an index holds in the order of the sorting, and where it is walked. */
interface Range {
  where: Expression<SqlBool>;
  from?: RawBuilder<unknown>;
  by?: RawBuilder<unknown>;
}

function rangesOf(field: SortableField, descending: boolean, place: Place | undefined): Range[] {
  const { rows } = field.sort;
  if (rows) return rangesOfRows(field, rows, descending, place);
  if (!place) return [{ where: sql<SqlBool>`true` }];
  return continuation(field, descending, place).map((where) => ({ where }));
}

/** First whoever has a value, in the order of the values' own table, then whoever has none. */
function rangesOfRows(
  field: SortableField,
  { table, value, id, where }: SortedRows,
  descending: boolean,
  place: Place | undefined,
): Range[] {
  const sign = sql.raw(descending ? '<' : '>');
  const by = sql.ref(`${table}.${value}`);
  const owner = sql.ref(`${table}.${id}`);
  const without: Range = {
    where: sql<SqlBool>`not exists (select from ${sql.table(table)}
      where ${owner} = parties.id and ${where} and ${by} is not null)`,
    by: sql`null::text`,
  };
  if (place?.value === null) {
    return [{ ...without, where: sql<SqlBool>`id ${sign} ${place.id}::uuid and ${without.where}` }];
  }
  const after = place
    ? sql<SqlBool>`(${by}, ${owner}) ${sign} (${typedValue(field, place.value!)}, ${place.id}::uuid)`
    : sql<SqlBool>`${by} is not null`;
  const from = sql`${sql.table(table)} join parties on parties.workspace_id = ${sql.ref(`${table}.workspace_id`)}
    and parties.id = ${owner}`;
  return [{ from, by, where: sql<SqlBool>`${where} and ${after}` }, without];
}

function typedValue(field: Field, value: string): RawBuilder<unknown> {
  switch (sortedType(field)) {
    case 'instant':
      return sql`${value}::timestamptz`;
    case 'date':
      return sql`${value}::date`;
    case 'number':
    case 'money':
    case 'choice':
    case 'boolean':
      return sql`${value}::bigint`;
    default:
      return sql`${value}`;
  }
}

/**
 * What comes after a row, as one or two index ranges: PostgreSQL compares whole rows only where no value
 * is null, so the rows without a value are a range of their own.
 */
function continuation(
  field: SortableField,
  descending: boolean,
  { value, id }: Place,
): Expression<SqlBool>[] {
  const { expression: column, nulls } = field.sort;
  const sign = sql.raw(descending ? '<' : '>');
  const isNull = sql<SqlBool>`(${column} is null)`;
  const nullsFirst = nulls !== undefined && (nulls === 'first') !== descending;
  if (value === null) {
    const restOfNulls = sql<SqlBool>`(${isNull} and id ${sign} ${id}::uuid)`;
    return nullsFirst ? [restOfNulls, sql<SqlBool>`${column} is not null`] : [restOfNulls];
  }
  const after = sql<SqlBool>`(${column}, id) ${sign} (${typedValue(field, value)}, ${id}::uuid)`;
  return nulls && !nullsFirst ? [after, isNull] : [after];
}

const sortedType = ({ type, sort }: Field) => sort?.type ?? type;

function writeCursor(field: Field, value: string | null, id: string): string {
  const type = sortedType(field);
  const text = value !== null && type === 'instant' ? instantText(value) : value;
  return Buffer.from(JSON.stringify([text, id])).toString('base64url');
}

function readCursor(cursor: string, field: Field): Place {
  const type = sortedType(field);
  try {
    const place = Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    const [value, id] = place;
    if (value === null || isPlaceOf(type, value)) return { value, id };
  } catch {
    // Falls through to the refusal: whatever the cursor held, it is none of ours.
  }
  throw new UnusableCursor();
}

function isPlaceOf(type: Field['type'], value: string): boolean {
  switch (type) {
    case 'instant':
      return isUsableInstant(value);
    case 'date':
      return DateText.safeParse(value).success;
    case 'number':
    case 'money':
    case 'choice':
    case 'boolean':
      return /^-?\d{1,16}$/.test(value);
    default:
      return true;
  }
}

const Cursor = z.tuple([z.string().nullable(), Id]);

/**
 * Conditions that are not leakproof would be sequential scans under a policy. The id-choosing role sees
 * keys and search text without a policy; the actor's audiences, which the policy would have added, are
 * added here, and the rows themselves are then read under the actor's policies.
 */
export async function chooseIds(
  transaction: Transaction,
  entity: Entity,
  condition: Expression<SqlBool>,
): Promise<string[]> {
  const { rows } = await choosing(
    transaction,
    (visible) =>
      sql<{ id: string }>`
      select id from ${sql.table(entity.table)}
      where ${visible} and ${entity.base} and trashed_at is null and ${condition}
      limit ${sql.lit(mostChosen)}`,
  );
  return rows.map(({ id }) => id);
}

/** Runs one statement as the id-choosing role; `visible` is the actor's predicate and must stand in it. */
export async function choosing<Row>(
  { db, actor }: Transaction,
  statement: (visible: Expression<SqlBool>) => RawBuilder<Row>,
): Promise<{ rows: Row[] }> {
  const visible =
    actor.kind === 'system'
      ? sql<SqlBool>`workspace_id = ${actor.workspaceId}`
      : sql<SqlBool>`workspace_id = ${actor.workspaceId} and audience = any (${actor.audiences}::uuid[])`;
  await sql`set local role rapport_chooser`.execute(db);
  const result = await statement(visible).execute(db);
  await sql`reset role`.execute(db);
  return result;
}
