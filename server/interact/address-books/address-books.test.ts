import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PartyView } from '../../../shared/identify/parties.ts';
import type { BookOfParty } from '../../../shared/interact/address-books.ts';
import type { CalendarSourceView, ParkedEntry } from '../../../shared/interact/calendars.ts';
import type { ConnectionProblem, ConnectionView } from '../../../shared/platform/connections.ts';
import { workOnConnections } from '../../platform/connections/work.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { davPassword, openRadicale, type Radicale } from '../../testing/radicale.ts';
import { card } from './testing.ts';

const long = process.env.RAPPORT_TEST_LONG === '1';
const users = Array.from({ length: 40 }, (_, number) => `max${number}`);
let radicale: Radicale;
/** Stands before the server and does to its answers what a story wants. */
let between: Server;
let betweenUrl: string;
let company: Company;
let max: Colleague;
let tom: Colleague;
let nora: Colleague;

/** What happens before a request goes on; a number is answered in place of the server. */
let before: (request: IncomingMessage) => Promise<number | undefined>;
let after: (text: string) => string;
let hidesStates: boolean;

beforeAll(async () => {
  radicale = await openRadicale(users);
  between = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const status = await before(request);
      if (status) return void response.writeHead(status).end();
      const { host: _, 'content-length': __, connection: ___, ...headers } = request.headers;
      const answer = await fetch(`${radicale.url}${request.url}`, {
        method: request.method!,
        headers: headers as Record<string, string>,
        ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
      });
      const text = after(await answer.text());
      const etag = answer.headers.get('etag');
      response.writeHead(answer.status, {
        'content-type': answer.headers.get('content-type') ?? 'text/plain',
        ...(etag && !hidesStates ? { etag } : {}),
      });
      response.end(text);
    });
  }).listen(0, '127.0.0.1');
  await once(between, 'listening');
  const host = `127.0.0.1:${(between.address() as AddressInfo).port}`;
  betweenUrl = `http://${host}`;
  company = await openCompany({ RAPPORT_ALLOWED_HOSTS: `${radicale.host},${host}` });
  ({ max, tom, nora } = company);
  workOnConnections(company.house);
});
afterAll(async () => {
  await company.close();
  between.closeAllConnections();
  between.close();
  await radicale.close();
});

/** Each story has a book of its own. */
let user: string;
let book: string;
let number = 0;
beforeEach(async () => {
  user = users[number++]!;
  book = await radicale.make(user, 'Customers', 'address book');
  before = async () => undefined;
  after = (text) => text;
  hidesStates = false;
});
afterEach(async () => {
  const faults = company.faults.splice(0);
  const { rows } = (await company.olga.get<{ rows: ConnectionView[] }>('connections')).body;
  for (const { id, version } of rows)
    await company.olga.delete(`connections/${id}?version=${version}`);
  await company.sql('delete from connections');
  await company.sql('delete from parties');
  await company.sql('delete from capture_rules');
  expect(faults).toEqual([]);
});

const put = (uid: string, text: string, headers?: Record<string, string>) =>
  radicale.send('PUT', user, `${book}${uid}.vcf`, text, {
    'content-type': 'text/vcard',
    ...headers,
  });
const onServer = async (uid: string) =>
  (await radicale.send('GET', user, `${book}${uid}.vcf`)).text;
/** Without how long lines are folded, which is the server's own. */
const linesOnServer = async (uid: string) =>
  (await onServer(uid))
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter(Boolean);

async function connect(who = max, visibility = 'everyone', url = radicale.url): Promise<string> {
  const { status, body } = await who.post('connections', {
    kind: 'carddav',
    name: `Contacts of ${user}`,
    visibility,
    settings: { url, user },
    secret: { password: davPassword },
  });
  expect(status).toBe(201);
  return body.id;
}

const connectionOf = async (id: string, who = max) =>
  (await who.get<{ rows: ConnectionView[] }>('connections')).body.rows.find((row) => row.id === id);

const instant = async () =>
  (await company.sql<{ now: string }>(`select now()::text as now`))[0]!.now
    .replace(' ', 'T')
    .replace('+00', 'Z');

async function askNow(id: string, who = max): Promise<void> {
  const { version } = (await connectionOf(id, who))!;
  expect((await who.patch(`connections/${id}`, { version, state: 'on' })).status).toBe(200);
}

