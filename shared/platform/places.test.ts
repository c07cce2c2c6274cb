import { expect, test } from 'vitest';
import { countryCodes, countryOfZone, placeOf } from './places.ts';

test('countries are those that people live in', () => {
  const codes = countryCodes();
  expect(codes.length).toBeGreaterThan(240);
  expect(codes).toEqual(expect.arrayContaining(['AT', 'GB', 'XK', 'TW']));
  expect(codes).not.toEqual(expect.arrayContaining(['EU']));
});

test.each([
  ['Europe/Vienna', 'AT'],
  ['America/Argentina/Ushuaia', 'AR'],
  ['Asia/Kolkata', 'IN'],
  ['Asia/Calcutta', 'IN'],
  ['UTC', undefined],
])('clocks of %s hang in %s', (zone, country) => {
  expect(countryOfZone(zone)).toBe(country);
});

test('where a machine stands is told by its clock, and only else by its language', () => {
  const traveller = { zone: 'Europe/Vienna', languages: ['en-US', 'de'] };
  expect(placeOf(traveller)).toEqual({ country: 'AT', zone: 'Europe/Vienna' });
  expect(placeOf({ zone: 'UTC', languages: ['de', 'fr-CH'] }).country).toBe('CH');
  expect(placeOf({ zone: 'UTC', languages: ['de'] }).country).toBeUndefined();
});
