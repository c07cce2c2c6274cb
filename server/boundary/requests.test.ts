import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PartyView } from '../../shared/identify/parties.ts';
import { timed } from '../../shared/testing/cpu-time.ts';
import { buildApp } from '../app.ts';
import type { Company, Reply } from '../testing/company.ts';
import { openCompany } from '../testing/company.ts';
import { rowHash } from '../testing/installation.ts';
import { otherDoors, recordDoors } from './doors.ts';
import { doorOf, kinds, makeSpecimen } from './records.ts';
import { guardedRoutes, routesOf } from './routes.ts';

/** What clumsy and hostile programs send. Whatever it is: an answer at once, and nothing half done. */

const long = process.env.RAPPORT_TEST_LONG === '1';
vi.setConfig({ testTimeout: long ? 600_000 : 60_000 });

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());
beforeEach(() => {
  company.faults.length = 0;
});

async function withoutEffect(work: () => Promise<void>): Promise<void> {
  const before = await rowHash(company);
  await work();
  expect(await rowHash(company), 'something was written').toBe(before);
}

const count = async (name: string) => {
  const [row] = await company.sql<{ count: number }>(
    'select count(*)::int as count from parties where name = $1',
    [name],
  );
  return row!.count;
};

describe('the same request sent again with its Idempotency-Key', () => {
  const send = (key: string, name: string): Promise<Reply> =>
    company.max.send('POST', 'people', { body: { name }, headers: { 'idempotency-key': key } });

  test('two hundred times at once has one effect, and every answer is that one or “not yet”', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 200 }, () => send(key, 'Once Only')));
    expect(await count('Once Only')).toBe(1);
    const made = answers.filter(({ status }) => status === 201);
    expect(new Set(made.map(({ text }) => text)).size).toBe(1);
    for (const { status, body } of answers.filter(({ status }) => status !== 201)) {
      expect({ status, body }).toMatchObject({
        status: 409,
        body: { code: 'idempotency.under-way' },
      });
    }
    const replay = await send(key, 'Once Only');
    expect(replay).toMatchObject({ status: 201, text: made[0]!.text });
    expect(replay.headers.get('idempotent-replay')).toBe('true');
    expect(replay.headers.get('content-type')).toBe(made[0]!.headers.get('content-type'));
  });

  const postDoors = [
    ...Object.entries(recordDoors).map(([route, door]) => ({
      route,
      prepare: async () =>
        door.use(await makeSpecimen(company, door.on, 'one’s own', company.olga), company),
    })),
    ...Object.entries(otherDoors).map(([route, door]) => ({
      route,
      prepare: async () => door.use(company, company.olga),
    })),
  ].filter(({ route }) => route.startsWith('POST '));

  test.for(postDoors)('$route has its effect once, however often it arrives', async (door) => {
    const { olga } = company;
    const times = long ? 200 : 4;
    const arrive = async (count: number) => {
      const { path, body, headers } = await door.prepare();
      const again = () =>
        olga.send('POST', path, { body, headers: { ...headers, 'idempotency-key': key } });
      const key = randomUUID();
      const before = await rowCount();
      const answers = await Promise.all(Array.from({ length: count }, again));
      const grown = (await rowCount()) - before;
      const settled = answers.filter(
        ({ body }) => (body as { code?: string })?.code !== 'idempotency.under-way',
      );
      return { settled, again, grown };
    };
    const once = await arrive(1);
    const often = await arrive(times);
    expect(often.grown).toBe(once.grown);
    const [first] = often.settled;
    expect(first!.status).toBe(once.settled[0]!.status);
    for (const { status, text } of often.settled) {
      expect({ status, text }).toEqual({ status: first!.status, text: first!.text });
    }
    await withoutEffect(async () => {
      const { status, text } = await often.again();
      expect({ status, text }).toEqual({ status: first!.status, text: first!.text });
    });
    expect(company.faults).toEqual([]);
  });

  /** In all tables together. */
  const rowCount = async () => {
    const tables = await company.sql<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname in ('public', 'auth')`,
    );
    const [row] = await company.sql<{ rows: number }>(
      `select (${tables.map(({ name }) => `(select count(*) from ${name})`).join(' + ')})::int as rows`,
    );
    return row!.rows;
  };

  test('is refused when it is another request, and is one’s own', async () => {
    const key = randomUUID();
    const first = await send(key, 'Mine');
    expect(await send(key, 'Other')).toMatchObject({
      status: 422,
      body: { code: 'idempotency.other-request' },
    });
    const headers = { 'idempotency-key': key };
    const elsewhere = await company.max.send('POST', 'companies', {
      body: { name: 'Mine' },
      headers,
    });
    expect(elsewhere.status).toBe(422);
    const another = await company.nora.send('POST', 'people', { body: { name: 'Mine' }, headers });
    expect(another.status).toBe(201);
    expect(another.text).not.toBe(first.text);
  });

  test('that failed is tried anew', async () => {
    const key = randomUUID();
    expect((await send(key, ' ')).status).toBe(400);
    expect((await send(key, 'Second Try')).status).toBe(201);
  });

  test('needs a key that can be kept', async () => {
    for (const key of ['x'.repeat(256), 'a b', 'ä']) {
      expect((await send(key, 'Never')).status).toBe(400);
    }
    expect(await count('Never')).toBe(0);
  });
});

describe('twenty people at once', () => {
  test('editing one record lose nobody’s change', async () => {
    const { olga } = company;
    const { body: person } = await olga.post('people', { name: 'Crowded' });
    const read = async () => (await olga.get<PartyView>(`people/${person.id}`)).body;
    let conflicts = 0;
    const add = async (tag: string): Promise<void> => {
      const { version } = await read();
      const body = { topic: 'tag', value: tag, version };
      const { status } = await olga.post(`people/${person.id}/statements`, body);
      if (status === 201) return;
      expect(status).toBe(409);
      conflicts++;
      return add(tag);
    };
    const tags = Array.from({ length: 20 }, (_, number) => `tag ${number}`);
    await Promise.all(tags.map(add));
    const { statements, version } = await read();
    const kept = statements.filter(({ topic }) => topic === 'tag').map(({ value }) => value);
    expect(kept.sort()).toEqual(tags.sort());
    expect(version).toBe(21);
    expect(conflicts).toBeGreaterThan(0);
    expect(company.faults).toEqual([]);
  });

  test('changing the same version of a record are one change and nineteen who look again', async () => {
    const { olga } = company;
    for (const kind of kinds.filter((each) => each !== 'import')) {
      const { id } = await makeSpecimen(company, kind, 'one’s own', olga);
      const path = `${doorOf[kind]}/${id}`;
      for (let version = 1; version <= (long ? 50 : 3); version++) {
        const to = version % 2 ? company.max.id : company.nora.id;
        const change =
          kind === 'activity'
            ? (n: number) => ({ text: `Written by ${n} over ${version}`, version })
            : () => ({ assignedTo: to, version });
        const answers = await Promise.all(
          Array.from({ length: 20 }, (_, n) => olga.patch(path, change(n))),
        );
        const lost = answers.filter(({ status }) => status !== 200);
        expect(lost).toHaveLength(19);
        for (const { status, body } of lost) {
          expect({ status, body }).toMatchObject({
            status: 409,
            body: { code: 'version.conflict' },
          });
        }
        expect((await olga.get<{ version: number }>(path)).body.version).toBe(version + 1);
      }
    }
    expect(company.faults).toEqual([]);
  });

  test('naming one new employer each found one company, and nobody waits in a circle', async () => {
    const { olga, sql } = company;
    for (let round = 0; round < (long ? 50 : 2); round++) {
      const employers = [`Crowded ${round} Ltd`, `Crammed ${round} Ltd`];
      const people = await Promise.all(
        Array.from(
          { length: 20 },
          async (_, n) => (await olga.post('people', { name: `${n}` })).body,
        ),
      );
      // Half of them change from the one to the other, half the other way round.
      for (const swap of [0, 1]) {
        const answers = await Promise.all(
          people.map(({ id }, n) =>
            olga.post(`people/${id}/statements`, {
              topic: 'affiliation',
              value: { companyName: employers[(n + swap) % 2] },
              version: 1 + swap,
            }),
          ),
        );
        for (const { status, text } of answers) expect(status, text).toBe(201);
      }
      const made = await sql<{ name: string }>(
        `select name from parties where kind = 'company' and name = any ($1) order by name`,
        [employers],
      );
      expect(made.map(({ name }) => name)).toEqual(employers.toSorted());
    }
    expect(company.faults).toEqual([]);
  });

  test('giving one address to a new person each make one person', async () => {
    const emails = ['crowded@address.example'];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        company.max.post<unknown>('people', { name: `${n}`, emails }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const { status } of answers) expect(status).toBeOneOf([201, 409]);
    expect(company.faults).toEqual([]);
  });
});

describe('a body', () => {
  const post = (body: string | Uint8Array, type = 'application/json', also = {}): Promise<Reply> =>
    company.max.send('POST', 'people', { body, headers: { 'content-type': type, ...also } });

  const unusable: [what: string, body: () => string, status: number][] = [
    ['of 50 MB', () => JSON.stringify({ name: 'x'.repeat(50_000_000) }), 413],
    ['nested ten thousand deep', () => `${'['.repeat(10_000)}${']'.repeat(10_000)}`, 400],
    ['nested in every field', () => `${'{"name":'.repeat(10_000)}1${'}'.repeat(10_000)}`, 400],
    [
      'with a million fields of a form',
      () => Array.from({ length: 1e6 }, (_, n) => `f${n}=1`).join('&'),
      413,
    ],
    ['with a million keys', () => `{${Array.from({ length: 1e6 }, (_, n) => `"${n}":1`)}}`, 413],
    [
      'with a hundred thousand keys',
      () => `{${Array.from({ length: 1e5 }, (_, n) => `"${n}":1`)}}`,
      400,
    ],
    ['with a number beyond all numbers', () => '{"name":"x","emails":1e400}', 400],
    ['that breaks off', () => '{"name":"x"', 400],
    ['that is no object', () => '"name"', 400],
    ['that is empty', () => '', 400],
    ['with a null character', () => '{"name":"x","note":"a\\u0000b"}', 400],
  ];
  test.for(unusable)('%s is refused at once', async ([, body, wanted]) => {
    const text = body();
    await withoutEffect(async () => {
      const memory = process.memoryUsage().rss;
      const { answer, cpu } = await timed(() => post(text));
      expect(answer.status).toBe(wanted);
      expect(cpu).toBeLessThan(1_000);
      expect(process.memoryUsage().rss - memory).toBeLessThan(100_000_000);
    });
    expect(company.faults).toEqual([]);
  });

  test('packed with gzip is not unpacked, whatever it would become', async () => {
    const bomb = gzipSync(Buffer.alloc(1_000_000, ' '));
    const headers = { 'content-encoding': 'gzip' };
    expect((await post(bomb, 'application/json', headers)).status).toBe(415);
    const good = gzipSync(JSON.stringify({ name: 'Packed' }));
    expect((await post(good, 'application/json', headers)).status).toBe(415);
  });

  test.for([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'application/json, text/plain',
    'application/json; charset=latin1',
    'application/json;',
    'application/merge-patch+json',
    'application/octet-stream',
    'text/json',
    '*/*',
    '',
  ])('said to be “%s” is not taken for JSON', async (type) => {
    await withoutEffect(async () => {
      expect((await post('{"name":"Confused"}', type)).status).toBe(415);
    });
  });

  test.for([
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
  ])('said to be “%s” is', async (type) => {
    expect((await post('{"name":"Right"}', type)).status).toBe(201);
  });

  test('cannot reach the prototype of anything', async () => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const bodies = [
        `{"name":"x","${key}":{"level":"owner"}}`,
        `{"name":"x","affiliation":{"companyName":"y","${key}":{"polluted":1}}}`,
        `{"name":"x","addresses":[{"${key}":{"polluted":1}}]}`,
      ];
      for (const body of bodies) expect((await post(body)).status, body).toBe(400);
      expect((await company.max.get(`people?${key}[polluted]=1`)).status).toBe(400);
      expect((await company.max.get(`people?${key}=1`)).status).toBe(400);
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('with a field nobody asked for is refused as a whole, on every route', async () => {
    const { olga } = company;
    const extra = {
      workspaceId: company.workspaces.teapot,
      ownerId: company.max.id,
      audience: company.nora.id,
      createdAt: '2001-01-01T00:00:00Z',
      isAdmin: true,
    };
    const requests: [string, string, unknown][] = [];
    for (const [route, door] of Object.entries(recordDoors)) {
      const specimen = await makeSpecimen(company, door.on, 'one’s own', olga);
      const sent = await door.use(specimen, company);
      if (sent.body && typeof sent.body === 'object') requests.push([route, sent.path, sent.body]);
    }
    for (const [route, door] of Object.entries(otherDoors)) {
      const sent = await door.use(company, olga);
      if (sent.body && typeof sent.body === 'object') requests.push([route, sent.path, sent.body]);
    }
    expect(requests.length).toBeGreaterThan(12);
    await withoutEffect(async () => {
      for (const [route, path, body] of requests) {
        for (const [key, value] of Object.entries(extra)) {
          const [method = ''] = route.split(' ');
          const sent = { ...(body as object), [key]: value };
          const { status, text } = await olga.send(method, path, { body: sent });
          expect(status, `${route} with ${key}: ${text}`).toBe(400);
        }
      }
    });
  });

  test('that is a stored record sent back does not make it somebody else’s', async () => {
    const { olga, max } = company;
    for (const kind of kinds.filter((each) => each !== 'import')) {
      const { id } = await makeSpecimen(company, kind, 'one’s own', max);
      const door = { person: 'people', company: 'companies', activity: 'activities' }[kind];
      const stored = (await max.get<object>(`${door}/${id}`)).body;
      await withoutEffect(async () => {
        const { status } = await max.patch(`${door}/${id}`, { ...stored, ownerId: olga.id });
        expect(status).toBe(400);
      });
    }
  });
});

describe('an address', () => {
  test('written otherwise opens nothing', async () => {
    const { stranger, sql } = company;
    const [row] = await sql<{ id: string }>('select id from parties limit 1');
    const spellings = (path: string) => [
      path,
      `${path}/`,
      `${path}//`,
      `/${path}`,
      `${path}.`,
      `${path};a=b`,
      `${path}%2f`,
      `${path}%00`,
      `${path}?x=/api/v1/openapi.json`,
      path.replace('/api', '/API'),
      path.replace('/api', '/%61pi'),
      path.replace('/v1', '/%76%31'),
      path.replace('/v1/', '/v1//'),
      path.replace('/v1/', '%2fv1%2f'),
      path.replace('/v1/', '/v1/./'),
      path.replace('/v1/', '/v1/x/../'),
      path.replace('/v1/', '/v1/%2e%2e/v1/'),
      path.replace('/v1/', '/v1/%252e%252e/v1/'),
      path.replace('/v1/', '/v1\\'),
    ];
    const paths = guardedRoutes(company.app).map(({ path }) => path.replaceAll(/:\w+/g, row!.id));
    for (const path of new Set(paths)) {
      for (const spelling of spellings(path)) {
        for (const method of ['GET', 'POST', 'HEAD']) {
          const { status, text, headers } = await stranger.send(method, spelling);
          // The web app's own page answers where there is no interface; it holds no data.
          const harmless = /^text\/(html|plain)/.test(headers.get('content-type') ?? '');
          expect(
            harmless || [400, 401, 404, 405].includes(status),
            `${method} ${spelling} ${status}`,
          ).toBe(true);
          expect(text).not.toContain(row!.id);
        }
      }
    }
  });

  test('is used with the method it has and no other way to say one', async () => {
    const { max } = company;
    const { body } = await max.post('people', { name: 'Overridden' });
    await withoutEffect(async () => {
      for (const header of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
        const headers = { [header]: 'DELETE' };
        await max.send('GET', `people/${body.id}?version=1&_method=DELETE`, { headers });
        await max.send('POST', `people/${body.id}?version=1`, { headers });
      }
      for (const method of ['OPTIONS', 'TRACE2', 'PROPFIND']) {
        expect((await max.send(method, `people/${body.id}`)).status).toBe(404);
      }
    });
  });
});

