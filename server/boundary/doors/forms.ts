import { randomUUID } from 'node:crypto';
import type { Colleague, Company } from '../../testing/company.ts';
import type { OtherDoor } from './rule.ts';

const someForm = {
  title: 'Contact us',
  fields: [{ kind: 'email', required: true }],
};

async function newForm(by: Colleague): Promise<string> {
  const { body } = await by.post('forms', someForm);
  return body.id;
}

/** Something that looks like a machine's and waits for a decision. */
async function newDoubtful({ sql }: Company, by: Colleague): Promise<string> {
  const formId = await newForm(by);
  const id = randomUUID();
  const answers = { values: { email: `ada@${id}.example` }, agreed: [] };
  await sql(
    `insert into form_submissions (workspace_id, id, form_id, audience, ticket, content_hash, state, answers)
     values ($1, $2, $3, $1, $4, $4, 'doubtful', $5)`,
    [by.workspaceId, id, formId, id, JSON.stringify(answers)],
  );
  return id;
}

const one = (method: string, rest: string, sent: { query?: string; body?: object } = {}) => {
  const to = (id: string) => ({
    path: `forms/${id}${rest}${sent.query ?? ''}`,
    ...(sent.body ? { body: sent.body } : {}),
  });
  return {
    [`${method} /api/v1/forms/:id${rest}`]: {
      asks: 'manager',
      use: async ({ olga }) => to(await newForm(olga)),
      elsewhere: async ({ otto }) => to(await newForm(otto)),
    },
  } satisfies Record<string, OtherDoor>;
};

const answer = (method: string, rest: string) =>
  ({
    [`${method} /api/v1/forms/answers/:id${rest}`]: {
      asks: 'manager',
      use: async (company) => ({
        path: `forms/answers/${await newDoubtful(company, company.olga)}${rest}`,
      }),
      elsewhere: async (company) => ({
        path: `forms/answers/${await newDoubtful(company, company.otto)}${rest}`,
      }),
    },
  }) satisfies Record<string, OtherDoor>;

/** Forms are the owners’ and managers’ matter; what customers bought is told by whoever writes here. */
export const others: Record<string, OtherDoor> = {
  'GET /api/v1/forms': { asks: 'manager', use: () => ({ path: 'forms' }) },
  'POST /api/v1/forms': { asks: 'manager', use: () => ({ path: 'forms', body: someForm }) },
  'POST /api/v1/orders': {
    asks: 'member',
    use: () => ({
      path: 'orders',
      body: {
        order: randomUUID(),
        at: '2026-03-02T09:00:00Z',
        amount: 84500,
        currency: 'EUR',
        customer: { email: `${randomUUID()}@berg.example` },
      },
    }),
  },
  ...one('PATCH', '', { body: { paused: true, version: 1 } }),
  ...one('DELETE', '', { query: '?version=1' }),
  ...one('GET', '/doubtful'),
  ...answer('POST', '/admission'),
  ...answer('DELETE', ''),
};
