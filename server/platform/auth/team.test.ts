import { Hono } from 'hono';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openActors } from '../access/actors.ts';
import { openDatabase } from '../database/database.ts';
import type { Environment } from '../http/environment.ts';
import { policiesOf } from '../http/policy.ts';
import { answerProblem } from '../http/problems.ts';
import { addUser } from './commands.ts';
import { SignInRequired } from './errors.ts';
import { invitationRoutes, tokenRoutes, userRoutes } from './team.routes.ts';
import { Browser, goodPassword, startInstallation } from './testing.ts';

// Every sign-in hashes a password, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

type Installation = Awaited<ReturnType<typeof startInstallation>>;
let house: Installation;
let ground: ReturnType<typeof openDatabase>;
let app: Hono<Environment>;
const cookies: Record<string, string> = {};
const ids: Record<string, string> = {};

beforeAll(async () => {
  house = await startInstallation();
  const { auth } = house;
  ground = openDatabase(house.servingConfig, 2);
  const actors = openActors(ground.db);
  const policies = policiesOf({ db: ground.db } as Parameters<typeof policiesOf>[0]);
  app = new Hono<Environment>();
  app.use(async (context, next) => {
    const who = await auth.sessions.authenticate(context.req.raw.headers);
    const place = who?.by === 'token' ? who.workspaceId : undefined;
    actors.forget();
    const actor = who && (await actors.find(who.userId, place));
    if (!who || !actor) throw new SignInRequired();
    context.set('signedIn', who);
    context.set('actor', who.scope === 'read' ? { ...actor, readOnly: true } : actor);
    await next();
  });
  app.route('/users', userRoutes(auth, policies));
  app.route('/invitations', invitationRoutes(auth, policies));
  app.route('/tokens', tokenRoutes(auth, policies));
  app.onError((error, context) => answerProblem(error, context, pino({ level: 'silent' })));

  await addUser(auth, {
    email: 'owner@kettle.example',
    name: 'Owner',
    company: 'Kettle',
    password: goodPassword,
  });
  for (const level of ['manager', 'member', 'reader'] as const) {
    await addUser(auth, {
      email: `${level}@kettle.example`,
      name: level,
      level,
      password: goodPassword,
    });
  }
  for (const level of ['owner', 'manager', 'member', 'reader']) await signIn(level);
}, 60_000);

afterAll(async () => {
  await ground.db.destroy();
  await house.stop();
});

async function signIn(level: string) {
  const tab = new Browser(house.app);
  await tab.signIn(`${level}@kettle.example`, goodPassword);
  cookies[level] = tab.cookie;
  ids[level] = (await tab.who(house.auth))!.userId;
}

function send(level: string, method: string, path: string, body?: unknown) {
  return call({ Cookie: cookies[level]! }, method, path, body);
}