describe('every answer', () => {
  test('carries the headers that keep it where it belongs', async () => {
    const { max, stranger } = company;
    const paths = routesOf(company.app)
      .filter(({ path, method }) => method === 'GET' && !/\*|stream/.test(path))
      .map(({ path }) => path.replaceAll(/:\w+/g, randomUUID()));
    const answers: [string, Reply][] = [];
    for (const path of paths) {
      for (const caller of [max, stranger]) answers.push([path, await caller.get(path)]);
    }
    answers.push(['bad JSON', await max.send('POST', 'people', { body: '{' })]);
    answers.push(['too large', await max.send('POST', 'people', { body: ' '.repeat(3e6) })]);
    answers.push(['nothing there', await max.get('nothing')]);
    answers.push(['no method', await max.send('PUT', 'people')]);
    answers.push([
      'foreign',
      await stranger.send('POST', 'people', { headers: { origin: 'https://evil.example' } }),
    ]);
    for (const [path, answer] of answers) expectGuarded(path, answer);
  });

  test('to whoever may do what they ask carries them too, on every route', async () => {
    const { olga } = company;
    const arranged = [
      ...Object.entries(recordDoors).map(async ([route, door]) => {
        const specimen = await makeSpecimen(company, door.on, 'one’s own', olga);
        return { route, sent: await door.use(specimen, company) };
      }),
      ...Object.entries(otherDoors).map(async ([route, door]) => ({
        route,
        sent: await door.use(company, olga),
      })),
    ];
    for (const { route, sent } of await Promise.all(arranged)) {
      if (route.endsWith('/stream')) continue;
      const [method = ''] = route.split(' ');
      expectGuarded(route, await olga.send(method, sent.path, sent));
    }
  });

  test('asks for https from then on where there is https', async () => {
    const app = buildApp({ ...company.house, publicUrl: 'https://crm.example' });
    for (const { path } of routesOf(app).filter(({ method }) => method !== 'ALL')) {
      const address = path.replaceAll(/:\w+/g, randomUUID()).replace('*', 'people');
      const { headers } = await app.request(address);
      expect(headers.get('strict-transport-security'), path).toMatch(/^max-age=31536000/);
    }
  });

  function expectGuarded(path: string, { headers, status, text }: Reply): void {
    const name = `${path} ${status}`;
    expect(headers.get('x-content-type-options'), name).toBe('nosniff');
    expect(headers.get('referrer-policy'), name).toBeTruthy();
    expect(headers.get('cross-origin-resource-policy'), name).toBe('same-origin');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy, name).toMatch(/default-src 'none'/);
    expect(policy, name).toMatch(/frame-ancestors|sandbox/);
    expect(policy, name).not.toMatch(/script-src[^;]*unsafe/);
    if (!path.startsWith('/') || path.startsWith('/api')) {
      expect(headers.get('cache-control'), name).toMatch(/no-store/);
    }
    expect(headers.get('access-control-allow-origin'), name).toBeNull();
    expect(headers.get('x-powered-by') ?? headers.get('server'), name).toBeNull();
    if (status < 400 || status === 503) return;
    // A form is for strangers with a browser, and tells them in words.
    if (/^\/(?:form|book|private)\//.test(path)) {
      expect(text, name).toMatch(/^<!doctype html>/);
      return;
    }
    expect(headers.get('content-type'), name).toMatch(/application\/problem\+json/);
    expect(JSON.parse(text), name).toMatchObject({
      status,
      code: expect.stringMatching(/^[\w.-]+$/),
    });
    expect(text, name).not.toMatch(/node_modules|\bat \w+ \(|select |pg_|\.ts:/);
  }

  test('to a change from another site is no, whatever it is dressed as', async () => {
    const origins = [
      'https://evil.example',
      'http://rapport.example.evil.example',
      'https://rapport.example',
      'http://rapport.example:8080',
      'http://evil.rapport.example',
      'null',
      'file://',
      '',
    ];
    const types = [
      'application/json',
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/octet-stream',
      undefined,
    ];
    const { cookie = '' } = company.olga.headers;
    const changes = routesOf(company.app).filter(({ method }) => !['GET', 'ALL'].includes(method));
    await withoutEffect(async () => {
      for (const { method, path } of changes) {
        const address = path.replaceAll(/:\w+/g, randomUUID());
        for (const origin of origins) {
          for (const type of types) {
            const headers = { cookie, origin, ...(type ? { 'content-type': type } : {}) };
            const response = await company.app.request(address, {
              method,
              headers,
              ...(type ? { body: '{}' } : {}),
            });
            expect(response.status, `${method} ${path} from ${origin} as ${type}`).toBe(403);
          }
        }
        const crossSite = await company.app.request(address, {
          method,
          headers: { cookie, 'sec-fetch-site': 'cross-site' },
        });
        expect(crossSite.status).toBe(403);
      }
    });
  });
});
