import { randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asActor, systemActor } from '../../platform/access/actor.ts';
import { insertRows } from '../../platform/database/bulk.ts';
import { type Company, openCompany } from '../../testing/company.ts';

let company: Company;
let ada: string;

beforeAll(async () => {
  company = await openCompany();
  ada = (await company.olga.post('people', { name: 'Ada Wren', emails: ['ada@sails.example'] }))
    .body.id;
});
afterAll(() => company.close());

const partsOf = (id: string) =>
  company.sql<{ audience: string }>(
    `select audience from statements where party_id = $1
     union all select audience from party_emails where party_id = $1`,
    [id],
  );

const stateAbout = (partyId: string, audience: string) =>
  asActor(company.house.db, systemActor(company.workspaces.kettle), ({ db, actor }) =>
    insertRows(db, 'statements', [
      {
        workspace_id: actor.workspaceId,
        id: randomUUIDv7(),
        party_id: partyId,
        audience,
        topic: 'note',
        value: 'x',
        value_key: 'x',
        basis: 'seen',
        source: { kind: 'seed' },
        stated_at: Temporal.Now.instant(),
      },
    ]),
  );

test('a statement about nobody is refused by the database', async () => {
  await expect(stateAbout(randomUUIDv7(), company.workspaces.kettle)).rejects.toThrow(
    /does not exist/,
  );
});

test('a statement never has another audience than its party', async () => {
  await expect(stateAbout(ada, company.olga.id)).rejects.toThrow(/another audience/);
});

test('the parts of a party follow it when it becomes private', async () => {
  await company.olga.patch(`people/${ada}`, { visibility: 'private', version: 1 });
  const parts = await partsOf(ada);
  expect(parts.length).toBeGreaterThan(1);
  expect(new Set(parts.map(({ audience }) => audience))).toEqual(new Set([company.olga.id]));
});

test('the parts of a party go with it', async () => {
  await company.sql('delete from parties where id = $1', [ada]);
  expect(await partsOf(ada)).toEqual([]);
});
