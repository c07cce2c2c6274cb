import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TimelineEntry } from '../../../shared/interact/activities.ts';
import type { CalendarSourceView, ParkedEntry } from '../../../shared/interact/calendars.ts';
import type { TodayView } from '../../../shared/interact/today/today.ts';
import type { ConnectionProblem, ConnectionView } from '../../../shared/platform/connections.ts';
import { workOnConnections } from '../../platform/connections/work.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { davPassword, openRadicale, type Radicale } from '../../testing/radicale.ts';
import { ahead, appointment, behind } from './testing.ts';

const users = Array.from({ length: 40 }, (_, number) => `max${number}`);
let radicale: Radicale;
let company: Company;
let max: Colleague;
let tom: Colleague;
let nora: Colleague;

beforeAll(async () => {
  radicale = await openRadicale(users);
  company = await openCompany({ RAPPORT_ALLOWED_HOSTS: radicale.host });
  ({ max, tom, nora } = company);
  workOnConnections(company.house);
});
afterAll(async () => {
  await company.close();
  await radicale.close();
});

/** Each story has a calendar of its own. */
let user: string;
let calendar: string;
let number = 0;
beforeEach(async () => {
  user = users[number++]!;
  calendar = await radicale.make(user, 'Work');
});
afterEach(async () => {
  const faults = company.faults.splice(0);
  const { rows } = (await company.olga.get<{ rows: ConnectionView[] }>('connections')).body;
  for (const { id, version } of rows)
    await company.olga.delete(`connections/${id}?version=${version}`);
  await company.sql('delete from connections');
  await company.sql('delete from activities');
  await company.sql('delete from parties');
  await company.sql('delete from seen_addresses');
  await company.sql('delete from capture_rules');
  // Last: a fault of one story is no fault of the next.
  expect(faults).toEqual([]);
});

const put = (uid: string, text: string, headers?: Record<string, string>) =>
  radicale.send('PUT', user, `${calendar}${uid}.ics`, text, {
    'content-type': 'text/calendar',
    ...headers,
  });

async function connect(
  who = max,
  visibility = 'everyone',
  settings: { url: string; user: string } = { url: radicale.url, user },
): Promise<string> {
  const { status, body } = await who.post('connections', {
    kind: 'caldav',
    name: `Calendar of ${user}`,
    visibility,
    settings,
    secret: { password: davPassword },
  });
  expect(status).toBe(201);
  return body.id;
}

const connectionOf = async (id: string, who = max) =>
  (await who.get<{ rows: ConnectionView[] }>('connections')).body.rows.find((row) => row.id === id);

/** Asks the server anew, as later, and waits until everything there is was taken over. */
async function lookAgain(id: string): Promise<void> {
  const now = await instant();
  await askNow(id);
  await expect
    .poll(async () => (await connectionOf(id))!.succeededAt ?? '', {
      timeout: 30_000,
      interval: 50,
    })
    .toSatisfy((at: string) => at > now);
}
async function askNow(id: string): Promise<void> {
  const { version } = (await connectionOf(id))!;
  expect((await max.patch(`connections/${id}`, { version, state: 'on' })).status).toBe(200);
}
const instant = async () =>
  (await company.sql<{ now: string }>(`select now()::text as now`))[0]!.now
    .replace(' ', 'T')
    .replace('+00', 'Z');

const caughtUp = (id: string) =>
  expect
    .poll(async () => (await connectionOf(id))?.succeededAt, { timeout: 30_000, interval: 50 })
    .toBeTruthy();

const folder = async (id: string, who = max) =>
  (await who.get<CalendarSourceView>(`calendars/${id}`)).body.folders[0]!;

const meetings = () =>
  company.sql<{ subject: string; at: string; cancelled: boolean }>(
    `select t.subject, to_char(a.occurred_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at,
       a.cancelled_at is not null as cancelled
     from activities a join activity_texts t on t.activity_id = a.id
     where a.kind = 'meeting' order by a.occurred_at, t.subject`,
  );

const newPerson = async (name: string, email: string) =>
  (await max.post('people', { name, emails: [email] })).body.id;

