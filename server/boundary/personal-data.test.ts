import { afterAll, beforeAll, expect, test } from 'vitest';
import { tablesAnsweredFor } from '../identify/privacy/registry.ts';
import { type Installation, openInstallation } from '../testing/installation.ts';

/**
 * Whoever asks what we hold about them, or to be erased, is answered by every room. The schema `auth` holds
 * accounts of colleagues alone, which end in the team, and `jobs` only that there is work, by ids.
 */

let installation: Installation;
beforeAll(async () => {
  installation = await openInstallation();
});
afterAll(() => installation.close());

test('every table is answered for by the room whose it is (registerPersonalData), once', async () => {
  const tables = await installation.sql<{ name: string }>(
    `select relname as name from pg_class
     where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  );
  const answered = tablesAnsweredFor();
  expect(answered.toSorted()).toEqual(tables.map(({ name }) => name).toSorted());
  expect(new Set(answered).size).toBe(answered.length);
});
