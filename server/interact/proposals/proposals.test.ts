import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { PartyRow, PartyView } from '../../../shared/identify/parties.ts';
import type { TimelineEntry } from '../../../shared/interact/activities.ts';
import type { Proposal, Proposals } from '../../../shared/interact/proposals/proposals.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { bring, letter } from '../importing/testing.ts';

let company: Company;
let max: Colleague;
let mara: Colleague;
let nora: Colleague;

beforeAll(async () => {
  company = await openCompany();
  ({ max, mara, nora } = company);
});
afterAll(() => company.close());
afterEach(async () => {
  const faults = company.faults.splice(0);
  for (const table of ['promises', 'tasks', 'activities', 'parties', 'seen_addresses'])
    await company.sql(`delete from ${table}`);
  expect(faults).toEqual([]);
});

const zone = 'Europe/Vienna';
const today = () => Temporal.Now.plainDateISO(zone);
/** Yesterday at noon, as mails have it. */
const yesterday = () =>
  new Date(Temporal.Now.instant().subtract({ hours: 24 }).epochMilliseconds).toUTCString();
const signed =
  '\n\nBest regards\nIda Holm\nHead of Purchasing\nLantern Works Ltd\n+44 20 7946 0123';

let mails = 0;
interface Mail {
  text: string;
  from?: string;
  to?: string;
  by?: Colleague;
  visibility?: 'everyone' | 'private';
  at?: string;
}

/** A mail that came to Max, and its entry on the timeline. */
async function mail({
  text,
  from = 'Ida Holm <ida@lanterns.example>',
  to = 'max@kettle.example',
  by = max,
  visibility = 'everyone',
  at = yesterday(),
}: Mail): Promise<string> {
  const file = letter({ from, to, subject: `Lamps ${++mails}`, at, text });
  await bring(company, by, { 'mail.eml': file }, { visibility });
  const [activity] = await company.sql<{ id: string }>(
    `select id from activities where kind = 'email' order by id desc limit 1`,
  );
  return activity!.id;
}

const proposals = async (id: string, who = max): Promise<Proposal[]> =>
  (await who.get<Proposals>(`activities/${id}/proposals?zone=${zone}`)).body.rows;
const answer = (id: string, key: string, accepts = true, who = max) =>
  who.post(`activities/${id}/proposals`, { key, accepts, zone });
const undo = (event: string, who = max) => who.post(`events/${event}/undo`);
const person = async (id: string) => (await max.get<PartyView>(`people/${id}`)).body;
const ida = async () =>
  (await max.post('people', { name: 'Ida Holm', emails: ['ida@lanterns.example'] })).body
    .id as string;

test('somebody new comes with what they sign, and goes again with one Undo', async () => {
  const id = await mail({ text: `The lamps are fine.${signed}` });
  const [newcomer] = await proposals(id);
  expect(newcomer).toMatchObject({
    kind: 'person',
    name: 'Ida Holm',
    address: 'ida@lanterns.example',
    title: 'Head of Purchasing',
    company: 'Lantern Works Ltd',
    phones: ['+44 20 7946 0123'],
  });
  const { status, body } = await answer(id, newcomer!.key);
  expect(status).toBe(201);
  const { rows } = (await max.get<{ rows: PartyRow[] }>('people')).body;
  expect(rows).toMatchObject([{ name: 'Ida Holm' }]);
  expect((await person(rows[0]!.id)).affiliations).toMatchObject([
    { companyName: 'Lantern Works Ltd', title: 'Head of Purchasing' },
  ]);
  expect(await proposals(id)).toEqual([]);

  expect((await undo(body.event)).status).toBe(200);
  expect((await max.get<{ rows: PartyRow[] }>('people')).body.rows).toEqual([]);
  expect((await proposals(id)).map(({ kind }) => kind)).toEqual(['person']);
});

test('of somebody known only what changed is proposed', async () => {
  const id = await ida();
  const first = await mail({ text: `The lamps are fine.${signed}` });
  const told = await proposals(first);
  expect(told).toMatchObject([
    { kind: 'phone', phone: '+44 20 7946 0123' },
    { kind: 'work', company: 'Lantern Works Ltd', title: 'Head of Purchasing', before: null },
  ]);
  for (const { key } of told) expect((await answer(first, key)).status).toBe(201);
  expect(await proposals(await mail({ text: `More lamps.${signed}` }))).toEqual([]);

  const promoted = signed.replace('Head of Purchasing', 'Managing Director');
  const later = await mail({ text: `Even more.${promoted}` });
  const [work] = await proposals(later);
  expect(work).toMatchObject({
    kind: 'work',
    title: 'Managing Director',
    before: { title: 'Head of Purchasing', company: 'Lantern Works Ltd' },
  });
  await answer(later, work!.key);
  expect((await person(id)).affiliations).toMatchObject([
    { companyName: 'Lantern Works Ltd', title: 'Managing Director' },
  ]);
});

