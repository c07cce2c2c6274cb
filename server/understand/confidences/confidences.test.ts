import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { PartyView } from '../../../shared/identify/parties.ts';
import type { ConfidencesView } from '../../../shared/understand/confidences.ts';
import { listen } from '../../boundary/listening.ts';
import { withoutConditions } from '../../boundary/without-conditions.ts';
import { asActor } from '../../platform/access/actor.ts';
import { type Caller, type Company, openCompany } from '../../testing/company.ts';

/**
 * The brother of a senior who is being recruited learns with difficulty; the grandmother said so. Nora knows
 * it, and Max because she named him. Everybody else knows what it comes to: specialised teachers.
 */

vi.setConfig({ testTimeout: 60_000 });

let company: Company;
let senior: string;
let confidence: string;
let others: Record<string, Caller>;
const secrets = ['dyslexia', 'grandmother'];
const need = 'Specialised teachers';

const confided = {
  subject: 'third person',
  detail: 'Her brother has dyslexia; the grandmother said so.',
  ground: 'interest',
  groundNote: 'The grandmother agreed that the coach helps.',
  toldBy: 'third person',
  mayBeShown: true,
  need,
};
const about = (caller: Caller, id = senior) =>
  caller.get<ConfidencesView>(`confidences?party=${id}`);
const read = async (caller: Caller, id = senior) =>
  (await caller.get<PartyView>(`people/${id}`)).body;

beforeAll(async () => {
  company = await openCompany();
  const { olga, mara, rita, tom, otto, nora } = company;
  others = { owner: olga, manager: mara, member: tom, reader: rita, 'another company': otto };
  others['token of the owner'] = await olga.program('full');
  senior = (await nora.post('people', { name: 'Sam Senior', emails: ['sam@school.example'] })).body
    .id;
});
afterAll(() => company.close());

test('what a third person confided and nobody could show is not kept at all', async () => {
  const { status, body } = await company.nora.post('confidences', {
    ...confided,
    partyId: senior,
    mayBeShown: false,
  });
  expect(status).toBe(422);
  expect(body).toMatchObject({ code: 'confidence.could-not-be-shown' });
  expect(await company.sql('select from confidences')).toEqual([]);
  expect((await read(company.nora)).statements.map(({ topic }) => topic)).not.toContain('need');
});

test('health, belief and politics need a ground that the law accepts for them', async () => {
  const health = { ...confided, partyId: senior, subject: 'health', ground: 'interest' };
  const { status, body } = await company.nora.post('confidences', health);
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain('For health, belief and politics the law asks for');
});

test('those who are named know it; nobody hears that something was confided', async () => {
  const { nora, max, olga } = company;
  const before = await read(olga);
  const listener = await listen(olga);
  const { body, status } = await nora.post('confidences', {
    ...confided,
    partyId: senior,
    confidants: [max.id],
  });
  expect(status).toBe(201);
  confidence = body.id;
  expect(await listener.heard()).toEqual([]);
  for (const confidant of [nora, max]) {
    const [row] = (await about(confidant)).body.rows;
    expect(row).toMatchObject({ detail: confided.detail, need });
    expect(row?.confidants.map(({ name }) => name)).toEqual(['Max', 'Nora']);
  }
  const { statements, version, updatedAt } = await read(olga);
  expect({ version, updatedAt }).toEqual({ version: before.version, updatedAt: before.updatedAt });
  const implied = statements.find(({ topic }) => topic === 'need');
  expect(implied).toMatchObject({
    value: { text: need },
    source: { kind: 'unnamed' },
    statedBy: null,
  });
  const since = Temporal.Instant.from(implied!.statedAt).toZonedDateTimeISO('UTC');
  expect([since.day, (since.month - 1) % 3, since.hour, since.minute]).toEqual([1, 0, 0, 0]);
  // Ids of this house begin with their moment, and this one must not.
  const moment = Number.parseInt(implied!.id.replaceAll('-', '').slice(0, 12), 16);
  expect(moment).toBe(since.epochMilliseconds);
});

/** Every door through which it might be read. */
async function everything(caller: Caller): Promise<Record<string, string>> {
  const doors = [
    `people/${senior}`,
    `confidences?party=${senior}`,
    `confidences/${confidence}`,
    'people?sort=-updated',
    `people?filter=${encodeURIComponent(JSON.stringify(['name', 'contains', 'dyslexia']))}`,
    ...['dyslexia', 'grandmother', 'senior'].map((term) => `search?q=${term}`),
    `people/${senior}/timeline`,
    `events?subject=${senior}`,
    `events?subject=${confidence}`,
    'events',
    'audit',
    `audit?subject=${confidence}`,
    'notifications',
    'today?zone=Europe/Vienna',
    ...['csv', 'ndjson', 'vcard'].map((format) => `people/export?format=${format}`),
  ];
  return Object.fromEntries(
    await Promise.all(
      doors.map(async (door) => [door, (await caller.get(door)).text.toLowerCase()] as const),
    ),
  );
}