async function call(
  headers: Record<string, string>,
  method: string,
  path: string,
  body?: unknown,
): Promise<Response> {
  return app.request(path, {
    method,
    headers: {
      ...headers,
      'Content-Type': 'application/json',
      'Idempotency-Key': crypto.randomUUID(),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

describe('the team', () => {
  test('is seen by everybody in it', async () => {
    const answer = await send('reader', 'GET', '/users');
    const { rows } = (await answer.json()) as { rows: { email: string; level: string }[] };
    expect(rows.map((row) => row.level).sort()).toEqual(['manager', 'member', 'owner', 'reader']);
  });

  test('is changed by its owner alone', async () => {
    for (const level of ['manager', 'member', 'reader']) {
      for (const [method, path, body] of [
        ['PATCH', `/users/${ids.member}`, { level: 'owner' }],
        ['PATCH', `/users/${ids.owner}`, { disabled: true }],
        ['POST', '/invitations', { email: 'friend@kettle.example', level: 'owner' }],
        ['GET', '/invitations', undefined],
      ] as const) {
        expect((await send(level, method, path, body)).status, `${level} ${method} ${path}`).toBe(
          403,
        );
      }
    }
    expect(await (await send('owner', 'GET', '/invitations')).json()).toEqual({ rows: [] });
  });

  test('grows by invitation, and an invitation can be taken back', async () => {
    const answer = await send('owner', 'POST', '/invitations', {
      email: 'New@Kettle.example',
      level: 'member',
    });
    const { id, link } = (await answer.json()) as { id: string; link: string };
    expect(link).toContain('/join#');
    expect(await (await send('owner', 'GET', '/invitations')).json()).toMatchObject({
      rows: [{ id, email: 'new@kettle.example', level: 'member' }],
    });
    expect((await send('owner', 'DELETE', `/invitations/${id}`)).status).toBe(204);
    expect(await (await send('owner', 'GET', '/invitations')).json()).toEqual({ rows: [] });
  });

  test('gets one link for an invitation that is sent twice', async () => {
    const invite = (level: string) =>
      app.request('/invitations', {
        method: 'POST',
        headers: {
          Cookie: cookies.owner!,
          'Content-Type': 'application/json',
          'Idempotency-Key': 'one-invitation',
        },
        body: JSON.stringify({ email: 'twice@kettle.example', level }),
      });
    const first = await (await invite('member')).json();
    expect(first).toMatchObject({ link: expect.stringContaining('/join#') });
    expect(await (await invite('member')).json()).toEqual(first);
    expect((await invite('owner')).status).toBe(422);
    const { id } = first as { id: string };
    expect((await send('owner', 'DELETE', `/invitations/${id}`)).status).toBe(204);
  });

  test('whoever is shut out is out with the next request, and can be let in again', async () => {
    expect((await send('owner', 'PATCH', `/users/${ids.manager}`, { disabled: true })).status).toBe(
      204,
    );
    expect((await send('manager', 'GET', '/users')).status).toBe(401);
    expect(
      (await send('owner', 'PATCH', `/users/${ids.manager}`, { disabled: false })).status,
    ).toBe(204);
    expect((await send('manager', 'GET', '/users')).status).toBe(401);
    await signIn('manager');
    expect((await send('manager', 'GET', '/users')).status).toBe(200);
  });
});

describe('one’s API tokens', () => {
  test('work until revoked, and no copy of one is kept', async () => {
    const made = await send('member', 'POST', '/tokens', { name: 'Sync', scope: 'full' });
    expect(made.status).toBe(201);
    const { id, token } = (await made.json()) as { id: string; token: string };
    const bearer = { Authorization: `Bearer ${token}` };
    expect((await call(bearer, 'GET', '/users')).status).toBe(200);
    expect(await (await send('member', 'GET', '/tokens')).json()).toMatchObject({
      rows: [{ id, name: 'Sync' }],
    });
    expect(await (await send('owner', 'GET', '/tokens')).json()).toEqual({ rows: [] });
    expect((await call(bearer, 'POST', '/tokens', { name: 'Child', scope: 'full' })).status).toBe(
      403,
    );
    expect((await send('owner', 'DELETE', `/tokens/${id}`)).status).toBe(404);
    expect((await send('member', 'DELETE', `/tokens/${id}`)).status).toBe(204);
    expect((await call(bearer, 'GET', '/users')).status).toBe(401);
  });

  test('are made once, however often the same request is sent', async () => {
    const ask = (key: string, name: string) =>
      app.request('/tokens', {
        method: 'POST',
        headers: {
          Cookie: cookies.manager!,
          'Content-Type': 'application/json',
          'Idempotency-Key': key,
        },
        body: JSON.stringify({ name, scope: 'read' }),
      });
    const answers = await Promise.all(
      ['a', 'a', 'a'].map(async (key) => (await ask(key, 'Twin')).json()),
    );
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect((await ask('a', 'Another')).status).toBe(422);
    const other = (await (await ask('b', 'Twin')).json()) as { token: string };
    expect(other.token).not.toBe((answers[0] as { token: string }).token);
    const { rows } = (await (await send('manager', 'GET', '/tokens')).json()) as { rows: object[] };
    expect(rows).toHaveLength(2);
    expect((await ask('not a key', 'Twin')).status).toBe(400);
  });

  test('that may only read change nothing', async () => {
    const made = await send('owner', 'POST', '/tokens', { name: 'Report', scope: 'read' });
    const { token } = (await made.json()) as { token: string };
    const bearer = { Authorization: `Bearer ${token}` };
    expect((await call(bearer, 'GET', '/users')).status).toBe(200);
    const change = await call(bearer, 'PATCH', `/users/${ids.member}`, { level: 'reader' });
    expect(change.status).toBe(403);
  });

  test('end on the day they were made for', async () => {
    const made = await send('member', 'POST', '/tokens', {
      name: 'Trial',
      scope: 'read',
      expiresAt: Temporal.Now.instant().subtract({ seconds: 1 }).toString(),
    });
    const { token } = (await made.json()) as { token: string };
    expect((await call({ Authorization: `Bearer ${token}` }, 'GET', '/users')).status).toBe(401);
  });
});
