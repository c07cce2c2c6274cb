import { expect, test } from 'vitest';
import { readListAddress } from './address.ts';

test('a list is its address: customers in Graz, the latest contact first', () => {
  const filter = { all: [['role', 'is', 'customer'], { any: [['city', 'is', 'Graz']] }] };
  expect(readListAddress({ filter, sort: '-lastContact', peek: 'anna' })).toEqual({
    filter,
    sort: '-lastContact',
    peek: 'anna',
  });
});

test('what somebody typed into the address by mistake opens the plain list', () => {
  for (const filter of [5, 'city', { all: 5 }, { all: [5] }, [1, 2], ['city', 'is', {}], null])
    expect(readListAddress({ filter, sort: 'name; drop', peek: 7 })).toEqual({});
});
