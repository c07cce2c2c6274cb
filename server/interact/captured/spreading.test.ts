import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PartyRow } from '../../../shared/identify/parties.ts';
import type { TimelineEntry } from '../../../shared/interact/activities.ts';
import type { ConnectionView } from '../../../shared/platform/connections.ts';
import { workOnConnections } from '../../platform/connections/work.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { type Dovecot, mailPassword, openDovecot } from '../../testing/dovecot.ts';
import { davPassword, openRadicale, type Radicale } from '../../testing/radicale.ts';
import { card } from '../address-books/testing.ts';
import { appointment } from '../calendars/testing.ts';
import { letter } from '../importing/testing.ts';
import { spreadAll } from './spreading.ts';

/** Who sees what a connection brought is changed later, and what it brought before follows. */

const users = Array.from({ length: 12 }, (_, number) => `max${number}`);
let dovecot: Dovecot;
let radicale: Radicale;
let company: Company;
let max: Colleague;
let tom: Colleague;
let nora: Colleague;

beforeAll(async () => {
  [dovecot, radicale] = await Promise.all([openDovecot(), openRadicale(users)]);
  company = await openCompany({ RAPPORT_ALLOWED_HOSTS: `${dovecot.host},${radicale.host}` });
  ({ max, tom, nora } = company);
  workOnConnections(company.house);
});
afterAll(async () => {
  await company.close();
  await radicale.close();
  await dovecot.close();
});

let number = 0;
let box: string;
let user: string;
beforeEach(() => {
  user = users[number++]!;
  box = `${user}@kettle.example`;
});
afterEach(async () => {
  await company.sql('update connections set reach_was = null');
  for (const table of ['connections', 'activities', 'parties', 'seen_addresses', 'own_addresses'])
    await company.sql(`delete from ${table}`);
});

async function connect(who: Colleague, visibility: string, input: object): Promise<string> {
  const { status, body } = await who.post('connections', { name: box, visibility, ...input });
  expect(status).toBe(201);
  await expect
    .poll(async () => (await connectionOf(body.id, who))?.succeededAt, { timeout: 30_000 })
    .toBeTruthy();
  return body.id;
}
const mailbox = (who: Colleague, visibility: string) =>
  connect(who, visibility, {
    kind: 'imap',
    settings: {
      address: box,
      host: '127.0.0.1',
      port: dovecot.port,
      encryption: 'none',
      user: box,
    },
    secret: { password: mailPassword },
  });
const server = (kind: 'caldav' | 'carddav', visibility: string) =>
  connect(max, visibility, {
    kind,
    settings: { url: radicale.url, user },
    secret: { password: davPassword },
  });
const connectionOf = async (id: string, who = max) =>
  (await who.get<{ rows: ConnectionView[] }>('connections')).body.rows.find((row) => row.id === id);

const change = async (id: string, visibility: string, who = max, also: object = {}) => {
  const { version } = (await connectionOf(id, max))!;
  return who.patch<{ event: string; version: number }>(`connections/${id}`, {
    version,
    visibility,
    ...also,
  });
};
/** All of it has its new readers. */
const spread = () => spreadAll(company.house, new AbortController().signal);
async function share(id: string, visibility: string, also: object = {}) {
  const { status, body } = await change(id, visibility, max, also);
  expect(status).toBe(200);
  await spread();
  expect((await connectionOf(id))!.spreading).toBeNull();
  return body;
}

const timeline = async (who: Colleague, name = 'Ida Holm') => {
  const { rows: people } = (await who.get<{ rows: PartyRow[] }>('people?limit=200')).body;
  const person = people.find((one) => one.name === name);
  if (!person) return undefined;
  const { rows } = (await who.get<{ rows: TimelineEntry[] }>(`people/${person.id}/timeline`)).body;
  return rows.map(({ subject, preview }) => ({ subject, preview }));
};
const found = async (who: Colleague, words: string) =>
  JSON.stringify((await who.get(`search?q=${encodeURIComponent(words)}`)).body).includes(words);
