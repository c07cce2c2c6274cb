import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PartyView } from '../../../shared/identify/parties.ts';
import type { ActivityView, TimelineEntry } from '../../../shared/interact/activities.ts';
import type { Captured } from '../../../shared/interact/capture/capture.ts';
import { type Company, openCompany } from '../../testing/company.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());

const otto = async () => (await company.nora.post('people', { name: 'Otto Brandt' })).body.id;
const capture = (body: unknown, by = company.nora) => by.post<Captured>('capture', body);
const read = async (id: string, kind: 'people' | 'companies' = 'people') =>
  (await company.nora.get<PartyView>(`${kind}/${id}`)).body;
const timeline = async (id: string) =>
  (await company.nora.get<{ rows: TimelineEntry[] }>(`people/${id}/timeline`)).body.rows;

describe('one line, one act', () => {
  test('a call with somebody known, and the number they told', async () => {
    const id = await otto();
    const { status, body } = await capture({
      entry: { kind: 'call', direction: 'out', text: 'Wants the offer by Friday', minutes: 20 },
      about: [id],
      facts: [{ partyId: id, topic: 'phone', value: '+43 660 1234567' }],
    });
    expect(status).toBe(201);
    expect(await timeline(id)).toMatchObject([
      { id: body.activityId, kind: 'call', direction: 'out' },
    ]);
    const party = await read(id);
    expect(party.phone).toBe('+436601234567');
    expect(party.statements.find(({ topic }) => topic === 'phone')).toMatchObject({
      basis: 'told',
    });

    await company.nora.post(`events/${body.event}/undo`);
    expect(await timeline(id)).toEqual([]);
    expect((await read(id)).phone).toBeNull();
  });

  test('a meeting with somebody new at a new company, taken back and done again', async () => {
    const { body } = await capture({
      entry: { kind: 'meeting', text: 'Met Petra Neumann at the fair' },
      added: [
        { kind: 'person', name: 'Petra Neumann', companyName: 'Alpenholz KG', title: 'Buyer' },
      ],
    });
    const [employer, petra] = body.added;
    expect(body.added.map(({ name }) => name)).toEqual(['Alpenholz KG', 'Petra Neumann']);
    expect(await read(petra!.id)).toMatchObject({ title: 'Buyer', companyId: employer!.id });
    expect(await timeline(petra!.id)).toMatchObject([{ kind: 'meeting' }]);

    const { body: undone } = await company.nora.post(`events/${body.event}/undo`);
    expect((await read(petra!.id)).trashedAt).not.toBeNull();
    expect((await read(employer!.id, 'companies')).trashedAt).not.toBeNull();
    await company.nora.post(`events/${undone.event}/undo`);
    expect((await read(petra!.id)).trashedAt).toBeNull();
    expect(await timeline(petra!.id)).toHaveLength(1);
  });

  test('somebody new at a company we know brings no second one', async () => {
    const { body: known } = await company.nora.post('companies', { name: 'Brandt & Söhne GmbH' });
    const { body } = await capture({
      added: [{ kind: 'person', name: 'Lena Brandt', companyName: 'brandt & söhne' }],
    });
    expect(body).toMatchObject({ activityId: null, added: [{ name: 'Lena Brandt' }] });
    expect((await read(body.added[0]!.id)).companyId).toBe(known.id);
  });

  test('a mail sent elsewhere is contact, and its text can be put right', async () => {
    const id = await otto();
    const { body } = await capture({
      entry: { kind: 'email', direction: 'in', text: 'He agrees' },
      about: [id],
    });
    expect((await read(id)).lastContactAt).not.toBeNull();
    const { body: before } = await company.nora.get<ActivityView>(`activities/${body.activityId}`);
    expect(before.participants).toMatchObject([{ role: 'from', partyId: id }]);
    const { status } = await company.nora.patch(`activities/${body.activityId}`, {
      text: 'He agrees to all of it',
      version: before.version,
    });
    expect(status).toBe(200);
  });
});

describe('all of it or nothing', () => {
  test('a value that is none stops the whole line', async () => {
    const id = await otto();
    const { status } = await capture({
      entry: { kind: 'note', text: 'New address' },
      about: [id],
      added: [{ kind: 'person', name: 'Nobody Atall' }],
      facts: [{ partyId: id, topic: 'email', value: 'otto at brandt' }],
    });
    expect(status).toBe(422);
    expect(await timeline(id)).toEqual([]);
    expect(
      (await company.nora.get<{ hits: unknown[] }>('search?q=Nobody%20Atall&only=parties')).body
        .hits,
    ).toEqual([]);
  });

  test.each([
    [{ entry: { kind: 'note', text: 'About nobody' } }],
    [{ about: [] }],
    [{ entry: { kind: 'offer', text: 'x' }, added: [{ kind: 'person', name: 'X' }] }],
    [{ added: [{ kind: 'person', name: '' }] }],
  ])('%j says too little', async (body) => {
    expect((await capture(body)).status).toBe(400);
  });
});

describe('who may', () => {
  test('nobody writes about those they cannot see', async () => {
    const { body } = await company.tom.post('people', {
      name: 'Private Pat',
      visibility: 'private',
    });
    const entry = { kind: 'note', text: 'x' };
    expect((await capture({ entry, about: [body.id] })).status).toBe(404);
    expect(
      (await capture({ facts: [{ partyId: body.id, topic: 'phone', value: '+43 1 234567' }] }))
        .status,
    ).toBe(404);
  });

  test('a reader writes nothing down', async () => {
    const { rita } = company;
    expect((await capture({ added: [{ kind: 'person', name: 'X' }] }, rita)).status).toBe(403);
  });

  test('what is written privately is private with all it brings along', async () => {
    const { body } = await capture({
      entry: { kind: 'meeting', text: 'Quiet lunch', visibility: 'private' },
      added: [{ kind: 'person', name: 'Quiet Quinn', companyName: 'Quiet Ltd' }],
    });
    for (const { kind, id } of body.added) {
      const home = kind === 'person' ? 'people' : 'companies';
      expect((await company.tom.get(`${home}/${id}`)).status).toBe(404);
    }
    expect((await company.tom.get(`activities/${body.activityId}`)).status).toBe(404);
    expect((await company.olga.post(`events/${body.event}/undo`)).status).toBe(404);
  });
});
