import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MergeView, PairView } from '../../../shared/identify/duplicates/pairs.ts';
import type { PartyView } from '../../../shared/identify/parties.ts';
import { bring, rowsOf, takeBack } from '../../interact/importing/testing.ts';
import { checkInvariants } from '../../invariants.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { checkDuplicates, mergeByItself } from './work.ts';

let company: Company;
let olga: Colleague;
beforeAll(async () => {
  company = await openCompany();
  ({ olga } = company);
});
afterAll(async () => {
  const findings = await checkInvariants(company.house.db, company.workspaces.kettle);
  expect(findings.filter(({ count }) => count > 0)).toEqual([]);
  await company.close();
});

/** What the server does by itself a few minutes after somebody has worked. */
async function later(quietMinutes = 0): Promise<number> {
  await checkDuplicates(company.house, company.workspaces.kettle);
  return mergeByItself(company.house, company.workspaces.kettle, quietMinutes);
}
async function add(data: object, who = olga, kind = 'people'): Promise<string> {
  const { body, status, text } = await who.post(kind, data);
  expect(status, text).toBe(201);
  return body.id;
}
const read = async (id: string, who = olga) => (await who.get<PartyView>(`people/${id}`)).body;
const merges = async (who = olga, query = '') =>
  (await who.get<{ rows: MergeView[] }>(`merges${query}`)).body.rows;
const pairsOf = async (id: string) =>
  (await olga.get<{ rows: PairView[] }>(`duplicates?of=${id}`)).body.rows;
const still = ({ version, updatedAt, ...rest }: PartyView) => rest;

describe('who is here exactly twice', () => {
  test('is merged by itself into the older record, which says so and can be two again', async () => {
    const older = await add({ name: 'Rosalinde Haidegger', phones: ['+43 316 909090'] });
    const younger = await add({
      name: 'Rosalinde Haidegger',
      phones: ['+43 316 909090'],
      note: 'Likes walnut.',
    });
    const before = [await read(older), await read(younger)];
    expect(await later()).toBe(1);
    expect((await read(younger)).id).toBe(older);
    expect((await read(older)).statements.map(({ topic }) => topic).sort()).toEqual([
      'name',
      'note',
      'phone',
    ]);
    const [merge] = await merges();
    expect(merge).toMatchObject({ keptId: older, absorbedId: younger, byItself: true, by: null });
    const history = await olga.get(`events?subject=${older}`);
    expect(history.text).toContain('"byItself":true');

    expect((await olga.post(`merges/${merge!.id}/undo`)).status).toBe(200);
    expect([await read(older), await read(younger)].map(still)).toEqual(before.map(still));
    // Whoever takes it back has said that they are two: it is neither done nor proposed again.
    await olga.patch(`people/${older}`, { assignedTo: null, version: (await read(older)).version });
    const { version } = await read(younger);
    await olga.post(`people/${younger}/statements`, { topic: 'note', value: 'Again', version });
    expect(await later()).toBe(0);
    expect(await pairsOf(older)).toEqual([]);
  });

  test('or five times becomes one, step by step', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n++)
      ids.push(
        await add({ name: 'Anselm Fünfkirchner', addresses: [{ text: 'Am Anger 5\n8010 Graz' }] }),
      );
    for (const id of ids) {
      const { version } = await read(id);
      await olga.post(`people/${id}/statements`, {
        topic: 'birthday',
        value: '1971-04-09',
        version,
      });
    }
    expect(await later()).toBe(4);
    for (const id of ids) expect((await read(id)).id).toBe(ids[0]);
  });

  test('waits while somebody works on one of them', async () => {
    await add({ name: 'Philomena Eilig', phones: ['+43 1 8180001'] });
    await add({ name: 'Philomena Eilig', phones: ['+43 1 8180001'] });
    expect(await later(5)).toBe(0);
    expect(await later()).toBe(1);
  });

  test('stays two where the company wants to be asked', async () => {
    await olga.patch('workspace', { mergesExact: false });
    const one = await add({ name: 'Severin Fragmich', phones: ['+43 1 8180002'] });
    await add({ name: 'Severin Fragmich', phones: ['+43 1 8180002'] });
    expect(await later()).toBe(0);
    const [pair] = await pairsOf(one);
    expect(pair?.judgement).toMatchObject({ certain: true, exact: true });
    await olga.patch('workspace', { mergesExact: true });
    expect(await later()).toBe(1);
  });
});

