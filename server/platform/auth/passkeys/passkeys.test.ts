import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { addUser } from '../commands.ts';
import { Browser, goodPassword, origin, startInstallation } from '../testing.ts';
import { TestDevice } from './device.ts';
import { relyingParty } from './relying-party.ts';

// Every sign-in hashes a password, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

let house: Awaited<ReturnType<typeof startInstallation>>;
beforeAll(async () => {
  house = await startInstallation();
  await addUser(house.auth, {
    email: 'olga@kettle.example',
    name: 'Olga',
    company: 'Kettle',
    password: goodPassword,
  });
}, 60_000);
afterAll(() => house.stop());
beforeEach(() => house.auth.database.query('delete from auth.rate_limits'));

let people = 0;
async function arrive() {
  const email = `person${people++}@kettle.example`;
  await addUser(house.auth, { email, name: 'Pia', level: 'member', password: goodPassword });
  const tab = new Browser(house.app);
  await tab.signIn(email, goodPassword);
  const { userId } = (await tab.who(house.auth))!;
  return { email, tab, userId };
}

async function add(tab: Browser, device: TestDevice, name = 'Phone') {
  const { ticket, options } = await (await tab.send('POST', '/passkeys/options', {})).json();
  const response = device.make(options.challenge);
  return tab.send('POST', '/passkeys', { ticket, name, response });
}
async function withPasskey() {
  const person = await arrive();
  const device = new TestDevice(origin);
  expect((await add(person.tab, device)).status).toBe(200);
  return { ...person, device };
}
async function signIn(device: TestDevice, tab = new Browser(house.app)) {
  const begun = await tab.send('POST', '/sign-in/passkey/options', {});
  const { ticket, options } = await begun.json();
  const response = device.use(options.challenge);
  const answer = await tab.send('POST', '/sign-in/passkey', { ticket, response });
  return { tab, ticket, response, answer };
}

