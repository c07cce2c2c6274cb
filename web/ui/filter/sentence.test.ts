import { fc, test as prop } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { Condition, Filter, Operator } from '../../../shared/platform/filters.ts';
import {
  carriedValue,
  conditionFrom,
  type FilterField,
  fieldOf,
  filterOf,
  forOperator,
  groupOf,
  operatorsOf,
  underName,
  withAdded,
  withBeside,
  withPart,
  withQuantifier,
} from './sentence.ts';

const customer: Condition = ['role', 'is', 'customer'];
const graz: Condition = ['city', 'is', 'Graz'];
const linz: Condition = ['city', 'is', 'Linz'];
const wels: Condition = ['city', 'is', 'Wels'];
const lead: Condition = ['role', 'is', 'lead'];
const city: FilterField = {
  name: 'city',
  label: 'City',
  type: 'text',
  operators: ['is', 'one of', 'contains', 'empty'],
};
const employees: FilterField = {
  name: 'employees',
  label: 'Employees',
  type: 'number',
  operators: ['at least'],
};
const contact: FilterField = {
  name: 'last',
  label: 'Last contact',
  type: 'instant',
  operators: ['within days'],
};

const company: FilterField = {
  name: 'company',
  label: 'Company',
  type: 'party',
  operators: ['is', 'empty'],
  asText: {
    name: 'companyName',
    label: 'Company',
    type: 'text',
    operators: ['is', 'contains', 'empty'],
  },
};

describe('a field that is chosen or written', () => {
  test('stands once among the fields, under either name, with the operators of both', () => {
    const fields = [city, company];
    expect(fieldOf(fields, 'companyName')).toBe(company);
    expect(fieldOf(fields, 'company')).toBe(company);
    expect(fieldOf(fields, 'shoes')).toBeUndefined();
    expect(operatorsOf(company)).toEqual(['is', 'empty', 'contains']);
    expect(operatorsOf(city)).toEqual(city.operators);
  });

  test('is asked for as what its operator takes, and stays what an old filter says', () => {
    const named = (operator: Operator) => forOperator(company, operator).name;
    expect([named('is'), named('empty'), named('contains')]).toEqual([
      'company',
      'company',
      'companyName',
    ]);
    expect(underName(company, 'companyName')).toBe(company.asText);
    expect(conditionFrom(forOperator(company, 'contains'), 'contains', ' Works ')).toEqual([
      'companyName',
      'contains',
      'Works',
    ]);
  });
});

describe('a sentence and its filter', () => {
  const begin = groupOf({ all: [customer, graz] });

  test('customers in Graz', () => {
    const sentence = withAdded(withAdded(groupOf(null), [], customer), [], graz);
    expect(filterOf(sentence)).toEqual({ all: [customer, graz] });
  });

  test('customers in Graz or in Linz, and in Wels too', () => {
    const or = withBeside(begin, [1], linz);
    expect(filterOf(or)).toEqual({ all: [customer, { any: [graz, linz] }] });
    expect(filterOf(withAdded(or, [1], wels))).toEqual({
      all: [customer, { any: [graz, linz, wels] }],
    });
  });

  test('customers in Graz, or leads in Linz', () => {
    const either = groupOf({ any: [customer, lead] });
    const both = withBeside(withBeside(either, [0], graz), [1], linz);
    expect(filterOf(both)).toEqual({ any: [{ all: [customer, graz] }, { all: [lead, linz] }] });
  });

  test('neither in Graz nor in Linz', () => {
    const none = withQuantifier(withBeside(begin, [1], linz), [1], 'none');
    expect(filterOf(none)).toEqual({ all: [customer, { not: { any: [graz, linz] } }] });
    expect(groupOf(filterOf(none))).toEqual(none);
  });

  test('taking out one of two alternatives leaves the other, without brackets', () => {
    const sentence = groupOf({ all: [customer, { any: [graz, linz] }] });
    expect(filterOf(withPart(sentence, [1, 0], null))).toEqual({ all: [customer, linz] });
  });

  test('taking out the last condition leaves everybody', () => {
    expect(filterOf(withPart(groupOf(customer), [0], null))).toBeNull();
  });

  const condition = fc.constantFrom(customer, lead, graz, linz, wels);
  const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      condition,
      fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((all): Filter => ({ all })),
      fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((any): Filter => ({ any })),
      tie('filter').map((not): Filter => ({ not })),
    ),
  }));
  /** What a filter says of somebody of whom some conditions hold. */
  const holds = (one: Filter, facts: readonly Condition[]): boolean => {
    if (Array.isArray(one)) return facts.includes(one);
    if ('not' in one) return !holds(one.not, facts);
    return 'all' in one
      ? one.all.every((part) => holds(part, facts))
      : one.any.some((part) => holds(part, facts));
  };
  prop.prop([filter, fc.subarray([customer, lead, graz, linz, wels])])(
    'every filter is a sentence that says the same',
    (one, facts) => {
      const again = filterOf(groupOf(one));
      expect(again).not.toBeNull();
      if (again) expect(holds(again, facts)).toBe(holds(one, facts));
    },
  );
});

describe('writing a condition', () => {
  test('is not ready before it has a value', () => {
    expect(conditionFrom(city, 'is', '  ')).toBeNull();
    expect(conditionFrom(city, 'empty', null)).toEqual(['city', 'empty']);
  });

  test('several towns are separated by commas', () => {
    expect(conditionFrom(city, 'one of', 'Graz, Linz ,')).toEqual([
      'city',
      'one of',
      ['Graz', 'Linz'],
    ]);
  });

  test('a number must be one, and days are whole', () => {
    expect(conditionFrom(employees, 'at least', '50')).toEqual(['employees', 'at least', 50]);
    expect(conditionFrom(employees, 'at least', 'many')).toBeNull();
    expect(conditionFrom(contact, 'within days', '2.5')).toBeNull();
  });

  test('a value goes along to an operator that takes it', () => {
    expect(carriedValue(city, 'is', 'contains', 'Graz')).toBe('Graz');
    expect(carriedValue(city, 'is', 'one of', 'Graz')).toEqual(['Graz']);
    expect(carriedValue(city, 'is', 'empty', 'Graz')).toBeNull();
  });
});