const timelineOf = async (id: string, who = tom) =>
  (await who.get<{ rows: TimelineEntry[] }>(`people/${id}/timeline`)).body.rows;

describe('a calendar that is connected', () => {
  test('is found from the name of its server alone, and its meetings stand on the timelines of those who took part', async () => {
    await put('one', appointment({ uid: 'one', title: 'Lamps for the hall' }));
    const ida = await newPerson('Ida Holm', 'ida@lanterns.example');
    const id = await connect();
    await caughtUp(id);
    expect(await folder(id)).toMatchObject({
      path: 'Work',
      onServer: 1,
      captured: 1,
      toCome: 0,
      writable: true,
    });
    expect(await timelineOf(ida)).toMatchObject([
      { kind: 'meeting', subject: 'Lamps for the hall', cancelled: false },
    ]);
  });

  test('brings a series as the times it takes place, and what is no meeting not at all', async () => {
    await put(
      'weekly',
      appointment({
        uid: 'weekly',
        title: 'Every Monday',
        start: '20260302T090000Z',
        more: ['RRULE:FREQ=WEEKLY;COUNT=3'],
      }),
    );
    await put(
      'todo',
      appointment({ uid: 'todo', title: 'Oil the hinges' })
        .replaceAll('VEVENT', 'VTODO')
        .replace('DTEND', 'DUE'),
    );
    const id = await connect();
    await caughtUp(id);
    expect((await meetings()).map(({ at }) => at)).toEqual([
      '2026-03-02 09:00',
      '2026-03-09 09:00',
      '2026-03-16 09:00',
    ]);
    expect(await folder(id)).toMatchObject({
      onServer: 2,
      captured: 1,
      leftOut: { 'not a meeting': 1 },
    });
  });

  test('is followed when another program moves, renames, gains and deletes', async () => {
    const mia = await newPerson('Mia Berg', 'mia@lanterns.example');
    await put('moved', appointment({ uid: 'moved', title: 'To be moved' }));
    await put('gone', appointment({ uid: 'gone', title: 'To be deleted' }));
    await put('past', appointment({ uid: 'past', title: 'Held', start: `${behind}T090000Z` }));
    const id = await connect();
    await caughtUp(id);
    await put(
      'moved',
      appointment({
        uid: 'moved',
        title: 'Moved',
        start: `${ahead}T093000Z`,
        end: `${ahead}T103000Z`,
        with: ['Mia Berg <mia@lanterns.example>'],
      }),
    );
    await put(
      'new',
      appointment({ uid: 'new', title: 'New', start: `${ahead}T110000Z`, end: `${ahead}T120000Z` }),
    );
    await radicale.send('DELETE', user, `${calendar}gone.ics`);
    await radicale.send('DELETE', user, `${calendar}past.ics`);
    await lookAgain(id);
    expect(await meetings()).toEqual([
      { subject: 'Held', at: '2024-03-12 09:00', cancelled: false },
      { subject: 'To be deleted', at: '2099-03-10 09:00', cancelled: true },
      { subject: 'Moved', at: '2099-03-10 09:30', cancelled: false },
      { subject: 'New', at: '2099-03-10 11:00', cancelled: false },
    ]);
    expect((await timelineOf(mia)).map(({ subject }) => subject)).toEqual(['Moved']);
    expect(await folder(id)).toMatchObject({ onServer: 2, captured: 2, toCome: 0 });
  });

  test('loses single times of a series and keeps the others', async () => {
    const weekly = (more: string[]) =>
      appointment({
        uid: 'weekly',
        title: 'Every Monday',
        start: '20990302T090000Z',
        more: ['RRULE:FREQ=WEEKLY;COUNT=3', ...more],
      });
    await put('weekly', weekly([]));
    const id = await connect();
    await caughtUp(id);
    // Followed two years ahead, and its first time always.
    const before = await meetings();
    expect(before.length).toBeGreaterThan(0);
    await put('weekly', weekly(['EXDATE:20990302T090000Z']));
    await lookAgain(id);
    expect((await meetings())[0]).toMatchObject({ at: '2099-03-02 09:00', cancelled: true });
  });

  test('is the same meeting that a file and a colleague’s calendar know', async () => {
    const ida = await newPerson('Ida Holm', 'ida@lanterns.example');
    await put('one', appointment({ uid: 'one', title: 'Lamps for the hall' }));
    const first = await connect();
    await caughtUp(first);
    const second = await connect(tom);
    await expect
      .poll(async () => (await connectionOf(second, tom))?.succeededAt, { timeout: 30_000 })
      .toBeTruthy();
    expect((await timelineOf(ida)).length).toBe(1);
    // It stays as long as one of the two calendars has it.
    const { version } = (await connectionOf(first))!;
    await max.delete(`connections/${first}?version=${version}`);
    expect(await meetings()).toMatchObject([{ cancelled: false }]);
  });

  test('keeps to what is never captured', async () => {
    await max.post('capture-rules', { kind: 'domain', value: 'home.example' });
    await put(
      'dentist',
      appointment({ uid: 'dentist', title: 'Teeth', with: ['Dr Lund <lund@home.example>'] }),
    );
    const id = await connect();
    await caughtUp(id);
    expect(await folder(id)).toMatchObject({ onServer: 1, leftOut: { rule: 1 } });
    expect(await meetings()).toEqual([]);
  });

  test('waits in Confirm once a meeting lies behind us', async () => {
    await newPerson('Ida Holm', 'ida@lanterns.example');
    const yesterday = Temporal.Now.plainDateISO('UTC')
      .subtract({ days: 1 })
      .toString()
      .replaceAll('-', '');
    await put('held', appointment({ uid: 'held', title: 'Held', start: `${yesterday}T090000Z` }));
    const id = await connect();
    await caughtUp(id);
    const { confirm } = (await max.get<TodayView>('today?zone=Europe/Berlin')).body;
    expect(confirm.map(({ title }) => title)).toEqual(['Held']);
  });

  test('is not looked into where somebody said so', async () => {
    await put('one', appointment({ uid: 'one', title: 'Lamps for the hall' }));
    const id = await connect();
    await caughtUp(id);
    const { id: collectionId } = await folder(id);
    await max.patch(`calendars/${id}/collections/${collectionId}`, { wanted: false });
    await put('two', appointment({ uid: 'two', title: 'Two' }));
    await lookAgain(id);
    expect((await meetings()).map(({ subject }) => subject)).toEqual(['Lamps for the hall']);
    expect(
      (await nora.patch(`calendars/${id}/collections/${collectionId}`, { wanted: true })).status,
    ).toBe(403);
  });
});

