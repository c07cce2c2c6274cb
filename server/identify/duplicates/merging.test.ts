import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { MergeView, PairView } from '../../../shared/identify/duplicates/pairs.ts';
import type { PartyView } from '../../../shared/identify/parties.ts';
import type { TimelineEntry } from '../../../shared/interact/activities.ts';
import { checkInvariants } from '../../invariants.ts';
import type { Company } from '../../testing/company.ts';
import { openCompany } from '../../testing/company.ts';
import { carriedColumns, seenTo } from './carrying.ts';
import { checkDuplicates } from './work.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(async () => {
  const findings = await checkInvariants(company.house.db, company.workspaces.kettle);
  expect(findings.filter(({ count }) => count > 0)).toEqual([]);
  await company.close();
});

const read = async (id: string, kind = 'people') =>
  (await company.olga.get<PartyView>(`${kind}/${id}`)).body;
const merge = (keep: string, absorb: string, show: object = {}, kind = 'person') =>
  company.olga.post('merges', { kind, keep, absorb, show });
const undo = (mergeId: string) => company.olga.post(`merges/${mergeId}/undo`);
const values = ({ statements }: PartyView, wanted: string) =>
  statements.filter(({ topic }) => topic === wanted).map(({ value }) => value);

describe('two records of Anna become one', () => {
  let anna: string;
  let annie: string;
  let note: string;
  beforeEach(async () => {
    const at = crypto.randomUUID().slice(0, 8);
    anna = (
      await company.olga.post('people', {
        name: 'Anna Gruber',
        emails: [`anna@${at}.example`],
        phones: ['+43 316 123456'],
      })
    ).body.id;
    annie = (
      await company.olga.post('people', {
        name: 'Annie Gruber',
        emails: [`annie@${at}.example`],
        phones: ['+43 316 123456', '+43 664 7654321'],
        roles: [{ role: 'customer' }],
        note: 'Prefers calls before nine.',
      })
    ).body.id;
    note = (
      await company.olga.post('activities', {
        kind: 'call',
        partyIds: [annie],
        text: 'About the oak stairs',
        occurredAt: '2026-03-01T09:00:00Z',
      })
    ).body.id;
  });

  test('with every value and its source, each once, and the one that stays at its head', async () => {
    const { body } = await merge(anna, annie);
    const merged = await read(anna);
    expect(merged.name).toBe('Anna Gruber');
    expect(merged.email).toMatch(/^anna@/);
    expect(values(merged, 'email')).toHaveLength(2);
    expect(values(merged, 'phone')).toEqual(['+43316123456', '+436647654321']);
    expect(values(merged, 'name')).toHaveLength(2);
    expect(merged.roles).toEqual(['customer']);
    expect(merged.lastContactAt).toContain('2026-03-01');
    const timeline = await company.olga.get<{ rows: TimelineEntry[] }>(`people/${anna}/timeline`);
    expect(timeline.body.rows.map(({ id }) => id)).toEqual([note]);
    // A link to the other one still leads somewhere.
    expect((await read(annie)).id).toBe(anna);
    const list = await company.olga.get<{ rows: { id: string }[] }>(
      `people?filter=${encodeURIComponent(JSON.stringify(['name', 'contains', 'gruber']))}`,
    );
    expect(list.body.rows.map(({ id }) => id)).not.toContain(annie);
    await undo(body.id);
  });

  test('and show what was chosen', async () => {
    const other = await read(annie);
    const chosen = (topic: string) => other.statements.find((one) => one.topic === topic)!.id;
    const { body } = await merge(anna, annie, { name: chosen('name'), email: chosen('email') });
    const merged = await read(anna);
    expect(merged.name).toBe('Annie Gruber');
    expect(merged.email).toMatch(/^annie@/);
    await undo(body.id);
    expect((await read(anna)).name).toBe('Anna Gruber');
  });

  test('and two again, exactly as they were', async () => {
    const before = [await read(anna), await read(annie)];
    const { body } = await merge(anna, annie);
    expect((await undo(body.id)).status).toBe(200);
    const after = [await read(anna), await read(annie)];
    const still = ({ version, updatedAt, ...rest }: PartyView) => rest;
    expect(after.map(still)).toEqual(before.map(still));
    const timeline = await company.olga.get<{ rows: TimelineEntry[] }>(`people/${annie}/timeline`);
    expect(timeline.body.rows.map(({ id }) => id)).toEqual([note]);
    expect((await undo(body.id)).body).toMatchObject({ code: 'merge.undone' });
  });

  test('and two again after later changes: each follows the value it was made on', async () => {
    const { body } = await merge(anna, annie);
    const state = async (topic: string, value: unknown, earlier?: unknown) => {
      const now = await read(anna);
      const replaces = now.statements.find(
        (one) => one.topic === topic && one.value === earlier,
      )?.id;
      const reply = await company.olga.post(`people/${anna}/statements`, {
        topic,
        value,
        version: now.version,
        ...(replaces ? { replaces } : {}),
      });
      expect(reply.status, reply.text).toBe(201);
    };
    await state('phone', '+43 664 1111111', '+436647654321');
    await state('phone', '+43 664 2222222', '+436641111111');
    await state('phone', '+43 664 3333333');
    await state('name', { display: 'Anna Gruber-Maier' });
    await undo(body.id);
    const [one, other] = [await read(anna), await read(annie)];
    // What was corrected twice came with Annie; what was added belongs to the record that stayed.
    expect(values(one, 'phone')).toEqual(['+43316123456', '+436643333333']);
    expect(values(other, 'phone')).toEqual(['+43316123456', '+436642222222']);
    expect([one.name, other.name]).toEqual(['Anna Gruber-Maier', 'Annie Gruber']);
  });

  test('and the one who undoes it by the history does the same', async () => {
    const { body } = await merge(anna, annie);
    await company.olga.post(`events/${body.event}/undo`);
    expect((await read(annie)).id).toBe(annie);
  });

  test('is listed for thirty days, and then holds for good', async () => {
    const { body } = await merge(anna, annie);
    const listed = async () =>
      (await company.olga.get<{ rows: MergeView[] }>('merges')).body.rows.find(
        ({ id }) => id === body.id,
      );
    expect(await listed()).toMatchObject({
      keptName: 'Anna Gruber',
      absorbedName: 'Annie Gruber',
      can: { undo: true },
    });
    await company.sql(`update merges set merged_at = now() - interval '31 days' where id = $1`, [
      body.id,
    ]);
    expect(await listed()).toBeUndefined();
    expect((await undo(body.id)).body).toMatchObject({ code: 'merge.too-old' });
    expect((await read(annie)).id).toBe(anna);
  });

  test('is shared with others, and both are when it is taken back', async () => {
    const { body } = await merge(anna, annie);
    const { version } = await read(anna);
    await company.olga.patch(`people/${anna}`, { visibility: 'private', version });
    expect((await company.max.get(`people/${annie}`)).status).toBe(404);
    await undo(body.id);
    expect((await company.max.get(`people/${annie}`)).status).toBe(404);
    const now = await read(annie);
    expect(now.visibility).toBe('private');
    // Others see the call about her.
    await company.olga.patch(`people/${annie}`, { visibility: 'everyone', version: now.version });
  });

  test('cannot be changed by its old id, nor taken apart before a later merge is', async () => {
    const third = (await company.olga.post('people', { name: 'Anni Gruber' })).body.id;
    const first = (await merge(anna, annie)).body.id;
    const stale = await company.olga.post(`people/${annie}/statements`, {
      topic: 'phone',
      value: '+43 1 1',
      version: 2,
    });
    expect(stale.body).toMatchObject({ code: 'party.merged' });
    const second = (await merge(third, anna)).body.id;
    expect((await read(annie)).id).toBe(third);
    expect((await undo(first)).body).toMatchObject({ code: 'merge.merged-onward' });
    await undo(second);
    await undo(first);
    expect([(await read(third)).id, (await read(anna)).id, (await read(annie)).id]).toEqual([
      third,
      anna,
      annie,
    ]);
  });
});

