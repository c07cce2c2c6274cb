import { expect, test } from 'vitest';
import {
  asked,
  chosenAmong,
  everybody,
  isNobody,
  nobody,
  sizeOf,
  withChosen,
} from './selection.ts';

const loaded = ['anna', 'ben', 'cid'];

test('all that the filter finds but Ben, who was let go', () => {
  const but = withChosen(everybody, loaded, new Set(['anna', 'cid']));
  expect(chosenAmong(but, [...loaded, 'dea'])).toEqual(new Set(['anna', 'cid', 'dea']));
  expect(sizeOf(but, 1_000)).toBe(999);
  expect(sizeOf(but, undefined)).toBeUndefined();
  expect(asked(but, ['city', 'is', 'Graz'], 'Europe/Vienna')).toEqual({
    filter: ['city', 'is', 'Graz'],
    except: ['ben'],
    zone: 'Europe/Vienna',
  });
  expect(chosenAmong(withChosen(but, loaded, new Set(loaded)), loaded)).toEqual(new Set(loaded));
});

test('letting everybody on the screen go selects nobody', () => {
  expect(isNobody(withChosen(everybody, loaded, new Set()))).toBe(true);
});

test('rows chosen one by one are told one by one', () => {
  const two = withChosen(nobody, loaded, new Set(['anna', 'ben']));
  expect(sizeOf(two, 1_000)).toBe(2);
  expect(asked(two, undefined, 'UTC')).toEqual({ ids: ['anna', 'ben'] });
});
