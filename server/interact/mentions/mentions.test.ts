import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { NotificationView } from '../../../shared/interact/notifications.ts';
import type { Mentions } from '../../../shared/interact/public-mentions.ts';
import type { ConnectionView } from '../../../shared/platform/connections.ts';
import { workOnConnections } from '../../platform/connections/work.ts';
import { closeWorkers } from '../../platform/workers/calls.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';

/** Public feeds, asked from a server on this machine: where the company is named becomes a mention. */

let feeds: Server;
let origin: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const asked: IncomingMessage[] = [];
let company: Company;
let max: Colleague;
let nora: Colleague;
let rita: Colleague;

beforeAll(async () => {
  feeds = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((done) => feeds.listen(0, '127.0.0.1', done));
  const host = `127.0.0.1:${(feeds.address() as AddressInfo).port}`;
  origin = `http://${host}`;
  company = await openCompany({ RAPPORT_ALLOWED_HOSTS: host });
  ({ max, nora, rita } = company);
  workOnConnections(company.house);
});
afterAll(async () => {
  await company.close();
  await closeWorkers();
  feeds.closeAllConnections();
  await new Promise((done) => feeds.close(done));
});
afterEach(async () => {
  const faults = company.faults.splice(0);
  for (const { id, version } of await connections())
    await company.olga.delete(`connections/${id}?version=${version}`);
  for (const table of ['activities', 'parties']) await company.sql(`delete from ${table}`);
  asked.length = 0;
  expect(faults).toEqual([]);
});

const connections = async () =>
  (await company.olga.get<{ rows: ConnectionView[] }>('connections')).body.rows;
const mentions = async (who = max, state = 'open') =>
  (await who.get<Mentions>(`mentions?state=${state}`)).body.rows;
const yesterday = Temporal.Now.instant().subtract({ hours: 24 }).toString();

const watch = (source: string, path = '', more: object = {}) =>
  max.post<{ id: string; code?: string; fields?: object }>('connections', {
    kind: 'feed',
    name: 'Harbour News',
    visibility: 'everyone',
    settings: { source, address: `${origin}${path}`, names: ['Kettle & Sons'], ...more },
    secret: {},
  });

async function until<T>(look: () => Promise<T>, isSo: (found: T) => boolean): Promise<T> {
  for (;;) {
    const found = await look();
    if (isSo(found)) return found;
    await new Promise((done) => setTimeout(done, 50));
  }
}
const item = (id: string, text: string, more = '') =>
  `<item><guid>${id}</guid><link>https://news.example/${id}</link><title>${text}</title><dc:creator>Ben Oak</dc:creator><pubDate>${new Date(Date.parse(yesterday)).toUTCString()}</pubDate>${more}</item>`;
