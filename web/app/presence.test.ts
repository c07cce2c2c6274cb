import { expect, test } from 'vitest';
import { goneAfter, Presences } from './presence.ts';

test('whoever opens a record is seen until they leave it', () => {
  const presences = new Presences();
  let told = 0;
  presences.listen(() => told++);
  expect(presences.hear('anna', 'max', true)).toBe(true);
  expect(presences.hear('anna', 'max', true)).toBe(false);
  presences.hear('anna', 'nora', true);
  expect(presences.at('anna')).toEqual(['max', 'nora']);
  expect(presences.at('anna')).toBe(presences.at('anna'));
  presences.hear('anna', 'max', false);
  expect(presences.at('anna')).toEqual(['nora']);
  expect(presences.at('ben')).toEqual([]);
  expect(told).toBe(3);
});

test('whoever was not heard of for long is gone, whatever became of their browser', () => {
  const presences = new Presences();
  presences.hear('anna', 'max', true, 0);
  presences.hear('anna', 'nora', true, 60_000);
  presences.sweep(goneAfter + 1);
  expect(presences.at('anna')).toEqual(['nora']);
});