describe('what only looks the same is left to people', () => {
  const home = (phone: string) => ({ phones: [phone] });
  const cases: [string, object, object, string?][] = [
    [
      'under another form of the name',
      { name: 'Elisabeth Nickl', ...home('+43 1 7010001') },
      { name: 'Lisi Nickl', ...home('+43 1 7010001') },
    ],
    [
      'with another address',
      { name: 'Otmar Zweipost', ...home('+43 1 7010002'), emails: ['otmar@a-zweipost.example'] },
      { name: 'Otmar Zweipost', ...home('+43 1 7010002'), emails: ['otmar@b-zweipost.example'] },
    ],
    [
      'at another company',
      { name: 'Rupert Zweiherr', ...home('+43 1 7010003'), affiliation: { companyName: 'Eins' } },
      { name: 'Rupert Zweiherr', ...home('+43 1 7010003'), affiliation: { companyName: 'Zwei' } },
    ],
    [
      'father and son',
      { name: 'Anton Stammhalter', ...home('+43 1 7010004') },
      { name: 'Anton Stammhalter jun.', ...home('+43 1 7010004') },
    ],
    [
      'of another legal form',
      { name: 'Zwiefach GmbH', web: ['https://zwiefach.example'], phones: ['+43 1 7010005'] },
      { name: 'Zwiefach AG', phones: ['+43 1 7010005'] },
      'companies',
    ],
  ];
  test.for(cases)('%s', async ([, one, other, kind = 'people']) => {
    await add(one, olga, kind);
    await add(other, olga, kind);
    expect(await later()).toBe(0);
  });

  test('a number that others have too proves nothing', async () => {
    for (const name of ['Eva Empfang', 'Eva Empfang', 'Udo Portier', 'Ina Portal'])
      await add({ name, phones: ['+43 1 7020000'] });
    expect(await later()).toBe(0);
  });

  test('where a field of the company’s own says one thing here and another there', async () => {
    await olga.post('fields', { kind: 'person', label: 'Kettles', type: 'number' });
    const field = (await olga.get<{ rows: { id: string; name: string }[] }>('fields')).body
      .rows[0]!;
    const one = await add({
      name: 'Gerda Kessel',
      phones: ['+43 1 7020001'],
      values: { [field.name]: 3 },
    });
    await add({
      name: 'Gerda Kessel',
      phones: ['+43 1 7020001'],
      values: { [field.name]: 4 },
    });
    expect(await later()).toBe(0);
    // One press still does it.
    expect((await pairsOf(one))[0]).toMatchObject({ can: { merge: true } });
  });

  test('where one said yes to letters and the other no', async () => {
    const ids = [];
    for (const decision of ['given', 'refused']) {
      const id = await add({ name: 'Notburga Janein', phones: ['+43 1 7020002'] });
      ids.push(id);
      const said = await olga.post(`people/${id}/consents`, {
        purpose: 'offers',
        channels: ['letter'],
        decision,
        source: 'spoken',
      });
      expect(said.status, said.text).toBeLessThan(300);
    }
    expect(await later()).toBe(0);
    expect(await pairsOf(ids[0]!)).toHaveLength(1);
  });

  test('where others look after the one than after the other, or see it', async () => {
    const { tom, nora } = company;
    const his = { name: 'Balthasar Zweiherz', phones: ['+43 1 7020003'] };
    await add(his, tom);
    await add(his, nora);
    const hers = { name: 'Melchior Halbversteckt', phones: ['+43 1 7020004'] };
    const open = await add(hers, nora);
    const hidden = await add({ ...hers, visibility: 'private' }, nora);
    expect(await later()).toBe(0);
    expect((await read(hidden, nora)).id).toBe(hidden);
    expect((await tom.get(`events?subject=${open}`)).text).not.toContain(hidden);
  });

  test('where somebody said that they are not the same, also of a part of one', async () => {
    const same = { name: 'Drilling Dreierlei', phones: ['+43 1 7020005'] };
    const one = await add(same);
    const two = await add(same);
    await checkDuplicates(company.house, company.workspaces.kettle);
    const [pair] = await pairsOf(one);
    await olga.post(`duplicates/${pair!.id}/rejection`);
    expect(await later()).toBe(0);
    const three = await add(same);
    // Three have the number by now, which is proof of nothing any more.
    expect(await later()).toBe(0);
    await olga.post('merges', { kind: 'person', keep: one, absorb: three });
    expect(await later()).toBe(0);
    expect((await read(two)).id).toBe(two);
  });
});

