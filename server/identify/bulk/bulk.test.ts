import { fc } from '@fast-check/vitest';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BulkAct, BulkChange, BulkPreview } from '../../../shared/identify/bulk.ts';
import type { PartyRow, PartyView } from '../../../shared/identify/parties.ts';
import { checkInvariants } from '../../invariants.ts';
import type { EventView } from '../../platform/events/history.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { runAct } from './work.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());

let mark = 0;
/** A word that only the people of one test have. */
let here = '';
beforeEach(() => {
  mark += 1;
  here = `Town${String(mark)}`;
});

async function person(by: Colleague, name: string, also: object = {}): Promise<string> {
  const { body, status, text } = await by.post('people', {
    name,
    addresses: [{ locality: here }],
    ...also,
  });
  expect(status, text).toBe(201);
  return body.id;
}

const everybodyHere = () => ({ filter: ['city', 'is', here] });
const act = (who: Colleague, change: BulkChange, selection: object = everybodyHere()) =>
  who.post<BulkAct>('bulk', { kind: 'person', selection, change });
const preview = async (who: Colleague, change: BulkChange, selection: object = everybodyHere()) =>
  (await who.post<BulkPreview>('bulk/preview', { kind: 'person', selection, change })).body;
const undo = (who: Colleague, id: string) => who.post<BulkAct>(`bulk/${id}/undo`);
const read = async (who: Colleague, id: string) => (await who.get<PartyView>(`people/${id}`)).body;
const history = async (who: Colleague, id: string) =>
  (await who.get<{ rows: EventView[] }>(`events?subject=${id}`)).body.rows;
const listed = async (who: Colleague, filter: unknown) =>
  (
    await who.get<{ rows: PartyRow[] }>(
      `people?filter=${encodeURIComponent(JSON.stringify(filter))}`,
    )
  ).body.rows;
const tagged = (value: string): BulkChange => ({ do: 'add', field: 'tag', value });
/** Everything about a record that may not differ after an undo. */
const essence = ({ version: _, statements, ...rest }: PartyView) => ({
  ...rest,
  statements: statements.map(({ id }) => id),
});

describe('everybody a filter finds', () => {
  test('gets a tag at once, and loses it again with one undo, to the moment they were last changed', async () => {
    const { olga } = company;
    const ids = [
      await person(olga, 'Anna'),
      await person(olga, 'Ben', { roles: [{ role: 'lead' }] }),
    ];
    const before = await Promise.all(ids.map((id) => read(olga, id)));
    const { body } = await act(olga, tagged('Spring fair'));
    expect(body).toMatchObject({ status: 'done', total: 2, counts: { changed: 2, refused: 0 } });
    const names = (await listed(olga, ['tag', 'is', 'SPRING  FAIR'])).map(({ name }) => name);
    expect(names).toEqual(['Anna', 'Ben']);
    expect((await read(olga, ids[0]!)).tags).toEqual(['Spring fair']);

    const undone = await undo(olga, body.id);
    expect(undone.body).toMatchObject({ status: 'undone', counts: { restored: 2, kept: 0 } });
    const after = await Promise.all(ids.map((id) => read(olga, id)));
    expect(after.map(essence)).toEqual(before.map(essence));
    expect(await listed(olga, ['tag', 'is', 'spring fair'])).toEqual([]);
  });

  test('whoever has the tag already is left as they are', async () => {
    const { olga } = company;
    const anna = await person(olga, 'Anna');
    await person(olga, 'Ben');
    await act(olga, tagged('VIP'), { ids: [anna] });
    const { body } = await act(olga, tagged('vip'));
    expect(body.counts).toMatchObject({ changed: 1, unchanged: 1 });
    expect((await read(olga, anna)).tags).toEqual(['VIP']);
  });

  test('but a few can be left out', async () => {
    const { olga } = company;
    const anna = await person(olga, 'Anna');
    await person(olga, 'Ben');
    await act(olga, tagged('Fair'), { ...everybodyHere(), except: [anna] });
    expect((await listed(olga, ['tag', 'is', 'fair'])).map(({ name }) => name)).toEqual(['Ben']);
  });

  test('is assigned, moved to another town and put away, each taken back by itself', async () => {
    const { olga, nora } = company;
    const id = await person(olga, 'Anna', { phones: ['+43 316 1'] });
    const selection = { ids: [id] };
    const before = await read(olga, id);
    const acts: BulkAct[] = [];
    for (const change of [
      { do: 'assign', to: nora.id },
      { do: 'set', field: 'city', value: 'Linz' },
      { do: 'set', field: 'phone', value: '+43 664 1234567' },
      { do: 'add', field: 'role', value: 'customer' },
      { do: 'share', visibility: 'private' },
      { do: 'trash' },
    ] as BulkChange[]) {
      const { body, text } = await act(olga, change, selection);
      expect(body.counts?.changed, text).toBe(1);
      acts.push(body);
    }
    expect(await read(olga, id)).toMatchObject({
      city: 'Linz',
      phone: '+436641234567',
      assignedTo: nora.id,
      visibility: 'private',
    });
    for (const { id: done } of acts.reverse()) await undo(olga, done);
    expect(essence(await read(olga, id))).toEqual(essence(before));
  });
});