async function lookAgain(id: string, who = max): Promise<void> {
  const now = await instant();
  await askNow(id, who);
  await expect
    .poll(
      async () => {
        const { succeededAt, problem, version } = (await connectionOf(id, who))!;
        // A failure from before the asking may be written down after it, and would rest for a while.
        if (problem) await who.patch(`connections/${id}`, { version, state: 'on' });
        return succeededAt ?? '';
      },
      { timeout: 25_000, interval: 50 },
    )
    .toSatisfy((at: string) => at > now);
}

const caughtUp = (id: string, who = max) =>
  expect
    .poll(async () => (await connectionOf(id, who))?.succeededAt, { timeout: 30_000, interval: 50 })
    .toBeTruthy();

const source = async (id: string, who = max) =>
  (await who.get<CalendarSourceView>(`calendars/${id}`)).body;
const folder = async (id: string, who = max) => (await source(id, who)).folders[0]!;
const parked = async (id: string) =>
  (await max.get<{ rows: ParkedEntry[] }>(`calendars/${id}/entries`)).body.rows;

const people = async (who = max) =>
  (
    await who.get<{ rows: { id: string; name: string; email: string }[] }>('people?limit=200')
  ).body.rows.toSorted((one, other) => one.name.localeCompare(other.name));
const person = async (name: string, who = max): Promise<PartyView> => {
  const found = (await people(who)).find((row) => row.name === name);
  if (!found) throw new Error(`${name} is not here.`);
  return (await who.get<PartyView>(`people/${found.id}`)).body;
};
const values = ({ statements }: PartyView, topic: string) =>
  statements.filter((one) => one.topic === topic).map(({ value }) => value);

async function change(name: string, topic: string, value: unknown, who = max): Promise<void> {
  const { id, version, statements } = await person(name, who);
  const [old] = statements.filter((one) => one.topic === topic);
  const { status } = await who.post(`people/${id}/statements`, {
    topic,
    value,
    version,
    ...(old ? { replaces: old.id } : {}),
  });
  expect(status).toBeLessThan(300);
}

const ida = (also: Partial<Parameters<typeof card>[0]> = {}) =>
  card({
    uid: 'ida',
    name: 'Ida Holm',
    email: 'ida@lanterns.example',
    phone: '+43 664 1234567',
    company: 'Lanterns Ltd',
    title: 'Buyer',
    more: ['X-MOOD:cheerful', 'PHOTO;ENCODING=b;TYPE=JPEG:AQEBAQEBAQEBAQE='],
    ...also,
  });

