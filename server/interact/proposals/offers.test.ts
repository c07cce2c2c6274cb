import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ActivityView } from '../../../shared/interact/activities.ts';
import type { DealingsView } from '../../../shared/interact/dealings/dealings.ts';
import type { Proposals } from '../../../shared/interact/proposals/proposals.ts';
import { closeWorkers } from '../../platform/workers/calls.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { bring } from '../importing/testing.ts';
import { pdf } from '../papers/made-by-hand.ts';

/** An offer that was sent as a file is recorded by a yes, and its next version is told beside the last. */

let company: Company;
let max: Colleague;
let mara: Colleague;
let ida: string;

beforeAll(async () => {
  company = await openCompany();
  ({ max, mara } = company);
});
afterAll(async () => {
  await closeWorkers();
  await company.close();
});
afterEach(async () => {
  const faults = company.faults.splice(0);
  for (const table of ['activities', 'parties', 'seen_addresses'])
    await company.sql(`delete from ${table}`);
  expect(faults).toEqual([]);
});

const zone = 'Europe/Vienna';
const ago = (hours: number) =>
  new Date(Temporal.Now.instant().subtract({ hours }).epochMilliseconds).toUTCString();
const paper = (total: string, until: string, number = '2026-014') =>
  pdf([`Angebot Nr. ${number}`, `Gesamtbetrag inkl. USt\t${total}`, `gültig bis ${until}`]);

let mails = 0;
interface Sent {
  files: Record<string, Buffer>;
  from?: string;
  to?: string;
  hours?: number;
  visibility?: 'everyone' | 'private';
}

