import { Hono } from 'hono';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SessionView, TeamView } from '../../../shared/platform/workspace.ts';
import { openActors } from '../access/actors.ts';
import { addUser } from '../auth/commands.ts';
import { goodPassword, startInstallation } from '../auth/testing.ts';
import { openDatabase } from '../database/database.ts';
import type { Environment } from '../http/environment.ts';
import { policiesOf } from '../http/policy.ts';
import { answerProblem } from '../http/problems.ts';
import { sessionRoutes, teamRoutes, workspaceRoutes } from './workspaces.routes.ts';

let house: Awaited<ReturnType<typeof startInstallation>>;
let ground: ReturnType<typeof openDatabase>;
let app: Hono<Environment>;
const ids: Record<string, string> = {};

beforeAll(async () => {
  house = await startInstallation();
  ground = openDatabase(house.servingConfig, 2);
  const actors = openActors(ground.db);
  const policies = policiesOf({ db: ground.db } as Parameters<typeof policiesOf>[0]);
  app = new Hono<Environment>();
  app.use(async (context, next) => {
    actors.forget();
    const actor = await actors.find(ids[context.req.header('x-as')!]!);
    context.set('actor', actor!);
    context.set('signedIn', {
      by: 'session',
      userId: actor!.userId,
      sessionId: actor!.userId,
      workspaceId: null,
      method: 'password',
      confinedTo: null,
      scope: 'full',
    });
    await next();
  });
  app.route('/session', sessionRoutes(policies));
  app.route('/workspace', workspaceRoutes(policies));
  app.route('/teams', teamRoutes(policies));
  app.onError((error, context) => answerProblem(error, context, pino({ level: 'silent' })));
  const add = async (level: 'owner' | 'member' | 'reader') => {
    const email = `${level}@kettle.example`;
    await addUser(house.auth, {
      email,
      name: level,
      ...(level === 'owner' ? { company: 'Kettle' } : { level }),
      password: goodPassword,
    });
    const [user] = await house.auth.database.query<{ id: string }>(
      'select id from auth.users where email = $1',
      [email],
    );
    ids[level] = user!.id;
  };
  await add('owner');
  await add('member');
  await add('reader');
}, 60_000);

afterAll(async () => {
  await ground.db.destroy();
  await house.stop();
});

async function send<Answer = unknown>(as: string, method: string, path: string, body?: unknown) {
  const response = await app.request(path, {
    method,
    headers: { 'x-as': as, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, answer: (text ? JSON.parse(text) : undefined) as Answer };
}

const session = async (as: string) => (await send<SessionView>(as, 'GET', '/session')).answer;

describe('who is signed in', () => {
  test('one reads oneself, the company and one’s own teams', async () => {
    expect(await session('member')).toMatchObject({
      user: { id: ids.member, email: 'member@kettle.example', level: 'member' },
      workspace: { name: 'Kettle', kind: 'company', country: 'US', zone: 'UTC' },
      teams: [],
    });
  });

  test('one changes one’s own name and nobody else’s', async () => {
    expect((await send('member', 'PATCH', '/session', { name: ' Ada Kettle ' })).status).toBe(204);
    expect((await session('member')).user.name).toBe('Ada Kettle');
    expect((await session('owner')).user.name).toBe('owner');
    const { status } = await send('reader', 'PATCH', '/session', { name: 'Other' });
    expect(status).toBe(403);
  });

  test('an empty name is refused beside its field', async () => {
    expect(await send('member', 'PATCH', '/session', { name: '  ' })).toMatchObject({
      status: 400,
      answer: { fields: { name: 'Enter a name.' } },
    });
  });
});

describe('the company', () => {
  test('owners set its name, country and time zone', async () => {
    const change = { name: 'Kettle & Sons', country: 'AT', zone: 'Europe/Vienna' };
    expect((await send('owner', 'PATCH', '/workspace', change)).status).toBe(204);
    expect((await session('reader')).workspace).toMatchObject(change);
    expect((await send('member', 'PATCH', '/workspace', { name: 'Mine' })).status).toBe(403);
  });

  test.each([{ country: 'Austria' }, { zone: 'Vienna' }, { zone: '+02:00' }, { kind: 'sample' }])(
    '%j is refused',
    async (change) => {
      expect((await send('owner', 'PATCH', '/workspace', change)).status).toBe(400);
    },
  );
});

describe('teams', () => {
  test('an owner makes a team, fills it, empties it and removes it', async () => {
    const { answer } = await send<{ id: string }>('owner', 'POST', '/teams', { name: 'South' });
    const place = `/teams/${answer.id}/users/${ids.member}`;
    expect((await send('owner', 'PUT', place)).status).toBe(204);
    expect((await send('owner', 'PUT', place)).status).toBe(204);
    expect((await session('member')).teams).toEqual([{ id: answer.id, name: 'South' }]);
    const { rows } = (await send<{ rows: TeamView[] }>('reader', 'GET', '/teams')).answer;
    expect(rows).toEqual([{ id: answer.id, name: 'South', userIds: [ids.member] }]);
    expect((await send('owner', 'PATCH', `/teams/${answer.id}`, { name: 'North' })).status).toBe(
      204,
    );
    expect((await send('owner', 'DELETE', place)).status).toBe(204);
    expect((await session('member')).teams).toEqual([]);
    expect((await send('owner', 'DELETE', `/teams/${answer.id}`)).status).toBe(204);
    expect((await send('owner', 'DELETE', `/teams/${answer.id}`)).status).toBe(404);
  });

  test('two teams cannot have one name', async () => {
    await send('owner', 'POST', '/teams', { name: 'East' });
    const { status } = await send('owner', 'POST', '/teams', { name: 'East' });
    expect(status).toBe(409);
  });

  test('nobody else changes teams', async () => {
    expect((await send('member', 'POST', '/teams', { name: 'Mine' })).status).toBe(403);
  });
});