test('a request becomes a task, a promise is owed, and a time to meet stands ahead', async () => {
  const id = await ida();
  const text = [
    'Could you send me the price list by tomorrow?',
    'I will order in any case.',
    `Shall we meet on ${today().add({ days: 5 }).toString()} at 10:00?`,
  ].join('\n\n');
  const about = await mail({ text });
  const told = await proposals(about);
  expect(told).toMatchObject([
    { kind: 'date', partyId: id, on: today().add({ days: 5 }).toString(), time: '10:00' },
    { kind: 'request', on: today().toString() },
    { kind: 'promise', direction: 'theirs', isDayNamed: false },
  ]);
  const events: string[] = [];
  for (const { key } of told) events.push((await answer(about, key)).body.event);
  const counts = async () => {
    const [row] = await company.sql<{ tasks: number; meetings: number; promises: number }>(
      `select count(*) filter (where kind = 'task')::int as tasks,
         count(*) filter (where kind = 'meeting')::int as meetings,
         (select count(*) from promises where party_id = $1 and removed_at is null)::int as promises
       from activities where trashed_at is null`,
      [id],
    );
    return [row!.tasks, row!.promises, row!.meetings];
  };
  expect(await counts()).toEqual([1, 1, 1]);
  for (const event of events) expect((await undo(event)).status).toBe(200);
  expect(await counts()).toEqual([0, 0, 0]);
  expect(await proposals(about)).toHaveLength(3);
});

test('what we wrote ourselves is our promise, and asks nothing of us', async () => {
  const id = await ida();
  const about = await mail({
    from: 'Max Roth <max@kettle.example>',
    to: 'ida@lanterns.example',
    text: 'I will send the drawings tomorrow. Could you check them?',
  });
  expect(await proposals(about)).toMatchObject([
    { kind: 'promise', direction: 'ours', partyId: id, on: today().toString() },
  ]);
});

test('no is remembered for everybody, and taken back', async () => {
  await ida();
  const id = await mail({ text: 'Could you send me the price list?' });
  const [request] = await proposals(id);
  const { body } = await answer(id, request!.key, false);
  expect(await proposals(id)).toEqual([]);
  expect(await proposals(id, mara)).toEqual([]);
  await undo(body.event);
  expect(await proposals(id)).toHaveLength(1);
});

test('answered by two at once, one is told that it is done', async () => {
  await ida();
  const id = await mail({ text: 'Could you send me the price list?' });
  const [request] = await proposals(id);
  await answer(id, request!.key);
  const { status, body } = await answer(id, request!.key, true, mara);
  expect([status, body]).toMatchObject([409, { code: 'proposal.gone' }]);
});

test('who may not read the mail learns nothing of it', async () => {
  await ida();
  const id = await mail({ text: `Could you call me?${signed}`, visibility: 'private' });
  expect(await proposals(id)).not.toEqual([]);
  expect((await nora.get(`activities/${id}/proposals?zone=${zone}`)).status).toBe(404);
  expect((await answer(id, 'request:1', true, nora)).status).toBe(404);
});

test('words of a private mail stay private in what is made of them', async () => {
  const id = await ida();
  const about = await mail({
    text: `Could you call me? I will order.\n\nShall we meet on ${today().add({ days: 2 })} at 10:00?`,
    visibility: 'private',
  });
  const told = await proposals(about);
  expect(told.map(({ kind }) => kind)).toEqual(['date', 'request']);
  for (const { key } of told) expect((await answer(about, key)).status).toBe(201);
  const seen = async (who: Colleague) =>
    (await who.get<{ rows: TimelineEntry[] }>(`people/${id}/timeline`)).body.rows.length;
  expect([await seen(nora), await seen(max)]).toEqual([0, 3]);
});

test('an old signature and an old question propose nothing', async () => {
  await ida();
  const at = 'Tue, 03 Mar 2020 09:00:00 +0100';
  expect(await proposals(await mail({ text: `Could you call me?${signed}`, at }))).toEqual([]);
});