describe('a meeting changed here', () => {
  const activity = async () =>
    (
      await company.sql<{ id: string; version: number }>(
        `select id, version from activities where kind = 'meeting'`,
      )
    )[0]!;
  const onServer = async (uid: string) =>
    (await radicale.send('GET', user, `${calendar}${uid}.ics`)).text;
  const change = async (change: object) => {
    const { id, version } = await activity();
    expect((await max.patch(`activities/${id}`, { ...change, version })).status).toBe(200);
  };
  const parked = async (id: string) =>
    (await max.get<{ rows: ParkedEntry[] }>(`calendars/${id}/entries`)).body.rows;

  test('is moved and cancelled in the calendar, and everything else there stays as it was', async () => {
    await put(
      'one',
      appointment({
        uid: 'one',
        title: 'Lamps',
        more: [
          'X-ANOTHER-PROGRAM:keeps this',
          'BEGIN:VALARM',
          'ACTION:DISPLAY',
          'TRIGGER:-PT15M',
          'END:VALARM',
        ],
      }),
    );
    const id = await connect();
    await caughtUp(id);
    await change({ occurredAt: '2099-03-11T14:00:00Z', subject: 'Lamps and chairs' });
    await expect
      .poll(() => onServer('one'), { timeout: 20_000 })
      .toContain('DTSTART:20990311T140000Z');
    const text = await onServer('one');
    for (const kept of [
      'DTEND:20990311T150000Z',
      'SUMMARY:Lamps and chairs',
      'SEQUENCE:1',
      'X-ANOTHER-PROGRAM:keeps this',
      'TRIGGER:-PT15M',
      'mailto:ida@lanterns.example',
    ])
      expect(text).toContain(kept);
    const { id: meeting, version } = await activity();
    await max.post(`agenda/${meeting}/cancellation`, { cancelled: true, version });
    await expect.poll(() => onServer('one'), { timeout: 20_000 }).toContain('STATUS:CANCELLED');
    // What was written is met again and is nothing new.
    await lookAgain(id);
    expect(await meetings()).toEqual([
      { subject: 'Lamps and chairs', at: '2099-03-11 14:00', cancelled: true },
    ]);
    expect(await parked(id)).toEqual([]);
  });

  test('and there in another part becomes both', async () => {
    await put('one', appointment({ uid: 'one', title: 'Lamps' }));
    const id = await connect();
    await caughtUp(id);
    await max.patch(`connections/${id}`, {
      version: (await connectionOf(id))!.version,
      state: 'paused',
    });
    await change({ subject: 'Lamps and chairs' });
    await put(
      'one',
      appointment({
        uid: 'one',
        title: 'Lamps',
        start: `${ahead}T093000Z`,
        end: `${ahead}T103000Z`,
      }),
    );
    await lookAgain(id);
    await expect.poll(() => onServer('one'), { timeout: 20_000 }).toContain('Lamps and chairs');
    expect(await onServer('one')).toContain('DTSTART:20990310T093000Z');
    expect(await meetings()).toMatchObject([
      { subject: 'Lamps and chairs', at: '2099-03-10 09:30' },
    ]);
  });

  test('and there in the same part is left as it is on both sides, until somebody says whose word counts', async () => {
    await put('one', appointment({ uid: 'one', title: 'Lamps' }));
    const id = await connect();
    await caughtUp(id);
    for (const [keep, stands] of [
      ['theirs', 'Theirs theirs'],
      ['ours', 'Ours ours'],
    ] as const) {
      await max.patch(`connections/${id}`, {
        version: (await connectionOf(id))!.version,
        state: 'paused',
      });
      await change({ subject: `Ours ${keep}` });
      await put('one', appointment({ uid: 'one', title: `Theirs ${keep}` }));
      await lookAgain(id);
      await expect
        .poll(() => parked(id), { timeout: 20_000 })
        .toMatchObject([{ reason: 'changed on both sides', state: 'parked' }]);
      expect(await onServer('one')).toContain(`SUMMARY:Theirs ${keep}`);
      expect(await meetings()).toMatchObject([{ subject: `Ours ${keep}` }]);
      const [{ collectionId, href }] = (await parked(id)) as [ParkedEntry];
      const { status } = await max.post(`calendars/${id}/disputes`, { collectionId, href, keep });
      expect(status).toBe(200);
      await expect.poll(() => onServer('one'), { timeout: 20_000 }).toContain(`SUMMARY:${stands}`);
      await expect
        .poll(async () => (await meetings())[0], { timeout: 20_000 })
        .toMatchObject({ subject: stands });
      expect(
        (await max.post(`calendars/${id}/disputes`, { collectionId, href, keep })).status,
      ).toBe(409);
    }
  });

  test('and made here goes into the calendar that was chosen for it, and nowhere unasked', async () => {
    const ida = await newPerson('Ida Holm', 'ida@lanterns.example');
    const make = (title: string, also: object = {}) =>
      max.post('activities', {
        kind: 'meeting',
        partyIds: [ida],
        subject: title,
        text: title,
        occurredAt: `2099-03-12T09:00:00Z`,
        minutes: 60,
        ...also,
      });
    const listed = async () =>
      (await radicale.send('PROPFIND', user, calendar, '', { depth: '1' })).text
        .match(/[0-9a-f-]{36}\.ics/g)
        ?.map((name) => name.slice(0, -4)) ?? [];
    await make('Before it was chosen');
    const id = await connect();
    await caughtUp(id);
    const { id: collectionId } = await folder(id);
    await max.patch(`calendars/${id}/collections/${collectionId}`, { takesOurs: true });
    expect((await folder(id)).takesOurs).toBe(true);
    const { body: made } = await make('Made here', { visibility: 'private' });
    await expect.poll(listed, { timeout: 20_000 }).toEqual([made.id]);
    const text = await onServer(made.id);
    expect(text).toContain('SUMMARY:Made here');
    expect(text).not.toMatch(/ATTENDEE|ida@/);

    // Killed between the write and its note: the meeting is known again, and stays for whom it is.
    await expect.poll(async () => (await folder(id)).captured, { timeout: 20_000 }).toBe(1);
    await company.sql('delete from collection_entries');
    await company.sql('update collections set sync_token = null, ctag = null');
    await lookAgain(id);
    expect((await meetings()).map(({ subject }) => subject)).toEqual([
      'Before it was chosen',
      'Made here',
    ]);
    expect((await timelineOf(ida, nora)).map(({ subject }) => subject)).toEqual([
      'Before it was chosen',
    ]);
    expect(await listed()).toEqual([made.id]);

    // Another program moves it.
    await put(
      made.id,
      text.replaceAll('20990312T', '20990313T').replace('SUMMARY', 'SEQUENCE:1\r\nSUMMARY'),
    );
    await lookAgain(id);
    expect((await meetings())[1]).toMatchObject({ subject: 'Made here', at: '2099-03-13 09:00' });
    expect((await timelineOf(ida, max)).length).toBe(2);
  });

  test('is written once although its answer was lost', async () => {
    await put('one', appointment({ uid: 'one', title: 'Lamps' }));
    const id = await connect();
    await caughtUp(id);
    await max.patch(`connections/${id}`, {
      version: (await connectionOf(id))!.version,
      state: 'paused',
    });
    await change({ subject: 'Written' });
    // As our own write left it, before anybody heard of it here.
    const { etag } = await put('one', appointment({ uid: 'one', title: 'Written', sequence: 1 }));
    await lookAgain(id);
    await lookAgain(id);
    expect((await radicale.send('GET', user, `${calendar}one.ics`)).etag).toBe(etag);
    expect(await meetings()).toMatchObject([{ subject: 'Written' }]);
  });
});