describe('a change since', () => {
  test('stays, and whoever undoes is told whose record it is', async () => {
    const { olga } = company;
    const anna = await person(olga, 'Anna');
    const ben = await person(olga, 'Ben');
    const { body } = await act(olga, { do: 'set', field: 'city', value: 'Linz' });
    const { version, statements } = await read(olga, anna);
    await olga.post(`people/${anna}/statements`, {
      topic: 'address',
      value: { locality: 'Wels' },
      replaces: statements.find(({ topic }) => topic === 'address')!.id,
      version,
    });
    const undone = await undo(olga, body.id);
    expect(undone.body.counts).toMatchObject({ restored: 1, kept: 1 });
    expect(undone.body.kept).toMatchObject([{ id: anna, name: 'Anna', because: 'changed' }]);
    expect((await read(olga, anna)).city).toBe('Wels');
    expect((await read(olga, ben)).city).toBe(here);
  });

  test('of something else is no hindrance', async () => {
    const { olga } = company;
    const anna = await person(olga, 'Anna');
    const { body } = await act(olga, tagged('Fair'));
    const { version } = await read(olga, anna);
    await olga.post(`people/${anna}/statements`, { topic: 'note', value: 'Called.', version });
    expect((await undo(olga, body.id)).body.counts).toMatchObject({ restored: 1, kept: 0 });
    expect((await read(olga, anna)).tags).toEqual([]);
  });

  test('an act is taken back once', async () => {
    const { olga } = company;
    await person(olga, 'Anna');
    const { body } = await act(olga, tagged('Fair'));
    await undo(olga, body.id);
    expect((await undo(olga, body.id)).status).toBe(409);
  });
});

describe('a field of the company’s own', () => {
  test('is set for many and taken back, and whoever may not edit it changes it nowhere', async () => {
    const { olga, max } = company;
    const made = await olga.post('fields', {
      kind: 'person',
      label: 'Shoe size',
      type: 'number',
      editedFrom: 'manager',
    });
    expect(made.status, made.text).toBe(201);
    const { rows } = (await olga.get<{ rows: { id: string; name: string }[] }>('fields')).body;
    const { name } = rows.find(({ id }) => id === made.body.id)!;
    const anna = await person(max, 'Anna');
    await person(max, 'Ben');
    const { body, text } = await act(olga, { do: 'set', field: name, value: 42 });
    expect(body.counts?.changed, text).toBe(2);
    const found = async () => (await listed(olga, [name, 'is', 42])).length;
    expect(await found()).toBe(2);
    expect((await act(olga, { do: 'set', field: name, value: 42 })).body.counts).toMatchObject({
      unchanged: 2,
    });
    expect((await act(max, { do: 'set', field: name, value: 43 })).status).toBe(403);
    const trashed = await act(olga, { do: 'trash' }, { ids: [anna] });
    expect(await found()).toBe(1);
    await undo(olga, trashed.body.id);
    expect(await found()).toBe(2);
    expect((await undo(olga, body.id)).body.counts).toMatchObject({ restored: 2, kept: 0 });
    expect(await found()).toBe(0);
  });
});

