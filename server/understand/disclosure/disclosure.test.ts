import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Permission } from '../../../shared/identify/consent.ts';
import type { PartyView } from '../../../shared/identify/parties.ts';
import type { NotificationView } from '../../../shared/interact/notifications.ts';
import type { CommonGroundView } from '../../../shared/understand/interests/interests.ts';
import type { MadePage, PagesView } from '../../../shared/understand/private-pages.ts';
import { bring } from '../../interact/importing/testing.ts';
import { type Caller, type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { origin } from '../../testing/installation.ts';

/**
 * Sam is a senior whom a school recruits. Nora looks after Sam and makes a link; what stands behind it, what Sam does
 * there, and who must not learn what from it.
 */

vi.setConfig({ testTimeout: 60_000 });

let company: Company;
let nora: Colleague;
let visitor: Caller;
let sam: string;

beforeAll(async () => {
  company = await openCompany();
  ({ nora, stranger: visitor } = company);
});
afterAll(() => company.close());
beforeEach(async () => {
  for (const table of [
    'parties',
    'activities',
    'auth.rate_limits',
    'notifications',
    'suppressions',
  ])
    await company.sql(`delete from ${table}`);
  sam = (
    await nora.post('people', {
      name: 'Sam Senior',
      emails: ['sam@school.example'],
      phones: ['+43 1 5550000'],
    })
  ).body.id;
});

const read = async (id = sam) => (await nora.get<PartyView>(`people/${id}`)).body;
const say = async (topic: string, value: unknown, also: object = {}) => {
  const { version } = await read();
  const { status, text } = await nora.post(`people/${sam}/statements`, {
    topic,
    value,
    version,
    ...also,
  });
  expect(status, text).toBe(201);
};
async function link(by: Colleague = nora, id = sam): Promise<string> {
  const { body, status, text } = await by.post<MadePage>('private-pages', { partyId: id });
  expect(status, text).toBe(201);
  return new URL(body.address).pathname;
}
const page = async (path: string) => (await visitor.get(path)).text;
const view = async (by: Colleague = nora, id = sam) =>
  (await by.get<PagesView>(`private-pages?party=${id}`)).body;

const hrefs = (text: string) =>
  [...text.matchAll(/href="([^"]+)"/g)].map(([, href]) => href!.replaceAll('&amp;', '&'));
const hrefOf = (text: string, act: string) => hrefs(text).find((href) => href.includes(`/${act}`))!;

/** Opens a confirmation and presses its button; answers with both. */
async function confirm(text: string, act: string, fields: Record<string, string> = {}) {
  const href = hrefOf(text, act);
  expect(href, act).toBeDefined();
  const asked = await page(href);
  const [, ticket] = /name="ticket" value="([^"]+)"/.exec(asked) ?? [];
  const [, action] = /action="([^"]+)"/.exec(asked) ?? [];
  const press = () => send(action!, { ticket: ticket!, language: 'en', ...fields });
  return { asked, press, answer: await press() };
}
const send = (path: string, fields: Record<string, string>, headers = {}) =>
  visitor.send('POST', path, {
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin, ...headers },
  });

