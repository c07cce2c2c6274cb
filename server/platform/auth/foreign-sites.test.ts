import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { addToken, addUser } from './commands.ts';
import { Browser, goodPassword, origin, startInstallation } from './testing.ts';

// Every sign-in hashes a password, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

type Installation = Awaited<ReturnType<typeof startInstallation>>;
let house: Installation;
let tab: Browser;
const email = 'ada@kettle.example';

beforeAll(async () => {
  house = await startInstallation();
  await addUser(house.auth, { email, name: 'Ada', company: 'Kettle', password: goodPassword });
  tab = new Browser(house.app);
  await tab.signIn(email, goodPassword);
}, 60_000);
afterAll(() => house.stop());

const changes = [
  '/setup',
  '/sign-in/email',
  '/sign-out',
  '/change-password',
  '/revoke-session',
  '/revoke-other-sessions',
  '/new-devices/known',
  '/sign-in/second-factor',
  '/sign-in/passkey',
  '/sign-in/passkey/options',
  '/passkeys',
  '/passkeys/options',
  '/passkeys/name',
  '/passkeys/removal',
  '/second-factor/begin',
  '/second-factor/confirm',
  '/second-factor/recovery-codes',
  '/second-factor/remove',
  '/invitations/accept',
  '/invitations/look-up',
  '/single-sign-on/begin',
  '/single-sign-on/connect',
];
const foreign: [string, Record<string, string>][] = [
  ['another site', { Origin: 'https://evil.example' }],
  ['a site whose name begins like ours', { Origin: 'http://rapport.example.evil.example' }],
  ['our name on another port', { Origin: 'http://rapport.example:8080' }],
  ['our name with another scheme', { Origin: 'https://rapport.example' }],
  ['a sandboxed frame', { Origin: 'null' }],
  ['a link from elsewhere', { Origin: origin, 'Sec-Fetch-Site': 'cross-site' }],
  ['a sister site', { Origin: origin, 'Sec-Fetch-Site': 'same-site' }],
  ['no origin at all', {}],
];
const mediaTypes = [
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'Application/JSON ; charset=utf-16',
  '',
];

describe('another site that uses a visitor’s cookie', () => {
  test.each(changes)('changes nothing through %s', async (path) => {
    const before = await stored();
    for (const [name, headers] of foreign) {
      for (const mediaType of mediaTypes) {
        const answer = await house.app.request(`/api/auth${path}`, {
          method: 'POST',
          headers: {
            ...headers,
            Cookie: tab.cookie,
            ...(mediaType ? { 'Content-Type': mediaType } : {}),
            'X-HTTP-Method-Override': 'GET',
          },
          body: JSON.stringify({ email, password: goodPassword }),
        });
        expect(answer.status, `${name}, ${mediaType}`).toBe(403);
      }
    }
    expect(await stored()).toEqual(before);
    expect(await tab.who(house.auth)).not.toBeNull();
  });

  test('cannot sign a visitor in either', async () => {
    for (const [, headers] of foreign.filter(([name]) => name !== 'no origin at all')) {
      const answer = await new Browser(house.app, headers).send('POST', '/sign-in/email', {
        email,
        password: goodPassword,
      });
      if (headers.Origin !== origin) expect(answer.status).toBe(403);
    }
  });

  test('is told from the same machine under another of its names', async () => {
    const { app } = house.serve('http://127.0.0.1:3000');
    const at = (Origin: string) => new Browser(app, { Origin }).signIn(email, goodPassword);
    expect((await at('http://localhost:3000')).status).toBe(200);
    expect((await at('http://[::1]:3000')).status).toBe(200);
    for (const Origin of [
      'http://localhost:3001',
      'https://localhost:3000',
      'http://localhost.evil.example:3000',
    ]) {
      expect((await at(Origin)).status, Origin).toBe(403);
    }
    const named = new Browser(house.app, { Origin: 'http://localhost' });
    expect((await named.signIn(email, goodPassword)).status).toBe(403);
  });

  test('a program with a token needs no origin', async () => {
    const { token } = await addToken(house.auth, { email, name: 'Sync' });
    const answer = await house.app.request('/api/auth/sign-out', {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: '{}',
    });
    expect(answer.status).not.toBe(403);
  });

  test('sees no permission to read across sites', async () => {
    const answer = await tab.send('GET', '/get-session', undefined, {
      Origin: 'https://evil.example',
    });
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual(
      [],
    );
  });
});

