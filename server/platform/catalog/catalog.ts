import type { Expression, RawBuilder, SqlBool } from 'kysely';
import {
  type EntityView,
  type FieldType,
  type FieldView,
  operatorsOf,
} from '../../../shared/platform/catalog.ts';
import type { FilterValue, Operator } from '../../../shared/platform/filters.ts';
import type { Transaction } from '../access/actor.ts';

/**
 * Each entity states its fields once. Lists, filters, sorting, exports and the API read this and nobody
 * writes a second list; custom fields join as further rows of the same shape.
 */
export interface Field {
  name: string;
  type: FieldType;
  /** A column or expression over the entity's table, of a type whose comparison is leakproof. */
  expression: RawBuilder<unknown>;
  choices?: readonly string[];
  /** The expression is an array, and a condition is met by any of its values. */
  many?: boolean;
  filter: boolean;
  sort?: Sort;
  editable?: boolean;
  /** The operators it knows, where these are not all of its type. */
  operators?: readonly Operator[];
  /** How screens speak of a field of the company's own. */
  shown?: Omit<FieldView, 'name' | 'type' | 'operators' | 'choices' | 'sortable' | 'editable'>;
  /** Digits of a number behind the point; its column holds it as a whole number of the smallest of them. */
  decimals?: number;
  /** Fields that are rows of another table say how a condition on them is met. */
  matches?: (
    operator: Operator,
    compare: Comparison,
    value: FilterValue | undefined,
  ) => Expression<SqlBool>;
  /** How the column that "starts with" compares would write a beginning. */
  startOf?: (text: string) => string;
  /**
   * The column whose words "contains" looks for. No index serves that under a policy, so the id-choosing
   * role finds the ids first, by the entity's search text.
   */
  words?: string;
  /** The same for words that do not stand in the entity's own table. */
  containing?: (pattern: string) => Expression<SqlBool>;
}

/** Entities as they are for an actor: with the fields of the company's own that they see. */
export type EntityOf = (transaction: Transaction) => Promise<Entity>;

/** The condition's value, by its operator or another one, applied to another column. */
export type Comparison = (column: RawBuilder<unknown>, as?: Operator) => Expression<SqlBool>;

export interface Sort {
  expression: RawBuilder<unknown>;
  /** What the expression holds, where that is not what the field holds. */
  type?: FieldType;
  /** Where rows without a value stand when ascending, as in the index; absent when there are none. */
  nulls?: 'first' | 'last';
  /** Values that are rows of another table are walked there, and whoever has none comes last. */
  rows?: SortedRows;
}

/** A table with the values of a field, in the order of an index on the value and the row it belongs to. */
export interface SortedRows {
  table: string;
  /** The table's columns with the value and with the id of the row it belongs to. */
  value: string;
  id: string;
  /** Which of its rows are values of the field. */
  where: Expression<SqlBool>;
}

export interface Entity {
  name: EntityView['name'];
  table: 'parties';
  /** What makes a row of the table one of this entity. */
  base: Expression<SqlBool>;
  fields: Field[];
}

export function fieldOf(entity: Entity, name: string): Field | undefined {
  return entity.fields.find((field) => field.name === name);
}

export function viewEntity(entity: Entity): EntityView {
  return { name: entity.name, fields: entity.fields.map(viewField) };
}

function viewField(field: Field): FieldView {
  return {
    name: field.name,
    type: field.type,
    operators: field.filter ? [...operatorsOfField(field)] : [],
    ...(field.choices ? { choices: [...field.choices] } : {}),
    sortable: field.sort !== undefined,
    editable: field.editable ?? false,
    ...field.shown,
  };
}

export function operatorsOfField({ type, operators }: Field): readonly Operator[] {
  return operators ?? operatorsOf[type];
}
