import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Company, openCompany } from '../../testing/company.ts';
import { within } from './memberships.ts';

/** What belongs to a company among the accounts, though it is reached before anybody knows whose it is. */
const tables = ['api_tokens', 'invitations', 'providers', 'identities'];

let company: Company;
beforeAll(async () => {
  company = await openCompany();
  for (const owner of [company.olga, company.otto]) {
    await owner.post('tokens', { name: 'Sync', scope: 'read' });
    await owner.post('invitations', {
      email: `guest-of-${owner.name}@guest.example`,
      level: 'reader',
    });
    await company.sql(
      `insert into auth.providers (workspace_id, issuer, client_id, secret, domains, newcomers, level)
       values ($1, 'https://login.example', 'rapport', 'sealed', '{kettle.example}', 'refused', 'member')`,
      [owner.workspaceId],
    );
    await company.sql(
      `insert into auth.identities (workspace_id, issuer, subject, user_id, email)
       values ($1, 'https://login.example', 'somebody', $2, '')`,
      [owner.workspaceId, owner.id],
    );
  }
});
afterAll(() => company.close());

test.each(tables)(
  'of auth.%s a company finds its own, whatever a statement forgets to say',
  async (table) => {
    const { database } = company.house.auth;
    const { kettle, teapot } = company.workspaces;
    const all = `select workspace_id from auth.${table}`;
    await database.transaction(async (query) => {
      expect(await query(all)).toHaveLength(2);
      await within(query, kettle);
      expect(await query(all)).toEqual([{ workspace_id: kettle }]);
      // What is asked of workspaces in between does not open the others.
      await company.house.auth.memberships.lockOwners(query, kettle);
      expect(await query(all)).toEqual([{ workspace_id: kettle }]);
      expect(
        await query(`delete from auth.${table} where workspace_id = $1 returning 1`, [teapot]),
      ).toEqual([]);
    });
    const moved = database.transaction(async (query) => {
      await within(query, kettle);
      await query(`update auth.${table} set workspace_id = $1`, [teapot]);
    });
    await expect(moved).rejects.toThrow(/row-level security/);
  },
);