const rss = (...items: string[]) =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title>${items.join('')}</channel></rss>`;
const say = (body: string | Buffer, headers: Record<string, string> = {}) => {
  answer = (request, response) => {
    if (headers.etag && request.headers['if-none-match'] === headers.etag)
      response.writeHead(304).end();
    else response.writeHead(200, headers).end(body);
  };
};

test('whoever names the company is listed, others are not, and everything is shown as it is written', async () => {
  say(
    rss(
      item('1', 'Kettle &amp;amp; Sons build a boiler &lt;script&gt;alert(1)&lt;/script&gt;'),
      item('2', 'Something about kettles and their sons'),
      item('3', 'Old news'),
    ),
  );
  await watch('feed', '/rss');
  const [mention, ...others] = await until(mentions, ({ length }) => length > 0);
  expect(others).toEqual([]);
  expect(mention).toMatchObject({
    source: 'Harbour News',
    author: 'Ben Oak',
    url: 'https://news.example/1',
    judgement: null,
    outcome: null,
    person: null,
  });
  expect(mention!.title).toContain('Kettle & Sons build a boiler');
  expect(mention!.title).not.toContain('<script');
});

test('a text is read in the letters and with the markup that its feed has', async () => {
  const words = 'Bei <xhtml:b>Kettle &amp; Sons</xhtml:b> in Köln: 1 &lt; 2';
  const atom = `<?xml version="1.0" encoding="ISO-8859-1"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xmlns:xhtml="http://www.w3.org/1999/xhtml"><title>Blog</title>
    <entry><id>urn:1</id><title>Grüße</title><updated>${yesterday}</updated><author><name>Ida</name></author>
    <link href="https://blog.example/1"/>
    <content type="xhtml"><xhtml:div><xhtml:p>${words}</xhtml:p><xhtml:p>Später mehr.</xhtml:p></xhtml:div></content>
    </entry></feed>`;
  say(Buffer.from(atom, 'latin1'), { 'content-type': 'application/atom+xml' });
  await watch('feed', '/atom');
  const [mention] = await until(mentions, ({ length }) => length > 0);
  expect(mention).toMatchObject({ title: 'Grüße', author: 'Ida', url: 'https://blog.example/1' });
  expect(mention!.text.split(/\n+/)).toEqual(['Bei Kettle & Sons in Köln: 1 < 2', 'Später mehr.']);
});

test('is judged, given to somebody, answered with its time, and each act taken back', async () => {
  say(rss(item('1', 'I like Kettle &amp;amp; Sons')));
  await watch('feed', '/rss');
  const [first] = await until(mentions, ({ length }) => length > 0);
  const door = `mentions/${first!.id}`;
  const judged = await max.patch(door, { judgement: 'good', assignedTo: nora.id, version: 1 });
  expect(judged.status).toBe(200);
  expect(await mentions(nora)).toMatchObject([{ judgement: 'good', assignee: { name: 'Nora' } }]);
  const told = await nora.get<{ rows: NotificationView[] }>('notifications');
  expect(told.body.rows).toMatchObject([{ kind: 'public mention', actor: 'Max' }]);
  expect((await max.patch(door, { judgement: 'bad', version: 1 })).status).toBe(409);
  expect((await rita.patch(door, { judgement: 'bad', version: 2 })).status).toBe(403);
  const answered = await nora.patch(door, { outcome: 'answered', version: 2 });
  expect(await mentions()).toEqual([]);
  const [settled] = await mentions(max, 'settled');
  expect(settled!.outcome).toBe('answered');
  expect(settled!.minutes).toBeGreaterThanOrEqual(24 * 60 - 1);
  await nora.post(`events/${answered.body.event}/undo`);
  expect(await mentions()).toMatchObject([{ outcome: null, judgement: 'good' }]);
  await max.patch(door, { judgement: 'not ours', version: 4 });
  expect(await mentions()).toEqual([]);
});

test('the same is one mention, and what has not changed is not sent again', async () => {
  say(rss(item('1', 'Kettle &amp;amp; Sons')), { etag: '"one"' });
  const { body } = await watch('feed', '/rss');
  await until(mentions, ({ length }) => length === 1);
  const marks = () =>
    company.sql<{ marks: object }>('select marks from feeds where connection_id = $1', [body.id]);
  await until(marks, ([row]) => JSON.stringify(row?.marks ?? {}).includes('one'));
  const again = async () => {
    const [row] = await connections();
    for (const state of ['paused', 'on'])
      await max.patch(`connections/${row!.id}`, {
        state,
        version: (await connections())[0]!.version,
      });
  };
  await again();
  await until(
    async () => asked,
    (all) => all.some(({ headers }) => headers['if-none-match'] === '"one"'),
  );
  say(rss(item('1', 'Kettle &amp;amp; Sons'), item('2', 'Again Kettle &amp;amp; Sons')));
  await again();
  expect(await until(mentions, ({ length }) => length > 1)).toHaveLength(2);
});

test('Mastodon is asked for the hashtag and Bluesky for the words', async () => {
  answer = (request, response) => {
    const { pathname, searchParams } = new URL(request.url!, origin);
    const found = pathname.startsWith('/api/v1/timelines/tag/KettleSons')
      ? [
          {
            uri: 'https://social.example/1',
            url: 'https://social.example/@ben/1',
            created_at: yesterday,
            content: '<p>Nice work, <a href="x">#KettleSons</a></p>',
            account: { acct: 'ben', url: 'https://social.example/@ben', display_name: 'Ben' },
          },
        ]
      : searchParams.get('q') === '"Kettle & Sons"'
        ? {
            posts: [
              {
                uri: 'at://did:plc:1/app.bsky.feed.post/abc',
                author: { handle: 'ida.example' },
                record: { text: 'kettle & sons <3', createdAt: yesterday },
              },
            ],
          }
        : null;
    response.writeHead(found ? 200 : 404).end(JSON.stringify(found));
  };
  const ben = { name: 'Ben Oak', web: ['https://social.example/@ben'] };
  const { body: person } = await max.post('people', ben);
  await watch('mastodon');
  const [toot] = await until(mentions, ({ length }) => length === 1);
  expect(toot).toMatchObject({ author: 'Ben', text: 'Nice work, #KettleSons' });
  // Whoever wrote Ben down knows the page from Ben.
  expect(toot!.person).toEqual({ id: person.id, name: 'Ben Oak' });
  await watch('bluesky');
  const found = await until(mentions, ({ length }) => length === 2);
  expect(found.find(({ text }) => text === 'kettle & sons <3')).toMatchObject({
    author: '@ida.example',
    url: 'https://bsky.app/profile/ida.example/post/abc',
    person: null,
  });
});

test('a page told later gives somebody what was said from it before, until they take it back', async () => {
  answer = (_, response) => {
    response.writeHead(200).end(
      JSON.stringify([
        {
          uri: 'https://social.example/7',
          url: 'https://social.example/@mia/7',
          created_at: yesterday,
          content: '<p>#KettleSons again</p>',
          account: { acct: 'mia', url: 'https://social.example/@mia', display_name: 'Mia' },
        },
      ]),
    );
  };
  await watch('mastodon');
  const [toot] = await until(mentions, ({ length }) => length === 1);
  expect(toot!.person).toBeNull();
  // Of the page itself nothing is kept but a hash.
  const [kept] = await company.sql<{ profiles: string[] }>('select profiles from mentions');
  expect(kept!.profiles).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  const { body: mia } = await max.post('people', { name: 'Mia Berg' });
  const timeline = async (id: string) =>
    (await nora.get<{ rows: { kind: string }[] }>(`people/${id}/timeline`)).body.rows.map(
      ({ kind }) => kind,
    );
  const page = { topic: 'web', value: 'https://social.example/@mia' };
  const told = await max.post(`people/${mia.id}/statements`, { ...page, version: 1 });
  expect((await mentions())[0]!.person).toEqual({ id: mia.id, name: 'Mia Berg' });
  expect(await timeline(mia.id)).toEqual(['mention']);
  await max.post(`events/${told.body.event}/undo`);
  expect((await mentions())[0]!.person).toBeNull();
  expect(await timeline(mia.id)).toEqual([]);
  // Guessed is not told.
  const version = async (id: string) =>
    (await max.get<{ version: number }>(`people/${id}`)).body.version;
  await max.post(`people/${mia.id}/statements`, {
    ...page,
    basis: 'third party',
    version: await version(mia.id),
  });
  expect((await mentions())[0]!.person).toBeNull();
  // Of two who call it theirs neither is taken for its author; once one of them is gone the other is.
  const web = ['https://social.example/@mia'];
  const { body: one } = await max.post('people', { name: 'Mia One', web });
  expect((await mentions())[0]!.person).toEqual({ id: one.id, name: 'Mia One' });
  const { body: two } = await max.post('people', { name: 'Mia Two', web });
  expect((await mentions())[0]!.person).toBeNull();
  await max.send('DELETE', `people/${two.id}?version=${await version(two.id)}`);
  expect((await mentions())[0]!.person).toEqual({ id: one.id, name: 'Mia One' });
});

test('a person is never watched: neither a colleague nor whoever is in the books', async () => {
  say(rss());
  await max.post('people', { name: 'Ida Holm' });
  for (const name of ['Ida Holm', 'ida  holm', 'Nora']) {
    const refused = await watch('feed', '/rss', { names: ['Kettle & Sons', name] });
    expect(refused).toMatchObject({ status: 422, body: { code: 'mention.name-of-a-person' } });
  }
  expect(await connections()).toEqual([]);
});

test.each([
  ['no feed', () => say('<html><body>Kettle & Sons</body></html>'), 'not understood'],
  ['broken JSON', () => say('{"posts": ['), 'not understood'],
  ['more than any feed has', () => say(`<rss>${' '.repeat(5_000_000)}`), 'too large'],
  [
    'a server that is tired',
    () => {
      answer = (_, response) => response.writeHead(429).end();
    },
    'no answer',
  ],
])('%s is told and tried again later', async (_, begin, problem) => {
  begin();
  await watch(problem === 'not understood' ? 'bluesky' : 'feed', '/rss');
  const [row] = await until(connections, ([one]) => one?.problem != null);
  expect(row).toMatchObject({ problem, state: 'on' });
  expect(row!.nextTryAt).not.toBeNull();
  expect(await mentions()).toEqual([]);
});

test('entities of a feed’s own stay as they are written', async () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, at) => `<!ENTITY b${at} "${`&b${at - 1};`.repeat(10)}">`).join('')}]>`;
  say(`${bomb}${rss(item('1', 'Kettle &amp;amp; Sons &b8; end'))}`);
  await watch('feed', '/rss');
  const [mention] = await until(mentions, ({ length }) => length > 0);
  expect(mention!.title.length).toBeLessThan(100);
});
