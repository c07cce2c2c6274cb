import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DigestView } from '../../../shared/interact/digest.ts';
import type { OutgoingView } from '../../../shared/interact/outgoing.ts';
import { parseMessage } from '../mail/message.ts';
import { connectMailbox, openSendingCompany } from '../sending/testing.ts';
import { sendDigests } from './work.ts';

let company: Awaited<ReturnType<typeof openSendingCompany>>;
beforeAll(async () => {
  company = await openSendingCompany();
});
afterAll(() => company.close());
beforeEach(async () => {
  await company.sql('delete from digests');
  await company.sql('delete from outgoing_mails');
  company.office.received.length = 0;
});

const order = (also: object = {}) => ({
  from: company.mailbox,
  hour: 7,
  weekdaysOnly: true,
  zone: 'Europe/Vienna',
  language: 'en',
  ...also,
});
const put = (body: object, who = company.max) => who.send('PUT', 'digest', { body });
/** At that hour in Vienna, of a day that nobody was told of yet. */
const strikes = async (hour: string) => {
  await company.sql(`update digests set told_on = date '2030-01-01'`);
  return at(`2030-03-04T${hour}[Europe/Vienna]`);
};
const at = (moment: string) =>
  sendDigests(
    company.house,
    company.workspaces.kettle,
    Temporal.ZonedDateTime.from(moment).toInstant(),
  );
async function promise(what: string, also: object = {}) {
  const { body: anna } = await company.max.post('people', { name: 'Anna & Söhne <b>' });
  const due = { direction: 'ours', what, due: '2030-03-01', partyId: anna.id, ...also };
  expect((await company.max.post('promises', due)).status).toBe(201);
}
const letters = () =>
  Promise.all(company.office.received.map(({ raw }) => parseMessage(Buffer.from(raw))));

describe('the day by e-mail', () => {
  test('is off until somebody wants it', async () => {
    expect((await company.max.get<DigestView>('digest')).body).toEqual({ digest: null });
    expect(await at('2030-03-04T09:00[Europe/Vienna]')).toBe(0);
  });

  test('comes once a day, after its hour, and says what is due and late', async () => {
    const { max, work, office } = company;
    await promise('The price list for oak');
    expect((await put(order())).status).toBe(204);
    expect((await max.get<DigestView>('digest')).body.digest).toEqual(order());
    expect(await strikes('06:59')).toBe(0);
    expect(await strikes('07:00')).toBe(1);
    expect(await at('2030-03-04T15:00[Europe/Vienna]')).toBe(0);
    await work();
    expect(office.received.map(({ to }) => to)).toEqual([['max@kettle.example']]);
    const [mail] = await letters();
    expect(mail).toMatchObject({ subject: 'Your day: Monday, March 4', kind: 'automatic' });
    expect(mail!.text).toContain(
      'Anna & Söhne <b>: The price list for oak (late since Friday, March 1)',
    );
    expect(mail!.html).not.toContain('<b>');
    expect(mail!.messageId).toMatch(/^rapport-digest\./);
    expect(await at('2030-03-05T07:00[Europe/Vienna]')).toBe(1);
  });

  test('stands on no timeline, in no folder of what was sent and in nobody’s list', async () => {
    const { sql, work, max } = company;
    await promise('A visit');
    await put(order());
    const [before] = await sql('select count(*) from activities');
    await strikes('08:00');
    await work();
    expect(await sql('select count(*) from activities')).toEqual([before]);
    const [row] = await sql<Record<string, unknown>>(
      'select state, activity_due, copy_due from outgoing_mails',
    );
    expect(row).toEqual({ state: 'accepted', activity_due: false, copy_due: false });
    expect((await max.get<{ rows: OutgoingView[] }>('outgoing')).body.rows).toEqual([]);
  });

  test('rests at weekends where its reader wants that, and where there is nothing to tell', async () => {
    await promise('Rest');
    await put(order());
    await company.sql(`update digests set told_on = date '2030-01-01'`);
    expect(await at('2030-03-02T09:00[Europe/Vienna]')).toBe(0);
    await put(order({ weekdaysOnly: false }));
    await company.sql(`update digests set told_on = date '2030-01-01'`);
    expect(await at('2030-03-02T09:00[Europe/Vienna]')).toBe(1);
    await company.sql('delete from promises');
    expect(await at('2030-03-03T09:00[Europe/Vienna]')).toBe(0);
  });

  test('follows the clock of its reader over a change of it', async () => {
    await promise('Spring');
    await put(order({ hour: 2, weekdaysOnly: false }));
    await company.sql(`update digests set told_on = date '2030-01-01'`);
    // The night in which two o’clock does not exist in Vienna.
    expect(await at('2030-03-31T00:59:59+00:00[UTC]')).toBe(0);
    expect(await at('2030-03-31T01:00:00+00:00[UTC]')).toBe(1);
  });

  test('tells nothing that its reader may not see', async () => {
    const { nora, olga, sql, work } = company;
    await sql('delete from promises');
    const { body: hidden } = await nora.post('people', { name: 'Hidden', visibility: 'private' });
    await nora.post('promises', {
      direction: 'ours',
      what: 'A secret',
      due: '2030-03-01',
      partyId: hidden.id,
    });
    const mine = await connectMailbox(company, olga, company.office.port);
    await put(order({ from: mine }), olga);
    await put(order());
    expect(await strikes('09:00')).toBe(0);
    await olga.post('digest/now', order({ from: mine }));
    await work();
    const [mail] = await letters();
    expect(mail!.text).toContain('Nothing is due today');
    expect(mail!.text).not.toContain('secret');
  });

  test('goes out from a mailbox of one’s own alone, in the words of its reader', async () => {
    const { nora, max, work, otto } = company;
    expect((await put(order(), nora)).status).toBe(422);
    expect((await put(order(), otto)).status).toBe(422);
    expect((await put(order({ zone: 'Mars/Olympus' }))).status).toBe(400);
    expect((await max.post('digest/now', order({ language: 'de' }))).status).toBe(204);
    await work();
    const [mail] = await letters();
    expect(mail!.subject).toMatch(/^Ihr Tag: /);
  });

  test('of yesterday is dropped where it still waits, and none is sent once it is stopped', async () => {
    const { max, office, sql } = company;
    await promise('Late');
    await put(order());
    await strikes('07:30');
    expect(await at('2030-03-05T07:30[Europe/Vienna]')).toBe(1);
    expect(await sql('select id from outgoing_mails where discarded_at is null')).toHaveLength(1);
    await max.delete('digest');
    expect(await at('2030-03-06T07:30[Europe/Vienna]')).toBe(0);
    expect(office.received).toEqual([]);
  });

  test('is not sent by what was restored from a backup, until its owner lets it', async () => {
    await promise('Held');
    await put(order());
    await company.sql('update workspaces set held_since = now()');
    expect(await strikes('09:00')).toBe(0);
    await company.sql('update workspaces set held_since = null');
    expect(await strikes('09:00')).toBe(1);
  });
});
