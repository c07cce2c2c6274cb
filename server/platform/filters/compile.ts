import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import { Refusal } from '../../../shared/platform/errors.ts';
import {
  type Condition,
  conditionsOf,
  type Filter,
  type FilterValue,
  filterLimits,
  type Operator,
} from '../../../shared/platform/filters.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';
import { daysOf, isPeriod, periods } from '../../../shared/platform/periods.ts';
import { type Entity, type Field, fieldOf, operatorsOfField } from '../catalog/catalog.ts';

export class UnusableFilter extends Refusal {
  constructor(message: string) {
    super('filter.unusable', 400, message, { fields: { filter: message } });
  }
}

/**
 * What stands for a condition which is not leakproof: the ids that the id-choosing role found, or the condition
 * itself where every row is looked at anyway.
 */
export type Chosen = Map<Condition, string[] | Expression<SqlBool>>;

/** The conditions of a filter that only the id-choosing role can look up by an index. */
export function conditionsToChoose(entity: Entity, filter: Filter | undefined): Condition[] {
  if (!filter) return [];
  const conditions = conditionsOf(filter);
  if (conditions.length > filterLimits.conditions) {
    throw new UnusableFilter(
      `The filter has ${conditions.length} conditions; at most ${filterLimits.conditions} are possible. Leave some out.`,
    );
  }
  return conditions.filter(
    ([name, operator]) => operator === 'contains' && fieldOf(entity, name)?.filter,
  );
}

/**
 * Whether one plan serves every use of the statement: what is compared with stands in it, so that it matches
 * about as many rows each time. Elsewhere it depends on the values whether to follow the order or to look up.
 */
export function hasOnePlan(entity: Entity, filter: Filter | undefined): boolean {
  if (!filter) return true;
  return conditionsOf(filter).every(([name, operator, value]) => {
    if (operator === 'empty' || operator === 'not empty') return true;
    const choices = fieldOf(entity, name)?.choices ?? [];
    return [value].flat().every((each) => choices.includes(String(each)));
  });
}

/** What the id-choosing role looks for: the words anywhere in the search text, and in the field itself. */
export function wordsCondition(entity: Entity, [name, , value]: Condition): Expression<SqlBool> {
  const field = fieldOf(entity, name)!;
  const text = textOf(field, value);
  const pattern = `%${likeText(foldForSearch(text))}%`;
  if (field.containing) return field.containing(pattern);
  if (!field.words) throw new UnusableFilter(`"${name}" cannot be compared with "contains".`);
  // Folding turns a few marks into others that the database leaves alone; to the letter they are there.
  const words = sql`lower(${sql.ref(field.words)})`;
  const literally = `%${likeText(text.toLowerCase())}%`;
  return sql<SqlBool>`search_text like ${pattern} and (unaccent(${words}) like ${pattern} or ${words} like ${literally})`;
}

/** The moment at which, and the calendar by which, relative dates are worked out. */
export interface Clock {
  now: Temporal.Instant;
  zone: string;
}

export function clockIn(zone: string): Clock {
  return { now: Temporal.Now.instant(), zone };
}

function todayOf({ now, zone }: Clock): Temporal.PlainDate {
  return now.toZonedDateTimeISO(zone).toPlainDate();
}

/** Names come from the catalog and values travel as parameters: no text of a filter becomes SQL. */
export function compileFilter(
  entity: Entity,
  filter: Filter | undefined,
  chosen: Chosen,
  clock: Clock = clockIn('UTC'),
): Expression<SqlBool> {
  if (!filter) return sql<SqlBool>`true`;
  if (Array.isArray(filter)) return compileCondition(entity, filter, chosen, clock);
  if ('not' in filter)
    return sql<SqlBool>`not coalesce(${compileFilter(entity, filter.not, chosen, clock)}, false)`;
  const parts = ('all' in filter ? filter.all : filter.any).map((part) =>
    compileFilter(entity, part, chosen, clock),
  );
  if (parts.length === 0) return 'all' in filter ? sql<SqlBool>`true` : sql<SqlBool>`false`;
  return sql<SqlBool>`(${sql.join(parts, 'all' in filter ? sql` and ` : sql` or `)})`;
}

