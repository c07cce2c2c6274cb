import type { FieldType } from '../../../shared/platform/catalog.ts';
import type { Condition, Filter, FilterValue, Operator } from '../../../shared/platform/filters.ts';
import type { Choice } from '../Field.tsx';

/** A field the sentence may speak of: the catalog's, with the words people read. */
export interface FilterField {
  name: string;
  label: string;
  type: FieldType;
  operators: readonly Operator[];
  /** For `money`: the digits of its currency behind the point. */
  digits?: number;
  /** For `choice`: all of them, named. */
  choices?: readonly Choice[];
  /** For `user` and `party`: finds them by text. */
  search?: (text: string) => Promise<readonly Choice[]>;
}

/**
 * One part of the sentence. All parts hold together; within a part one condition is enough.
 * What the sentence cannot say (a `not`, a deeper tree, as a program may have made it) is kept whole.
 */
export type Part = { anyOf: Condition[] } | { beyondWords: Filter };

/** The parts of the sentence that says this filter. */
export function partsOf(filter: Filter | null): Part[] {
  if (filter === null) return [];
  if (!isCondition(filter) && 'all' in filter) return filter.all.map(partOf);
  return [partOf(filter)];
}

function partOf(filter: Filter): Part {
  if (isCondition(filter)) return { anyOf: [filter] };
  if ('any' in filter && filter.any.length > 0 && filter.any.every(isCondition))
    return { anyOf: filter.any };
  return { beyondWords: filter };
}

function isCondition(filter: Filter): filter is Condition {
  return Array.isArray(filter);
}

/** The filter that the parts say, or null for a sentence without conditions. */
export function filterOf(parts: readonly Part[]): Filter | null {
  const all = parts.flatMap((part): Filter[] => {
    if ('beyondWords' in part) return [part.beyondWords];
    const [only, ...more] = part.anyOf;
    if (!only) return [];
    return more.length === 0 ? [only] : [{ any: part.anyOf }];
  });
  return all.length === 0 ? null : { all };
}

/** Where a condition stands: in which part, and where within it. */
export interface Place {
  part: number;
  at: number;
}

/** The sentence with one condition replaced, or taken out where none is given. */
export function withCondition(
  parts: readonly Part[],
  place: Place,
  condition: Condition | null,
): Part[] {
  return parts.flatMap((part, index): Part[] => {
    if (index !== place.part) return [part];
    if ('beyondWords' in part) return condition ? [{ anyOf: [condition] }] : [];
    const anyOf = part.anyOf.flatMap((old, at) =>
      at === place.at ? (condition ? [condition] : []) : [old],
    );
    return anyOf.length === 0 ? [] : [{ anyOf }];
  });
}

/** The sentence with one more condition, as a part of its own or as an alternative within one. */
export function withAdded(parts: readonly Part[], condition: Condition, orWith?: number): Part[] {
  if (orWith === undefined) return [...parts, { anyOf: [condition] }];
  return parts.map((part, index) =>
    index === orWith && 'anyOf' in part ? { anyOf: [...part.anyOf, condition] } : part,
  );
}

/** Operators that say all by themselves. */
export function needsValue(operator: Operator): boolean {
  return operator !== 'empty' && operator !== 'not empty';
}

/** What kind of box takes the value of an operator on a field. */
export type ValueInput =
  | 'none'
  | 'text'
  | 'texts'
  | 'choice'
  | 'choices'
  | 'date'
  | 'number'
  /** Shown in whole units of the currency, sent in its smallest. */
  | 'amount'
  | 'days'
  | 'yesNo'
  | 'reference'
  | 'references';

export function valueInput(type: FieldType, operator: Operator): ValueInput {
  if (!needsValue(operator)) return 'none';
  if (operator === 'within days' || operator === 'older than days') return 'days';
  const several = operator === 'one of';
  switch (type) {
    case 'choice':
      return several ? 'choices' : 'choice';
    case 'user':
    case 'party':
      return several ? 'references' : 'reference';
    case 'date':
    case 'instant':
      return 'date';
    case 'number':
      return 'number';
    case 'money':
      return 'amount';
    case 'boolean':
      return 'yesNo';
    case 'text':
      return several ? 'texts' : 'text';
  }
}

/** The condition as written so far, or null while something is missing. */
export function conditionFrom(
  field: FilterField,
  operator: Operator,
  value: FilterValue | null,
): Condition | null {
  if (!needsValue(operator)) return [field.name, operator];
  const input = valueInput(field.type, operator);
  if (input === 'yesNo') return [field.name, operator, value ?? true];
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return null;
  if (input === 'amount') {
    const amount = Math.round(Number(value) * 10 ** (field.digits ?? 2));
    return Number.isSafeInteger(amount) ? [field.name, operator, amount] : null;
  }
  if (input === 'number' || input === 'days') {
    const number = Number(value);
    return Number.isFinite(number) &&
      (input === 'number' || (Number.isInteger(number) && number >= 0))
      ? [field.name, operator, number]
      : null;
  }
  if (input === 'texts' && typeof value === 'string') {
    const texts = value
      .split(',')
      .map((text) => text.trim())
      .filter(Boolean);
    return texts.length === 0 ? null : [field.name, operator, texts];
  }
  if (typeof value === 'string' && input === 'text')
    return value.trim() === '' ? null : [field.name, operator, value.trim()];
  return [field.name, operator, value];
}

/** The value of a condition as its box shows it. */
export function writtenValue(
  { type, digits = 2 }: FilterField,
  [, , value]: Condition,
): FilterValue | null {
  if (value === undefined) return null;
  return type === 'money' && typeof value === 'number' ? value / 10 ** digits : value;
}

/** The value to start from when the operator changes: the same where it still fits. */
export function carriedValue(
  field: FilterField,
  from: Operator,
  to: Operator,
  value: FilterValue | null,
): FilterValue | null {
  const before = valueInput(field.type, from);
  const after = valueInput(field.type, to);
  if (before === after) return value;
  const one = { texts: 'text', choices: 'choice', references: 'reference' } as const;
  if (after in one && one[after as keyof typeof one] === before)
    return typeof value === 'string' && value !== '' ? [value] : null;
  if (before in one && one[before as keyof typeof one] === after)
    return Array.isArray(value) ? (value[0] ?? null) : value;
  return null;
}
