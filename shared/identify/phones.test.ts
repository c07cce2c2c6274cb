import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import { expect, test } from 'vitest';
import { formatPhone, parsePhone, phoneDigits } from './phones.ts';

test('a mobile number of every country is understood', () => {
  for (const [country, national] of Object.entries(examples)) {
    const phone = parsePhone(String(national), country);
    expect(phone, country).toMatchObject({ valid: true });
    expect(phone.value).toMatch(/^\+\d{6,15}$/);
  }
});

test.each([
  ['+49 30 901820', undefined, '+4930901820'],
  ['0049 30 901820', undefined, '+4930901820'],
  ['+49 (0) 30 901820', undefined, '+4930901820'],
  ['030 / 90 18 20', 'DE', '+4930901820'],
  ["'+49 30 901820", undefined, '+4930901820'],
  ['(213) 373-4253', 'US', '+12133734253'],
  ['tel:+1-418-656-9254', undefined, '+14186569254'],
])('%j dialled from %s is %s', (written, country, value) => {
  expect(parsePhone(written, country)).toMatchObject({ value, valid: true });
});

test('an extension is told apart', () => {
  expect(parsePhone('+1 213 373 4253 ext. 102')).toMatchObject({
    value: '+12133734253',
    extension: '102',
  });
});

test('what is no number is kept as written', () => {
  expect(parsePhone('ask Anna', 'DE')).toEqual({
    value: 'ask Anna',
    raw: 'ask Anna',
    valid: false,
  });
  expect(parsePhone('0301234')).toMatchObject({ valid: false, value: '0301234' });
});

test('digits of any script are digits for search', () => {
  expect(phoneDigits('+49 (30) 12')).toBe('493012');
  expect(phoneDigits('٠١٢٣')).toBe('0123');
  expect(phoneDigits('１２')).toBe('12');
});

test('a number is shown the way its reader knows it', () => {
  expect(formatPhone('+4930901820', 'DE')).toBe('030 901820');
  expect(formatPhone('+4930901820', 'US')).toBe('+49 30 901820');
});