/** How many rows each table has, and when it was last written. */
async function everyRow(): Promise<Record<string, string>> {
  const tables = await company.sql<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('public', 'auth')`,
  );
  const counts = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await company.sql<{ mark: string }>(
        `select count(*) || ' ' || coalesce(max(xmin::text::bigint), 0) as mark from ${name}`,
      );
      return [name, row!.mark] as const;
    }),
  );
  return Object.fromEntries(counts);
}

describe('what the person reads', () => {
  test('is everything its maker sees, in plain words, with where it comes from and who sees it', async () => {
    await say('need', { text: 'A place near home' });
    await say('interest', { text: 'Football', node: 'football' });
    await say('budget', { money: { amount: 500_000, currency: 'EUR' } }, { basis: 'assumed' });
    await nora.post('activities', { kind: 'call', partyIds: [sam], text: 'Spoke of the divorce' });
    const promise = {
      direction: 'ours',
      what: 'To send the plan',
      due: '2026-12-24',
      partyId: sam,
    };
    await nora.post('promises', promise);
    const path = await link();
    const { status, text, headers } = await visitor.get(path);
    expect(status).toBe(200);
    for (const words of [
      'What we know about you',
      'sam@school.example',
      'A place near home',
      'Football',
      '€5,000.00',
      'we assume so',
      'everyone at the company',
      'To send the plan',
      'Call',
      'How long we keep it',
      'Why we may',
      'How complete this is',
    ])
      expect(text, words).toContain(words);
    // What a colleague wrote down about a call is not what passed in it.
    expect(text).not.toContain('divorce');
    expect(text).not.toMatch(/<script|https?:\/\//);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-robots-tag')).toContain('noindex');
    const german = await visitor.send('GET', path, { headers: { 'accept-language': 'de-AT' } });
    expect(german.text).toContain('Was wir über Sie wissen');
    expect(german.text).toContain('die ganze Firma');
    // The visible choice counts more than the browser.
    const chosen = await visitor.send('GET', `${path}?language=en`, {
      headers: { 'accept-language': 'de' },
    });
    expect(chosen.text).toContain('What we know about you');
  });

  test('says of a value from a list of contacts that a file told it', async () => {
    const list = 'Name,E-mail,Title,Company\nIda Holm,ida@holm.example,Buyer,Holm & Sons\n';
    await bring(company, nora, { 'contacts.csv': list });
    const ida = await nora.get<{ rows: { id: string }[] }>(
      `people?filter=${encodeURIComponent(JSON.stringify(['name', 'is', 'Ida Holm']))}`,
    );
    const text = await page(await link(nora, ida.body.rows[0]!.id));
    expect(text).toContain('from a file we read in');
    expect(text).not.toContain('we saw it ourselves');
  });

  test('its maker sees the same beforehand, in a frame of our own page and nowhere else', async () => {
    await say('need', { text: 'A place near home' });
    const preview = await nora.get(`private-pages/preview?party=${sam}&language=en`);
    expect(preview.status).toBe(200);
    expect(preview.headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
    expect(await company.sql('select from private_pages')).toEqual([]);
    const shown = await page(await link());
    const rows = (text: string) =>
      [...text.matchAll(/<span class="value">([^<]*)/g)].map(([, v]) => v);
    expect(rows(preview.text)).toEqual(rows(shown));
    expect(preview.text).not.toContain('href=');
  });

  test('no confidence, no other person and no private note is on it, whoever makes it', async () => {
    const { olga } = company;
    const anna = (await nora.post('people', { name: 'Anna Neighbour' })).body.id;
    await nora.post('confidences', {
      partyId: sam,
      subject: 'third person',
      detail: 'The brother has dyslexia',
      ground: 'interest',
      toldBy: 'third person',
      mayBeShown: true,
      need: 'Specialised teachers',
    });
    await nora.post('confidences', {
      partyId: sam,
      subject: 'health',
      detail: 'A weak knee',
      ground: 'consent',
      toldBy: 'themselves',
    });
    await nora.post('ties', { kind: 'influences', fromId: sam, toId: anna, basis: 'third party' });
    const note = { kind: 'note', partyIds: [sam], text: 'Sly', visibility: 'private' };
    await nora.post('activities', note);
    await say('competitor offer', { text: 'An insurance' }, { basis: 'third party' });
    const pages = [await page(await link()), await page(await link(olga))];
    for (const text of pages) {
      for (const secret of ['dyslexia', 'knee', 'Anna', 'Sly', 'onfidence kept'])
        expect(text, secret).not.toContain(secret);
      // The need that everybody knows is there, as noted like any other, by nobody and in no particular way.
      expect(text).toContain('Specialised teachers');
      expect(text).toContain('somebody else told us');
      expect(text).toContain('somebody whom this page does not name');
    }
    await say('need', { text: 'A place near home' });
    const [implied, plain] = ['Specialised teachers', 'A place near home'].map(
      (need, at) =>
        new RegExp(`<span class="value">${need}</span>\\s*<span class="quiet">([^·]*),`).exec(
          at === 0 ? pages[0]! : '',
        )?.[1],
    );
    expect(implied).toBe('noted by us');
    const again = await page(await link());
    expect(again).toMatch(/A place near home<\/span>\s*<span class="quiet">noted by us,/);
    expect(plain).toBeUndefined();
    // Whether something is confided tells no two pages apart.
    await company.sql('delete from confidences');
    expect(strip(await page(await link()))).toBe(strip(again));
  });

  test('never more than its maker sees, and nothing once they no longer do', async () => {
    const { max } = company;
    const path = await link(max);
    expect((await visitor.get(path)).status).toBe(200);
    const { version } = await read();
    await nora.patch(`people/${sam}`, { visibility: 'private', version });
    expect((await visitor.get(path)).status).toBe(404);
    const own = await page(await link());
    expect(own).toContain('one person');
    expect((await max.get(`private-pages?party=${sam}`)).status).toBe(404);
    expect((await max.post('private-pages', { partyId: sam })).status).toBe(404);
  });
});

/** Without what is another at each reading. */
const strip = (text: string) => text.replace(/\/private\/[\w-]+/g, '');

describe('the link', () => {
  test('is 144 bits of chance of which a hash is kept, and its address is told once', async () => {
    const { body } = await nora.post<MadePage>('private-pages', { partyId: sam });
    const token = new URL(body.address).pathname.split('/').at(-1)!;
    expect(token).toMatch(/^[\w-]{46}$/);
    const key = token.slice(22);
    expect(Buffer.from(key, 'base64url').byteLength).toBe(18);
    const kept = JSON.stringify([
      await company.sql('select * from private_pages'),
      await company.sql('select * from events'),
      await company.sql('select * from idempotency_keys'),
      (await nora.get(`private-pages?party=${sam}`)).text,
    ]);
    expect(kept).not.toContain(key);
    const { pages } = await view();
    expect(pages).toMatchObject([{ id: body.id, madeBy: 'Nora', state: 'open' }]);
  });

  test('whatever scanners open, however often, nothing is written', async () => {
    const path = await link();
    const text = await page(path);
    const doors = [path, `${path}?language=de`, ...hrefs(text)];
    await Promise.all(doors.map((door) => visitor.get(door)));
    const before = await everyRow();
    for (let round = 0; round < 100 / doors.length; round++)
      for (const door of doors)
        for (const [method, headers] of [
          ['GET', {}],
          ['HEAD', {}],
          ['GET', { 'sec-purpose': 'prefetch;prerender', purpose: 'prefetch' }],
        ] as const)
          expect((await visitor.open(method, door, { headers })).status, door).toBe(200);
    expect(await everyRow()).toEqual(before);
  });

  test('unknown, expired, ended or without its maker: one answer to all of them', async () => {
    const [expired, ended, orphaned] = [await link(), await link(), await link(company.max)];
    const { pages } = await view();
    await company.sql(
      `update private_pages set made_at = now() - interval '9 days', expires_at = now() - interval '1 second'
       where id = $1`,
      [pages.at(-1)!.id],
    );
    await nora.delete(`private-pages/${pages.at(-2)!.id}`);
    await company.sql('update users set disabled_at = now() where id = $1', [company.max.id]);
    company.house.actors.forget();
    const token = `${expired.split('/').at(-1)!.slice(0, 22)}${randomBytes(18).toString('base64url')}`;
    const answers = await Promise.all(
      [expired, ended, orphaned, `/private/${token}`, '/private/x', `${ended}/erase`].map(
        async (path) => {
          const { status, text } = await visitor.get(path);
          return `${status} ${text}`;
        },
      ),
    );
    await company.sql('update users set disabled_at = null');
    company.house.actors.forget();
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^404/);
    expect((await view()).pages.map(({ state }) => state)).toEqual(['open', 'revoked', 'expired']);
  });

  test('whoever tries addresses is stopped, also at one that leads somewhere', async () => {
    const path = await link();
    for (let tries = 0; tries < 60; tries++)
      await visitor.get(`/private/${path.split('/').at(-1)!.slice(0, 22)}${'x'.repeat(24)}`);
    expect((await visitor.get(path)).status).toBe(429);
    expect((await visitor.get(`/private/${'y'.repeat(46)}`)).status).toBe(429);
  });

  test('ends and opens again by Undo, with a sentence in the history', async () => {
    const { body } = await nora.post<MadePage>('private-pages', { partyId: sam });
    const { pathname } = new URL(body.address);
    await nora.post(`events/${body.event}/undo`);
    expect((await visitor.get(pathname)).status).toBe(404);
    const [last] = (
      await nora.get<{ rows: { id: string; verb: string }[] }>(`events?subject=${sam}`)
    ).body.rows;
    expect(last!.verb).toBe('page revoked');
    await nora.post(`events/${last!.id}/undo`);
    expect((await visitor.get(pathname)).status).toBe(200);
  });

  test('rests while the record is merged, for nobody looked at what it would show', async () => {
    const other = (await nora.post('people', { name: 'Samantha Senior' })).body.id;
    const [one, two] = [await link(), await link(nora, other)];
    const merged = await nora.post('merges', { kind: 'person', keep: other, absorb: sam });
    expect(merged.status, merged.text).toBe(201);
    for (const path of [one, two]) expect((await visitor.get(path)).status).toBe(404);
    expect((await view(nora, other)).pages).toMatchObject([{ state: 'resting' }]);
    await nora.post(`merges/${merged.body.id}/undo`);
    for (const path of [one, two]) expect((await visitor.get(path)).status).toBe(200);
  });

  test('goes with an erased person, and whoever asks is given what they asked', async () => {
    const path = await link();
    await confirm(await page(path), 'correct', { said: 'Ask me instead' });
    const disclosed = await company.olga.open('GET', `people/${sam}/disclosure?language=en`);
    expect((await disclosed.arrayBuffer()).byteLength).toBeGreaterThan(0);
    const erased = await company.olga.post(`people/${sam}/erasure`, { confirm: 'Sam Senior' });
    expect(erased.status, erased.text).toBeLessThan(300);
    expect((await visitor.get(path)).status).toBe(404);
    for (const table of ['private_pages', 'page_acts'])
      expect(await company.sql(`select from ${table}`)).toEqual([]);
  });
});

const told = async (by: Colleague) =>
  (await by.get<{ rows: NotificationView[] }>('notifications')).body.rows.filter(
    ({ kind }) => kind === 'page',
  );
const verbs = async () =>
  (await nora.get<{ rows: { verb: string }[] }>(`events?subject=${sam}`)).body.rows.map(
    ({ verb }) => verb,
  );

describe('what the person does', () => {
  test('a correction waits beside ours, is taken over as told by them, and can be taken back', async () => {
    const path = await link();
    const text = await page(path);
    const row = hrefs(text).filter((href) => href.includes('/correct'));
    // The name stands first, then the address, then the number.
    const number = row.find((_, at) => at === row.length - 1)!;
    const empty = await page(number);
    expect(empty).toContain('What is right instead');
    const [, ticket] = /name="ticket" value="([^"]+)"/.exec(empty)!;
    const missing = await send(`${path}/correct`, { ticket: ticket!, said: ' ' });
    expect(missing.status).toBe(422);
    expect(missing.text).toContain('Write what is right instead.');
    const said = { ticket: ticket!, said: '+43 1 5551111' };
    const answers = await Promise.all([
      send(`${path}/correct`, said),
      send(`${path}/correct`, said),
      send(`${path}/correct`, said),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    const [act, ...more] = (await view()).acts;
    expect(more).toEqual([]);
    expect(act).toMatchObject({ kind: 'correct', said: '+43 1 5551111', takesOver: true });
    expect((await read()).phone).not.toContain('5551111');
    expect(await page(path)).toContain('A colleague looks at it.');
    expect(await told(nora)).toMatchObject([{ kind: 'page', party: { id: sam }, count: 1 }]);

    const settled = await nora.send<{ event: string }>('PUT', `private-pages/acts/${act!.id}`, {
      body: { outcome: 'taken over' },
    });
    expect(settled.status, settled.text).toBe(200);
    const current = (await read()).statements.filter(({ topic }) => topic === 'phone');
    expect(current).toMatchObject([{ basis: 'told' }]);
    expect((await read()).phone).toContain('5551111');
    expect(await page(path)).toContain('It was put right.');
    // What stood there when it was asked stands there no more.
    const stale = await send(`${path}/correct`, { ...said, said: 'else' });
    expect(stale.status).toBe(303);
    const back = await nora.post(`events/${settled.body.event}/undo`);
    expect(back.status, back.text).toBe(200);
    expect((await read()).phone).not.toContain('5551111');
    expect((await view()).acts[0]!.outcome).toBeNull();
    const reasonless = await nora.send('PUT', `private-pages/acts/${act!.id}`, {
      body: { outcome: 'kept' },
    });
    expect(reasonless.status).toBe(422);
    await nora.send('PUT', `private-pages/acts/${act!.id}`, {
      body: { outcome: 'kept', answer: 'It rings' },
    });
    expect(await page(path)).toContain('It stays as it is: It rings');
  });

  test('what has changed since it was shown is not corrected unseen', async () => {
    await say('goal', 'To win');
    const path = await link();
    const text = await page(path);
    const href = hrefs(text)
      .filter((one) => one.includes('/correct'))
      .at(-1)!;
    const [, ticket] = /name="ticket" value="([^"]+)"/.exec(await page(href))!;
    await company.sql(`update statements set superseded_at = now() where topic = 'goal'`);
    const { status } = await send(`${path}/correct`, { ticket: ticket!, said: 'To learn' });
    expect(status).toBe(409);
    expect((await view()).acts).toEqual([]);
    // Nor is a ticket good for another page, or another act.
    const other = await link();
    expect((await send(`${other}/correct`, { ticket: ticket!, said: 'x' })).status).toBe(409);
    expect((await send(`${path}/erase`, { ticket: ticket! })).status).toBe(409);
    expect((await send(`${path}/erase`, { ticket: 'x.y' })).status).toBe(409);
  });

  test('a consent is withdrawn with one press, and nothing is sent from then on', async () => {
    await nora.post(`people/${sam}/consents`, {
      purpose: 'newsletter',
      channels: ['email'],
      decision: 'given',
      source: 'spoken',
    });
    const may = async (purpose: string, channel = 'email') =>
      (await nora.get<Permission>(`people/${sam}/permission?purpose=${purpose}&channel=${channel}`))
        .body.allowed;
    expect(await may('newsletter')).toBe(true);
    const path = await link();
    const { press, answer } = await confirm(await page(path), 'withdraw');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toContain('done=doneAt');
    expect(await may('newsletter')).toBe(false);
    // What is owed by contract goes on.
    expect(await may('service')).toBe(true);
    expect((await press()).headers.get('location')).toContain('done=again');
    expect(await company.sql(`select from consents where decision = 'withdrawn'`)).toHaveLength(1);
    expect(await verbs()).toEqual(expect.arrayContaining(['consent withdrawn', 'page act']));
    expect(hrefOf(await page(path), 'withdraw')).toBeUndefined();
  });

  test('who objects to all advertising is left alone on every way', async () => {
    for (const purpose of ['newsletter', 'offers', 'invitations'])
      await nora.post(`people/${sam}/consents`, {
        purpose,
        channels: ['email'],
        decision: 'given',
        source: 'spoken',
      });
    const path = await link();
    await confirm(await page(path), 'object?to=all');
    const allowed = await company.sql<{ purpose: string }>(
      `select purpose from consents where decision = 'withdrawn' order by purpose`,
    );
    expect(allowed.map(({ purpose }) => purpose)).toEqual(['invitations', 'newsletter', 'offers']);
    expect(await page(path)).not.toContain('to=all');
  });

  test('who wants nothing personal silences it for every colleague, until they say otherwise', async () => {
    await say('interest', { text: 'Football' });
    const ground = async (by: Colleague) =>
      (await by.get<CommonGroundView>(`people/${sam}/common-ground`)).body.interests.length;
    expect(await ground(nora)).toBe(1);
    const path = await link();
    const { press } = await confirm(await page(path), 'object?to=personal');
    await press();
    for (const colleague of [nora, company.olga]) expect(await ground(colleague)).toBe(0);
    const [act, ...more] = (await view()).acts;
    expect(more).toEqual([]);
    expect(await page(path)).toContain('You do not want to be approached about anything personal');
    await nora.send('PUT', `private-pages/acts/${act!.id}`, { body: { outcome: 'taken back' } });
    expect(await ground(nora)).toBe(1);
  });

  test('whoever wants to be erased, or everything, is a task for an owner with a month, once', async () => {
    const { olga } = company;
    const path = await link();
    for (const act of ['erase', 'everything']) {
      const text = await page(path);
      await confirm(text, act);
      const { answer } = await confirm(text, act);
      expect(answer.headers.get('location')).toContain('done=again');
    }
    const tasks = await company.sql<{ keeper_id: string; subject: string }>(
      `select t.keeper_id, x.subject from tasks t join activity_texts x on x.activity_id = t.activity_id
       order by x.subject`,
    );
    expect(tasks.map(({ keeper_id }) => keeper_id)).toEqual([olga.id, olga.id]);
    expect(await told(olga)).toHaveLength(1);
    expect((await nora.get<PartyView>(`people/${sam}`)).status).toBe(200);
    const [act] = (await view()).acts;
    const wrong = await nora.send('PUT', `private-pages/acts/${act!.id}`, {
      body: { outcome: 'taken over' },
    });
    expect(wrong.status).toBe(422);
    const answered = { outcome: 'answered', answer: 'Sent by letter' };
    const put = () => nora.send('PUT', `private-pages/acts/${act!.id}`, { body: answered });
    expect((await put()).status).toBe(200);
    expect((await put()).status).toBe(409);
    expect(await page(path)).toContain('It was answered. Sent by letter');
  });

  test('the archive holds the same as the page', async () => {
    await say('need', { text: 'A place near home' });
    const path = await link();
    const asked = await page(hrefOf(await page(path), 'download'));
    const [, ticket] = /name="ticket" value="([^"]+)"/.exec(asked)!;
    const take = () =>
      visitor.open('POST', `${path}/download`, {
        body: new URLSearchParams({ ticket: ticket!, language: 'en' }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
      });
    const response = await take();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toContain('Sam%20Senior.zip');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
    expect((await take()).status).toBe(200);
    expect((await view()).acts).toMatchObject([{ kind: 'download' }]);
    // Nobody is told of a download; the history tells it.
    expect(await told(nora)).toEqual([]);
    expect(await verbs()).toContain('page act');
  });

  test('another site cannot press a button, and nobody presses without end', async () => {
    const path = await link();
    const text = await page(path);
    const [, ticket] = /name="ticket" value="([^"]+)"/.exec(await page(hrefOf(text, 'erase')))!;
    const foreign = await send(
      `${path}/erase`,
      { ticket: ticket! },
      { origin: 'https://evil.example' },
    );
    expect(foreign.status).toBe(403);
    expect((await view()).acts).toEqual([]);
    let status = 0;
    for (let tries = 0; tries < 70 && status !== 429; tries++)
      ({ status } = await send(`${path}/erase`, { ticket: 'x.y' }));
    expect(status).toBe(429);
  });
});
