import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TimelineEntry } from '../../../shared/interact/activities.ts';
import type { AgendaView } from '../../../shared/interact/agenda.ts';
import {
  type BookingPage,
  type BookingPageView,
  usualBookingPage,
} from '../../../shared/interact/booking.ts';
import type { NotificationView } from '../../../shared/interact/notifications.ts';
import { type Caller, type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { origin } from '../../testing/installation.ts';

let company: Company;
let max: Colleague;
let nora: Colleague;
let visitor: Caller;

beforeAll(async () => {
  company = await openCompany();
  ({ max, nora } = company);
  visitor = company.stranger;
});
afterAll(() => company.close());
beforeEach(async () => {
  for (const table of [
    'booking_pages',
    'booking_names',
    'activities',
    'parties',
    'auth.rate_limits',
    'notifications',
  ])
    await company.sql(`delete from ${table}`);
});

const every = (from: string, until: string) => Array.from({ length: 7 }, () => [{ from, until }]);
const open: BookingPage = {
  ...usualBookingPage('Europe/Vienna'),
  isOn: true,
  hours: every('09:00', '12:00'),
  bufferMinutes: 0,
  noticeHours: 0,
  mostADay: 50,
  weeks: 2,
};

/** Switches the page on; answers with its path. */
async function offer(also: Partial<BookingPage> = {}, who = max): Promise<string> {
  expect((await who.send('PUT', 'booking', { body: { ...open, ...also } })).status).toBe(200);
  const { address } = (await who.get<BookingPageView>('booking')).body;
  return new URL(address!).pathname;
}

const slotsIn = (page: string) =>
  [...page.matchAll(/name="slot" value="([^"]+)"/g)].map(([, at]) => at!);
const slotsOn = async (path: string) => slotsIn((await visitor.get(path)).text);
const lastSlot = async (path: string) => (await slotsOn(path)).at(-1)!;

const send = (path: string, fields: Record<string, string>, headers = {}) =>
  visitor.send('POST', path, {
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin, ...headers },
  });
const kim = { name: 'Kim Vale', email: 'kim@vale.example', message: 'About lamps' };

/** What somebody was told of hours that others booked. */
const told = async (who = max) =>
  (await who.get<{ rows: NotificationView[] }>('notifications')).body.rows.filter(
    ({ kind }) => kind === 'booking',
  );

const agenda = async (slot: string, who = max) => {
  const at = Temporal.Instant.from(slot);
  const [from, to] = [at.subtract({ hours: 1 }), at.add({ hours: 24 })];
  return (await who.get<AgendaView>(`agenda?from=${from}&to=${to}`)).body.meetings;
};