describe('a neighbour', () => {
  test('sees of a calendar with headers when somebody is busy and with whom, and not about what', async () => {
    const ida = await newPerson('Ida Holm', 'ida@lanterns.example');
    await put('one', appointment({ uid: 'one', title: 'Lamps for the hall' }));
    const id = await connect(max, 'headers');
    await caughtUp(id);
    expect(await timelineOf(ida, nora)).toMatchObject([{ subject: null, headersOnly: true }]);
    expect(await timelineOf(ida, max)).toMatchObject([{ subject: 'Lamps for the hall' }]);
  });

  test('sees nothing of a private calendar, nor of a private meeting in a shared one', async () => {
    const ida = await newPerson('Ida Holm', 'ida@lanterns.example');
    await put('one', appointment({ uid: 'one', title: 'About me', more: ['CLASS:PRIVATE'] }));
    await put('two', appointment({ uid: 'two', title: 'About lamps' }));
    const id = await connect(max, 'everyone');
    await caughtUp(id);
    const subjects = async (who: Colleague) =>
      (await timelineOf(ida, who)).map(({ subject }) => subject).toSorted();
    expect(await subjects(max)).toEqual(['About lamps', 'About me']);
    expect(await subjects(nora)).toEqual(['About lamps']);
    const hidden = await connect(tom, 'private');
    expect((await nora.get(`calendars/${hidden}`)).status).toBe(404);
    expect((await nora.get(`calendars/${hidden}/entries`)).status).toBe(404);
    expect((await company.otto.get(`calendars/${id}`)).status).toBe(404);
  });
});

