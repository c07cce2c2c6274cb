import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { addToken, addUser, resetPassword } from './commands.ts';
import { Browser, goodPassword, startInstallation } from './testing.ts';
import { listTokens, revokeToken } from './tokens.ts';
import { changeLevel, disableUser, enableUser } from './users.ts';

// Every sign-in hashes a password, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

type Installation = Awaited<ReturnType<typeof startInstallation>>;
let house: Installation;
let workspaceId: string;
let ownerId: string;

const ada = { email: 'ada@kettle.example', name: 'Ada Kettle' };
const newPassword = 'mondays like green teapots';

beforeAll(async () => {
  house = await startInstallation();
}, 60_000);
afterAll(() => house.stop());

const browser = () => new Browser(house.app);

async function joined(email: string, level: 'owner' | 'manager' | 'member' | 'reader' = 'member') {
  await addUser(house.auth, { email, name: 'Somebody', level, password: goodPassword });
  const tab = browser();
  await tab.signIn(email, goodPassword);
  const who = await tab.who(house.auth);
  return { tab, userId: who!.userId };
}

async function bearer(token: string) {
  return house.auth.sessions
    .authenticate(new Headers({ Authorization: `Bearer ${token}` }))
    .catch(() => null);
}

/** What the stream tells of a user. */
async function stream(userId: string): Promise<object[]> {
  const client = new pg.Client(house.servingConfig);
  await client.connect();
  await client.query('begin');
  await client.query(
    `select set_config('rapport.actor', 'system', true), set_config('rapport.workspace', $1, true)`,
    [workspaceId],
  );
  const { rows } = await client.query<object>(
    `select verb, actor_id, after from events where subject_id = $1 and subject = 'user' order by id`,
    [userId],
  );
  await client.end();
  return rows;
}

async function readAsSystem(workspace: string, statement: string) {
  const client = new pg.Client(house.servingConfig);
  await client.connect();
  try {
    await client.query(
      `select set_config('rapport.actor', 'system', false), set_config('rapport.workspace', $1, false)`,
      [workspace],
    );
    return await client.query(statement);
  } finally {
    await client.end();
  }
}

describe('the first run', () => {
  test('of two people who set up at the same moment, one becomes the owner and the other finds nothing', async () => {
    expect((await browser().send('GET', '/setup')).status).toBe(200);
    const tabs = [browser(), browser(), browser()];
    const answers = await Promise.all(
      tabs.map((tab) =>
        tab.send('POST', '/setup', {
          companyName: 'Kettle & Co',
          ...ada,
          password: goodPassword,
          country: 'AT',
          zone: 'Europe/Vienna',
        }),
      ),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 404, 404]);
    const who = await tabs[answers.findIndex((answer) => answer.ok)]!.who(house.auth);
    ownerId = who!.userId;
    const places = await house.auth.database.transaction((query) =>
      house.auth.memberships.find(query, ownerId),
    );
    expect(places).toMatchObject([{ workspace: 'Kettle & Co', level: 'owner', disabled: false }]);
    workspaceId = places[0]!.workspaceId;
    const { rows } = await readAsSystem(workspaceId, 'select country, zone from workspaces');
    expect(rows).toEqual([{ country: 'AT', zone: 'Europe/Vienna' }]);
  });

  test('afterwards the door is gone, also for another server on the same data', async () => {
    const input = {
      companyName: 'Mallory Inc',
      name: 'Mallory',
      email: 'm@evil.example',
      password: goodPassword,
    };
    expect((await browser().send('GET', '/setup')).status).toBe(404);
    expect((await browser().send('POST', '/setup', input)).status).toBe(404);
    expect((await browser().send('POST', '/setup', 'nonsense')).status).toBe(404);
    expect(
      (await browser().send('POST', '/setup', input, { 'X-HTTP-Method-Override': 'GET' })).status,
    ).toBe(404);
  });
});