const inbox = async (who: Colleague) =>
  (await who.get<{ rows: object[] }>('inbox?split=everything&whose=all')).body.rows?.length;

const question = (at = Temporal.Now.instant().subtract({ hours: 30 })) =>
  letter({
    from: 'Ida Holm <ida@lanterns.example>',
    to: box,
    subject: 'Which kettle?',
    id: `q-${box}`,
    at: new Date(at.epochMilliseconds).toUTCString(),
  });

describe('a mailbox', () => {
  test('that is shared as a whole becomes private: colleagues lose what it brought, and find it nowhere', async () => {
    await max.post('people', { name: 'Ida Holm', emails: ['ida@lanterns.example'] });
    dovecot.deliver(box, question());
    const id = await mailbox(max, 'everyone');
    expect(await timeline(tom)).toMatchObject([{ subject: 'Which kettle?' }]);
    expect(await found(tom, 'Which kettle')).toBe(true);
    expect(await inbox(tom)).toBe(1);
    const { event } = await share(id, 'private');
    expect(await timeline(tom)).toEqual([]);
    expect(await found(tom, 'Which kettle')).toBe(false);
    expect(await inbox(tom)).toBe(0);
    expect(await timeline(nora)).toEqual([]);
    expect(await timeline(max)).toMatchObject([{ subject: 'Which kettle?' }]);
    expect(await inbox(max)).toBe(1);
    // Whom one met in it is known to its reader alone.
    expect(
      await company.sql('select audience from seen_addresses where audience <> $1', [max.id]),
    ).toEqual([]);
    expect(await connectionOf(id, tom)).toBeUndefined();
    // What comes from now on is private at once, and known again in the same mail.
    dovecot.deliver(box, question(Temporal.Now.instant().subtract({ hours: 29 })));
    expect(await timeline(tom)).toEqual([]);
    const entries = await company.sql<{ verb: string }>(
      `select verb from events where id = $1 and before ->> 'visibility' = 'everyone'
         and after ->> 'visibility' = 'private'`,
      [event],
    );
    expect(entries).toEqual([{ verb: 'shared' }]);
  });

  test('that was private is shared, with headers alone, and as a whole, and goes back', async () => {
    await max.post('people', { name: 'Ida Holm', emails: ['ida@lanterns.example'] });
    dovecot.deliver(box, question());
    const id = await mailbox(max, 'private');
    expect(await timeline(tom)).toEqual([]);
    await share(id, 'headers');
    expect(await timeline(tom)).toMatchObject([{ subject: null, preview: null }]);
    expect(await found(tom, 'Which kettle')).toBe(false);
    await share(id, 'everyone');
    expect(await timeline(tom)).toMatchObject([{ subject: 'Which kettle?' }]);
    expect(await found(tom, 'Which kettle')).toBe(true);
    expect(await inbox(tom)).toBe(1);
    await share(id, 'private');
    expect(await timeline(tom)).toEqual([]);
    expect(await timeline(max)).toMatchObject([{ subject: 'Which kettle?' }]);
  });

  test('leaves what somebody gave other readers by hand as it is, and what a colleague shares', async () => {
    await max.post('people', { name: 'Ida Holm', emails: ['ida@lanterns.example'] });
    dovecot.deliver(box, question());
    const id = await mailbox(max, 'private');
    const [mail] = await company.sql<{ id: string; version: number }>(
      `select id, version from activities where kind = 'email'`,
    );
    await max.patch(`activities/${mail!.id}`, { visibility: 'headers', version: mail!.version });
    await share(id, 'everyone');
    expect(await company.sql('select visibility from activities')).toEqual([
      { visibility: 'headers' },
    ]);
    await company.sql('delete from connections');
    await company.sql('delete from activities');
    box = `again-${box}`;
    // The same mail went to a colleague, whose mailbox shares it too.
    const other = `tom-${box}`;
    const shared = question();
    dovecot.deliver(box, shared.replace('q-', 'both-'));
    dovecot.deliver(other, shared.replace('q-', 'both-'));
    const again = await mailbox(max, 'everyone');
    const mine = box;
    box = other;
    await mailbox(tom, 'everyone');
    box = mine;
    await share(again, 'private');
    expect(await timeline(nora)).toMatchObject([{ subject: 'Which kettle?' }]);
    const owners = await company.sql('select owner_id from activities');
    expect(owners).toEqual([{ owner_id: tom.id }]);
  });

  test('is shared by whom it belongs to alone, and is not removed halfway', async () => {
    dovecot.deliver(box, question());
    const id = await mailbox(max, 'headers');
    for (const who of [company.olga, tom])
      expect((await change(id, 'everyone', who)).status).toBe(403);
    expect((await change(id, 'everyone', company.otto)).status).toBe(404);
    expect((await change(id, 'team', max, { teamId: crypto.randomUUID() })).status).toBe(403);
    expect((await change(id, 'everyone')).status).toBe(200);
    const { version, spreading } = (await connectionOf(id))!;
    expect(spreading).toMatchObject({ done: 0 });
    expect((await max.delete(`connections/${id}?version=${version}`)).status).toBe(409);
    // Another change meanwhile counts for all of it.
    await share(id, 'private');
    expect(await company.sql('select visibility from activities')).toEqual([
      { visibility: 'private' },
    ]);
    const now = (await connectionOf(id))!;
    expect((await max.delete(`connections/${id}?version=${now.version}`)).status).toBe(200);
  });
});

