import { expect, test } from 'vitest';
import { nextTry, type Reason } from './retrying.ts';

const first = Temporal.Instant.from('2026-03-01T08:00:00Z');

/** When a server that never takes it is asked, in minutes from the first try. */
function tries(reason: Reason): number[] {
  const minutes = [0];
  for (let now = first; ; ) {
    const next = nextTry(now, { firstTriedAt: first, tries: minutes.length, reason });
    if (!next) return minutes;
    minutes.push(next.since(first).total('minutes'));
    now = next;
  }
}

test('“not now” is asked again twice in the first hour, then ever more seldom, for five days', () => {
  const asked = tries('refused for now');
  expect(asked.slice(0, 6)).toEqual([0, 30, 60, 120, 240, 420]);
  expect(asked.at(-1)).toBeLessThanOrEqual(5 * 24 * 60);
  expect(asked.at(-1)).toBeGreaterThan(4.5 * 24 * 60);
});

test('a server that is away is looked for soon; where somebody has to act it is asked once an hour', () => {
  expect(tries('trouble').slice(0, 7)).toEqual([0, 1, 3, 8, 18, 33, 63]);
  expect(tries('needs somebody').slice(0, 3)).toEqual([0, 60, 120]);
});
