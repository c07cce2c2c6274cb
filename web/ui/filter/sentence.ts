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
  /** For `user`, `party` and `tag`: finds them by text. */
  search?: (text: string) => Promise<readonly Choice[]>;
  /** The same as text, for operators that a reference does not know: "company contains Works". */
  asText?: FilterField;
}

/** The field that a condition speaks of, and what it is called there. */
export function fieldOf(
  fields: readonly FilterField[],
  name: string | null | undefined,
): FilterField | undefined {
  return fields.find((one) => one.name === name || one.asText?.name === name);
}

/** The field under the name that a condition has for it: as it is, or as text. */
export function underName(field: FilterField, name: string): FilterField {
  return field.asText?.name === name ? field.asText : field;
}

/** The field as an operator takes it. */
export function forOperator(field: FilterField, operator: Operator | undefined): FilterField {
  return !field.asText || !operator || field.operators.includes(operator) ? field : field.asText;
}

/** All operators of a field, those that take it as text after its own. */
export function operatorsOf({ operators, asText }: FilterField): Operator[] {
  return [...new Set([...operators, ...(asText?.operators ?? [])])];
}

/** How the parts of a group belong together. */
export const quantifiers = ['all', 'any', 'none', 'not all'] as const;
export type Quantifier = (typeof quantifiers)[number];

/** The sentence as it is read: conditions and groups of them, in brackets. Every filter is one. */
export interface Group {
  quantifier: Quantifier;
  parts: Part[];
}
export type Part = Condition | Group;

/** Where a part stands: its place in the sentence, in the group there, and so on inwards. */
export type Path = readonly number[];

/** The sentence that says this filter. */
export function groupOf(filter: Filter | null): Group {
  if (filter === null) return { quantifier: 'all', parts: [] };
  const part = partOf(filter);
  return isCondition(part) ? { quantifier: 'all', parts: [part] } : part;
}

function partOf(filter: Filter): Part {
  if (Array.isArray(filter)) return filter;
  if ('all' in filter) return { quantifier: 'all', parts: filter.all.map(partOf) };
  if ('any' in filter) return { quantifier: 'any', parts: filter.any.map(partOf) };
  const inner = partOf(filter.not);
  if (isCondition(inner)) return { quantifier: 'none', parts: [inner] };
  return { quantifier: opposite[inner.quantifier], parts: inner.parts };
}

const opposite: Record<Quantifier, Quantifier> = {
  all: 'not all',
  any: 'none',
  none: 'any',
  'not all': 'all',
};

export function isCondition(part: Part | Filter): part is Condition {
  return Array.isArray(part);
}

/** The filter that the sentence says, or null for one without conditions. */
export function filterOf(sentence: Group): Filter | null {
  const filter = filterOfGroup(sentence);
  if (filter === null) return null;
  return Array.isArray(filter) ? { all: [filter] } : filter;
}

function filterOfGroup({ quantifier, parts }: Group): Filter | null {
  const all = parts
    .map((part) => (isCondition(part) ? part : filterOfGroup(part)))
    .filter((part) => part !== null);
  if (all.length === 0) return null;
  switch (quantifier) {
    case 'all':
      return { all };
    case 'any':
      return { any: all };
    case 'none':
      return { not: { any: all } };
    case 'not all':
      return { not: { all } };
  }
}

/** Whether one of its parts is enough for, or against, a group: then its parts are joined by "or". */
export function isOr(quantifier: Quantifier): boolean {
  return quantifier === 'any' || quantifier === 'none';
}

/** The sentence with one part replaced, or taken out where none is given. */
export function withPart(sentence: Group, path: Path, part: Part | null): Group {
  return changed(sentence, path, () => part);
}

/** The sentence with one more part at the end of a group. */
export function withAdded(sentence: Group, path: Path, part: Part): Group {
  return changed(sentence, path, (group) =>
    isCondition(group) ? group : { ...group, parts: [...group.parts, part] },
  );
}

/** A condition gets a second one beside it: "or" where its neighbours are joined by "and", and the other way round. */
export function withBeside(sentence: Group, path: Path, condition: Condition): Group {
  const around = partAt(sentence, path.slice(0, -1));
  const quantifier = !isCondition(around) && isOr(around.quantifier) ? 'all' : 'any';
  return changed(sentence, path, (part) => ({ quantifier, parts: [part, condition] }));
}

export function withQuantifier(sentence: Group, path: Path, quantifier: Quantifier): Group {
  return changed(sentence, path, (group) =>
    isCondition(group) ? group : { ...group, quantifier },
  );
}

function partAt(sentence: Part, path: Path): Part {
  const [first, ...rest] = path;
  if (first === undefined || isCondition(sentence)) return sentence;
  const part = sentence.parts[first];
  return part ? partAt(part, rest) : sentence;
}

function changed(sentence: Group, path: Path, change: (part: Part) => Part | null): Group {
  const result = changedPart(sentence, path, change);
  if (result === null) return { quantifier: 'all', parts: [] };
  return isCondition(result) ? { quantifier: 'all', parts: [result] } : result;
}

function changedPart(part: Part, path: Path, change: (part: Part) => Part | null): Part | null {
  const [first, ...rest] = path;
  if (first === undefined) return change(part);
  if (isCondition(part)) return part;
  const parts = part.parts
    .map((one, at) => (at === first ? changedPart(one, rest, change) : one))
    .filter((one) => one !== null)
    .map(tidied);
  return parts.length === 0 ? null : { ...part, parts };
}

/** Brackets around a single part say nothing. */
function tidied(part: Part): Part {
  if (isCondition(part) || part.parts.length > 1) return part;
  const [only] = part.parts;
  return only && (part.quantifier === 'all' || part.quantifier === 'any') ? only : part;
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
  | 'period'
  | 'tag'
  | 'tags'
  | 'yesNo'
  | 'reference'
  | 'references';

export function valueInput(type: FieldType, operator: Operator): ValueInput {
  if (!needsValue(operator)) return 'none';
  if (operator === 'during') return 'period';
  if (operator === 'within days' || operator === 'next days' || operator === 'older than days')
    return 'days';
  const several = operator === 'one of';
  switch (type) {
    case 'choice':
      return several ? 'choices' : 'choice';
    case 'user':
    case 'party':
      return several ? 'references' : 'reference';
    case 'tag':
      return several ? 'tags' : 'tag';
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
  const one = {
    texts: 'text',
    choices: 'choice',
    references: 'reference',
    tags: 'tag',
  } as const;
  if (after in one && one[after as keyof typeof one] === before)
    return typeof value === 'string' && value !== '' ? [value] : null;
  if (before in one && one[before as keyof typeof one] === after)
    return Array.isArray(value) ? (value[0] ?? null) : value;
  return null;
}
