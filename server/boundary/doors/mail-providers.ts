import type { Colleague } from '../../testing/company.ts';
import type { OtherDoor } from './rule.ts';

const someProvider = () => ({
  kind: 'other',
  name: 'Post',
  clientId: 'rapport',
  secret: 'known to nobody',
  authorizationEndpoint: 'https://login.post.example/authorize',
  tokenEndpoint: 'https://login.post.example/token',
  scopes: ['mail', 'offline_access'],
});

const newProvider = async (by: Colleague) =>
  (await by.post('mail-providers', someProvider())).body.id;

/** A mailbox of somebody's own that opens by the sign-in of a provider. */
async function newConnection(owner: Colleague, asker: Colleague): Promise<string> {
  const by = asker.level === 'reader' ? owner : asker;
  const { body } = await by.post('connections', {
    kind: 'imap',
    name: 'Mailbox',
    visibility: 'everyone',
    settings: {
      address: `${crypto.randomUUID()}@kettle.example`,
      host: 'imap.post.example',
      port: 993,
      encryption: 'tls',
      user: 'team@kettle.example',
      signIn: await newProvider(owner),
    },
  });
  return body.id;
}

export const others: Record<string, OtherDoor> = {
  'GET /api/v1/mail-providers': { asks: 'reader', use: () => ({ path: 'mail-providers' }) },
  'POST /api/v1/mail-providers': {
    asks: 'owner',
    use: () => ({ path: 'mail-providers', body: someProvider() }),
    answers: 201,
  },
  'PATCH /api/v1/mail-providers/:id': {
    asks: 'owner',
    use: async ({ olga }) => ({
      path: `mail-providers/${await newProvider(olga)}`,
      body: { version: 1, clientId: 'another' },
    }),
    elsewhere: async ({ otto }) => ({
      path: `mail-providers/${await newProvider(otto)}`,
      body: { version: 1, clientId: 'another' },
    }),
  },
  'DELETE /api/v1/mail-providers/:id': {
    asks: 'owner',
    use: async ({ olga }) => ({ path: `mail-providers/${await newProvider(olga)}?version=1` }),
    elsewhere: async ({ otto }) => ({
      path: `mail-providers/${await newProvider(otto)}?version=1`,
    }),
  },
  'POST /api/v1/connections/:id/sign-in': {
    asks: 'member',
    use: async ({ olga }, asker) => ({
      path: `connections/${await newConnection(olga, asker)}/sign-in`,
    }),
    elsewhere: async ({ otto }) => ({
      path: `connections/${await newConnection(otto, otto)}/sign-in`,
    }),
  },
  'POST /api/v1/connections/sign-in': {
    asks: 'member',
    // Nobody set out, so that nothing is what comes back.
    use: () => ({ path: 'connections/sign-in', body: { query: '?code=any&state=none' } }),
    answers: 409,
  },
};
