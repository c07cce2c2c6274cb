import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { client, IdentityProvider } from '../../../testing/identity-provider.ts';
import { allowedHosts } from '../../egress/destination.ts';
import { openEgress } from '../../egress/egress.ts';
import { openProviders, ProviderProblem, tryProvider } from './provider.ts';
import { callback } from './testing.ts';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function doorTo(...hosts: string[]) {
  const egress = openEgress({
    allowed: allowedHosts(hosts),
    limits: { milliseconds: 500, bytes: 100_000 },
  });
  opened.push(() => egress.close());
  return egress;
}

const of = (host: string, secret = client.secret) => ({
  issuer: `http://${host}`,
  clientId: client.id,
  secret,
});

async function problemOf(asked: Promise<unknown>): Promise<Partial<ProviderProblem>> {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ProviderProblem);
  const { problem, told, host } = error as ProviderProblem;
  return { problem, told, host };
}

/** What a provider says of itself, with one thing changed. */
const described =
  (change: object): RequestListener =>
  ({ headers, url }, answer) => {
    const issuer = `http://${headers.host}`;
    answer.setHeader('content-type', 'application/json');
    if (url?.endsWith('/openid-configuration')) {
      const usual = {
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        code_challenge_methods_supported: ['S256'],
      };
      answer.end(JSON.stringify({ ...usual, ...change }));
    } else answer.writeHead(404).end('{}');
  };

describe('a test of the connection', () => {
  let provider: IdentityProvider;
  beforeAll(async () => {
    provider = await IdentityProvider.start([callback]);
    return () => provider.close();
  });

  test('finds nothing wrong where nothing is', async () => {
    await tryProvider(doorTo(provider.host), of(provider.host), callback);
  });

  test('tells a wrong secret and an unknown client', async () => {
    const egress = doorTo(provider.host);
    for (const wrong of [
      of(provider.host, 'wrong'),
      { ...of(provider.host), clientId: 'somebody else' },
    ]) {
      const problem = await problemOf(tryProvider(egress, wrong, callback));
      expect(problem).toMatchObject({ problem: 'client refused', host: provider.host });
    }
  });

  test('tells what is in its way', async () => {
    const egress = doorTo();
    const ask = (issuer: string) => problemOf(tryProvider(egress, { ...of(''), issuer }, callback));
    expect(await ask('https://10.0.0.1')).toMatchObject({ problem: 'private' });
    expect(await ask('https://[::1]')).toMatchObject({ problem: 'private' });
    expect(await ask('http://login.example')).toMatchObject({ problem: 'address' });
    expect(await ask('https://login.example:8443')).toMatchObject({ problem: 'port' });
    expect(await ask(`http://${provider.host}`)).toMatchObject({ problem: 'address' });
  });

  test.each<[string, RequestListener, object]>([
    ['a page', (_, to) => to.end('<h1>Welcome</h1>'), { problem: 'not a provider' }],
    ['nothing', (_, to) => to.writeHead(404).end(), { problem: 'not a provider' }],
    [
      'an error of its own',
      (_, to) => to.writeHead(500, { 'content-type': 'application/json' }).end('{}'),
      { problem: 'not a provider' },
    ],
    [
      'another address',
      (_, to) => to.writeHead(301, { location: 'https://login.example/' }).end(),
      { problem: 'moved' },
    ],
    [
      'another name',
      described({ issuer: 'https://login.example' }),
      { problem: 'other issuer', told: 'https://login.example' },
    ],
    [
      'another name that is none',
      described({ issuer: 'the contents of a file inside' }),
      { told: null },
    ],
    [
      'no way to sign in',
      described({ authorization_endpoint: undefined }),
      { problem: 'incomplete' },
    ],
    [
      'a way that runs in the browser',
      described({ authorization_endpoint: 'javascript:alert(1)' }),
      { problem: 'incomplete' },
    ],
    ['no tokens', described({ token_endpoint: undefined }), { problem: 'incomplete' }],
    ['no codes', described({ response_types_supported: ['token'] }), { problem: 'incomplete' }],
    [
      'no PKCE worth it',
      described({ code_challenge_methods_supported: ['plain'] }),
      { problem: 'incomplete' },
    ],
    ['no keys', described({}), { problem: 'no keys' }],
    ['nothing for long', () => {}, { problem: 'too slow' }],
    [
      'without end',
      (_, to) => to.setHeader('content-type', 'application/json').end('x'.repeat(200_000)),
      { problem: 'too large' },
    ],
  ])('tells a host that answers with %s', async (_, listener, expected) => {
    const host = await serve(listener);
    expect(await problemOf(tryProvider(doorTo(host), of(host), callback))).toMatchObject(expected);
  });

  test('does not follow the description into the network', async () => {
    let asked = 0;
    const inside = await serve((_, to) => {
      asked++;
      to.end('{"keys":[{}]}');
    });
    for (const endpoint of ['jwks_uri', 'token_endpoint']) {
      const outside = await serve(described({ [endpoint]: `http://${inside}/` }));
      const problem = await problemOf(tryProvider(doorTo(outside), of(outside), callback));
      expect(['address', 'no keys']).toContain(problem.problem);
    }
    expect(asked).toBe(0);
  });
});

describe('a provider', () => {
  test('is read once for all who come, and anew when its settings change', async () => {
    let asked = 0;
    const usual = described({});
    const host = await serve((request, to) => {
      asked++;
      usual(request, to);
    });
    const providers = openProviders(doorTo(host));
    await Promise.all([providers('kettle', of(host)), providers('kettle', of(host))]);
    expect(asked).toBe(1);
    await providers('kettle', of(host, 'a new secret'));
    expect(asked).toBe(2);
  });

  test('that does not answer is not asked by everybody who tries meanwhile', async () => {
    let asked = 0;
    const host = await serve((_, to) => {
      asked++;
      to.writeHead(500).end();
    });
    const providers = openProviders(doorTo(host));
    for (let tries = 0; tries < 5; tries++)
      await expect(providers('kettle', of(host))).rejects.toThrow(ProviderProblem);
    expect(asked).toBe(1);
  });
});