describe('an address book that is connected', () => {
  test('brings its people and companies with what it says of them, and each value says where it is from', async () => {
    await put('ida', ida());
    await put(
      'list',
      [
        'BEGIN:VCARD',
        'VERSION:3.0',
        'UID:list',
        'FN:Friends',
        'N:Friends;;;;',
        'X-ADDRESSBOOKSERVER-KIND:group',
        'END:VCARD',
        '',
      ].join('\r\n'),
    );
    const id = await connect();
    await caughtUp(id);
    expect(await folder(id)).toMatchObject({
      path: 'Customers',
      onServer: 2,
      captured: 1,
      leftOut: { 'not a contact': 1 },
      toCome: 0,
      writable: true,
    });
    const here = await person('Ida Holm', nora);
    expect(here).toMatchObject({
      email: 'ida@lanterns.example',
      phone: '+436641234567',
      companyName: 'Lanterns Ltd',
      title: 'Buyer',
    });
    expect(here.statements[0]).toMatchObject({
      basis: 'seen',
      source: { kind: 'import', file: `Contacts of ${user}` },
    });
  });

  test('joins whom others know already, and adds only what is new', async () => {
    await tom.post('people', { name: 'Ida Holm', emails: ['ida@lanterns.example'] });
    await put('ida', ida());
    await caughtUp(await connect(company.olga));
    expect(await people()).toHaveLength(1);
    expect(values(await person('Ida Holm'), 'phone')).toEqual(['+436641234567']);
  });

  test('that is private brings private people, and adds nothing to those whom others see', async () => {
    await tom.post('people', { name: 'Ida Holm', emails: ['ida@lanterns.example'] });
    await put('ida', ida());
    await put('kim', card({ uid: 'kim', name: 'Kim Vale', email: 'kim@vale.example' }));
    const id = await connect(max, 'private');
    await caughtUp(id);
    expect(await folder(id)).toMatchObject({
      onServer: 2,
      captured: 1,
      leftOut: { 'known to others': 1 },
    });
    expect((await people()).map(({ name }) => name)).toEqual(['Ida Holm', 'Kim Vale']);
    expect((await people(nora)).map(({ name }) => name)).toEqual(['Ida Holm']);
    expect(values(await person('Ida Holm', nora), 'phone')).toEqual([]);
    expect((await nora.get(`calendars/${id}`)).status).toBe(404);
  });

  test('keeps a card marked private to its owner, and keeps to what is never captured', async () => {
    await max.post('capture-rules', { kind: 'domain', value: 'home.example' });
    await put('kim', card({ uid: 'kim', name: 'Kim Vale', more: ['CLASS:PRIVATE'] }));
    await put('mum', card({ uid: 'mum', name: 'Mum', email: 'mum@home.example' }));
    const id = await connect();
    await caughtUp(id);
    expect(await folder(id)).toMatchObject({ captured: 1, leftOut: { rule: 1 } });
    expect((await people()).map(({ name }) => name)).toEqual(['Kim Vale']);
    expect(await people(nora)).toEqual([]);
  });

  test('is followed when another program changes, adds and deletes; nobody is deleted here', async () => {
    await put('ida', ida());
    await put('kim', card({ uid: 'kim', name: 'Kim Vale', email: 'kim@vale.example' }));
    const id = await connect();
    await caughtUp(id);
    await put(
      'ida',
      ida({ name: 'Ida Berg', phone: '+43 664 7654321', company: 'Harbour AG', title: 'Head' }),
    );
    await put('leo', card({ uid: 'leo', name: 'Leo Quay', phone: '+43 1 5555555' }));
    await radicale.send('DELETE', user, `${book}kim.vcf`);
    await lookAgain(id);
    expect((await people()).map(({ name }) => name)).toEqual(['Ida Berg', 'Kim Vale', 'Leo Quay']);
    const here = await person('Ida Berg');
    expect(here).toMatchObject({ companyName: 'Harbour AG', title: 'Head' });
    expect(values(here, 'name')).toHaveLength(1);
    expect(values(here, 'phone')).toEqual(['+436647654321']);
    expect(values(here, 'affiliation')).toHaveLength(1);
    expect(await source(id)).toMatchObject({
      folders: [{ onServer: 2, captured: 2 }],
      removed: [{ name: 'Kim Vale', kind: 'person' }],
    });
    // Back in the book, under another address.
    await put('kim2', card({ uid: 'kim', name: 'Kim Vale', email: 'kim@vale.example' }));
    await lookAgain(id);
    expect(await people()).toHaveLength(3);
    expect((await source(id)).removed).toEqual([]);
  });

  test('brings nobody back who was put into the trash here', async () => {
    await put('ida', ida());
    const id = await connect();
    await caughtUp(id);
    const here = await person('Ida Holm');
    await max.delete(`people/${here.id}?version=${here.version}`);
    await put('ida', ida({ phone: '+43 664 7654321' }));
    await lookAgain(id);
    expect(await people()).toEqual([]);
    expect(await folder(id)).toMatchObject({ captured: 0, leftOut: { 'deleted here': 1 } });
    expect(await onServer('ida')).toContain('7654321');
  });
});