describe('a door', () => {
  test.each([
    ['POST', '/sign-up/email'],
    ['POST', '/update-user'],
    ['POST', '/delete-user'],
    ['POST', '/change-email'],
    ['POST', '/request-password-reset'],
    ['POST', '/sign-in/social'],
    ['POST', '/verify-password'],
    ['GET', '/list-accounts'],
    ['GET', '/ok'],
    ['GET', '/error'],
    ['GET', '/sign-in/email'],
    ['GET', '/sign-out'],
    ['POST', '/get-session'],
    ['POST', '/sign-in/email/'],
    ['POST', '/sign-up%2femail'],
  ])('that Rapport does not use does not exist: %s %s', async (method, path) => {
    expect((await tab.send(method, path, method === 'POST' ? {} : undefined)).status).toBe(404);
  });

  test('takes JSON and nothing else', async () => {
    for (const mediaType of mediaTypes.slice(1)) {
      const answer = await house.app.request('/api/auth/sign-in/email', {
        method: 'POST',
        headers: { Origin: origin, 'Content-Type': mediaType },
        body: 'email=ada@kettle.example',
      });
      expect(answer.status, mediaType).toBe(415);
    }
  });

  test('refuses fields it does not know, and bodies beyond measure', async () => {
    const more = {
      email,
      password: goodPassword,
      callbackURL: 'https://evil.example',
      userId: 'x',
    };
    expect((await new Browser(house.app).send('POST', '/sign-in/email', more)).status).toBe(400);
    const large = { email, password: 'x'.repeat(20_000) };
    expect((await new Browser(house.app).send('POST', '/sign-in/email', large)).status).toBe(413);
  });

  test('never repeats a forged host', async () => {
    const answer = await tab.send('GET', '/get-session', undefined, {
      Host: 'evil.example',
      'X-Forwarded-Host': 'evil.example',
      'X-Forwarded-Proto': 'https',
      Forwarded: 'host=evil.example',
    });
    expect(answer.status).toBe(200);
    expect(JSON.stringify([...answer.headers]) + (await answer.text())).not.toContain(
      'evil.example',
    );
  });
});

describe('every answer', () => {
  test.each([200, 403, 404, 415])(
    'with status %i carries the headers that contain a fault',
    async (status) => {
      const answer = await {
        200: () => tab.send('GET', '/get-session'),
        403: () => tab.send('POST', '/sign-out', {}, { Origin: 'https://evil.example' }),
        404: () => tab.send('GET', '/nothing'),
        415: () => tab.send('POST', '/sign-in/email'),
      }[status]!();
      expect(answer.status).toBe(status);
      const policy = answer.headers.get('Content-Security-Policy') ?? '';
      expect(policy).toMatch(/default-src 'none'; script-src 'self'; style-src 'self';/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|\*/);
      expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(answer.headers.get('Cache-Control')).toContain('no-store');
      expect(answer.headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
      expect(answer.headers.get('Strict-Transport-Security')).toBeNull();
    },
  );

  test('asks for https from then on where there is https', async () => {
    const { app } = house.serve('https://crm.example');
    const answer = await app.request('/api/auth/get-session');
    expect(answer.headers.get('Strict-Transport-Security')).toMatch(/max-age=31536000/);
  });
});

async function stored(): Promise<unknown[]> {
  const { query } = house.auth.database;
  return Promise.all([
    query('select * from auth.users order by id'),
    query('select * from auth.accounts order by id'),
    query('select id, token from auth.sessions order by id'),
    query('select * from auth.rate_limits order by key'),
  ]);
}