describe('a session', () => {
  test('is a cookie that scripts cannot read, new at every sign-in', async () => {
    const tab = browser();
    const answer = await tab.signIn('ADA@kettle.example ', goodPassword);
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^rapport\.session_token=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const first = tab.cookie;
    await tab.signIn(ada.email, goodPassword);
    expect(tab.cookie).not.toBe(first);
    expect(await tab.who(house.auth)).toMatchObject({
      by: 'session',
      userId: ownerId,
      scope: 'full',
    });
  });

  test('over https the cookie belongs to this host alone', async () => {
    const publicUrl = 'https://crm.example';
    const secure = new Browser(house.serve(publicUrl).app, { Origin: publicUrl });
    const answer = await secure.signIn(ada.email, goodPassword);
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-rapport\.session_token=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(answer.headers.getSetCookie()[0]).not.toMatch(/domain/i);
  });

  test('cannot be made up: a cookie with another signature is nobody', async () => {
    const tab = browser();
    await tab.signIn(ada.email, goodPassword);
    const [name, value = ''] = tab.cookie.split(/=(.*)/);
    const token = decodeURIComponent(value).split('.')[0];
    for (const forged of [
      token,
      `${token}.`,
      `${token}.${btoa('0'.repeat(32))}`,
      `x${value}`,
      '.',
      '',
    ]) {
      tab.cookie = `${name}=${encodeURIComponent(forged ?? '')}`;
      expect(await tab.who(house.auth)).toBeNull();
    }
  });

  test('fixed in advance by somebody else, it is replaced at sign-in', async () => {
    const attacker = browser();
    await attacker.signIn(ada.email, goodPassword);
    const victim = browser();
    victim.cookie = attacker.cookie;
    await victim.signIn(ada.email, goodPassword);
    expect(victim.cookie).not.toBe(attacker.cookie);
  });

  test('ends at sign-out', async () => {
    const tab = browser();
    await tab.signIn(ada.email, goodPassword);
    const kept = tab.cookie;
    expect(await tab.who(house.auth)).not.toBeNull();
    await tab.send('POST', '/sign-out', {});
    expect(tab.cookie).toBe('');
    tab.cookie = kept;
    expect(await tab.who(house.auth)).toBeNull();
  });

  test('ends after a week without use, and after thirty days in any case', async () => {
    const { tab, userId } = await joined('idle@kettle.example');
    const age = async (change: string) => {
      await house.auth.database.query(`update auth.sessions set ${change} where user_id = $1`, [
        userId,
      ]);
      house.auth.sessions.forget();
    };
    await age(`updated_at = now() - interval '6 days 23 hours'`);
    expect(await tab.who(house.auth)).not.toBeNull();
    const [used] = await house.auth.database.query<{ fresh: boolean }>(
      `select updated_at > now() - interval '1 minute' as fresh from auth.sessions where user_id = $1`,
      [userId],
    );
    expect(used!.fresh).toBe(true);
    await age(`updated_at = now() - interval '7 days 1 minute'`);
    expect(await tab.who(house.auth)).toBeNull();
    expect(await (await tab.send('GET', '/get-session')).json()).toBeNull();
    await age(`updated_at = now(), expires_at = now() - interval '1 second'`);
    expect(await tab.who(house.auth)).toBeNull();
    await house.auth.sweep();
    expect(
      await house.auth.database.query('select from auth.sessions where user_id = $1', [userId]),
    ).toEqual([]);
  });

  test('shows in the list of devices, and can be ended from another device', async () => {
    const { tab, userId } = await joined('devices@kettle.example');
    const phone = new Browser(house.app, { 'User-Agent': 'Phone' });
    await phone.signIn('devices@kettle.example', goodPassword);
    const devices = (await (await tab.send('GET', '/list-sessions')).json()) as {
      id: string;
      userAgent: string;
      method: string;
      isThis: boolean;
    }[];
    expect(devices).toHaveLength(2);
    expect(devices.map(({ isThis }) => isThis).sort()).toEqual([false, true]);
    expect(JSON.stringify(devices)).not.toContain(tab.cookie.split(/[=.]/)[2]);
    const lost = devices.find((device) => device.userAgent === 'Phone')!;
    expect(lost).toMatchObject({ method: 'password' });
    expect((await tab.send('POST', '/revoke-session', { id: lost.id })).status).toBe(204);
    expect(await phone.who(house.auth)).toBeNull();
    expect(await tab.who(house.auth)).toMatchObject({ userId });
    await phone.signIn('devices@kettle.example', goodPassword);
    await tab.send('POST', '/revoke-other-sessions', {});
    expect(await phone.who(house.auth)).toBeNull();
    expect(await tab.who(house.auth)).toMatchObject({ userId });
  });

  test('of somebody else cannot be ended', async () => {
    const { tab } = await joined('victim@kettle.example');
    const { tab: mallory } = await joined('mallory@kettle.example');
    const [device] = (await (await tab.send('GET', '/list-sessions')).json()) as {
      id: string;
    }[];
    const answer = await mallory.send('POST', '/revoke-session', { id: device!.id });
    expect(answer.status).toBe(404);
    expect(await tab.who(house.auth)).not.toBeNull();
  });

  test('ended on one server is over on the other within a second', async () => {
    const other = house.serve().auth;
    const { tab, userId } = await joined('two-servers@kettle.example');
    expect(await tab.who(other)).not.toBeNull();
    await house.auth.sessions.endAll(userId);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(await tab.who(other)).toBeNull();
  });
});