describe('the history of each record', () => {
  test('tells the change, and takes it back for that record alone', async () => {
    const { olga } = company;
    const anna = await person(olga, 'Anna');
    const ben = await person(olga, 'Ben');
    const { body } = await act(olga, tagged('Fair'));
    const [event] = await history(olga, anna);
    expect(event).toMatchObject({ verb: 'edited', after: { tag: 'Fair' }, actId: body.id });
    await olga.post(`events/${event!.id}/undo`);
    expect((await read(olga, anna)).tags).toEqual([]);
    expect((await read(olga, ben)).tags).toEqual(['Fair']);
    // What was taken back by itself counts as changed since.
    expect((await undo(olga, body.id)).body.counts).toMatchObject({ restored: 1, kept: 1 });
  });
});

describe('whose records', () => {
  test('Max sees but may not change are counted and named before and after', async () => {
    const { max, nora } = company;
    await person(nora, 'Hers');
    await person(max, 'His');
    expect(await preview(max, tagged('Fair'))).toMatchObject({
      matching: 2,
      editable: 1,
      refused: [{ name: 'Hers', because: 'not yours' }],
    });
    const { body } = await act(max, tagged('Fair'));
    expect(body.counts).toMatchObject({ changed: 1, refused: 1 });
    expect(body.refused).toMatchObject([{ name: 'Hers' }]);
    expect(
      (await listed(max, ['city', 'is', here]))
        .filter(({ tags }) => tags.length > 0)
        .map(({ name }) => name),
    ).toEqual(['His']);
  });

  test('Max does not see are neither counted nor named nor changed', async () => {
    const { max, nora } = company;
    const secret = await person(nora, 'Secret', { visibility: 'private' });
    await person(max, 'His');
    expect(await preview(max, tagged('Fair'))).toMatchObject({ matching: 1, refused: [] });
    expect(await preview(max, tagged('Fair'), { ids: [secret] })).toMatchObject({ matching: 0 });
    const { body } = await act(max, tagged('Fair'), { ids: [secret] });
    expect(body).toMatchObject({ total: 0, counts: { changed: 0, refused: 0 }, refused: [] });
    expect((await read(nora, secret)).tags).toEqual([]);
  });

  test('became private since are left out of the undo without a word', async () => {
    const { olga, nora } = company;
    const hers = await person(nora, 'Hers');
    const { body } = await act(olga, tagged('Fair'));
    const { version } = await read(nora, hers);
    await nora.patch(`people/${hers}`, { visibility: 'private', version });
    const undone = await undo(olga, body.id);
    expect(undone.body).toMatchObject({ counts: { restored: 0, kept: 0 }, kept: [] });
    expect((await read(nora, hers)).tags).toEqual(['Fair']);
  });

  test('Max may edit but not share stay as open as they are', async () => {
    const { max, olga } = company;
    const id = await person(olga, 'Lent');
    await olga.patch(`people/${id}`, { assignedTo: max.id, version: 1 });
    expect(await preview(max, { do: 'share', visibility: 'private' })).toMatchObject({
      editable: 0,
    });
    const { body } = await act(max, { do: 'share', visibility: 'private' });
    expect(body.counts).toMatchObject({ changed: 0, refused: 1 });
  });

  test('whoever is to look after them could not see stay with whom they are, and are named', async () => {
    const { nora, olga } = company;
    const open = await person(olga, 'Open');
    const hidden = await person(olga, 'Hidden', { visibility: 'private' });
    const unseen = [{ id: hidden, name: 'Hidden', because: 'unseen' }];
    const change: BulkChange = { do: 'assign', to: nora.id };
    const selection = { ids: [open, hidden] };
    const { body: before } = await olga.post<object>('bulk/preview', {
      kind: 'person',
      selection,
      change,
    });
    expect(before).toMatchObject({ matching: 2, editable: 1, refused: unseen });
    const { body } = await act(olga, change, selection);
    expect(body).toMatchObject({ counts: { changed: 1, refused: 1 }, refused: unseen });
    expect((await read(olga, open)).assignedTo).toBe(nora.id);
    expect((await read(olga, hidden)).assignedTo).toBeNull();
    await undo(olga, body.id);
    // To nobody, or to herself, she may hand what only she sees.
    const own = await act(olga, { do: 'assign', to: olga.id }, selection);
    expect(own.body.counts).toMatchObject({ changed: 2, refused: 0 });
  });

  test('Max hands on come back to Max with one undo', async () => {
    const { max, nora, olga } = company;
    const id = await person(olga, 'Lent');
    await olga.patch(`people/${id}`, { assignedTo: max.id, version: 1 });
    const { body } = await act(max, { do: 'assign', to: nora.id });
    expect((await undo(max, body.id)).body.counts).toMatchObject({ restored: 1 });
    expect((await read(olga, id)).assignedTo).toBe(max.id);
  });

  test('an act and its undo are their actor’s alone', async () => {
    const { max, olga } = company;
    await person(max, 'His');
    const { body } = await act(max, tagged('Fair'));
    for (const other of [olga, company.otto]) {
      expect((await other.get(`bulk/${body.id}`)).status).toBe(404);
      expect((await undo(other, body.id)).status).toBe(404);
    }
  });

  test('readers change nothing', async () => {
    expect((await act(company.rita, tagged('Fair'))).status).toBe(403);
  });
});