test('of what a colleague keeps private nobody else hears, though it is merged for them', async () => {
  const { nora, tom } = company;
  const hidden = { name: 'Verena Verborgen', phones: ['+43 1 7030001'], visibility: 'private' };
  await add(hidden, nora);
  await add(hidden, nora);
  expect(await later()).toBe(1);
  expect((await merges(nora)).map(({ keptName }) => keptName)).toContain('Verena Verborgen');
  for (const other of [tom, olga]) {
    expect((await merges(other)).map(({ keptName }) => keptName)).not.toContain('Verena Verborgen');
    expect((await other.get('events?limit=200')).text).not.toContain('Verborgen');
  }
});

describe('an import that brings somebody a second time', () => {
  const tables = ['parties', 'statements', 'party_emails', 'party_roles', 'affiliations'];
  const records = async () => {
    const all = await rowsOf(company);
    return tables.map((name) => all[name]);
  };

  test('tells what was merged by itself, and taken back leaves everything exactly as it was', async () => {
    await add({ name: 'Irmgard Altbekannt', phones: ['+43 1 7040001'], note: 'Pays early.' });
    const untouched = await add({ name: 'Detlef Daneben', phones: ['+43 1 7040002'] });
    await later();
    const before = await records();
    const brought = await bring(company, olga, {
      'list.csv':
        'Name,Phone,City\nIrmgard Altbekannt,+43 1 7040001,Linz\nNeu Dazugekommen,+43 1 7040003,Wels\nNeu Dazugekommen,+43 1 7040003,Enns\n',
    });
    expect(brought.counts).toMatchObject({ people: 3 });
    expect(await later()).toBe(1);
    expect(await merges(olga, `?import=${brought.id}`)).toMatchObject([
      { keptName: 'Irmgard Altbekannt', byItself: true },
    ]);
    expect((await read(untouched)).id).toBe(untouched);
    await takeBack(company, olga, brought.id);
    expect(await records()).toEqual(before);
    expect(await later()).toBe(0);
    expect(await merges(olga, `?import=${brought.id}`)).toEqual([]);
  });

  test('of two that were here, one of which it completed, both are again what they were', async () => {
    const one = await add({ name: 'Hermine Halbganz', emails: ['hermine@halbganz.example'] });
    const other = await add({ name: 'Hermine Halbganz', phones: ['+43 1 7040009'] });
    expect(await later()).toBe(0);
    const before = await records();
    const brought = await bring(company, olga, {
      'list.csv': 'Name,Email,Phone\nHermine Halbganz,hermine@halbganz.example,+43 1 7040009\n',
    });
    expect(brought.counts).toMatchObject({ people: 0, updated: 1 });
    expect(await later()).toBe(1);
    expect((await read(other)).id).toBe(one);
    await takeBack(company, olga, brought.id);
    expect(await records()).toEqual(before);
    expect(await later()).toBe(0);
  });

  test('what was done to the merged record since stays with it', async () => {
    const kept = await add({ name: 'Gisela Weiterwerk', phones: ['+43 1 7040011'] });
    const brought = await bring(company, olga, {
      'list.csv': 'Name,Phone\nGisela Weiterwerk,+43 1 7040011\n',
    });
    expect(await later()).toBe(1);
    const { version } = await read(kept);
    await olga.post(`people/${kept}/statements`, { topic: 'note', value: 'Called.', version });
    await takeBack(company, olga, brought.id);
    expect((await read(kept)).statements.map(({ topic }) => topic).sort()).toEqual([
      'name',
      'note',
      'phone',
    ]);
  });
});