test('everybody else meets no trace of it, owners included, whatever a statement forgets to ask', async () => {
  const look = async () => {
    for (const [name, caller] of Object.entries(others)) {
      for (const [door, answer] of Object.entries(await everything(caller))) {
        const found = secrets.filter((secret) => answer.includes(secret));
        expect(found, `${name}, ${door}`).toEqual([]);
        // A question may come back with the words it was asked in; nothing else names it.
        if (!door.includes(confidence))
          expect(answer, `${name}, ${door}`).not.toContain(confidence);
      }
      if (name !== 'another company') expect((await about(caller)).body.rows, name).toEqual([]);
      const denied = await caller.delete(`confidences/${confidence}`);
      expect(denied.status, name).toBe(name === 'reader' ? 403 : 404);
    }
  };
  await look();
  await withoutConditions(look);
  expect(await company.sql('select from confidences')).toHaveLength(1);
});

test('the database itself shows it to nobody who is not named', async () => {
  const { house, olga, max } = company;
  const seen = async (id: string) =>
    asActor(house.db, (await house.actors.find(id))!, ({ db }) =>
      db.selectFrom('confidences').select('id').execute(),
    );
  expect(await seen(olga.id)).toEqual([]);
  expect(await seen(max.id)).toEqual([{ id: confidence }]);
});

test('a confidant who no longer sees the record no longer knows it', async () => {
  const { nora, max } = company;
  const { version } = await read(nora);
  await nora.patch(`people/${senior}`, { visibility: 'private', version });
  expect((await about(max)).status).toBe(404);
  const seen = await asActor(
    company.house.db,
    (await company.house.actors.find(max.id))!,
    ({ db }) => db.selectFrom('confidences').select('id').execute(),
  );
  expect(seen).toEqual([]);
  await nora.patch(`people/${senior}`, { visibility: 'everyone', version: version + 1 });
});

test('a colleague who must not know merges the record and takes it apart: nothing moves, nothing is lost', async () => {
  const { nora, olga } = company;
  const kept = (await olga.post('people', { name: 'Samantha Senior' })).body.id;
  const merged = await olga.post('merges', { kind: 'person', keep: kept, absorb: senior });
  expect(merged.status, merged.text).toBe(201);
  expect((await about(nora, kept)).body.rows).toHaveLength(1);
  expect((await about(nora)).body.rows).toHaveLength(1);
  expect((await about(olga, kept)).body.rows).toEqual([]);
  const moves = await company.sql('select * from merge_moves');
  expect(JSON.stringify(moves)).not.toContain(confidence);
  await olga.post(`merges/${merged.body.id}/undo`);
  expect((await about(nora, kept)).body.rows).toEqual([]);
  expect((await about(nora)).body.rows).toHaveLength(1);
});

test('only colleagues who see the record can be named, and nobody shuts themselves out', async () => {
  const { nora, max, otto } = company;
  const name = (ids: string[]) =>
    nora.send('PUT', `confidences/${confidence}/confidants`, { body: { confidants: ids } });
  expect((await name([otto.id])).status).toBe(422);
  expect((await name([])).status).toBe(200);
  expect((await about(max)).body.rows).toEqual([]);
  expect((await about(nora)).body.rows).toHaveLength(1);
});

test('whoever it is about can be shown it, and it goes with them', async () => {
  const { olga, nora } = company;
  const other = (await nora.post('people', { name: 'Gone Girl' })).body.id;
  await nora.post('confidences', { ...confided, partyId: other });
  const shown = await olga.open('GET', `people/${other}/disclosure`);
  expect((await shown.arrayBuffer()).byteLength).toBeGreaterThan(0);
  const erased = await olga.post(`people/${other}/erasure`, { confirm: 'Gone Girl' });
  expect(erased.status, erased.text).toBeLessThan(300);
  expect(await company.sql('select from confidences where party_id = $1', [other])).toEqual([]);
});

test('what is forgotten is gone at once, and the need that followed from it', async () => {
  const { nora } = company;
  const { status } = await nora.delete(`confidences/${confidence}`);
  expect(status).toBe(200);
  expect((await about(nora)).body.rows).toEqual([]);
  expect((await read(nora)).statements.map(({ topic }) => topic)).not.toContain('need');
});

test('what is personal comes from the person, or is not kept', async () => {
  const { nora } = company;
  const say = async (what: object) => {
    const { version } = await read(nora);
    return nora.post<{ code: string }>(`people/${senior}/statements`, { ...what, version });
  };
  const sailing = { topic: 'interest', value: { text: 'Sailing' } };
  for (const basis of ['third party', 'assumed', 'seen', 'calculated']) {
    const { status, body } = await say({ ...sailing, basis });
    expect([status, body.code], basis).toEqual([422, 'statement.personal-not-told']);
  }
  expect((await say({ ...sailing, basis: 'seen', way: 'together' })).status).toBe(201);
  expect((await say({ topic: 'family', value: 'A son, Tim', basis: 'told' })).status).toBe(201);
  await expect(
    company.sql(`update statements set basis = 'assumed' where topic = 'family'`),
  ).rejects.toThrow(/personal_is_told/);
  const firm = (await nora.post('companies', { name: 'Sails' })).body.id;
  const ofFirm = await nora.post(`companies/${firm}/statements`, { ...sailing, version: 1 });
  expect(ofFirm.status).toBe(422);
});
