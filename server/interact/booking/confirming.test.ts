import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BookingPageView, usualBookingPage } from '../../../shared/interact/booking.ts';
import { origin } from '../../testing/installation.ts';
import { openSendingCompany } from '../sending/testing.ts';
import { tellGuests } from './telling.ts';

let company: Awaited<ReturnType<typeof openSendingCompany>>;

beforeAll(async () => {
  company = await openSendingCompany();
});
afterAll(() => company.close());

test('a guest gets the hour and the link by mail, once an hour, and nothing of what was typed', async () => {
  const { max, stranger, office } = company;
  const hours = Array.from({ length: 7 }, () => [{ from: '09:00', until: '12:00' }]);
  const page = {
    ...usualBookingPage('Europe/Vienna'),
    isOn: true,
    hours,
    mostADay: 10,
    bufferMinutes: 0,
  };
  await max.send('PUT', 'booking', { body: page });
  const { address } = (await max.get<BookingPageView>('booking')).body;
  const path = new URL(address!).pathname;
  const text = (await stranger.send('GET', path)).text;
  const slots = [...text.matchAll(/name="slot" value="([^"]+)"/g)].map(([, at]) => at!);
  const links: string[] = [];
  for (const slot of slots.slice(-3)) {
    const { status, headers } = await stranger.send('POST', path, {
      body: new URLSearchParams({
        name: 'Kim <b>Vale</b>',
        email: 'kim@vale.example',
        message: 'Buy this now',
        slot,
        zone: 'Europe/London',
      }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
    });
    expect(status).toBe(303);
    links.push(headers.get('location')!);
  }
  await company.work();
  const mails = office.received.filter(({ to }) => to.includes('kim@vale.example'));
  expect(mails).toHaveLength(1);
  const { raw } = mails[0]!;
  expect(raw).toContain('meeting.ics');
  expect(raw).toContain('Auto-Submitted: auto-generated');
  expect(raw).not.toMatch(/Buy this now|Kim/);
  // Folded and encoded as it travels, the link is there to its end.
  expect(raw.replaceAll(/=\r?\n/g, '')).toContain(links[0]!.split('/').at(-1));
});

/** What reached an address, in plain words. */
const lettersTo = (address: string) =>
  company.office.received
    .filter(({ to }) => to.includes(address))
    .map(({ raw }) => {
      const text = raw.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=');
      const subject = /^Subject: (.*(?:\r?\n[ \t].*)*)/m.exec(text)?.[1] ?? '';
      const file = /text\/calendar[\s\S]*?\r?\n\r?\n([\w+/=\s]+)/.exec(raw)?.[1] ?? '';
      return { subject, text, file: Buffer.from(file, 'base64').toString() };
    });

describe('whoever booked hears of what its host changes', () => {
  let guest = 0;
  /** An hour booked by somebody new, of whom nothing is to be told any more. */
  async function booked(language = 'en') {
    const { max, stranger } = company;
    const email = `guest${++guest}@vale.example`;
    const { address } = (await max.get<BookingPageView>('booking')).body;
    const path = new URL(address!).pathname;
    const slots = [
      ...(await stranger.send('GET', path)).text.matchAll(/name="slot" value="([^"]+)"/g),
    ];
    const slot = slots.at(-2)![1]!;
    const { headers } = await stranger.send('POST', path, {
      body: new URLSearchParams({ name: 'Kim', email, slot, zone: 'Europe/London' }).toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'accept-language': language,
        origin,
      },
    });
    const [{ id } = { id: '' }] = await company.sql<{ id: string }>(
      `select activity_id as id from bookings order by created_at desc limit 1`,
    );
    await company.work();
    return { email, id, slot, link: headers.get('location')! };
  }
  const versionOf = async (id: string) =>
    (
      await company.sql<{ version: number }>('select version from activities where id = $1', [id])
    )[0]!.version;
  const move = async (id: string, to: Temporal.Instant) =>
    (
      await company.max.patch(`activities/${id}`, {
        occurredAt: to.toString(),
        version: await versionOf(id),
      })
    ).body.event as string;
  const callOff = async (id: string, cancelled = true) =>
    company.max.post<{ event: string }>(`agenda/${id}/cancellation`, {
      cancelled,
      version: await versionOf(id),
    });
  /** As if so many seconds had gone by since the last change. */
  const later = async (seconds = 61) => {
    const told = await tellGuests(
      company.house,
      company.workspaces.kettle,
      Temporal.Now.instant().add({ seconds }),
    );
    await company.work();
    return told;
  };
  const lastWords = (email: string) => lettersTo(email).at(-1)!;

  test('once, with the new time by their own clock and a link that works', async () => {
    const { email, id, slot, link } = await booked();
    const to = Temporal.Instant.from(slot).add({ hours: 1 });
    await move(id, to);
    // Who moves it twice within a minute meant the second.
    expect(await later(30)).toBe(0);
    expect(lettersTo(email)).toHaveLength(1);
    expect(await later()).toBe(1);
    expect(await later()).toBe(0);
    const letters = lettersTo(email);
    expect(letters).toHaveLength(2);
    const { subject, text, file } = letters[1]!;
    expect(subject).toBe('New time for the meeting with Max');
    const clock = (at: Temporal.Instant) =>
      at.toZonedDateTimeISO('Europe/London').toPlainTime().toString({ smallestUnit: 'minute' });
    expect(text).toContain(clock(to));
    expect(text).toContain(clock(Temporal.Instant.from(slot)));
    expect(text).toContain(link.split('/').at(-1));
    expect(file).toContain(`DTSTART:${to.toString().replaceAll(/[-:]/g, '')}`);
    expect(file).toContain('SEQUENCE:1');
    expect((await company.stranger.get(link)).text).toContain(clock(to));
  });

  test('in their language when it is called off, thrown away or held after all', async () => {
    const { email, id, link } = await booked('de-AT');
    const { body } = await callOff(id);
    expect(await later()).toBe(1);
    expect(lastWords(email).subject).toBe('Abgesagt: Termin mit Max');
    expect(lastWords(email).file).toContain('STATUS:CANCELLED');
    await company.max.post(`events/${body.event}/undo`);
    expect(await later()).toBe(1);
    expect(lastWords(email).subject).toBe('Er findet doch statt: Termin mit Max');
    await company.max.send('DELETE', `activities/${id}?version=${await versionOf(id)}`);
    expect(await later()).toBe(1);
    expect(lastWords(email).subject).toBe('Abgesagt: Termin mit Max');
    const page = await company.stranger.send('GET', link, { headers: { 'accept-language': 'de' } });
    expect(page.text).toContain('Dieser Termin ist abgesagt.');
  });

  test('and nobody of what was taken back at once, done by themselves, or lies behind us', async () => {
    const { email, id, slot, link } = await booked();
    const before = Temporal.Instant.from(slot);
    const event = await move(id, before.add({ hours: 2 }));
    await company.max.post(`events/${event}/undo`);
    expect(await later()).toBe(0);
    await company.max.patch(`activities/${id}`, {
      text: 'Bring lamps',
      version: await versionOf(id),
    });
    expect(await later()).toBe(0);
    await company.stranger.send('POST', link, {
      body: 'act=cancel',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
    });
    expect(await later()).toBe(0);
    const past = await booked();
    await callOff(past.id);
    await company.sql(
      `update bookings set told_at = now() - interval '1 day' where activity_id = $1`,
      [past.id],
    );
    expect(await later()).toBe(0);
    expect(lettersTo(email)).toHaveLength(1);
  });

  test('of two servers that look at the same moment one tells', async () => {
    const { email, id, slot } = await booked();
    await move(id, Temporal.Instant.from(slot).add({ hours: 1 }));
    await Promise.all([later(), later(), later()]);
    expect(lettersTo(email)).toHaveLength(2);
  });

  test('where they cannot be reached any more, the host hears that instead', async () => {
    const { email, id } = await booked();
    await company.sql('delete from party_emails where address = $1', [email]);
    await callOff(id);
    expect(await later()).toBe(0);
    expect(lettersTo(email)).toHaveLength(1);
    const { rows } = (
      await company.max.get<{ rows: { kind: string; because: string }[] }>('notifications')
    ).body;
    expect(rows.filter(({ because }) => because === 'untold')).toHaveLength(1);
    expect(await later()).toBe(0);
  });
});
