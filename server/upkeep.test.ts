import { existsSync, mkdirSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { checkInvariants } from './invariants.ts';
import { type Company, openCompany } from './testing/company.ts';
import { keepUp } from './upkeep.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company?.close());

test('a role that has ended is no longer shown as present', async () => {
  const { max, sql, house } = company;
  const { body } = await max.post('people', {
    name: 'Lea',
    roles: [{ role: 'lead' }, { role: 'customer' }],
  });
  // Time passes.
  await sql(
    `update statements set value = value || '{"to": "2026-01-31"}' where topic = 'role' and value_key = 'lead'`,
  );
  await sql(`update party_roles set to_date = current_date - 3 where role = 'lead'`);
  await keepUp(house);
  const [lea] = await sql<{ roles: string[] }>('select roles from parties where id = $1', [
    body.id,
  ]);
  expect(lea?.roles).toEqual(['customer']);
});

test('what was put into the trash is gone after thirty days, and only that', async () => {
  const { max, sql, house } = company;
  const make = async (name: string) => {
    const { body } = await max.post('people', { name, emails: [`${name}@trash.example`] });
    const { body: note } = await max.post('activities', {
      kind: 'note',
      partyIds: [body.id],
      text: `about ${name}`,
    });
    await max.delete(`activities/${note.id}?version=1`);
    await max.delete(`people/${body.id}?version=1`);
    return [body.id, note.id];
  };
  const old = await make('old');
  const recent = await make('recent');
  for (const table of ['parties', 'activities']) {
    await sql(`update ${table} set trashed_at = now() - interval '31 days' where id = any ($1)`, [
      old,
    ]);
  }
  await keepUp(house);
  const left = await sql<{ id: string }>(
    `select id from parties where trashed_at is not null union select id from activities where trashed_at is not null`,
  );
  expect(left.map(({ id }) => id).sort()).toEqual([...recent].sort());
  const [told] = await sql<{ count: number }>(
    `select count(*)::integer as count from events where verb = 'purged'`,
  );
  expect(told?.count).toBe(2);
  expect(
    (await checkInvariants(house.db, company.workspaces.kettle)).filter(({ count }) => count > 0),
  ).toEqual([]);
});

test('a company stays in the trash while somebody is said to work there', async () => {
  const { max, sql, house } = company;
  await max.post('people', { name: 'Pia', affiliation: { companyName: 'Trashed Ltd' } });
  await sql(
    `update parties set trashed_at = now() - interval '31 days' where name = 'Trashed Ltd'`,
  );
  await keepUp(house);
  expect(await sql(`select id from parties where name = 'Trashed Ltd'`)).toHaveLength(1);
});

test('answers to repeated requests are forgotten after a week', async () => {
  const { max, sql, house } = company;
  for (const key of ['old-key', 'new-key']) {
    await max.send('POST', 'people', { body: { name: key }, headers: { 'idempotency-key': key } });
  }
  await sql(
    `update idempotency_keys set created_at = now() - interval '8 days' where key = 'old-key'`,
  );
  await keepUp(house);
  expect(await sql('select key from idempotency_keys')).toEqual([{ key: 'new-key' }]);
});

test('files that nothing names any more leave the disk after a day', async () => {
  const { house, workspaces } = company;
  const bytes = new TextEncoder().encode('forgotten');
  const sha256 = await house.files.put(workspaces.kettle, bytes);
  const orphan = house.files.uploads('01990000-0000-7000-8000-000000000000');
  mkdirSync(orphan, { recursive: true });
  const file = house.files.pathOf(workspaces.kettle, sha256);
  await keepUp(house);
  expect(existsSync(file) && existsSync(orphan)).toBe(true);

  const twoDaysAgo = Temporal.Now.instant().epochMilliseconds / 1_000 - 2 * 86_400;
  for (const each of [file, orphan]) utimesSync(each, twoDaysAgo, twoDaysAgo);
  // Whoever brings the same content meanwhile keeps it.
  await house.files.put(workspaces.kettle, bytes);
  await keepUp(house);
  expect(existsSync(file)).toBe(true);
  expect(existsSync(orphan)).toBe(false);

  utimesSync(file, twoDaysAgo, twoDaysAgo);
  await keepUp(house);
  expect(existsSync(file)).toBe(false);
  expect(existsSync(path.dirname(orphan))).toBe(true);
});
