import { createHash, randomUUIDv7 } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { insertAccount } from './accounts.ts';
import { addToken, addUser, unlockUser } from './commands.ts';
import { inviteUser } from './invitations.ts';
import { hashPassword } from './passwords.ts';
import { Browser, goodPassword, startInstallation } from './testing.ts';

// Every sign-in hashes a password, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

type Installation = Awaited<ReturnType<typeof startInstallation>>;
let house: Installation;

const email = 'ada@kettle.example';
const account = (address: string) =>
  `account:${createHash('sha256').update(address).digest('base64url')}`;
/** The whole series in `test:long`; in `npm test` it begins shortly before its end. */
const thorough = Boolean(process.env.RAPPORT_TEST_LONG);
let lastHost = 0;

/** A browser somewhere else on the internet, behind the proxy that the installation trusts. */
const elsewhere = () => from(`198.51.${Math.floor(lastHost / 250)}.${(lastHost++ % 250) + 1}`);
const from = (address: string) =>
  new Browser(
    { request: (path, init) => house.app.request(path, init, behindProxy) } as typeof house.app,
    {
      'X-Forwarded-For': address,
    },
  );
const behindProxy = {
  incoming: { socket: { remoteAddress: '10.0.0.7', remotePort: 1, remoteFamily: 'IPv4' } },
};

const age = (key: string, minutes: number) =>
  house.auth.database.query(
    'update auth.rate_limits set window_ends_at = window_ends_at - make_interval(mins => $2) where key = $1',
    [key, minutes],
  );
const forgive = () => house.auth.database.query('delete from auth.rate_limits');

async function statuses(
  times: number,
  send: () => Promise<Response>,
): Promise<Record<number, number>> {
  const seen: Record<number, number> = {};
  for (let i = 0; i < times; i++) {
    const { status } = await send();
    seen[status] = (seen[status] ?? 0) + 1;
  }
  return seen;
}

beforeAll(async () => {
  house = await startInstallation();
  await addUser(house.auth, { email, name: 'Ada', company: 'Kettle', password: goodPassword });
}, 60_000);
afterAll(() => house.stop());

describe('guessing a password', () => {
  test('stops after ten tries, wherever they come from, and even the right one then waits', async () => {
    await forgive();
    expect(await statuses(14, () => elsewhere().signIn(email, 'wrong wrong wrong'))).toEqual({
      401: 10,
      429: 4,
    });
    const answer = await elsewhere().signIn(email, goodPassword);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(14 * 60);
    expect(await answer.json()).toMatchObject({ code: 'sign-in.too-many-tries' });
    expect(house.alerts).toContainEqual(expect.objectContaining({ kind: 'account' }));
  });

  test('is no faster by trying all at once', async () => {
    await forgive();
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => elsewhere().signIn(email, 'wrong wrong wrong')),
    );
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(10);
  });

  test('goes on being counted by another server after a restart', async () => {
    await forgive();
    await statuses(10, () => elsewhere().signIn(email, 'wrong wrong wrong'));
    const restarted = new Browser(house.serve().app);
    expect((await restarted.signIn(email, goodPassword)).status).toBe(429);
  });

  test('no quarter of an hour sees more than ten tries', async () => {
    await forgive();
    await statuses(10, () => elsewhere().signIn(email, 'wrong wrong wrong'));
    await age(account(email), 14);
    expect((await elsewhere().signIn(email, 'wrong wrong wrong')).status).toBe(429);
    await age(account(email), 1);
    expect((await elsewhere().signIn(email, 'wrong wrong wrong')).status).toBe(401);
  });

  test('a hundred wrong ones in a row need somebody to look; waiting no longer helps', async () => {
    await forgive();
    const rounds = thorough ? 11 : 3;
    const already = (11 - rounds) * 10;
    let letThrough = 0;
    await elsewhere().signIn(email, 'wrong wrong wrong');
    await house.auth.database.query(
      'update auth.rate_limits set in_a_row = $2, count = 0 where key = $1',
      [account(email), already],
    );
    for (let round = 0; round < rounds; round++) {
      const seen = await statuses(10, () => elsewhere().signIn(email, 'wrong wrong wrong'));
      letThrough += seen[401] ?? 0;
      await age(account(email), 15);
    }
    expect(letThrough).toBe(100 - already);
    const locked = await elsewhere().signIn(email, goodPassword);
    expect(await locked.json()).toMatchObject({ code: 'sign-in.locked' });
    expect(house.alerts).toContainEqual(expect.objectContaining({ kind: 'locked' }));
    await house.auth.sweep();
    expect((await elsewhere().signIn(email, goodPassword)).status).toBe(429);
    await unlockUser(house.auth, email);
    expect((await elsewhere().signIn(email, goodPassword)).status).toBe(200);
  }, 60_000);

  test('a success wipes the mistypes before it', async () => {
    await forgive();
    for (let day = 0; day < 2; day++) {
      await statuses(9, () => elsewhere().signIn(email, 'wrong wrong wrong'));
      expect((await elsewhere().signIn(email, goodPassword)).status).toBe(200);
    }
  });

  test('across many accounts stops at the source, whatever it writes into X-Forwarded-For', async () => {
    await forgive();
    const already = thorough ? 0 : 80;
    const passing = 100 - already;
    for (let failed = 0; failed < already; failed++)
      await house.auth.limits.failed('2001:db8:7:7::/64');
    let guess = 0;
    const refused = thorough ? 900 : 50;
    const spray = await statuses(passing + refused, () => {
      guess++;
      // A client may write what it likes; the proxy appends the address it really saw.
      return from(`203.0.113.${guess % 200}, 2001:db8:7:7:${guess.toString(16)}::1`).signIn(
        `somebody${guess}@kettle.example`,
        'wrong wrong wrong',
      );
    });
    expect(spray).toEqual({ 401: passing, 429: refused });
    expect(house.alerts).toContainEqual(expect.objectContaining({ kind: 'source' }));
  }, 120_000);

  test('the password asked for when changing it counts as well', async () => {
    await forgive();
    const tab = elsewhere();
    await tab.signIn(email, goodPassword);
    const change = {
      currentPassword: 'wrong wrong wrong',
      newPassword: 'mondays like green teapots',
    };
    expect(await statuses(12, () => tab.send('POST', '/change-password', change))).toEqual({
      400: 10,
      429: 2,
    });
    expect((await elsewhere().signIn(email, goodPassword)).status).toBe(429);
  });
});

