import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LiveUpdates, quietTime } from './live.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function open(...keys: string[][]) {
  const client = new QueryClient();
  for (const key of keys) client.setQueryData(key, 'shown');
  const stale = () =>
    keys.filter((key) => client.getQueryState(key)?.isInvalidated).map((key) => key.join(' '));
  return { updates: new LiveUpdates(client), stale };
}

test('a colleague changes Anna: her page and the list are asked for again, companies are not', () => {
  const { updates, stale } = open(
    ['people', 'customers'],
    ['person', 'anna'],
    ['companies'],
    ['timeline', 'anna'],
  );
  updates.hear({ subject: 'person', id: 'anna', verb: 'renamed' });
  expect(stale()).toEqual([]);
  vi.advanceTimersByTime(quietTime);
  expect(stale()).toEqual(['people customers', 'person anna', 'timeline anna']);
});

test('an import of thousands is told once a second', () => {
  const { updates, stale } = open(['imports']);
  for (let row = 0; row < 5000; row += 1)
    updates.hear({ subject: 'import', id: 'x', verb: 'advanced' });
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(quietTime);
  expect(stale()).toEqual(['imports']);
});
