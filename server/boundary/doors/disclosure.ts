import { randomUUID } from 'node:crypto';
import type { Colleague, Company } from '../../testing/company.ts';
import type { OtherDoor } from './rule.ts';

async function somebody(by: Colleague): Promise<string> {
  return (await by.post('people', { name: 'Described' })).body.id;
}

async function newPage(by: Colleague): Promise<string> {
  const partyId = await somebody(by);
  return (await by.post('private-pages', { partyId })).body.id;
}

/** Somebody asked by their page to be erased. */
async function newPageAct({ sql }: Company, by: Colleague): Promise<string> {
  const partyId = await somebody(by);
  const id = randomUUID();
  await sql(
    `insert into page_acts (workspace_id, id, audience, party_id, page_id, ticket, kind)
     values ($1, $2, $1, $3, $2, $4, 'erase')`,
    [by.workspaceId, id, partyId, id],
  );
  return id;
}

const settled = { outcome: 'answered' };

/** What a person may see of themselves is shown, and given to them, by whoever sees them and writes. */
export const others: Record<string, OtherDoor> = {
  'GET /api/v1/private-pages': {
    asks: 'reader',
    use: async ({ olga }) => ({ path: `private-pages?party=${await somebody(olga)}` }),
    elsewhere: async ({ otto }) => ({ path: `private-pages?party=${await somebody(otto)}` }),
  },
  'GET /api/v1/private-pages/preview': {
    asks: 'reader',
    use: async ({ olga }) => ({
      path: `private-pages/preview?language=en&party=${await somebody(olga)}`,
    }),
    elsewhere: async ({ otto }) => ({
      path: `private-pages/preview?language=en&party=${await somebody(otto)}`,
    }),
  },
  'POST /api/v1/private-pages': {
    asks: 'member',
    use: async ({ olga }) => ({ path: 'private-pages', body: { partyId: await somebody(olga) } }),
    elsewhere: async ({ otto }) => ({
      path: 'private-pages',
      body: { partyId: await somebody(otto) },
    }),
  },
  'DELETE /api/v1/private-pages/:id': {
    asks: 'member',
    use: async ({ olga }) => ({ path: `private-pages/${await newPage(olga)}` }),
    elsewhere: async ({ otto }) => ({ path: `private-pages/${await newPage(otto)}` }),
  },
  'PUT /api/v1/private-pages/acts/:id': {
    asks: 'member',
    use: async (company) => ({
      path: `private-pages/acts/${await newPageAct(company, company.olga)}`,
      body: settled,
    }),
    elsewhere: async (company) => ({
      path: `private-pages/acts/${await newPageAct(company, company.otto)}`,
      body: settled,
    }),
  },
};