describe('guessing a token', () => {
  test('shares its source’s tries with every other door', async () => {
    await forgive();
    const door = from('192.0.2.1');
    const token = () => ({ Authorization: `Bearer rp_${'x'.repeat(43)}` });
    expect(await statuses(60, () => door.send('GET', '/get-session', undefined, token()))).toEqual({
      401: 60,
    });
    const invitation = () =>
      door.send('POST', '/invitations/accept', {
        token: 'guess',
        name: 'M',
        password: goodPassword,
      });
    expect(await statuses(50, invitation)).toEqual({ 404: 40, 429: 10 });
    expect((await door.signIn(email, goodPassword)).status).toBe(429);
  });

  test('does not shut out a program that has the right one', async () => {
    await forgive();
    const { token } = await addToken(house.auth, { email, name: 'Sync' });
    await statuses(101, () =>
      from('192.0.2.9').send('GET', '/get-session', undefined, {
        Authorization: `Bearer rp_${'y'.repeat(43)}`,
      }),
    );
    const headers = new Headers({ Authorization: `Bearer ${token}` });
    expect(await house.auth.sessions.authenticate(headers, { source: '192.0.2.9' })).toMatchObject({
      by: 'token',
    });
  });
});

describe('asking whether somebody has an account', () => {
  const wrong = 'wrong wrong wrong';

  test('a wrong password and an unknown address get the same answer', async () => {
    await forgive();
    const answers = await Promise.all([
      elsewhere().signIn(email, wrong),
      elsewhere().signIn('nobody@kettle.example', wrong),
    ]);
    const [known, unknown] = await Promise.all(
      answers.map(async (answer) => ({
        status: answer.status,
        headers: [...answer.headers],
        body: await answer.text(),
      })),
    );
    expect(known).toEqual(unknown);
  });

  test('and the same limits', async () => {
    await forgive();
    expect(await statuses(12, () => elsewhere().signIn('nobody@kettle.example', wrong))).toEqual({
      401: 10,
      429: 2,
    });
  });

  test('and take the same time, also where the account is shut or has no password', async () => {
    const shut = 'shut@kettle.example';
    await addUser(house.auth, {
      email: shut,
      name: 'Shut',
      level: 'member',
      password: goodPassword,
    });
    await house.auth.database.query('update auth.users set disabled_at = now() where email = $1', [
      shut,
    ]);
    // Somebody who comes in by single sign-on alone has no password to be wrong about.
    const elsewhereOnly = 'elsewhere@kettle.example';
    const account = { email: elsewhereOnly, name: 'Else', passwordHash: null };
    await insertAccount(house.auth.database.query, account);
    const tryAs = (address: string) => async () => {
      await forgive();
      return timeOf(() => elsewhere().signIn(address, wrong));
    };
    for (const known of [email, shut, elsewhereOnly]) {
      await expectSameTime(tryAs(known), tryAs(`nobody${lastHost}@kettle.example`));
    }
  }, 600_000);

  test('an owner who invites somebody learns nothing about accounts at other companies', async () => {
    const { memberships, database } = house.auth;
    const [kettle, teapot] = [randomUUIDv7(), randomUUIDv7()];
    const there = 'bo@teapot.example';
    await database.transaction(async (query) => {
      await memberships.createWorkspace(query, { id: kettle, name: 'Second Kettle' });
      await memberships.createWorkspace(query, { id: teapot, name: 'Teapot' });
      const userId = await insertAccount(query, { email: there, name: 'Bo', passwordHash: 'none' });
      const level = 'owner';
      await memberships.create(query, {
        workspaceId: teapot,
        userId,
        name: 'Bo',
        email: there,
        level,
        by: null,
      });
    });
    const invite = (address: string) =>
      inviteUser(house.auth, { workspaceId: kettle, email: address, level: 'member', by: null });
    const nowhere = 'no@teapot.example';
    const [known, unknown] = await Promise.all([there, nowhere].map(invite));
    expect(Object.keys(known!)).toEqual(Object.keys(unknown!));
    await expectSameTime(
      () => timeOf(() => invite(there)),
      () => timeOf(() => invite(nowhere)),
    );
  }, 600_000);
});

