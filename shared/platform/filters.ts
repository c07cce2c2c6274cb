import { z } from 'zod';

/**
 * The one filter language: a small tree, validated against the catalog, compiled to parameterised SQL.
 * Lists, saved views, segments, bulk edits, exports and the API all speak it.
 *
 *   { "all": [ ["role", "is", "customer"], { "any": [ ["city", "is", "Graz"], ["city", "empty"] ] } ] }
 */
export const operators = [
  'is',
  'is not',
  'one of',
  'contains',
  'starts with',
  'before',
  'after',
  'at least',
  'at most',
  'older than days',
  'within days',
  'next days',
  'during',
  'empty',
  'not empty',
] as const;
export type Operator = (typeof operators)[number];

export type FilterValue = string | number | boolean | string[];
export type Condition =
  | [field: string, operator: Operator]
  | [field: string, operator: Operator, value: FilterValue];
export type Filter = { all: Filter[] } | { any: Filter[] } | { not: Filter } | Condition;

const Value = z.union([
  z.string().max(500),
  z.number(),
  z.boolean(),
  z.array(z.string().max(500)).max(200),
]);
const FieldName = z.string().min(1).max(100);
const ConditionShape = z.union([
  z.tuple([FieldName, z.enum(operators)]),
  z.tuple([FieldName, z.enum(operators), Value]),
]);

/** Deeper or longer trees than these are refused: no sentence a person reads is that long. */
export const filterLimits = { depth: 5, conditions: 50 } as const;

const level = (depth: number): z.ZodType<Filter> =>
  depth === 0
    ? ConditionShape
    : z.union([
        ConditionShape,
        z.strictObject({
          all: z.array(z.lazy(() => level(depth - 1))).max(filterLimits.conditions),
        }),
        z.strictObject({
          any: z.array(z.lazy(() => level(depth - 1))).max(filterLimits.conditions),
        }),
        z.strictObject({ not: z.lazy(() => level(depth - 1)) }),
      ]);

export const Filter = level(filterLimits.depth);

/** The filter tree as JSON, as it stands in addresses. */
export const FilterText = z
  .string()
  .max(20_000)
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue('The filter is not JSON. Write it like ["city", "is", "Graz"].');
      return z.NEVER;
    }
  })
  .pipe(Filter);

export function conditionsOf(filter: Filter): Condition[] {
  if (Array.isArray(filter)) return [filter];
  if ('not' in filter) return conditionsOf(filter.not);
  return ('all' in filter ? filter.all : filter.any).flatMap(conditionsOf);
}
