import { describe, expect, test } from 'vitest';
import { companyKey, isCompanyName, legalForm } from './company-names.ts';

describe('two spellings of one company meet', () => {
  test.each([
    ['ACME S.A.', 'Acme SA'],
    ['Müller GmbH & Co. KG', 'Muller'],
    ['Acme, Inc.', 'ACME Incorporated'],
    ['Smith & Sons Ltd.', 'Smith and Sons Limited'],
    ['ООО Ромашка', 'ооо ромашка'],
  ])('%j and %j', (one, other) => expect(companyKey(one)).toBe(companyKey(other)));

  test('a name that is only a legal form keeps it', () => expect(companyKey('AG')).toBe('ag'));
});

test('the legal form is told as written', () => {
  expect(legalForm('Müller GmbH & Co. KG')).toBe('GmbH & Co. KG');
  expect(legalForm('Acme, Inc.')).toBe('Inc.');
  expect(legalForm('Anna Sa')).toBeNull();
  expect(legalForm('Banco SA')).toBe('SA');
});

test('people are not taken for companies', () => {
  for (const name of ['Anna Meier', 'Jo As', 'Maria Sa', "O'Brien"])
    expect(isCompanyName(name), name).toBe(false);
  for (const name of ['Meier GmbH', 'Deutsche Bank', 'University of Oslo', 'ACME LLC']) {
    expect(isCompanyName(name), name).toBe(true);
  }
});