test('two companies become one with everybody who works there, and two again', async () => {
  const make = async (name: string) =>
    (
      await company.olga.post('companies', {
        name,
        web: [`https://${crypto.randomUUID()}.example`],
      })
    ).body.id;
  const [brandt, old] = [await make('Brandt Maschinenbau'), await make('Brandt Maschinenbau GmbH')];
  const person = (
    await company.nora.post('people', {
      name: 'Secret Service',
      affiliation: { companyId: old, companyName: 'Brandt', title: 'Buyer' },
      visibility: 'private',
    })
  ).body.id;
  const { body } = await merge(brandt, old, {}, 'company');
  const hers = async () => (await company.nora.get<PartyView>(`people/${person}`)).body;
  expect(await hers()).toMatchObject({ companyId: brandt, affiliations: [{ companyId: brandt }] });
  // She is promoted meanwhile.
  const now = await hers();
  await company.nora.post(`people/${person}/statements`, {
    topic: 'affiliation',
    value: { companyId: old, companyName: 'Brandt', title: 'Head of buying' },
    replaces: now.statements.find(({ topic }) => topic === 'affiliation')!.id,
    version: now.version,
  });
  expect((await hers()).companyId).toBe(brandt);
  await undo(body.id);
  expect(await hers()).toMatchObject({
    companyId: old,
    title: 'Head of buying',
    affiliations: [{ companyId: old }],
  });
});