describe('a page for booking', () => {
  test('is there once it is switched on, for whoever has its address, and asks for no account', async () => {
    expect((await max.get<BookingPageView>('booking')).body).toMatchObject({
      page: { isOn: false },
      address: null,
    });
    const path = await offer({ greeting: 'Welcome <b>here</b>' });
    const { status, text, headers } = await visitor.get(path);
    expect(status).toBe(200);
    expect(text).toContain('Choose an hour with Max');
    expect(text).toContain('Welcome &lt;b&gt;here&lt;/b&gt;');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect((await visitor.get(`${path.slice(0, -3)}abc`)).status).toBe(404);
    await offer({ isOn: false });
    expect((await visitor.get(path)).status).toBe(404);
    // Each has their own, and nobody is shown another's.
    expect((await nora.get<BookingPageView>('booking')).body.address).toBeNull();
    expect((await company.rita.send('PUT', 'booking', { body: open })).status).toBe(403);
  });

  test('speaks the language of the browser, and tells the hours by the clock one chooses', async () => {
    const path = await offer();
    const german = await visitor.send('GET', path, { headers: { 'accept-language': 'de-AT' } });
    expect(german.text).toContain('Wählen Sie eine Zeit mit Max');
    const clocks = (text: string) => /<span>(\d\d:\d\d)<\/span>/.exec(text)?.[1];
    const there = await visitor.get(`${path}?zone=Asia/Kathmandu`);
    expect(clocks((await visitor.get(path)).text)).not.toBe(clocks(there.text));
    expect(slotsIn(there.text)).toEqual(await slotsOn(path));
    expect((await visitor.get(`${path}?zone=Nowhere/At_all`)).status).toBe(200);
  });

  test('shows of a private meeting only that the hour is taken', async () => {
    const path = await offer();
    const slot = await lastSlot(path);
    const { body: ida } = await max.post('people', { name: 'Ida Holm' });
    await max.post('activities', {
      kind: 'meeting',
      partyIds: [ida.id],
      subject: 'Secret lamps',
      text: 'Nobody knows',
      occurredAt: slot,
      minutes: 30,
      visibility: 'private',
    });
    const { text } = await visitor.get(path);
    expect(slotsIn(text)).not.toContain(slot);
    expect(text).not.toMatch(/Secret|Nobody knows|Ida/);
  });

  test('changes nothing by being read', async () => {
    const path = await offer();
    const state = () =>
      company.sql(`select (select count(*) from activities) as a, (select count(*) from bookings) as b,
        (select count(*) from events) as e, (select count(*) from parties) as p`);
    const before = await state();
    await visitor.get(`${path}?slot=${await lastSlot(path)}&name=Kim&email=kim@vale.example`);
    expect(await state()).toEqual(before);
  });
});

describe('the address of a page', () => {
  const put = (name: string | null, who = max) =>
    who.send('PUT', 'booking', { body: { ...open, name } });
  const choose = (name: string | null, leads: boolean, who = max) =>
    who.send('PUT', 'booking/addresses', { body: { name, leads } });
  const isThere = async (path: string) => (await visitor.get(path)).status === 200;

  test('is read by a name one chooses, and what was given away leads there until it is withdrawn', async () => {
    const guessed = await offer();
    expect(await offer({ name: ' Max-Kettle ' })).toBe('/book/max-kettle');
    expect((await visitor.get('/book/max-kettle')).text).toContain('Choose an hour with Max');
    expect(await isThere(guessed)).toBe(true);
    await offer({ name: 'max' });
    const { earlier } = (await max.get<BookingPageView>('booking')).body;
    expect(earlier).toMatchObject([
      { name: 'max-kettle', leads: true },
      { name: null, leads: true },
    ]);
    expect((await choose('max-kettle', false)).status).toBe(200);
    expect((await choose(null, false)).status).toBe(200);
    expect(await isThere('/book/max-kettle')).toBe(false);
    expect(await isThere(guessed)).toBe(false);
    expect(await isThere('/book/max')).toBe(true);
    // By mistake: it leads there as before.
    await choose('max-kettle', true);
    expect(await isThere('/book/max-kettle')).toBe(true);
    // The one it has now is no earlier one, and a page never is without.
    expect((await choose('max', false)).status).toBe(404);
    const other = await offer({ name: null });
    expect(other).not.toBe(guessed);
    expect(await isThere(other)).toBe(true);
    await offer({ isOn: false });
    expect(await isThere('/book/max')).toBe(false);
  });

  test('is nobody else’s, not even after it was withdrawn, and not in another company', async () => {
    await offer({ name: 'kettle' });
    for (const who of [nora, company.otto]) {
      const { status, body } = await put('kettle', who);
      expect(status).toBe(409);
      expect(body).toMatchObject({
        code: 'booking.name-taken',
        fields: { name: expect.any(String) },
      });
    }
    await offer({ name: 'lamps' });
    await choose('kettle', false);
    expect((await put('kettle', nora)).status).toBe(409);
    expect((await choose('kettle', true, nora)).status).toBe(404);
    expect(await isThere('/book/kettle')).toBe(false);
    expect(await offer({ name: 'kettle' })).toBe('/book/kettle');
  });

  test('is words and no path', async () => {
    for (const name of ['meeting', 'ab', 'a b', 'a/b', '-ab', 'ab-', 'ä'.repeat(5), 'a'.repeat(41)])
      expect((await put(name)).status, name).toBe(400);
    for (const name of ['meeting', '%00', "x'--", 'MAX'.repeat(40)])
      expect(await isThere(`/book/${encodeURIComponent(name)}`), name).toBe(false);
  });
});