describe('a calendar', () => {
  test('that becomes private is its owner’s with all meetings, and is shared again', async () => {
    await max.post('people', { name: 'Ida Holm', emails: ['ida@lanterns.example'] });
    const calendar = await radicale.make(user, 'Work');
    await radicale.send(
      'PUT',
      user,
      `${calendar}one.ics`,
      appointment({ uid: 'one', title: 'Lamps for the hall' }),
      { 'content-type': 'text/calendar' },
    );
    const id = await server('caldav', 'everyone');
    expect(await timeline(tom)).toMatchObject([{ subject: 'Lamps for the hall' }]);
    await share(id, 'private');
    expect(await timeline(tom)).toEqual([]);
    await share(id, 'headers');
    expect(await timeline(tom)).toMatchObject([{ subject: null }]);
    await share(id, 'everyone');
    expect(await timeline(tom)).toMatchObject([{ subject: 'Lamps for the hall' }]);
  });
});

describe('an address book', () => {
  test('that becomes private takes its people from the others, but whom they look after', async () => {
    const book = await radicale.make(user, 'Customers', 'address book');
    for (const [uid, name] of [
      ['ida', 'Ida Holm'],
      ['kim', 'Kim Vale'],
    ] as const)
      await radicale.send(
        'PUT',
        user,
        `${book}${uid}.vcf`,
        card({ uid, name, email: `${uid}@lanterns.example`, company: 'Lanterns Ltd' }),
        { 'content-type': 'text/vcard' },
      );
    const id = await server('carddav', 'everyone');
    const people = async (who: Colleague) =>
      (await who.get<{ rows: PartyRow[] }>('people?limit=200')).body.rows
        .map(({ name }) => name)
        .toSorted();
    expect(await people(tom)).toEqual(['Ida Holm', 'Kim Vale']);
    await company.sql(`update parties set assigned_to = $1 where name = 'Kim Vale'`, [tom.id]);
    await share(id, 'private');
    expect(await people(tom)).toEqual(['Kim Vale']);
    expect(await people(max)).toEqual(['Ida Holm', 'Kim Vale']);
    await share(id, 'everyone');
    expect(await people(tom)).toEqual(['Ida Holm', 'Kim Vale']);
  });
});
