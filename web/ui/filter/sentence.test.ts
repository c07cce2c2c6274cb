import { fc, test as prop } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { Condition, Filter } from '../../../shared/platform/filters.ts';
import {
  carriedValue,
  conditionFrom,
  type FilterField,
  filterOf,
  partsOf,
  withAdded,
  withCondition,
} from './sentence.ts';

const customer: Condition = ['role', 'is', 'customer'];
const graz: Condition = ['city', 'is', 'Graz'];
const linz: Condition = ['city', 'is', 'Linz'];
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

describe('a sentence and its filter', () => {
  test('customers in Graz', () => {
    expect(filterOf(withAdded(withAdded([], customer), graz))).toEqual({ all: [customer, graz] });
  });

  test('customers in Graz or in Linz', () => {
    const parts = withAdded(withAdded([], customer), graz);
    expect(filterOf(withAdded(parts, linz, 1))).toEqual({ all: [customer, { any: [graz, linz] }] });
  });

  test('taking out one of two alternatives leaves the other', () => {
    const parts = partsOf({ all: [customer, { any: [graz, linz] }] });
    expect(filterOf(withCondition(parts, { part: 1, at: 0 }, null))).toEqual({
      all: [customer, linz],
    });
  });

  test('taking out the last condition leaves everybody', () => {
    expect(
      filterOf(withCondition(partsOf({ all: [customer] }), { part: 0, at: 0 }, null)),
    ).toBeNull();
  });

  test('what no sentence says survives the edit of its neighbour', () => {
    const not: Filter = { not: { any: [graz, { all: [linz] }] } };
    const parts = partsOf({ all: [not, customer] });
    expect(filterOf(withCondition(parts, { part: 1, at: 0 }, graz))).toEqual({ all: [not, graz] });
  });

  const condition = fc.constantFrom(customer, graz, linz);
  prop.prop([
    fc.array(
      fc.oneof(
        condition,
        fc.array(condition, { minLength: 2, maxLength: 4 }).map((any) => ({ any })),
      ),
      { minLength: 1 },
    ),
  ])('reading a sentence back gives the same filter', (all) => {
    expect(filterOf(partsOf({ all }))).toEqual({ all });
  });
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
