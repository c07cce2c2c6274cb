import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { OwnFieldType } from '../../../shared/identify/field-rules.ts';
import type { OwnField } from '../../../shared/identify/fields.ts';
import type { FieldType } from '../../../shared/platform/catalog.ts';
import type { Operator } from '../../../shared/platform/filters.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { Field } from '../../platform/catalog/catalog.ts';
import { mayEditField } from './fields.ts';

type Column = 'text_value' | 'sort_value' | 'number_value' | 'date_value' | 'reference';

/** The catalog's type of each, the column that is compared, and the one in whose order a list can stand. */
const kinds: Record<OwnFieldType, { type: FieldType; column: Column; sort?: Column }> = {
  text: { type: 'text', column: 'text_value', sort: 'sort_value' },
  longText: { type: 'text', column: 'text_value' },
  web: { type: 'text', column: 'text_value', sort: 'sort_value' },
  number: { type: 'number', column: 'number_value', sort: 'number_value' },
  money: { type: 'money', column: 'number_value', sort: 'number_value' },
  date: { type: 'date', column: 'date_value', sort: 'date_value' },
  boolean: { type: 'boolean', column: 'number_value', sort: 'number_value' },
  choice: { type: 'choice', column: 'text_value', sort: 'number_value' },
  choices: { type: 'choice', column: 'text_value' },
  person: { type: 'party', column: 'reference' },
  company: { type: 'party', column: 'reference' },
  user: { type: 'user', column: 'reference' },
};

const operators: Partial<Record<OwnFieldType, readonly Operator[]>> = {
  longText: ['contains', 'empty', 'not empty'],
  boolean: ['is', 'empty', 'not empty'],
};

/** A field of the company's own as lists, filters, sorting, imports and exports know every field. */
export function catalogField(transaction: Transaction, own: OwnField): Field {
  const { type, column, sort } = kinds[own.type];
  const { choices = [], decimals, currency, default: assumed } = own.settings;
  const retired = choices.filter((choice) => choice.retired).map(({ key }) => key);
  const ref = (name: Column | 'search_text') => sql.ref(`party_values.${name}`);
  const ofField = sql<SqlBool>`party_values.workspace_id = ${transaction.actor.workspaceId}
    and party_values.field_id = ${own.id}`;
  const having = (condition: Expression<SqlBool>) => sql<SqlBool>`exists (select from party_values
    where ${ofField} and party_values.party_id = parties.id and ${condition})`;
  const valueIn = (name: Column) => sql`(select ${ref(name)} from party_values
    where ${ofField} and party_values.party_id = parties.id and party_values.ordinal = 0)`;
  return {
    name: own.name,
    type,
    expression: valueIn(column),
    filter: true,
    editable: mayEditField(transaction, own),
    ...(type === 'choice' ? { choices: choices.map(({ key }) => key) } : {}),
    ...(operators[own.type] ? { operators: operators[own.type]! } : {}),
    ...(own.type === 'number' && decimals ? { decimals } : {}),
    ...(sort
      ? {
          sort: {
            expression: valueIn(sort),
            rows: { table: 'party_values', value: sort, id: 'party_id', where: ofField },
          },
        }
      : {}),
    ...(own.type === 'text' || own.type === 'web' ? { startOf: foldForSearch } : {}),
    matches: (operator, compare) => {
      // A list of values has no gap: whoever has no row has no value.
      if (operator === 'empty') return sql<SqlBool>`not ${having(sql<SqlBool>`true`)}`;
      if (operator === 'not empty') return having(sql<SqlBool>`true`);
      if (operator === 'is not') {
        return sql<SqlBool>`not ${having(sql<SqlBool>`not (${compare(ref(column))})`)}`;
      }
      const compared = operator === 'starts with' ? ref('sort_value') : ref(column);
      return having(compare(comparable(own.type, compared)));
    },
    ...(type === 'text'
      ? { containing: (pattern) => having(sql<SqlBool>`${ref('search_text')} like ${pattern}`) }
      : {}),
    shown: {
      own: own.id,
      label: own.label,
      ...(own.help ? { help: own.help } : {}),
      ...(own.type === 'choices' ? { many: true } : {}),
      ...(own.type === 'longText' ? { format: 'long' as const } : {}),
      ...(own.type === 'web' ? { format: 'web' as const } : {}),
      ...(own.type === 'number' ? { decimals: decimals ?? 0 } : {}),
      ...(currency ? { currency } : {}),
      ...(own.type === 'person' || own.type === 'company' ? { party: own.type } : {}),
      ...(type === 'choice'
        ? {
            choiceLabels: Object.fromEntries(choices.map(({ key, label }) => [key, label])),
            ...(retired.length > 0 ? { retiredChoices: retired } : {}),
          }
        : {}),
      ...(own.asked ? { asked: true } : {}),
      ...(assumed === undefined ? {} : { default: assumed }),
    },
  };
}

/** Yes and no are kept as 1 and 0, in whose order a list can stand. */
function comparable(type: OwnFieldType, column: RawBuilder<unknown>): RawBuilder<unknown> {
  return type === 'boolean' ? sql`(${column} = 1)` : column;
}