test('a shared person whose company is private stays as open as they are, and is named', async () => {
  const { olga } = company;
  const id = await person(olga, 'Anna', {
    visibility: 'private',
    affiliation: { companyName: `Hush ${here}` },
  });
  const { body } = await act(olga, { do: 'share', visibility: 'everyone' });
  expect(body.refused).toMatchObject([{ id, because: 'company' }]);
});

test('of two with one address only one is shared; the other is named', async () => {
  const { olga, nora } = company;
  const address = `twin@${here.toLowerCase()}.example`;
  await person(nora, 'Known', { emails: [address] });
  const id = await person(olga, 'Twin', { emails: [address], visibility: 'private' });
  const other = await person(olga, 'Other', { visibility: 'private' });
  const { body } = await act(olga, { do: 'share', visibility: 'everyone' }, { ids: [id, other] });
  expect(body.counts).toMatchObject({ changed: 1, refused: 1 });
  expect(body.refused).toMatchObject([{ name: 'Twin', because: 'taken' }]);
});

test('a tag is renamed on people and companies alike, and two become one', async () => {
  const { olga } = company;
  const anna = await person(olga, 'Anna');
  const ben = await person(olga, 'Ben');
  const firm = (await olga.post('companies', { name: 'Firm' })).body.id;
  await act(olga, tagged('Faire'));
  await act(olga, tagged('Fair'), { ids: [ben] });
  await olga.post('bulk', {
    kind: 'company',
    selection: { ids: [firm] },
    change: tagged('Faire'),
  });
  const renamed = await olga.post<BulkAct>('bulk', {
    kind: 'party',
    selection: { tag: 'faire' },
    change: { do: 'replace', field: 'tag', from: 'faire', value: 'Fair' },
  });
  expect(renamed.body.counts).toMatchObject({ changed: 3 });
  expect((await read(olga, anna)).tags).toEqual(['Fair']);
  expect((await read(olga, ben)).tags).toEqual(['Fair']);
  expect((await olga.get<PartyView>(`companies/${firm}`)).body.tags).toEqual(['Fair']);
  await undo(olga, renamed.body.id);
  expect((await read(olga, ben)).tags).toEqual(['Fair', 'Faire']);
});

