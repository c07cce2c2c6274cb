import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BookingPageView, usualBookingPage } from '../../../shared/interact/booking.ts';
import { origin } from '../../testing/installation.ts';
import { openSendingCompany } from '../sending/testing.ts';

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