describe('a passkey', () => {
  test('is asked for by name of our address, kept on the device, and with finger, face or PIN', async () => {
    const { tab, email } = await arrive();
    const { options } = await (await tab.send('POST', '/passkeys/options', {})).json();
    expect(options).toMatchObject({
      rp: { id: 'rapport.example', name: 'Kettle' },
      user: { name: email, displayName: 'Pia' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    const begun = await tab.send('POST', '/sign-in/passkey/options', {});
    expect((await begun.json()).options).toMatchObject({
      rpId: 'rapport.example',
      userVerification: 'required',
    });
  });

  test('opens the account without an address typed, and counts as more than a password', async () => {
    const { device, userId, tab: before } = await withPasskey();
    const { tab, answer } = await signIn(device);
    expect(answer.status).toBe(200);
    expect(await tab.who(house.auth)).toMatchObject({ userId, method: 'passkey' });
    expect(await before.who(house.auth)).toMatchObject({ method: 'passkey' });
    const { rows } = await (await tab.send('GET', '/passkeys')).json();
    expect(rows).toMatchObject([
      { name: 'Phone', isSynced: false, lastUsedAt: expect.any(String) },
    ]);
  });

  test('there may be several, each with a name, each removed alone', async () => {
    const { tab, device, userId } = await withPasskey();
    const stick = new TestDevice(origin);
    await add(tab, stick, 'Stick');
    const rows = async () => (await (await tab.send('GET', '/passkeys')).json()).rows;
    const [first, second] = await rows();
    expect([first.name, second.name]).toEqual(['Stick', 'Phone']);
    await tab.send('POST', '/passkeys/name', { id: first.id, name: 'Blue stick' });
    expect((await rows())[0]).toMatchObject({ name: 'Blue stick' });
    await house.auth.database.query(
      `update auth.sessions set created_at = now() - interval '1 hour' where user_id = $1`,
      [userId],
    );
    const bare = await tab.send('POST', '/passkeys/removal', { id: first.id });
    expect(await bare.json()).toMatchObject({ code: 'proof.required' });
    const proof = { password: goodPassword };
    await tab.send('POST', '/passkeys/removal', { id: first.id, proof });
    expect((await signIn(stick)).answer.status).toBe(401);
    expect((await signIn(device)).answer.status).toBe(200);
  });

  test('of somebody else is neither seen, renamed nor removed', async () => {
    const { tab } = await withPasskey();
    const { tab: mallory } = await arrive();
    const { rows } = await (await tab.send('GET', '/passkeys')).json();
    expect((await (await mallory.send('GET', '/passkeys')).json()).rows).toEqual([]);
    const { id } = rows[0];
    for (const [path, body] of [
      ['/passkeys/name', { id, name: 'Mine' }],
      ['/passkeys/removal', { id }],
    ] as const) {
      expect((await mallory.send('POST', path, body)).status).toBe(404);
    }
    expect((await (await tab.send('GET', '/passkeys')).json()).rows).toEqual(rows);
  });
});

describe('what is no passkey of ours', () => {
  test.each<[string, (device: TestDevice) => TestDevice]>([
    ['made for another site', ({ rpId }) => new TestDevice('https://evil.example', rpId)],
    ['of another party', ({ origin }) => new TestDevice(origin, 'evil.example')],
    [
      'without finger, face or PIN',
      (device) => {
        device.verifies = false;
        return device;
      },
    ],
  ])('%s, is not added', async (_, change) => {
    const { tab } = await arrive();
    const answer = await add(tab, change(new TestDevice(origin)));
    expect(await answer.json()).toMatchObject({ code: 'passkey.not-made' });
  });

  test('does not sign in: unknown, unverified, copied, answered twice, or for an older question', async () => {
    const { device } = await withPasskey();
    const refused = async (attempt: Promise<{ answer: Response }>) =>
      expect(await (await attempt).answer.json()).toMatchObject({ code: 'passkey.refused' });
    await refused(signIn(new TestDevice(origin)));
    device.verifies = false;
    await refused(signIn(device));
    device.verifies = true;
    const once = await signIn(device);
    expect(once.answer.status).toBe(200);
    const again = new Browser(house.app);
    await refused(
      again
        .send('POST', '/sign-in/passkey', { ticket: once.ticket, response: once.response })
        .then((answer) => ({ answer })),
    );
    device.counter = 0;
    await refused(signIn(device));
    const forged = `${'A'.repeat(43)}.${Date.now() + 60_000}.${'B'.repeat(43)}`;
    device.counter = 50;
    const response = device.use(Buffer.from(forged).toString('base64url'));
    await refused(
      again
        .send('POST', '/sign-in/passkey', { ticket: forged, response })
        .then((answer) => ({ answer })),
    );
  });

  test('a question for one person is not answered by another', async () => {
    const { tab } = await arrive();
    const { tab: mallory } = await arrive();
    const { ticket, options } = await (await tab.send('POST', '/passkeys/options', {})).json();
    const response = new TestDevice(origin).make(options.challenge);
    const answer = await mallory.send('POST', '/passkeys', { ticket, name: 'Mine', response });
    expect(await answer.json()).toMatchObject({ code: 'passkey.not-made' });
  });

  test('nonsense is refused, counts against its source, and is no fault of ours', async () => {
    const tab = new Browser(house.app);
    const { ticket } = await (await tab.send('POST', '/sign-in/passkey/options', {})).json();
    for (const response of [{ id: 'x' }, { id: 'x', response: 7, rawId: null }]) {
      expect((await tab.send('POST', '/sign-in/passkey', { ticket, response })).status).toBe(401);
    }
    const seen: Record<number, number> = {};
    for (let guess = 0; guess < 110; guess++) {
      const { status } = await tab.send('POST', '/sign-in/passkey', {
        ticket,
        response: { id: 'x' },
      });
      seen[status] = (seen[status] ?? 0) + 1;
    }
    expect(seen).toEqual({ 401: 98, 429: 12 });
  });

  test('an account that was shut stays shut', async () => {
    const { device, userId } = await withPasskey();
    await house.auth.database.query('update auth.users set disabled_at = now() where id = $1', [
      userId,
    ]);
    expect((await signIn(device)).answer.status).toBe(401);
  });
});

test.each([
  ['https://crm.example.com', 'crm.example.com', ['https://crm.example.com']],
  [
    'http://127.0.0.1:3000',
    'localhost',
    ['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'],
  ],
])('under %s passkeys belong to %s', (url, id, origins) => {
  expect(relyingParty(url)).toEqual({ id, origins });
});
