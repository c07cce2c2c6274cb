import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { resetPassword } from '../platform/auth/commands.ts';
import { Browser, goodPassword } from '../platform/auth/testing.ts';
import {
  addColleague,
  Caller,
  type Colleague,
  type Company,
  openCompany,
} from '../testing/company.ts';
import { origin } from '../testing/installation.ts';
import { listen } from './listening.ts';

/** However somebody’s way in is ended, it is over: for the page, for the live updates, for their programs. */

vi.setConfig({ testTimeout: 60_000 });

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());

/** Somebody everyone sees, of whose changes the live updates tell. */
async function somebodySeen() {
  const { body } = await company.olga.post('people', { name: 'Seen by all' });
  let version = 1;
  return {
    id: body.id,
    async changes(): Promise<void> {
      const change = { topic: 'tag', value: `tag ${version}`, version: version++ };
      const { status } = await company.olga.post(`people/${body.id}/statements`, change);
      expect(status).toBe(201);
    },
  };
}

interface SignedIn {
  who: Colleague;
  laptop: Browser;
  phone: Browser;
}

let newcomers = 0;

async function arrive(): Promise<SignedIn> {
  const { installation, workspaces, house, app } = company;
  const name = `Newcomer${newcomers++}`;
  const who = await addColleague(installation, workspaces.kettle, name, 'member');
  await resetPassword(house.auth, emailOf(who), goodPassword);
  const at = async (device: string) => {
    const browser = new Browser(app as unknown as Hono, { 'User-Agent': device });
    expect((await browser.signIn(emailOf(who), goodPassword)).status).toBe(200);
    return browser;
  };
  return { who, laptop: await at('Laptop'), phone: await at('Phone') };
}

const emailOf = ({ name }: Colleague) => `${name.toLowerCase()}@kettle.example`;
const callerWith = ({ cookie }: Browser) =>
  new Caller(company.installation, { cookie, origin, 'sec-fetch-site': 'same-origin' });

type Device = 'laptop' | 'phone' | 'program';
const devices: Device[] = ['laptop', 'phone', 'program'];
const change = async (who: Colleague, to: object) =>
  expect((await company.olga.patch(`users/${who.id}`, to)).status).toBe(204);
const expire = async ({ id }: Colleague, to: string) => {
  await company.sql(`update auth.sessions set ${to} where user_id = $1`, [id]);
};

const endings: [how: string, end: (of: SignedIn) => Promise<unknown>, ends: Device[]][] = [
  ['signing out', ({ laptop }) => laptop.send('POST', '/sign-out', {}), ['laptop']],
  [
    'ending the phone from the list of devices',
    async ({ laptop }) => {
      const listed = await (await laptop.send('GET', '/list-sessions')).json();
      const { id } = (listed as { userAgent: string; id: string }[]).find(
        ({ userAgent }) => userAgent === 'Phone',
      )!;
      return laptop.send('POST', '/revoke-session', { id });
    },
    ['phone'],
  ],
  [
    'ending all devices but one’s own',
    ({ laptop }) => laptop.send('POST', '/revoke-other-sessions', {}),
    ['phone'],
  ],
  [
    'changing the password',
    ({ laptop }) =>
      laptop.send('POST', '/change-password', {
        currentPassword: goodPassword,
        newPassword: 'mondays like green teapots',
      }),
    ['phone', 'program'],
  ],
  [
    'a new password from whoever runs the server',
    ({ who }) => resetPassword(company.house.auth, emailOf(who), 'seven teapots in a row'),
    devices,
  ],
  ['being shut out', ({ who }) => change(who, { disabled: true }), devices],
  ['getting another access level', ({ who }) => change(who, { level: 'reader' }), devices],
  [
    'a week without use',
    ({ who }) => expire(who, `updated_at = now() - interval '8 days'`),
    ['laptop', 'phone'],
  ],
  ['thirty days', ({ who }) => expire(who, 'expires_at = now()'), ['laptop', 'phone']],
  [
    'taking the token back',
    async ({ laptop }) => {
      const owner = callerWith(laptop);
      const { rows } = (await owner.get<{ rows: { id: string }[] }>('tokens')).body;
      return owner.delete(`tokens/${rows[0]!.id}`);
    },
    ['program'],
  ],
];

// Each waits for a second to pass; they may wait together.
test.concurrent.for(endings)(
  '%s ends what it should within a second, and nothing else',
  async ([, end, ends]) => {
    const of = await arrive();
    const seen = await somebodySeen();
    const ways: Record<Device, Caller> = {
      laptop: callerWith(of.laptop),
      phone: callerWith(of.phone),
      program: await of.who.program('full'),
    };
    const listeners = new Map(
      await Promise.all(
        devices.map(async (device) => [device, await listen(ways[device])] as const),
      ),
    );
    const hears = async (device: Device) =>
      (await listeners.get(device)!.heard()).some(({ id }) => id === seen.id);
    await seen.changes();
    for (const device of devices) expect(await hears(device), device).toBe(true);

    await end(of);
    // What is written past the house, as by a clock that goes on, is believed for half a second.
    const since = performance.now();
    for (const device of ends) {
      await expect.poll(() => statusOf(ways[device]), { timeout: 1_000, interval: 100 }).toBe(401);
    }
    await pause(1_000 - (performance.now() - since));
    await Promise.all(devices.map(hears));
    await seen.changes();
    for (const device of devices) {
      if (ends.includes(device)) {
        expect(await statusOf(ways[device]), device).toBe(401);
        expect(await hears(device), device).toBe(false);
        await listeners.get(device)!.ended;
      } else if (device === 'laptop' && of.laptop.cookie !== ways.laptop.headers.cookie) {
        // The browser in which a password is changed gets a new session in place of the old one.
        expect(await statusOf(ways.laptop)).toBe(401);
        expect(await statusOf(callerWith(of.laptop))).toBe(200);
      } else {
        expect(await statusOf(ways[device]), device).toBe(200);
        expect(await hears(device), device).toBe(true);
      }
    }
  },
);

const statusOf = async (caller: Caller) => (await caller.get('session')).status;
const pause = (milliseconds: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));