describe('the same again', () => {
  test('a token the server no longer knows means that everything is compared, and nothing comes twice', async () => {
    await put('one', appointment({ uid: 'one', title: 'One' }));
    await put('two', appointment({ uid: 'two', title: 'Two' }));
    const id = await connect();
    await caughtUp(id);
    await company.sql(`update collections set sync_token = 'http://radicale.org/ns/sync/gone'`);
    await radicale.send('DELETE', user, `${calendar}two.ics`);
    await put('three', appointment({ uid: 'three', title: 'Three' }));
    await lookAgain(id);
    expect((await meetings()).map(({ subject, cancelled }) => [subject, cancelled])).toEqual([
      ['One', false],
      ['Three', false],
      ['Two', true],
    ]);
    const [{ sync_token }] = (await company.sql<{ sync_token: string }>(
      'select sync_token from collections',
    )) as [{ sync_token: string }];
    expect(sync_token).not.toMatch(/gone$/);
  });

  test('a server that names no states is compared by what it says, as often as one likes', async () => {
    await put('one', appointment({ uid: 'one', title: 'One' }));
    const id = await connect();
    await caughtUp(id);
    for (let again = 0; again < 5; again++) {
      await company.sql(`update collection_entries set etag = null`);
      await company.sql(`update collections set sync_token = null, compared_at = null`);
      await lookAgain(id);
    }
    expect(await meetings()).toHaveLength(1);
    const [{ count }] = (await company.sql<{ count: string }>(
      `select count(*) from events where verb = 'revised' and subject_id in (select id from activities)`,
    )) as [{ count: string }];
    expect(Number(count)).toBe(0);
  });

  test('cut off at any request, every meeting is here exactly once in the end', async () => {
    for (let each = 0; each < 120; each++) {
      const uid = `meeting-${each}`;
      await put(uid, appointment({ uid, title: uid }));
    }
    const id = await connect();
    // The server goes away in the middle of it, again and again.
    for (let cuts = 0; cuts < 4; cuts++) {
      await expect
        .poll(async () => (await meetings()).length, { timeout: 30_000, interval: 5 })
        .toBeGreaterThanOrEqual(Math.min(120, cuts * 50));
      await radicale.stop();
      await radicale.start();
      await askNow(id);
    }
    await expect
      .poll(async () => (await folder(id)).captured, { timeout: 60_000, interval: 50 })
      .toBe(120);
    await caughtUp(id);
    const subjects = (await meetings()).map(({ subject }) => subject);
    expect(new Set(subjects).size).toBe(120);
    expect(subjects).toHaveLength(120);
  }, 120_000);
});