async function send({
  files,
  from = 'max@kettle.example',
  to = 'Ida Holm <ida@lanterns.example>',
  hours = 24,
  visibility = 'everyone',
}: Sent): Promise<string> {
  const parts = Object.entries(files).flatMap(([name, content]) => [
    '--part',
    'Content-Type: application/octet-stream',
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename="${name}"`,
    '',
    ...(content.toString('base64').match(/.{1,76}/g) ?? []),
  ]);
  const mail = [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: Boilers for the hall`,
    `Message-ID: <offer-${++mails}@kettle.example>`,
    `Date: ${ago(hours)}`,
    'Content-Type: multipart/mixed; boundary="part"',
    '',
    '--part',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'As discussed.',
    ...parts,
    '--part--',
    '',
  ].join('\r\n');
  await bring(company, max, { 'mail.eml': mail }, { visibility });
  const [activity] = await company.sql<{ id: string }>(
    `select id from activities where kind = 'email' order by id desc limit 1`,
  );
  return activity!.id;
}

async function knownIda() {
  const { body } = await max.post('people', { name: 'Ida Holm', emails: ['ida@lanterns.example'] });
  ida = body.id as string;
}
const proposals = async (id: string, who = max) =>
  (await who.get<Proposals>(`activities/${id}/proposals?zone=${zone}`)).body;
const answer = (id: string, key: string, more: object = {}) =>
  max.post(`activities/${id}/proposals`, { key, accepts: true, zone, ...more });
const made = async (who = max) => (await who.get<DealingsView>(`dealings?party=${ida}`)).body.made;

test('one yes records amount, validity and number, with the file beside it, and one Undo takes it back', async () => {
  await knownIda();
  const id = await send({ files: { 'Angebot.pdf': paper('4.800,00 €', '30.06.2099') } });
  const { rows } = await proposals(id);
  expect(rows).toMatchObject([
    {
      kind: 'offer',
      number: '2026-014',
      totals: [{ amount: 480_000, currency: 'EUR' }],
      tax: 'gross',
      validUntil: '2099-06-30',
      before: null,
    },
  ]);
  const { status, body } = await answer(id, rows[0]!.key);
  expect(status).toBe(201);
  const [offer] = await made();
  expect(offer).toMatchObject({
    what: 'Boilers for the hall',
    number: '2026-014',
    price: { amount: 480_000, currency: 'EUR' },
    tax: 'gross',
    validUntil: '2099-06-30',
    state: 'open',
    series: { at: 1, of: 1 },
    file: { name: 'Angebot.pdf' },
  });
  const entry = (await max.get<ActivityView>(`activities/${offer!.id}`)).body;
  expect(entry).toMatchObject({
    kind: 'offer',
    direction: 'out',
    files: [{ name: 'Angebot.pdf' }],
  });
  const file = await max.get(`attachments/${offer!.file!.id}`);
  expect(file.text.slice(0, 5)).toBe('%PDF-');
  expect((await proposals(id)).rows).toEqual([]);
  // It was no offer to us.
  expect((await max.get<DealingsView>(`dealings?party=${ida}`)).body.offers).toEqual([]);

  expect((await max.post(`events/${body.event}/undo`)).status).toBe(200);
  expect(await made()).toEqual([]);
  expect((await proposals(id)).rows).toHaveLength(1);
});

test('the next version is told beside the last one', async () => {
  await knownIda();
  const first = await send({
    files: { 'Angebot.pdf': paper('5.200,00 €', '01.05.2099') },
    hours: 72,
  });
  await answer(first, (await proposals(first)).rows[0]!.key);
  const second = await send({
    files: { 'Angebot neu.pdf': paper('4.800,00 €', '30.06.2099', '2026-014 v2') },
  });
  const { rows } = await proposals(second);
  expect(rows).toMatchObject([
    { before: { version: 1, price: { amount: 520_000 }, validUntil: '2099-05-01' } },
  ]);
  await answer(second, rows[0]!.key);
  expect(await made()).toMatchObject([
    { series: { at: 2, of: 2 }, before: { price: { amount: 520_000 } } },
    { series: { at: 1, of: 2 }, before: null },
  ]);
});

test('where two totals compete somebody has to say which counts', async () => {
  await knownIda();
  const two = pdf([
    'Angebot 7',
    'Gesamtbetrag inkl. USt\t8.400,00 €',
    'Gesamtbetrag inkl. USt\t9.960,00 €',
  ]);
  const id = await send({ files: { 'a.pdf': two } });
  const { rows } = await proposals(id);
  const [offer] = rows;
  expect(await answer(id, offer!.key)).toMatchObject({
    status: 422,
    body: { code: 'proposal.total-open' },
  });
  expect(await answer(id, offer!.key, { total: 5 })).toMatchObject({ status: 422 });
  expect(await made()).toEqual([]);
  expect((await answer(id, offer!.key, { total: 1 })).status).toBe(201);
  expect(await made()).toMatchObject([{ price: { amount: 996_000, currency: 'EUR' } }]);
});

test('the same file sent again is not proposed again, and what came to us is no offer of ours', async () => {
  await knownIda();
  const file = paper('4.800,00 €', '30.06.2099');
  const first = await send({ files: { 'Angebot.pdf': file }, hours: 48 });
  await answer(first, (await proposals(first)).rows[0]!.key);
  const again = await send({ files: { 'Angebot.pdf': file } });
  expect((await proposals(again)).rows).toEqual([]);
  const theirs = await send({
    files: { 'Angebot.pdf': paper('100,00 €', '30.06.2099', '9') },
    from: 'Ida Holm <ida@lanterns.example>',
    to: 'max@kettle.example',
  });
  expect((await proposals(theirs)).rows.filter(({ kind }) => kind === 'offer')).toEqual([]);
});

test('a damaged offer is said, and a colleague who may not see the mail learns nothing', async () => {
  await knownIda();
  const id = await send({
    files: { 'Angebot.pdf': Buffer.from('%PDF-1.4 cut'), 'Fotos.pdf': Buffer.from('%PDF-1.4 cut') },
    visibility: 'private',
  });
  expect(await proposals(id)).toEqual({
    rows: [],
    unread: [{ name: 'Angebot.pdf', why: 'damaged' }],
  });
  expect((await mara.get(`activities/${id}/proposals?zone=${zone}`)).status).toBe(404);
  const own = await send({
    files: { 'Angebot.pdf': paper('1.000,00 €', '30.06.2099', '44') },
    visibility: 'private',
  });
  await answer(own, (await proposals(own)).rows[0]!.key);
  expect(await made()).toHaveLength(1);
  expect(await made(mara)).toEqual([]);
});

test('an offer of ours is written down by hand too, and answered', async () => {
  await knownIda();
  const today = Temporal.Now.plainDateISO('UTC').toString();
  const { body, status } = await max.post('offers', {
    partyId: ida,
    direction: 'out',
    what: 'Boilers',
    date: today,
    price: { amount: 100, currency: 'EUR' },
  });
  expect(status).toBe(201);
  const change = await max.patch(`offers/${body.id}`, { answer: 'accepted', version: 1 });
  expect(change.status).toBe(200);
  expect(await made()).toMatchObject([{ state: 'accepted', tax: null }]);
  await max.post(`events/${change.body.event}/undo`);
  expect(await made()).toMatchObject([{ state: 'open' }]);
});
