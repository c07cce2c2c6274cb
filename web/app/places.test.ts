import { expect, test } from 'vitest';
import { placeOf } from './places.ts';

test('an address belongs to the nearest place that contains it', () => {
  expect(placeOf('/settings')).toBe('/settings');
  expect(placeOf('/settings/team')).toBe('/settings');
  expect(placeOf('/settings/import')).toBe('/settings/import');
  expect(placeOf('/settings/import/0199')).toBe('/settings/import');
  expect(placeOf('/people/0199')).toBe('/people');
  expect(placeOf('/peoples')).toBeUndefined();
});