function compileCondition(
  entity: Entity,
  condition: Condition,
  chosen: Chosen,
  clock: Clock,
): Expression<SqlBool> {
  const [name, operator, value] = condition;
  const ids = chosen.get(condition);
  if (ids && !Array.isArray(ids)) return ids;
  // Looking for none of the ids, the planner may walk everything in order of the sorting.
  if (ids?.length === 0) return sql<SqlBool>`false`;
  if (ids) return sql<SqlBool>`id = any (${ids}::uuid[])`;
  const field = fieldOf(entity, name);
  if (!field?.filter) {
    const known = entity.fields.filter((each) => each.filter).map((each) => each.name);
    throw new UnusableFilter(
      `There is no field "${name}" to filter by. Use one of: ${known.join(', ')}.`,
    );
  }
  const operators = operatorsOfField(field);
  if (!operators.includes(operator)) {
    throw new UnusableFilter(
      `"${name}" cannot be compared with "${operator}". Use one of: ${operators.join(', ')}.`,
    );
  }
  if (field.many) return comparisonOfMany(field, operator, value);
  const compare = (column: RawBuilder<unknown>, as = operator) =>
    comparison(field, column, as, value, clock);
  return field.matches ? field.matches(operator, compare, value) : compare(field.expression);
}

function comparison(
  field: Field,
  column: RawBuilder<unknown>,
  operator: Operator,
  value: FilterValue | undefined,
  clock: Clock,
): Expression<SqlBool> {
  switch (operator) {
    case 'empty':
      return sql<SqlBool>`${column} is null`;
    case 'not empty':
      return sql<SqlBool>`${column} is not null`;
    case 'is':
      return sql<SqlBool>`${column} = ${parameter(field, value)}`;
    case 'is not':
      return sql<SqlBool>`${column} is distinct from ${parameter(field, value)}`;
    case 'one of': {
      if (!Array.isArray(value)) throw wrongValue(field, 'a list');
      if (value.length === 0) return sql<SqlBool>`false`;
      return sql<SqlBool>`${column} in (${sql.join(value.map((each) => parameter(field, each)))})`;
    }
    case 'contains':
      throw new UnusableFilter(`"${field.name}" cannot be searched for parts of words.`);
    case 'starts with': {
      // A range instead of LIKE: the comparison is leakproof, so the index serves it under the policies.
      const text = textOf(field, value);
      const start = field.startOf?.(text) ?? text;
      return sql<SqlBool>`(${column} >= ${start} and ${column} < ${`${start}\u{10ffff}`})`;
    }
    case 'before':
      return sql<SqlBool>`${column} < ${parameter(field, value)}`;
    case 'after':
      return sql<SqlBool>`${column} > ${parameter(field, value)}`;
    case 'at least':
      return sql<SqlBool>`${column} >= ${parameter(field, value)}`;
    case 'at most':
      return sql<SqlBool>`${column} <= ${parameter(field, value)}`;
    case 'within days':
    case 'next days':
    case 'older than days':
    case 'during':
      return sql<SqlBool>`(${sql.join(
        bounds(field, operator, value, clock).map(
          ([sign, bound]) => sql`${column} ${sign} ${bound}`,
        ),
        sql` and `,
      )})`;
  }
}

/** A value of an array meets a condition; `&&` and `@>` would say it shorter, but they are not leakproof. */
function comparisonOfMany(
  field: Field,
  operator: Operator,
  value: FilterValue | undefined,
): Expression<SqlBool> {
  const column = field.expression;
  const has = (each: FilterValue | undefined) =>
    sql<SqlBool>`${parameter(field, each)} = any (${column})`;
  switch (operator) {
    case 'empty':
      return sql<SqlBool>`${column} = '{}'`;
    case 'not empty':
      return sql<SqlBool>`${column} <> '{}'`;
    case 'is':
      return has(value);
    case 'is not':
      return sql<SqlBool>`${parameter(field, value)} <> all (${column})`;
    case 'one of':
      if (!Array.isArray(value)) throw wrongValue(field, 'a list');
      if (value.length === 0) return sql<SqlBool>`false`;
      return sql<SqlBool>`(${sql.join(value.map(has), sql` or `)})`;
    default:
      throw new UnusableFilter(`"${field.name}" cannot be compared with "${operator}".`);
  }
}