describe('what is changed here', () => {
  test('goes into the card, and everything else in it stays as it was', async () => {
    await put('ida', ida());
    await caughtUp(await connect());
    const was = await linesOnServer('ida');
    await change('Ida Holm', 'phone', '+43 1 999 88 77');
    await expect
      .poll(() => onServer('ida'), { timeout: 20_000 })
      .toContain('TEL;TYPE=CELL:+4319998877');
    await change(
      'Ida Holm',
      'name',
      { display: 'Ida Berg', given: 'Ida', family: 'Berg' },
      company.olga,
    );
    await expect.poll(() => onServer('ida'), { timeout: 20_000 }).toContain('FN:Ida Berg');
    const now = await linesOnServer('ida');
    expect(now.filter((line) => !was.includes(line)).toSorted()).toEqual([
      'FN:Ida Berg',
      'N:Berg;Ida;;;',
      'TEL;TYPE=CELL:+4319998877',
    ]);
    expect(was.filter((line) => !now.includes(line))).toHaveLength(3);
  });

  test('of web addresses, birthdays and notes goes there too, and comes back the same', async () => {
    await put('ida', ida({ more: ['X-MOOD;X-LEVEL="a;b":cheerful', 'BDAY:1980-12-24'] }));
    const id = await connect();
    await caughtUp(id);
    const was = await linesOnServer('ida');
    await change('Ida Holm', 'web', 'https://lanterns.example/ida');
    await change('Ida Holm', 'note', 'Likes lamps; in the morning');
    await change('Ida Holm', 'birthday', '1981-01-02');
    await expect
      .poll(
        async () => (await linesOnServer('ida')).filter((line) => !was.includes(line)).toSorted(),
        {
          timeout: 20_000,
        },
      )
      .toEqual([
        'BDAY:1981-01-02',
        'NOTE:Likes lamps\\; in the morning',
        'URL:https://lanterns.example/ida',
      ]);
    expect(await onServer('ida')).toContain('X-MOOD;X-LEVEL="a;b":cheerful');
    const { etag } = await radicale.send('GET', user, `${book}ida.vcf`);
    for (let again = 0; again < 2; again++) await lookAgain(id);
    expect((await radicale.send('GET', user, `${book}ida.vcf`)).etag).toBe(etag);
    const here = await person('Ida Holm');
    expect(values(here, 'web')).toEqual(['https://lanterns.example/ida']);
    expect(values(here, 'note')).toEqual(['Likes lamps; in the morning']);
    // Changed there, it is the same one here.
    await put('ida', (await onServer('ida')).replace('in the morning', 'at night'));
    await lookAgain(id);
    expect(values(await person('Ida Holm'), 'note')).toEqual(['Likes lamps; at night']);
  });

  test('comes back as nothing new', async () => {
    await put('ida', ida());
    const id = await connect();
    await caughtUp(id);
    await change('Ida Holm', 'address', { street: 'Quay 1', locality: 'Vienna', country: 'AT' });
    await expect
      .poll(() => onServer('ida'), { timeout: 20_000 })
      .toContain('ADR:;;Quay 1;Vienna;;;AT');
    const { etag } = await radicale.send('GET', user, `${book}ida.vcf`);
    for (let again = 0; again < 3; again++) await lookAgain(id);
    expect((await radicale.send('GET', user, `${book}ida.vcf`)).etag).toBe(etag);
    expect(values(await person('Ida Holm'), 'address')).toHaveLength(1);
    // Changed there afterwards, it is one address still.
    await put('ida', (await onServer('ida')).replace('Quay 1', 'Quay 2'));
    await lookAgain(id);
    expect(values(await person('Ida Holm'), 'address')).toMatchObject([{ street: 'Quay 2' }]);
  });

  test('of somebody who stands in no book is nobody else’s business', async () => {
    await put('ida', ida());
    await caughtUp(await connect());
    await max.post('people', { name: 'Kim Vale', emails: ['kim@vale.example'] });
    const listing = await radicale.send('PROPFIND', user, book, '', { depth: '1' });
    expect(listing.text.match(/\.vcf/g)).toHaveLength(1);
  });

  test('and there in different places is joined, although it met in the same moment', async () => {
    await put('ida', ida());
    const id = await connect(max, 'everyone', betweenUrl);
    await caughtUp(id);
    let isMet = false;
    before = async ({ method }) => {
      if (method === 'PUT' && !isMet) {
        isMet = true;
        await put('ida', ida({ title: 'Head' }));
      }
      return undefined;
    };
    await change('Ida Holm', 'phone', '+43 1 999 88 77');
    await expect.poll(() => isMet, { timeout: 20_000 }).toBe(true);
    await lookAgain(id);
    await expect.poll(() => onServer('ida'), { timeout: 20_000 }).toContain('+4319998877');
    expect(await onServer('ida')).toContain('TITLE:Head');
    expect(await person('Ida Holm')).toMatchObject({ title: 'Head', phone: '+4319998877' });
    expect(await parked(id)).toEqual([]);
  });

  test.each([
    ['ours', 'Ida Here', 'FN:Ida Here'],
    ['theirs', 'Ida There', 'FN:Ida There'],
  ] as const)(
    'and there to something different keeps both until somebody chooses %s',
    async (keep, name, line) => {
      await put('ida', ida());
      const id = await connect();
      await caughtUp(id);
      const { version } = (await connectionOf(id))!;
      await max.patch(`connections/${id}`, { version, state: 'paused' });
      await change('Ida Holm', 'name', { display: 'Ida Here' });
      await put('ida', ida({ name: 'Ida There' }));
      await lookAgain(id);
      expect(await parked(id)).toMatchObject([
        { reason: 'changed on both sides', subject: 'Ida There' },
      ]);
      expect(values(await person('Ida Here'), 'name')).toMatchObject([
        { display: 'Ida Here' },
        { display: 'Ida There' },
      ]);
      expect(await onServer('ida')).toContain('FN:Ida There');
      const [entry] = await parked(id);
      const { collectionId, href } = entry!;
      const dispute = { collectionId, href, keep };
      expect((await nora.post(`calendars/${id}/disputes`, dispute)).status).toBe(403);
      expect((await max.post(`calendars/${id}/disputes`, dispute)).status).toBe(200);
      await expect.poll(() => onServer('ida'), { timeout: 20_000 }).toContain(line);
      await expect.poll(async () => (await people())[0]?.name, { timeout: 20_000 }).toBe(name);
      expect(await parked(id)).toEqual([]);
    },
  );
});

