import { expect, test } from 'vitest';
import { nextId } from './ids.ts';

test('ids grow, also within a millisecond, and none comes twice', () => {
  const ids = Array.from({ length: 50_000 }, nextId);
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(ids.every((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))).toBe(true);
});