describe('changing the password', () => {
  test('ends every other session and every API token', async () => {
    const email = 'change@kettle.example';
    const { tab, userId } = await joined(email);
    const { token } = await addToken(house.auth, { email, name: 'Export' });
    const phone = browser();
    await phone.signIn(email, goodPassword);
    const before = tab.cookie;
    expect(await bearer(token)).toMatchObject({ by: 'token', userId });

    const answer = await tab.send('POST', '/change-password', {
      currentPassword: goodPassword,
      newPassword,
    });
    expect(answer.status).toBe(200);
    expect(tab.cookie).not.toBe(before);
    expect(await tab.who(house.auth)).not.toBeNull();
    expect(await phone.who(house.auth)).toBeNull();
    expect(await bearer(token)).toBeNull();
    expect((await browser().signIn(email, goodPassword)).status).toBe(401);
    expect((await browser().signIn(email, newPassword)).status).toBe(200);
  });

  test('goes well for many people at the same moment', async () => {
    const people = await Promise.all(
      Array.from({ length: 6 }, (_, person) => joined(`many${person}@kettle.example`)),
    );
    const answers = await Promise.all(
      people.map(({ tab }) =>
        tab.send('POST', '/change-password', { currentPassword: goodPassword, newPassword }),
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual(people.map(() => 200));
  });

  test('needs the current one', async () => {
    const { tab } = await joined('wrong@kettle.example');
    const other = await tab.send('POST', '/change-password', {
      currentPassword: 'not my current password',
      newPassword,
    });
    expect(other.status).toBe(400);
    expect(await other.json()).toMatchObject({ code: 'password.wrong' });
    expect(await tab.who(house.auth)).not.toBeNull();
  });

  test('refuses what is guessed first, in words', async () => {
    const { tab } = await joined('weak@kettle.example');
    for (const weak of [
      'too short',
      'passwordpassword',
      'Kettle & Co 2026!!',
      'weak@kettle.example',
    ]) {
      const answer = await tab.send('POST', '/change-password', {
        currentPassword: goodPassword,
        newPassword: weak,
      });
      expect(await answer.json()).toMatchObject({
        code: 'password.not-accepted',
        fields: { newPassword: expect.any(String) },
      });
    }
  });

  test('a password forgotten is replaced by whoever runs the server', async () => {
    const email = 'forgot@kettle.example';
    const { tab } = await joined(email);
    await resetPassword(house.auth, email, newPassword);
    expect(await tab.who(house.auth)).toBeNull();
    expect((await browser().signIn(email, newPassword)).status).toBe(200);
  });
});

describe('a user', () => {
  test('who is disabled is out at once: sessions, tokens, sign-in', async () => {
    const email = 'left@kettle.example';
    const { tab, userId } = await joined(email);
    const { token } = await addToken(house.auth, { email, name: 'Sync', readOnly: true });
    expect(await bearer(token)).toMatchObject({ scope: 'read', workspaceId });
    await disableUser(house.auth, { workspaceId, userId, by: ownerId });
    expect(await tab.who(house.auth)).toBeNull();
    expect(await bearer(token)).toBeNull();
    const again = browser();
    const refused = await again.signIn(email, goodPassword);
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ code: 'sign-in.refused' });
    expect(await again.who(house.auth)).toBeNull();
    await enableUser(house.auth, { workspaceId, userId, by: ownerId });
    expect(await bearer(token)).toBeNull();
    expect((await browser().signIn(email, goodPassword)).status).toBe(200);
  });

  test('whose level changes signs in anew', async () => {
    const { tab, userId } = await joined('cut@kettle.example', 'manager');
    await changeLevel(house.auth, { workspaceId, userId, level: 'reader', by: ownerId });
    expect(await tab.who(house.auth)).toBeNull();
    const places = await house.auth.database.transaction((query) =>
      house.auth.memberships.find(query, userId),
    );
    expect(places).toMatchObject([{ level: 'reader' }]);
    expect(await stream(userId)).toEqual([
      { verb: 'joined', actor_id: null, after: { level: 'manager' } },
      { verb: 'level changed', actor_id: ownerId, after: { level: 'reader' } },
    ]);
  });

  test('who is no owner changes nobody', async () => {
    const { userId } = await joined('climber@kettle.example');
    const climb = { workspaceId, userId, by: userId };
    await expect(changeLevel(house.auth, { ...climb, level: 'owner' })).rejects.toMatchObject({
      code: 'access.owners-only',
    });
    await expect(disableUser(house.auth, { ...climb, userId: ownerId })).rejects.toMatchObject({
      code: 'access.owners-only',
    });
  });

  test('who is the last owner stays one', async () => {
    const last = { workspaceId, userId: ownerId, by: ownerId };
    await expect(disableUser(house.auth, last)).rejects.toMatchObject({ code: 'user.last-owner' });
    await expect(changeLevel(house.auth, { ...last, level: 'member' })).rejects.toMatchObject({
      code: 'user.last-owner',
    });
  });
});