describe('somebody', () => {
  const listed = async () =>
    (await radicale.send('PROPFIND', user, book, '', { depth: '1' })).text.match(
      /[0-9a-z-]+\.vcf/g,
    ) ?? [];
  const booksOf = async (id: string, who = max) =>
    (await who.get<{ rows: BookOfParty[] }>(`address-books/of/${id}`)).body.rows;

  test('is put into a book and taken out of it by whom it belongs to, and by nobody else', async () => {
    const id = await connect();
    await caughtUp(id);
    const { body } = await max.post('people', {
      name: 'Ida Holm',
      emails: ['ida@lanterns.example'],
      affiliation: { companyName: 'Lanterns; Ltd', title: 'Buyer' },
    });
    const [{ collectionId }] = (await booksOf(body.id)) as [BookOfParty];
    const wish = { partyId: body.id, collectionId, isIn: true };
    expect(await booksOf(body.id, nora)).toEqual([]);
    expect((await nora.post('address-books/wishes', wish)).status).toBe(403);
    expect((await max.post('address-books/wishes', wish)).status).toBe(200);
    await expect.poll(listed, { timeout: 20_000 }).toEqual([`${body.id}.vcf`]);
    expect(await linesOnServer(body.id)).toEqual(
      expect.arrayContaining([
        'FN:Ida Holm',
        'N:Holm;Ida;;;',
        'EMAIL:ida@lanterns.example',
        'ORG:Lanterns\\; Ltd',
        'TITLE:Buyer',
      ]),
    );
    await expect
      .poll(async () => (await booksOf(body.id))[0], { timeout: 20_000 })
      .toMatchObject({ isIn: true, wish: null });

    // Killed between the write and its note: the card is known again.
    await company.sql('delete from entry_cards');
    await company.sql('delete from collection_entries');
    await company.sql('update collections set sync_token = null, ctag = null, compared_at = null');
    await lookAgain(id);
    expect(await people()).toHaveLength(1);
    expect(values(await person('Ida Holm'), 'name')).toHaveLength(1);

    await max.post('address-books/wishes', { ...wish, isIn: false });
    await expect.poll(listed, { timeout: 20_000 }).toEqual([]);
    expect(await people()).toHaveLength(1);
  });

  test('who is written down here goes into the book that takes what is made here', async () => {
    const id = await connect();
    await caughtUp(id);
    await max.post('people', { name: 'Before', emails: ['before@vale.example'] });
    const { id: collectionId } = await folder(id);
    await max.patch(`calendars/${id}/collections/${collectionId}`, { takesOurs: true });
    const { body } = await max.post('people', { name: 'Kim Vale', phones: ['+43 1 5555555'] });
    await tom.post('people', { name: 'Not of Max', emails: ['other@vale.example'] });
    await expect.poll(listed, { timeout: 20_000 }).toEqual([`${body.id}.vcf`]);
  });
});