describe('a visitor', () => {
  test('chooses how long, among what is offered', async () => {
    const path = await offer({ lengths: [60, 15, 30, 15] });
    const page = (await visitor.get(path)).text;
    expect([...page.matchAll(/<option value="(\d+)"/g)].map(([, one]) => one)).toEqual([
      '15',
      '30',
      '60',
    ]);
    const long = slotsIn((await visitor.get(`${path}?length=60`)).text);
    expect(long.length).toBeLessThan(slotsIn(page).length);
    const slot = long.at(-1)!;
    const { headers } = await send(path, { ...kim, slot, length: '60' });
    expect(await agenda(slot)).toMatchObject([
      { endsAt: Temporal.Instant.from(slot).add({ minutes: 60 }).toString() },
    ]);
    expect((await visitor.get(headers.get('location')!)).text).toContain('60 minutes');
    // The last quarter of an hour is none of the beginnings of an hour, and 45 minutes is not offered.
    const late = slotsIn(page).at(-1)!;
    expect((await send(path, { ...kim, slot: late, length: '60' })).status).toBe(409);
    const odd = (await slotsOn(path)).at(-1)!;
    await send(path, { ...kim, slot: odd, length: '45' });
    expect((await agenda(odd)).slice(0, 1)).toMatchObject([
      { endsAt: Temporal.Instant.from(odd).add({ minutes: 15 }).toString() },
    ]);
    for (const lengths of [[], [4], [481], [15, 20, 25, 30, 35, 40]])
      expect((await max.send('PUT', 'booking', { body: { ...open, lengths } })).status).toBe(400);
  });

  test('books an hour, which stands in the calendar and on the timeline of whom the address belongs to', async () => {
    const { body: known } = await nora.post('people', { name: 'Kim V.', emails: [kim.email] });
    const path = await offer();
    const slot = await lastSlot(path);
    const { status, headers } = await send(path, { ...kim, slot, zone: 'Europe/London' });
    expect(status).toBe(303);
    const meeting = headers.get('location')!;
    expect((await visitor.get(meeting)).text).toContain('It is booked');
    expect(await agenda(slot)).toMatchObject([
      { title: 'Kim Vale', startsAt: slot, parties: [{ name: 'Kim V.' }], can: { edit: true } },
    ]);
    const { rows } = (await max.get<{ rows: TimelineEntry[] }>(`people/${known.id}/timeline`)).body;
    expect(rows).toMatchObject([{ kind: 'meeting', subject: 'Kim Vale' }]);
    expect(await slotsOn(path)).not.toContain(slot);
    expect(await told()).toMatchObject([{ because: 'booked', party: { name: 'Kim V.' } }]);
    expect(await told(nora)).toEqual([]);
  });

  test('who is new becomes known with it, each value as told by them', async () => {
    const path = await offer();
    await send(path, { ...kim, slot: await lastSlot(path) });
    const rows = await company.sql<{ name: string; email: string; owner_id: string }>(
      'select name, email, owner_id from parties',
    );
    expect(rows).toEqual([{ name: 'Kim Vale', email: kim.email, owner_id: max.id }]);
  });

  test('who presses twice has one meeting', async () => {
    const path = await offer();
    const slot = await lastSlot(path);
    const [one, other] = [await send(path, { ...kim, slot }), await send(path, { ...kim, slot })];
    expect(other.headers.get('location')).toBe(one.headers.get('location'));
    expect(await agenda(slot)).toHaveLength(1);
  });

  test('of fifty who want the same hour exactly one gets it, and the others are told', async () => {
    const path = await offer();
    const slot = await lastSlot(path);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, each) =>
        send(path, { name: `Guest ${each}`, email: `guest${each}@vale.example`, slot }),
      ),
    );
    const by = (status: number) => answers.filter((one) => one.status === status);
    expect(by(303)).toHaveLength(1);
    expect(by(409)).toHaveLength(49);
    expect(by(409)[0]!.text).toContain('Somebody else has just taken this hour');
    expect(await agenda(slot)).toHaveLength(1);
    expect(await company.sql('select id from parties')).toHaveLength(1);
  }, 60_000);

  test('is shown what they typed as they typed it, and what is wrong with it', async () => {
    const path = await offer();
    const nasty = `<script>alert(1)</script>"'><img src=x onerror=y>`;
    const { status, text } = await send(path, { name: nasty, email: nasty, message: nasty });
    expect(status).toBe(422);
    expect(text).not.toMatch(/<script|<img/);
    expect(text).toContain('This is no e-mail address');
    const slot = await lastSlot(path);
    const { headers } = await send(path, { ...kim, name: nasty, slot });
    expect((await visitor.get(headers.get('location')!)).text).not.toMatch(/<script|<img/);
    expect(await agenda(slot)).toMatchObject([{ title: nasty }]);
  });

  test('gets no hour that is not offered, from no other site, and with nothing that is no form', async () => {
    const path = await offer({ noticeHours: 48 });
    const soon = Temporal.Now.instant().add({ hours: 2 }).toString({ smallestUnit: 'second' });
    expect((await send(path, { ...kim, slot: soon })).status).toBe(409);
    const slot = await lastSlot(path);
    expect((await send(path, { ...kim, slot }, { origin: 'https://evil.example' })).status).toBe(
      403,
    );
    expect(
      (await visitor.send('POST', path, { body: { ...kim, slot }, headers: { origin } })).status,
    ).toBe(415);
    expect((await send(path, { ...kim, slot, homepage: 'https://spam.example' })).status).toBe(409);
    expect(await company.sql('select activity_id from bookings')).toEqual([]);
  });

  test('of a crowd only so many are heard at a time', async () => {
    const path = await offer();
    const statuses: number[] = [];
    for (let each = 0; each < 62; each++) statuses.push((await send(path, { name: '' })).status);
    expect(statuses.slice(0, 60)).not.toContain(429);
    expect(statuses.at(-1)).toBe(429);
  }, 60_000);
});

