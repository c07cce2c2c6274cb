import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PartyView } from '../../../shared/identify/parties.ts';
import { addColleague, type Colleague, type Company, openCompany } from '../../testing/company.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());

interface Act {
  id: string;
  subject: string;
  verb: string;
  name: string | null;
}

let hired = 0;
/** Somebody whose acts are those of one test alone. */
const newColleague = () => {
  hired += 1;
  return addColleague(
    company.installation,
    company.workspaces.kettle,
    `Hand${String(hired)}`,
    'owner',
  );
};
const mine = async (who: Colleague) =>
  (await who.get<{ rows: Act[] }>('events/mine')).body.rows.map(
    ({ verb, name, subject }) => `${name ?? subject} ${verb}`,
  );
const undoLast = async (who: Colleague) => {
  const { rows } = (await who.get<{ rows: Act[] }>('events/mine')).body;
  return who.post(`events/${rows[0]!.id}/undo`);
};
const read = async (who: Colleague, id: string) => (await who.get<PartyView>(`people/${id}`)).body;
const person = async (who: Colleague, name: string) => (await who.post('people', { name })).body.id;
const stateCity = async (who: Colleague, id: string, locality: string) => {
  const { version, statements } = await read(who, id);
  const replaces = statements.find(({ topic }) => topic === 'address')?.id;
  const { status, text } = await who.post(`people/${id}/statements`, {
    topic: 'address',
    value: { locality },
    ...(replaces ? { replaces } : {}),
    version,
  });
  expect(status, text).toBe(201);
};

describe('the last acts of somebody', () => {
  test('are taken back one after the other, each once, until nothing is left', async () => {
    const ada = await newColleague();
    const id = await person(ada, 'Anna');
    await stateCity(ada, id, 'Graz');
    await stateCity(ada, id, 'Wels');
    const rows = [{ id, cells: ['Linz', 'Fair'] }];
    await ada.post('cells', { kind: 'person', fields: ['city', 'tag'], rows });
    expect(await mine(ada)).toEqual(['bulk done', 'Anna edited', 'Anna edited', 'Anna created']);

    await undoLast(ada);
    expect(await read(ada, id)).toMatchObject({ city: 'Wels', tags: [] });
    expect(await mine(ada)).toEqual(['Anna edited', 'Anna edited', 'Anna created']);
    await undoLast(ada);
    expect((await read(ada, id)).city).toBe('Graz');
    await undoLast(ada);
    expect((await read(ada, id)).city).toBeNull();
    await undoLast(ada);
    expect(await mine(ada)).toEqual([]);
    expect((await read(ada, id)).trashedAt).not.toBeNull();
  });

  test('are nobody else’s to take back, nor to read', async () => {
    const { nora, otto, rita } = company;
    const ben = await newColleague();
    await person(ben, 'Bert');
    const { rows } = (await ben.get<{ rows: Act[] }>('events/mine')).body;
    for (const other of [nora, otto]) {
      expect(await mine(other)).not.toContain('Bert created');
      expect((await other.post(`events/${rows[0]!.id}/undo`)).status).toBe(404);
    }
    expect(await mine(rita)).toEqual([]);
  });

  test('on a record of several are taken back by whoever may change it, and are offered no more', async () => {
    const { nora, olga, mara, max } = company;
    const id = await person(max, 'Gerda');
    await stateCity(max, id, 'Graz');
    await max.patch(`people/${id}`, {
      assignedTo: mara.id,
      version: (await read(max, id)).version,
    });
    const { rows } = (await max.get<{ rows: Act[] }>('events/mine')).body;
    const [handed, edited] = rows.map((act) => act.id) as [string, string];
    expect((await nora.post(`events/${edited}/undo`)).status).toBe(403);
    expect((await company.otto.post(`events/${edited}/undo`)).status).toBe(404);
    expect((await read(olga, id)).city).toBe('Graz');

    expect((await olga.post(`events/${edited}/undo`)).status).toBe(200);
    expect((await mara.post(`events/${handed}/undo`)).status).toBe(200);
    expect(await read(max, id)).toMatchObject({ city: null, assignedTo: null });
    expect(await mine(max)).toEqual(['Gerda created']);
    expect((await mara.post(`events/${edited}/undo`)).status).toBe(409);
  });

  test('leave a field alone that one may not write in, whoever wrote there', async () => {
    const { olga, max } = company;
    const asked = { kind: 'person', label: 'Rebate', type: 'number', editedFrom: 'manager' };
    const { status, text } = await olga.post('fields', asked);
    expect(status, text).toBe(201);
    const id = await person(max, 'Hilda');
    const rows = [{ id, cells: ['7'] }];
    const pasted = { kind: 'person', fields: ['rebate'], rows };
    expect((await olga.post('cells', pasted)).status).toBe(200);
    const { rows: history } = (await olga.get<{ rows: Act[] }>(`events?subject=${id}`)).body;
    expect((await max.post(`events/${history[0]!.id}/undo`)).status).toBe(403);
    expect((await olga.post(`events/${history[0]!.id}/undo`)).status).toBe(200);
  });

  test('that were taken back in another way are not offered again', async () => {
    const cleo = await newColleague();
    const id = await person(cleo, 'Carl');
    const { version } = await read(cleo, id);
    await cleo.delete(`people/${id}?version=${String(version)}`);
    expect(await mine(cleo)).toEqual(['Carl trashed']);
    await company.olga.post(`people/${id}/restoration`);
    expect(await mine(cleo)).toEqual([]);
  });

  test('stay where somebody has changed the same since, and the one before can still be taken back', async () => {
    const dora = await newColleague();
    const first = await person(dora, 'Doris');
    const second = await person(dora, 'Emil');
    await stateCity(dora, first, 'Graz');
    await stateCity(dora, second, 'Graz');
    await stateCity(company.olga, second, 'Wels');
    const refused = await undoLast(dora);
    expect([refused.status, refused.text]).toEqual([
      409,
      expect.stringContaining('event.changed-since'),
    ]);
    expect((await read(dora, second)).city).toBe('Wels');
    const { rows } = (await dora.get<{ rows: Act[] }>('events/mine')).body;
    expect((await dora.post(`events/${rows[1]!.id}/undo`)).status).toBe(200);
    expect((await read(dora, first)).city).toBeNull();
  });

  test('a record handed on and handed on again stays with whoever has it now', async () => {
    const { nora, olga, tom } = company;
    const erik = await newColleague();
    const id = await person(erik, 'Frida');
    const { version } = await read(erik, id);
    await erik.patch(`people/${id}`, { assignedTo: nora.id, version });
    await olga.patch(`people/${id}`, { assignedTo: tom.id, version: version + 1 });
    expect((await undoLast(erik)).status).toBe(409);
    expect((await read(erik, id)).assignedTo).toBe(tom.id);
  });

  test('reach twenty acts back', async () => {
    const finn = await newColleague();
    for (let at = 0; at < 22; at += 1) await person(finn, `Guest ${String(at)}`);
    const acts = await mine(finn);
    expect([acts.length, acts[0], acts.at(-1)]).toEqual([
      20,
      'Guest 21 created',
      'Guest 2 created',
    ]);
  });
});