describe('the same again', () => {
  const again = async (id: string, times: number) => {
    for (let each = 0; each < times; each++) {
      await company.sql(
        `update collections set sync_token = 'http://radicale.org/ns/sync/gone', ctag = null,
           compared_at = case when random() < 0.5 then null else compared_at end`,
      );
      await company.sql(`update collection_entries set etag = null where random() < 0.5`);
      await lookAgain(id);
    }
  };

  test('a lost token and missing states, as often as one likes, bring nobody twice and write nothing', async () => {
    for (let each = 0; each < 30; each++) {
      await put(
        `one-${each}`,
        card({
          uid: `one-${each}`,
          name: `Person ${each}`,
          ...(each % 2 ? { email: `p${each}@vale.example` } : { phone: `+43 1 5550${100 + each}` }),
          company: `Company ${each % 5}`,
        }),
      );
    }
    const id = await connect();
    await caughtUp(id);
    const state = () =>
      company.sql(`select
          (select count(*) from parties) as parties, (select count(*) from statements) as statements,
          (select count(*) from events where subject in ('person', 'company')) as events`);
    const first = await state();
    await again(id, long ? 100 : 4);
    expect(await state()).toEqual(first);
    expect(await folder(id)).toMatchObject({ onServer: 30, captured: 30 });
  }, 600_000);

  test('changed at the moment it begins, it goes by the change and not by what it was before', async () => {
    const id = await connect();
    for (let each = 0; each < 30; each++) {
      const now = await instant();
      for (let changes = 0; changes < 3; changes++) await askNow(id);
      await expect
        .poll(async () => (await connectionOf(id))!.succeededAt ?? '', { timeout: 10_000 })
        .toSatisfy((at: string) => at > now);
    }
  }, 60_000);

  test('cut off at any request, everybody is here exactly once in the end', async () => {
    for (let each = 0; each < 120; each++) {
      await put(`c-${each}`, card({ uid: `c-${each}`, name: `Person ${each}` }));
    }
    const id = await connect(max, 'everyone', betweenUrl);
    let requests = 0;
    before = async () => (++requests % 3 === 0 && requests < 20 ? 500 : undefined);
    for (let cuts = 0; cuts < 6; cuts++) await askNow(id);
    before = async () => undefined;
    await lookAgain(id);
    expect(await folder(id)).toMatchObject({ onServer: 120, captured: 120 });
    const names = (await company.sql<{ name: string }>(`select name from parties`)).map(
      ({ name }) => name,
    );
    expect(names).toHaveLength(120);
    expect(new Set(names).size).toBe(120);
  }, 120_000);
});

describe('a server that', () => {
  test('names no states is read, and written to only where it names one', async () => {
    hidesStates = true;
    after = (text) => text.replaceAll(/<getetag>[^<]*<\/getetag>/g, '');
    await put('ida', ida());
    const id = await connect(max, 'everyone', betweenUrl);
    await caughtUp(id);
    await change('Ida Holm', 'phone', '+43 1 999 88 77');
    await expect
      .poll(async () => (await parked(id)).map(({ reason }) => reason), { timeout: 20_000 })
      .toEqual(['refused']);
    expect(await onServer('ida')).toContain('1234567');
    // What is changed there comes all the same, and once.
    await put('ida', ida({ title: 'Head' }));
    await lookAgain(id);
    expect(await person('Ida Holm')).toMatchObject({ title: 'Head', phone: '+4319998877' });
    expect(await people()).toHaveLength(1);
  });

  test('refuses what was changed here is not asked again and again, and the page says so', async () => {
    await put('ida', ida());
    const id = await connect(max, 'everyone', betweenUrl);
    await caughtUp(id);
    let asked = 0;
    before = async ({ method }) => {
      if (method !== 'PUT') return undefined;
      asked++;
      return 403;
    };
    await change('Ida Holm', 'phone', '+43 1 999 88 77');
    await expect.poll(async () => (await parked(id)).length, { timeout: 20_000 }).toBe(1);
    await lookAgain(id);
    expect(asked).toBe(1);
    before = async () => undefined;
    await max.post(`calendars/${id}/retry`);
    await expect.poll(() => onServer('ida'), { timeout: 20_000 }).toContain('+4319998877');
  });

  test('is none, or opens to nobody, says so before anything is kept', async () => {
    const attempt = async (url: string, password = davPassword) =>
      (
        await max.post<{ problem: ConnectionProblem | null }>('connections/trial', {
          kind: 'carddav',
          settings: { url, user },
          secret: { password },
        })
      ).body.problem;
    expect(await attempt(radicale.url)).toBeNull();
    expect(await attempt(`${radicale.url}${book}`)).toBeNull();
    expect(await attempt(radicale.url, 'wrong')).toBe('sign-in refused');
    before = async () => 500;
    expect(await attempt(betweenUrl)).toBe('no answer');
    before = async () => 404;
    expect(await attempt(betweenUrl)).toBe('not understood');
  });
});