test('what is certain is merged with one press, and each of it taken back by itself', async () => {
  const make = async (name: string, phone: string) =>
    (await company.olga.post('people', { name, phones: [phone] })).body.id;
  const ids = [
    await make('Ottokar Pfeiffenberger', '+43 6412 500500'),
    await make('Ottokar Pfeiffenberger', '+43 6412 500500'),
    await make('Ottokar Pfeiffenberger', '+43 6412 500500'),
  ];
  await checkDuplicates(company.house, company.workspaces.kettle);
  const { rows } = (await company.olga.get<{ rows: PairView[] }>(`duplicates?of=${ids[0]}`)).body;
  expect(rows.map(({ judgement }) => judgement.certain)).toEqual([true, true]);
  const { body } = await company.olga.post<{ merges: { id: string; keptId: string }[] }>(
    'duplicates/certain',
  );
  const ours = body.merges.filter(({ keptId }) => ids.includes(keptId));
  expect(ours).toHaveLength(2);
  for (const { id } of body.merges.toReversed()) expect((await undo(id)).status).toBe(200);
  for (const id of ids) expect((await read(id)).id).toBe(id);
});

test('fields of the company’s own go along: one value each, and whoever they lead to', async () => {
  const { olga } = company;
  const field = async (name: string, type: string) => {
    const reply = await olga.post('fields', { kind: 'person', label: name, type });
    expect(reply.status, reply.text).toBe(201);
    return name;
  };
  await field('Shoe size', 'number');
  await field('Godmother', 'person');
  const make = async (name: string) => (await olga.post('people', { name })).body.id;
  const [one, other, child] = [
    await make('Rosa Kern'),
    await make('Rosi Kern'),
    await make('Kind Kern'),
  ];
  const { body: catalog } =
    await olga.get<{ name: string; fields: { name: string; label?: string; own?: string }[] }[]>(
      'catalog',
    );
  const nameOf = (label: string) =>
    catalog.find(({ name }) => name === 'person')!.fields.find((each) => each.label === label)!
      .name;
  const state = async (id: string, label: string, value: unknown) => {
    const { version } = await read(id);
    const reply = await olga.post(`people/${id}/statements`, {
      topic: 'field',
      field: nameOf(label),
      value,
      version,
    });
    expect(reply.status, reply.text).toBe(201);
  };
  await state(one, 'Shoe size', 38);
  await state(other, 'Shoe size', 39);
  await state(child, 'Godmother', other);
  const { body } = await merge(one, other);
  const fieldsOf = async (id: string) => values(await read(id), 'field');
  expect(await fieldsOf(one)).toEqual([38]);
  expect(await fieldsOf(child)).toMatchObject([{ id: one, name: 'Rosa Kern' }]);
  await undo(body.id);
  expect(await fieldsOf(one)).toEqual([38]);
  expect(await fieldsOf(other)).toEqual([39]);
  expect(await fieldsOf(child)).toMatchObject([{ id: other, name: 'Rosi Kern' }]);
});

test('of a field of the company’s own the value of either may be chosen, by whoever may write in it', async () => {
  const { olga, max } = company;
  const asked = { kind: 'person', label: 'Collar', type: 'number', editedFrom: 'manager' };
  const collar = (await olga.post('fields', asked)).body.id;
  const ids: string[] = [];
  for (const [name, size] of [
    ['Resi Kragen', 40],
    ['Resi Kragn', 41],
  ] as const) {
    const { id } = (await olga.post('people', { name })).body;
    await olga.patch(`people/${id}`, { assignedTo: max.id, version: 1 });
    const reply = await olga.post(`people/${id}/statements`, {
      topic: 'field',
      field: (await olga.get<{ rows: { id: string; name: string }[] }>('fields')).body.rows.find(
        (each) => each.id === collar,
      )!.name,
      value: size,
      version: 2,
    });
    expect(reply.status, reply.text).toBe(201);
    ids.push(id);
  }
  const [keep, absorb] = ids as [string, string];
  const sizes = async (id: string) => values(await read(id), 'field');
  const chosen = (await read(absorb)).statements.find(({ topic }) => topic === 'field')!.id;
  const choice = { kind: 'person', keep, absorb, fields: { [collar]: chosen } };
  expect((await max.post('merges', choice)).status).toBe(403);
  expect(await sizes(keep)).toEqual([40]);
  const merged = await olga.post('merges', choice);
  expect(merged.status, merged.text).toBe(201);
  expect(await sizes(keep)).toEqual([41]);
  await undo(merged.body.id);
  expect([await sizes(keep), await sizes(absorb)]).toEqual([[40], [41]]);
});

test('whatever names a party has been thought of', async () => {
  const columns = await company.sql<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
     where table_schema = 'public' and data_type = 'uuid'
       and column_name ~ '(^|_)(party|company|person|from|to)_id$|^reference$'
     union
     select conrelid::regclass || '.' || a.attname from pg_constraint f
     join pg_attribute a on a.attrelid = f.conrelid and a.attnum = any (f.conkey)
     where f.contype = 'f' and f.confrelid = 'parties'::regclass and a.attname <> 'workspace_id'`,
  );
  const known = [...carriedColumns(), ...Object.keys(seenTo)];
  expect(columns.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
});