describe('the link to a meeting', () => {
  const booked = async () => {
    const path = await offer();
    const slots = await slotsOn(path);
    const slot = slots.at(-1)!;
    const { headers } = await send(path, { ...kim, slot });
    return { path, slot, other: slots.at(-2)!, link: headers.get('location')! };
  };

  test('cancels it, once and for all, and gives the hour back', async () => {
    const { path, slot, link } = await booked();
    await visitor.get(`${link}?act=cancel`);
    expect(await agenda(slot)).toMatchObject([{ cancelled: false }]);
    expect((await send(link, { act: 'cancel' })).status).toBe(303);
    expect((await send(link, { act: 'cancel' })).status).toBe(303);
    expect(await agenda(slot)).toMatchObject([{ cancelled: true }]);
    expect((await visitor.get(link)).text).toContain('This meeting is cancelled');
    // One piece of news, whose last turn counts.
    expect(await told()).toMatchObject([{ because: 'cancelled' }]);
    expect((await visitor.get(link)).text).toContain(`<a href="${path}">`);
    expect(await slotsOn(path)).toContain(slot);
  });

  test('moves it to another hour that is free, and to no other', async () => {
    const { path, slot, other, link } = await booked();
    const past = Temporal.Now.instant().subtract({ hours: 2 }).toString();
    expect((await send(link, { act: 'move', slot: past })).status).toBe(409);
    expect((await send(link, { act: 'move', slot: other })).status).toBe(303);
    const free = await slotsOn(path);
    expect(free).toContain(slot);
    expect(free).not.toContain(other);
    expect((await visitor.get(`${link.slice(0, -4)}abcd`)).status).toBe(404);
  });
});