describe('an API token', () => {
  test('is shown once, kept as a hash, and ends when revoked', async () => {
    const { token, id } = await addToken(house.auth, { email: ada.email, name: 'Export' });
    expect(token).toMatch(/^rp_[A-Za-z0-9_-]{43}$/);
    const listed = await listTokens(house.auth, { workspaceId, userId: ownerId });
    expect(listed).toMatchObject([{ id, name: 'Export', scope: 'full' }]);
    expect(JSON.stringify(listed)).not.toContain(token);
    expect(await bearer(token)).toMatchObject({
      by: 'token',
      tokenId: id,
      userId: ownerId,
      scope: 'full',
    });
    await revokeToken(house.auth, { workspaceId, userId: ownerId, tokenId: id });
    expect(await bearer(token)).toBeNull();
  });

  test('of somebody else cannot be revoked', async () => {
    const { token, id } = await addToken(house.auth, { email: ada.email, name: 'Mine' });
    const { userId } = await joined('neighbour@kettle.example');
    await expect(
      revokeToken(house.auth, { workspaceId, userId, tokenId: id }),
    ).rejects.toMatchObject({
      code: 'token.not-found',
    });
    expect(await bearer(token)).not.toBeNull();
  });

  test('does not open the account itself', async () => {
    const { token } = await addToken(house.auth, { email: ada.email, name: 'Program' });
    const program = await house.app.request('/api/auth/list-sessions', {
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(program.status).toBe(401);
  });

  test('that is wrong is never replaced by the cookie beside it', async () => {
    const tab = browser();
    await tab.signIn(ada.email, goodPassword);
    const headers = new Headers({
      Cookie: tab.cookie,
      Authorization: `Bearer rp_${'A'.repeat(43)}`,
    });
    await expect(house.auth.sessions.authenticate(headers)).rejects.toMatchObject({
      code: 'token.refused',
    });
  });
});

describe('what is kept', () => {
  test('a copy of the database opens nothing, and the ordinary pool sees none of it', async () => {
    const tab = browser();
    await tab.signIn(ada.email, goodPassword);
    const kept = await house.auth.database.query<{ token: string }>(
      'select token from auth.sessions',
    );
    for (const { token } of kept) {
      const thief = browser();
      thief.cookie = `rapport.session_token=${token}`;
      expect(await thief.who(house.auth)).toBeNull();
    }
    const ordinary = new pg.Client(house.servingConfig);
    await ordinary.connect();
    for (const table of [
      'users',
      'sessions',
      'accounts',
      'verifications',
      'api_tokens',
      'invitations',
      'rate_limits',
    ]) {
      const { rows } = await ordinary.query(`select * from auth.${table}`);
      expect(rows, table).toEqual([]);
    }
    await ordinary.end();
  });
});