describe('many at once', () => {
  test('wait in line for hashing, and beyond the line are asked to come back', async () => {
    const hashes = await Promise.allSettled(
      Array.from({ length: 60 }, () => hashPassword(goodPassword)),
    );
    const refused = hashes.filter((hash) => hash.status === 'rejected');
    expect(refused).toHaveLength(6);
    expect(refused[0]!.reason).toMatchObject({ code: 'sign-in.too-busy', status: 429 });
  });
});

describe('an invitation', () => {
  const invited = 'grace@kettle.example';
  let workspaceId: string;
  const invite = (address = invited) =>
    inviteUser(house.auth, { workspaceId, email: address, level: 'member', by: null });
  const tokenOf = (link: string) => new URL(link).hash.slice(1);
  const accept = (token: string, password = goodPassword) =>
    elsewhere().send('POST', '/invitations/accept', { token, name: 'Grace', password });

  beforeAll(async () => {
    await forgive();
    const tab = elsewhere();
    await tab.signIn(email, goodPassword);
    const who = await tab.who(house.auth);
    const [place] = await house.auth.database.transaction((query) =>
      house.auth.memberships.find(query, who!.userId),
    );
    workspaceId = place!.workspaceId;
  });

  test('says whose it is as often as asked, and lets one person in once', async () => {
    const token = tokenOf((await invite()).link);
    for (let look = 0; look < 3; look++) {
      const seen = await elsewhere().send('POST', '/invitations/look-up', { token });
      expect(await seen.json()).toEqual({ email: invited, workspace: 'Kettle', hasAccount: false });
    }
    const answers = await Promise.all([accept(token), accept(token)]);
    expect(answers.map((answer) => answer.ok).filter(Boolean)).toHaveLength(1);
    expect((await accept(token)).status).toBe(404);
    expect((await elsewhere().signIn(invited, goodPassword)).status).toBe(200);
    await expect(invite()).rejects.toMatchObject({ code: 'user.already-member' });
  });

  test('is over after seven days, or when a newer one was sent', async () => {
    const older = tokenOf((await invite('late@kettle.example')).link);
    const newer = tokenOf((await invite('late@kettle.example')).link);
    expect((await accept(older)).status).toBe(404);
    await house.auth.database.query(
      `update auth.invitations set expires_at = now() - interval '1 second' where email = 'late@kettle.example'`,
    );
    expect((await accept(newer)).status).toBe(404);
  });

  test('a weak password leaves it open', async () => {
    const token = tokenOf((await invite('weak@kettle.example')).link);
    expect((await accept(token, 'weak kettle')).status).toBe(400);
    expect((await accept(token)).status).toBe(200);
  });

  test('links name the configured address, never the one a request came with', async () => {
    const { link } = await invite('host@kettle.example');
    expect(link).toMatch(/^http:\/\/rapport\.example\/join#[A-Za-z0-9_-]{43}$/);
  });
});

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

interface Times {
  known: number[];
  unknown: number[];
}

/**
 * Two questions cannot be told apart by how long their answers take. One series in a hundred differs by
 * chance, and on a busy machine some more; two of them in a row do not.
 */
async function expectSameTime(
  known: () => Promise<number>,
  unknown: () => Promise<number>,
): Promise<void> {
  const series = async () => {
    const times: Times = { known: [], unknown: [] };
    for (let pair = 0; pair < (thorough ? 500 : 10); pair++) {
      // Turn about, so that a machine growing slower meanwhile burdens both alike.
      const asKnown = async () => times.known.push(await known());
      const asUnknown = async () => times.unknown.push(await unknown());
      for (const ask of pair % 2 ? [asKnown, asUnknown] : [asUnknown, asKnown]) await ask();
    }
    return times;
  };
  const first = await series();
  // On a busy machine the sample can only tell that the same work is done for both.
  expect(median(first.unknown) / median(first.known)).toBeGreaterThan(0.4);
  if (!thorough || areAlike(first)) return;
  expect(areAlike(await series())).toBe(true);
}

/** Medians less than 5 ms apart; and by Welch's t, beyond 2.58 of which the two differ with p < 0.01. */
function areAlike({ known, unknown }: Times): boolean {
  return Math.abs(median(known) - median(unknown)) < 5 && Math.abs(welch(known, unknown)) < 2.58;
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function welch(a: number[], b: number[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const error = (values: number[]) => {
    const centre = mean(values);
    const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
    return squares / (values.length - 1) / values.length;
  };
  return (mean(a) - mean(b)) / Math.sqrt(error(a) + error(b));
}