function parameter(field: Field, value: FilterValue | undefined): RawBuilder<unknown> {
  switch (field.type) {
    case 'text':
      return sql`${textOf(field, value)}`;
    case 'tag':
      // However it is written, it is the same tag.
      return sql`${foldForSearch(textOf(field, value))}`;
    case 'choice': {
      // A word of our own list stands in the statement, so that its plan knows how many rows have it.
      const choice = field.choices?.find((each) => each === value);
      return choice === undefined ? sql`${textOf(field, value)}` : sql.lit(choice);
    }
    case 'user':
    case 'party': {
      const id = textOf(field, value);
      if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
        throw wrongValue(field, 'an id');
      return sql`${id}::uuid`;
    }
    case 'number': {
      const { decimals = 0 } = field;
      const scaled = typeof value === 'number' ? Math.round(value * 10 ** decimals) : Number.NaN;
      if (!Number.isSafeInteger(scaled) || Number((value as number).toFixed(decimals)) !== value) {
        throw wrongValue(
          field,
          decimals === 0 ? 'a whole number' : `a number with at most ${decimals} decimals`,
        );
      }
      return sql`${scaled}::bigint`;
    }
    case 'money':
      if (typeof value !== 'number' || !Number.isSafeInteger(value))
        throw wrongValue(field, 'a whole number of minor units');
      return sql`${value}::bigint`;
    case 'boolean':
      if (typeof value !== 'boolean') throw wrongValue(field, 'true or false');
      return sql`${value}`;
    case 'date':
      return sql`${read(field, value, 'a date like 2026-03-14', Temporal.PlainDate.from)}::date`;
    case 'instant':
      return sql`${read(field, value, 'a moment like 2026-03-14T09:00:00Z', readInstant)}::timestamptz`;
  }
}

/** A bare date means its beginning in UTC. */
function readInstant(text: string): Temporal.Instant {
  return Temporal.Instant.from(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00Z` : text);
}

function read(
  field: Field,
  value: FilterValue | undefined,
  wanted: string,
  from: (text: string) => Temporal.PlainDate | Temporal.Instant,
): string {
  try {
    const text = from(textOf(field, value)).toString();
    // Other years are written with a sign and more digits, which no column takes.
    if (/^\d{4}-/.test(text) && !text.startsWith('0000')) return text;
  } catch {
    // Falls through to the refusal.
  }
  throw wrongValue(field, wanted);
}

type RelativeOperator = 'within days' | 'next days' | 'older than days' | 'during';
type Bound = [sign: RawBuilder<unknown>, bound: RawBuilder<unknown>];

/** Where what is told from today begins and ends, by the calendar of whoever asks. */
function bounds(
  field: Field,
  operator: RelativeOperator,
  value: FilterValue | undefined,
  clock: Clock,
): Bound[] {
  const today = todayOf(clock);
  if (operator === 'during') {
    if (!isPeriod(value)) throw wrongValue(field, `one of: ${periods.join(', ')}`);
    const { from, to } = daysOf(value, today);
    return [
      [sql`>=`, beginningOf(field, from, clock)],
      [sql`<`, beginningOf(field, to, clock)],
    ];
  }
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 36_500) {
    throw wrongValue(field, 'a number of days from 0 to 36500');
  }
  const { now } = clock;
  const at = (days: number) =>
    field.type === 'date'
      ? beginningOf(field, today.add({ days }), clock)
      : sql`${now.add({ hours: days * 24 }).toString()}::timestamptz`;
  switch (operator) {
    case 'within days':
      return [[sql`>=`, at(-value)]];
    case 'older than days':
      return [[sql`<`, at(-value)]];
    case 'next days':
      return [
        [sql`>=`, at(0)],
        [sql`<=`, at(value)],
      ];
  }
}

function beginningOf(
  { type }: Field,
  day: Temporal.PlainDate,
  { zone }: Clock,
): RawBuilder<unknown> {
  return type === 'date'
    ? sql`${day.toString()}::date`
    : sql`${day.toZonedDateTime(zone).toInstant().toString()}::timestamptz`;
}

function textOf(field: Field, value: FilterValue | undefined): string {
  if (typeof value !== 'string') throw wrongValue(field, 'a text');
  if (value.includes('\0')) throw wrongValue(field, 'a text without null characters');
  return value.toWellFormed();
}

function wrongValue(field: Field, wanted: string): UnusableFilter {
  return new UnusableFilter(`The value for "${field.name}" must be ${wanted}.`);
}

function likeText(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}
