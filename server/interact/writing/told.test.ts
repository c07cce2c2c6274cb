import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ToldClaim } from '../../../shared/interact/writing/told.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { bring, letter } from '../importing/testing.ts';

let company: Company;
let ida: string;
beforeAll(async () => {
  company = await openCompany();
  const { body } = await company.max.post('people', {
    name: 'Ida Fink',
    emails: ['ida@fink.example'],
    affiliation: { companyName: 'Fink Timber', title: 'Head of Sales' },
    visibility: 'everyone',
  });
  ida = body.id;
  await company.max.post('people', {
    name: 'Uli Fink',
    emails: ['uli@fink.example'],
    affiliation: { companyName: 'Fink Timber', title: 'Buyer' },
    visibility: 'everyone',
  });
});
afterAll(() => company.close());

const told = async (who: Colleague, to: string) => {
  const { body, status, text } = await who.get<{ rows: ToldClaim[] }>(
    `writing/told?to=${encodeURIComponent(to)}&zone=Europe%2FVienna`,
  );
  expect(status, text).toBe(200);
  return body.rows;
};
const sentences = async (who: Colleague, to = 'ida@fink.example') =>
  (await told(who, to)).map(({ sentence }) => sentence).sort();

const daysAgo = (days: number) =>
  new Date(Temporal.Now.instant().epochMilliseconds - days * 86_400_000).toUTCString();

/** A mail from the mailbox of a colleague, as it is captured there. */
async function wrote(
  who: Colleague,
  text: string,
  { to = 'ida@fink.example', visibility = 'everyone', days = 3 } = {},
): Promise<void> {
  const mail = letter({
    from: `${who.name.toLowerCase()}@kettle.example`,
    to,
    subject: 'Oak boards',
    id: `${crypto.randomUUID()}@kettle.example`,
    at: daysAgo(days),
    text,
  });
  const { status } = await bring(company, who, { 'sent.eml': mail }, {
    mailbox: { whose: 'mine' },
    visibility,
  } as object);
  expect(status).toBe('done');
}

test('what colleagues told a customer is told to whoever writes to them, or to somebody beside them', async () => {
  const { max, nora, tom, otto } = company;
  await wrote(nora, 'The oak boards cost EUR 1,200 with delivery included.');
  const [first] = await told(max, 'ida@fink.example');
  expect(first).toMatchObject({
    kind: 'price',
    price: { amount: 120_000, currency: 'EUR' },
    from: 'mail',
    partyId: ida,
    partyKind: 'person',
    by: 'Nora',
    holds: true,
  });
  expect(await sentences(tom)).toEqual(await sentences(max));
  expect(await sentences(max, 'uli@fink.example')).toEqual(await sentences(max));
  expect(await sentences(max, 'nobody@else.example')).toEqual([]);
  expect(await sentences(otto)).toEqual([]);
});

test('a private mail of a colleague leaves no trace, and one of which only the headers are shared neither', async () => {
  const { max, nora } = company;
  const before = await told(max, 'ida@fink.example');
  await wrote(nora, 'The larch boards cost EUR 900.', { visibility: 'private' });
  await wrote(nora, 'The birch boards cost EUR 800.', { visibility: 'private' });
  const [birch] = await company.sql<{ id: string; version: number }>(
    `select a.id, a.version from activities a join activity_texts t on t.activity_id = a.id
     where t.body like '%birch%'`,
  );
  const shared = await nora.patch(`activities/${birch!.id}`, {
    visibility: 'headers',
    version: birch!.version,
  });
  expect(shared.status, shared.text).toBe(200);
  expect(await told(max, 'ida@fink.example')).toEqual(before);
  expect(await sentences(nora)).toEqual(
    expect.arrayContaining(['The birch boards cost EUR 800.', 'The larch boards cost EUR 900.']),
  );
});

test('nor does what was told to somebody whom one does not see', async () => {
  const { max, nora } = company;
  await nora.post('people', {
    name: 'Ada Birk',
    emails: ['ada@birk.example'],
    visibility: 'private',
  });
  await wrote(nora, 'The oak boards cost EUR 700.', { to: 'ada@birk.example' });
  expect(await sentences(nora, 'ada@birk.example')).toHaveLength(1);
  expect(await sentences(max, 'ada@birk.example')).toEqual([]);
});

test('open promises count with their day, settled ones not; an offer whose term is over is told of and no longer holds', async () => {
  const { max, nora } = company;
  const due = Temporal.Now.plainDateISO().add({ days: 20 }).toString();
  const { body: promise } = await max.post('promises', {
    partyId: ida,
    direction: 'ours',
    what: 'Deliver the oak boards',
    due,
  });
  const promised = (await told(nora, 'ida@fink.example')).find(({ from }) => from === 'promise');
  expect(promised).toMatchObject({ kind: 'date', on: due, sentence: 'Deliver the oak boards' });
  const { status } = await max.send('PUT', `promises/${promise.id}/settlement`, {
    body: { outcome: 'kept', version: 1 },
  });
  expect(status).toBeLessThan(300);
  expect((await told(nora, 'ida@fink.example')).some(({ from }) => from === 'promise')).toBe(false);

  const offer = (also: object) =>
    max.post('offers', {
      partyId: ida,
      direction: 'out',
      what: 'Walnut boards',
      date: Temporal.Now.plainDateISO().toString(),
      price: { amount: 90_000, currency: 'EUR' },
      ...also,
    });
  expect((await offer({})).status).toBe(201);
  await offer({ what: 'Cherry boards', validUntil: '2020-01-31', date: '2020-01-01' });
  await offer({ what: 'Maple boards', direction: 'in' });
  await offer({ what: 'Pear boards', answer: 'declined', answeredOn: '2026-01-01' });
  const offered = (await told(nora, 'ida@fink.example')).filter(({ from }) => from === 'offer');
  expect(offered).toMatchObject([
    { kind: 'price', sentence: 'Walnut boards', price: { amount: 90_000, currency: 'EUR' } },
  ]);

  const over = Temporal.Now.plainDateISO().subtract({ days: 10 });
  await wrote(nora, `Ash boards cost EUR 500. The offer is valid until ${over.toString()}.`, {
    days: 40,
  });
  const ash = (await told(max, 'ida@fink.example')).find(({ sentence }) => /Ash/.test(sentence));
  expect(ash?.holds).toBe(false);
});

test('whether hints are wanted is kept for oneself', async () => {
  const { max, tom } = company;
  const choices = async (who: Colleague) => (await who.get('writing/choices')).body;
  expect(await choices(max)).toEqual({ toneHints: true });
  await max.send('PUT', 'writing/choices', { body: { toneHints: false } });
  await max.send('PUT', 'writing/choices', { body: { toneHints: false } });
  expect(await choices(max)).toEqual({ toneHints: false });
  expect(await choices(tom)).toEqual({ toneHints: true });
});