describe('what does not work', () => {
  const attempt = async (settings: object, password = davPassword) =>
    (
      await max.post<{ problem: ConnectionProblem | null }>('connections/trial', {
        kind: 'caldav',
        settings: { url: radicale.url, user, ...settings },
        secret: { password },
      })
    ).body.problem;

  test('is said before anything is kept: a wrong password, another port, no such calendar', async () => {
    expect(await attempt({})).toBeNull();
    expect(await attempt({}, 'wrong')).toBe('sign-in refused');
    expect(await attempt({ url: 'http://127.0.0.1:1' })).toBe('address');
    expect(await attempt({ url: 'https://127.0.0.1' })).toBe('private');
    expect(await attempt({ url: 'https://metadata.localhost' })).toMatch(/private|unknown host/);
  });

  test('an entry that cannot be read waits, is parked, and says which it is', async () => {
    await put('one', appointment({ uid: 'one', title: 'One' }));
    const id = await connect();
    await caughtUp(id);
    const { id: collectionId } = await folder(id);
    await company.sql(
      `insert into collection_entries (workspace_id, collection_id, href, connection_id, audience, state, reason,
         title, tries, next_try_at)
       select workspace_id, id, $2, connection_id, audience, 'waiting', 'unreadable', 'Broken', 2, now()
       from collections where id = $1`,
      [collectionId, `${calendar}nowhere.ics`],
    );
    await lookAgain(id);
    const { rows } = (await max.get<{ rows: ParkedEntry[] }>(`calendars/${id}/entries`)).body;
    expect(rows).toMatchObject([{ folder: 'Work', state: 'parked', reason: 'not delivered' }]);
  });
});