test('what cannot be the same for many is refused before anything is done', async () => {
  const { olga } = company;
  await person(olga, 'Anna');
  for (const change of [
    { do: 'set', field: 'email', value: 'all@one.example' },
    { do: 'set', field: 'name', value: 'All' },
    { do: 'add', field: 'role', value: 'staff' },
    { do: 'set', field: 'country', value: 'Austria' },
    { do: 'assign', to: company.otto.id },
    { do: 'share', visibility: 'team', teamId: company.teams.brown },
  ] as BulkChange[]) {
    const { status, body } = await act(olga, change);
    expect([403, 422], JSON.stringify(body)).toContain(status);
  }
});

test('thousands are changed in the background, with how far it is, and taken back the same way', async () => {
  const { olga, house, workspaces, sql } = company;
  await sql(
    `insert into parties (workspace_id, id, kind, audience, visibility, owner_id, name, sort_name, search_text, city)
     select $1, gen_random_uuid(), 'person', $1, 'everyone', $2, 'N ' || n, 'n ' || n, '', $3
     from generate_series(1, 2500) n`,
    [workspaces.kettle, olga.id, here],
  );
  const begun = await act(olga, tagged('Many'));
  expect(begun.body).toMatchObject({ status: 'waiting', total: 2500 });
  await runAct(house, workspaces.kettle, begun.body.id);
  const done = await olga.get<BulkAct>(`bulk/${begun.body.id}`);
  expect(done.body).toMatchObject({ status: 'done', counts: { changed: 2500 } });
  expect((await undo(olga, begun.body.id)).body.status).toBe('undoing');
  await runAct(house, workspaces.kettle, begun.body.id);
  const undone = await olga.get<BulkAct>(`bulk/${begun.body.id}`);
  expect(undone.body).toMatchObject({ status: 'undone', counts: { restored: 2500, kept: 0 } });
  expect(await listed(olga, ['tag', 'is', 'many'])).toEqual([]);
  await sql('delete from parties where city = $1', [here]);
});

test('whatever is done to many and to single ones between, an undo leaves the others as if it never was', async () => {
  const { olga, max, workspaces, house } = company;
  const field = fc.constantFrom('tag', 'city', 'role', 'web', 'assign');
  const value = fc.constantFrom('x', 'y');
  const changeOf = (name: string, word: string): BulkChange => {
    if (name === 'assign') return { do: 'assign', to: word === 'x' ? max.id : null };
    if (name === 'web') return { do: 'set', field: name, value: `${word}.example` };
    return name === 'city'
      ? { do: 'set', field: name, value: `${here} ${word}` }
      : { do: 'add', field: name, value: word };
  };
  const ids: string[] = [];
  for (const name of ['Ada', 'Bea', 'Cid', 'Dea']) ids.push(await person(olga, name));
  await fc.assert(
    fc.asyncProperty(
      field,
      value,
      fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), field, value), { maxLength: 3 }),
      async (name, word, singles) => {
        const before = await Promise.all(ids.map((id) => read(olga, id)));
        const { body } = await act(olga, changeOf(name, word), { ids });
        const touched = new Set<number>();
        for (const [who, other, otherWord] of singles) {
          const change = changeOf(other, otherWord);
          const { body: single } = await act(olga, change, { ids: [ids[who]!] });
          if (single.counts.changed > 0) touched.add(who);
        }
        await undo(olga, body.id);
        const after = await Promise.all(ids.map((id) => read(olga, id)));
        for (const at of ids.keys()) {
          if (!touched.has(at)) expect(essence(after[at]!)).toEqual(essence(before[at]!));
        }
      },
    ),
    { numRuns: process.env.RAPPORT_TEST_LONG === '1' ? 200 : 12 },
  );
  const findings = await checkInvariants(house.db, workspaces.kettle);
  expect(findings.filter(({ count }) => count > 0)).toEqual([]);
}, 120_000);
