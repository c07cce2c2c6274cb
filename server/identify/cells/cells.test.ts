import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BulkAct } from '../../../shared/identify/bulk.ts';
import type { CellsInput, CellsResult } from '../../../shared/identify/cells.ts';
import type { PartyKind, PartyRow, PartyView } from '../../../shared/identify/parties.ts';
import { cellLimits } from '../../../shared/identify/writable-columns.ts';
import { checkInvariants } from '../../invariants.ts';
import type { EventView } from '../../platform/events/history.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { runAct } from '../bulk/work.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());

async function person(by: Colleague, name: string, also: object = {}): Promise<string> {
  const { body, status, text } = await by.post('people', { name, ...also });
  expect(status, text).toBe(201);
  return body.id;
}

type Row = CellsInput['rows'][number];
const input = (fields: string[], rows: Row[], kind: PartyKind = 'person'): CellsInput => ({
  kind,
  fields,
  rows,
});
const write = async (who: Colleague, asked: CellsInput) => {
  const { body, status, text } = await who.post<CellsResult>('cells', asked);
  expect(status, text).toBe(200);
  return body;
};
const preview = async (who: Colleague, asked: CellsInput) =>
  (await who.post<CellsResult>('cells/preview', asked)).body;
const undo = async (who: Colleague, { act }: CellsResult) => {
  const { body, text } = await who.post<BulkAct>(`bulk/${act!}/undo`);
  expect(body.id, text).toBe(act);
  let now = body;
  // A large one is taken back in the background, by whoever comes first.
  while (now.status === 'undoing') {
    await runAct(company.house, who.workspaceId, act!);
    now = (await who.get<BulkAct>(`bulk/${act!}`)).body;
  }
  return now;
};
const read = async (who: Colleague, id: string, kind = 'people') =>
  (await who.get<PartyView>(`${kind}/${id}`)).body;
/** Everything about a record that may not differ after an undo. */
const essence = ({ version: _, statements, ...rest }: PartyView) => ({
  ...rest,
  statements: statements.map(({ id }) => id),
});

describe('what is pasted over a few cells', () => {
  test('becomes the values of the records, and one undo takes all of it back', async () => {
    const { olga, nora } = company;
    await olga.post('companies', { name: 'Brandt GmbH' });
    const ids = [
      await person(olga, 'Anna Gruber', {
        emails: ['anna@gruber.example', 'second@gruber.example'],
        phones: ['+43 316 1'],
        addresses: [{ street: 'Ring 1', locality: 'Graz', country: 'AT' }],
        affiliation: { companyName: 'Gruber KG', title: 'Buyer' },
        roles: [{ role: 'lead' }],
      }),
      await person(olga, 'Ben'),
    ];
    const before = await Promise.all(ids.map((id) => read(olga, id)));
    const fields = ['name', 'email', 'phone', 'web', 'city', 'country', 'companyName', 'title'];
    const done = await write(
      olga,
      input(
        [...fields, 'role', 'tag', 'assignedTo'],
        [
          {
            id: ids[0]!,
            cells: [
              'Anna Huber',
              'anna@huber.example',
              '+43 664 123',
              'huber.example',
              'Wien',
              'Österreich',
              'Brandt GmbH',
              'Head of Purchasing',
              'Kunde; Partner',
              'Fair, VIP',
              'Nora',
            ],
          },
          {
            id: ids[1]!,
            cells: ['Ben', null, '', '', 'Linz', 'de', 'brandt gmbh', 'Fitter', '', '', ''],
          },
        ],
      ),
    );
    expect(done.refused).toEqual([]);
    expect(done.counts).toEqual({ records: 2, changed: 14, unchanged: 7, refused: 0 });
    expect(await read(olga, ids[0]!)).toMatchObject({
      name: 'Anna Huber',
      email: 'anna@huber.example',
      phone: '+43664123',
      web: 'https://huber.example/',
      city: 'Wien',
      country: 'AT',
      companyName: 'Brandt GmbH',
      title: 'Head of Purchasing',
      roles: ['customer', 'partner'],
      tags: ['Fair', 'VIP'],
      assignedTo: nora.id,
    });
    const ben = done.rows.find(({ id }) => id === ids[1]);
    expect(ben).toMatchObject({
      city: 'Linz',
      country: 'DE',
      companyName: 'Brandt GmbH',
      title: 'Fitter',
    });
    const found = await olga.get<{ rows: { id: string }[] }>(
      `people?filter=${encodeURIComponent(JSON.stringify(['email', 'is', 'anna@huber.example']))}`,
    );
    expect(found.body.rows.map(({ id }) => id)).toEqual([ids[0]]);

    const undone = await undo(olga, done);
    expect(undone).toMatchObject({ status: 'undone', counts: { kept: 0 } });
    const after = await Promise.all(ids.map((id) => read(olga, id)));
    expect(after.map(essence)).toEqual(before.map(essence));
    expect(after[0]!.statements.map(({ topic, value }) => [topic, value])).toEqual(
      before[0]!.statements.map(({ topic, value }) => [topic, value]),
    );
  });

  test('is counted beforehand as it will be, and nothing is written by counting', async () => {
    const { olga } = company;
    const id = await person(olga, 'Cleo', { web: ['https://cleo.example'] });
    const asked = input(['city', 'email', 'web'], [{ id, cells: ['Graz', 'no address', ''] }]);
    const told = await preview(olga, asked);
    expect(told).toMatchObject({
      act: null,
      counts: { changed: 2, refused: 1 },
      changes: [
        { field: 'city', before: null, after: 'Graz', name: 'Cleo' },
        { field: 'web', before: 'https://cleo.example/', after: null },
      ],
      rows: [],
    });
    expect(told.byField.map(({ emptied }) => emptied)).toEqual([0, 0, 1]);
    expect((await read(olga, id)).city).toBeNull();
    expect((await write(olga, asked)).counts).toEqual(told.counts);
  });

  test('one line of the history tells each of its values', async () => {
    const { olga } = company;
    const id = await person(olga, 'Dora');
    await write(olga, input(['city', 'country', 'tag'], [{ id, cells: ['Graz', 'AT', 'Fair'] }]));
    const { rows } = (await olga.get<{ rows: EventView[] }>(`events?subject=${id}`)).body;
    const edits = rows.filter(({ verb }) => verb === 'edited');
    expect(edits.map(({ after }) => after)).toEqual([
      { tag: 'Fair' },
      { address: expect.objectContaining({ locality: 'Graz', country: 'AT' }) },
    ]);
  });

  test('an emptied cell takes away what it showed, not the second address that it did not', async () => {
    const { olga } = company;
    const id = await person(olga, 'Eva', { emails: ['eva@one.example', 'eva@two.example'] });
    await write(olga, input(['email'], [{ id, cells: [''] }]));
    expect((await read(olga, id)).email).toBe('eva@two.example');
  });
});

describe('fields of the company’s own', () => {
  test('take what people write: amounts, dates, choices, colleagues and companies by their names', async () => {
    const { olga, mara } = company;
    const field = async (label: string, type: string, settings: object = {}) => {
      const { status, text } = await olga.post('fields', { kind: 'person', label, type, settings });
      expect(status, text).toBe(201);
      return label.toLowerCase();
    };
    const choices = [
      { key: 'gold', label: 'Gold' },
      { key: 'silver', label: 'Silver' },
    ];
    const names = [
      await field('Budget', 'money', { currency: 'EUR' }),
      await field('Size', 'number', { decimals: 1 }),
      await field('Since', 'date'),
      await field('Newsletter', 'boolean'),
      await field('Level', 'choice', { choices }),
      await field('Levels', 'choices', { choices }),
      await field('Adviser', 'user'),
      await field('Bank', 'company'),
      await field('Friend', 'person'),
      await field('Remark', 'longText'),
    ];
    const bank = (await olga.post('companies', { name: 'Sparkasse Graz AG' })).body.id;
    const friend = await person(olga, 'Vera van Dyck');
    const id = await person(olga, 'Fritz');
    const cells = [
      '1.234,50',
      '3,5',
      '14.3.2026',
      'ja',
      'gold',
      'Silver, Gold',
      'mara',
      'Sparkasse Graz',
      'Vera van Dyck',
      '=1+1',
    ];
    const asked = { ...input(names, [{ id, cells }]), decimalMark: ',' as const };
    const done = await write(olga, asked);
    expect(done.refused).toEqual([]);
    expect(done.rows[0]!.values).toMatchObject({
      budget: { amount: 123450, currency: 'EUR' },
      size: 3.5,
      since: '2026-03-14',
      newsletter: true,
      level: 'gold',
      levels: ['gold', 'silver'],
      adviser: mara.id,
      bank: { id: bank, name: 'Sparkasse Graz AG' },
      friend: { id: friend },
      remark: '=1+1',
    });
    const again = await write(olga, asked);
    expect(again).toMatchObject({ act: null, counts: { changed: 0, unchanged: 10 } });
    const wrong = await preview(
      olga,
      input(names, [
        {
          id,
          cells: ['much', '3.55', 'soon', 'maybe', 'bronze', 'gold, x', 'Zoe', 'A', 'B', null],
        },
      ]),
    );
    expect(wrong.counts).toMatchObject({ changed: 0, refused: 9 });
    expect(wrong.unmatched.map(({ given }) => given)).toEqual([
      'bronze',
      'gold, x',
      'Zoe',
      'A',
      'B',
    ]);
    expect(wrong.refused.map(({ message }) => message).join('\n')).toContain(
      'Choose among: Gold, Silver.',
    );
    await undo(olga, done);
    const left = (await read(olga, id)).statements.filter(({ topic }) => topic === 'field');
    expect(left).toEqual([]);
  });

  test('that one may see and not change say so', async () => {
    const { olga, max } = company;
    await olga.post('fields', {
      kind: 'person',
      label: 'Limit',
      type: 'text',
      editedFrom: 'owner',
    });
    const id = await person(max, 'Gert');
    const done = await write(max, input(['limit', 'city'], [{ id, cells: ['x', 'Graz'] }]));
    expect(done).toMatchObject({ counts: { changed: 1, refused: 1 } });
    expect(done.refused[0]).toMatchObject({ field: 'limit', because: 'field', name: 'Gert' });
    expect(done.refused[0]!.message).toContain('An owner can change who edits this field');
  });

  test('that one does not see are no columns', async () => {
    const { olga, max } = company;
    await olga.post('fields', { kind: 'person', label: 'Salary', type: 'text', seenFrom: 'owner' });
    const id = await person(max, 'Hugo');
    const { status, text } = await max.post('cells', input(['salary'], [{ id, cells: ['x'] }]));
    expect([status, text]).toEqual([422, expect.stringContaining('cells.column')]);
  });
});

describe('the neighbour', () => {
  test('pastes over nobody’s records but their own, and learns nothing of the hidden one', async () => {
    const { olga, max, nora, otto } = company;
    const open = await person(olga, 'Ida');
    const hidden = await person(olga, 'Jana', { visibility: 'private' });
    const own = await person(nora, 'Karl');
    const rows = [open, hidden, own].map((id) => ({ id, cells: ['Wels'] }));
    for (const ask of [preview, write]) {
      const told = await ask(nora, input(['city'], rows));
      expect(told.counts).toEqual({ records: 1, changed: 1, unchanged: 0, refused: 2 });
      expect(told.refused).toMatchObject([
        { id: open, name: 'Ida', because: 'not yours' },
        { id: hidden, name: null, because: 'gone' },
      ]);
    }
    for (const id of [open, hidden]) expect((await read(olga, id)).city).toBeNull();
    const elsewhere = await write(otto, input(['city'], rows));
    expect(elsewhere.counts).toMatchObject({ changed: 0, refused: 3 });
    expect(elsewhere.refused.map(({ name }) => name)).toEqual([null, null, null]);
    expect((await max.post(`bulk/${crypto.randomUUID()}/undo`)).status).toBe(404);
  });

  test('is not given a record that they could not see', async () => {
    const { olga } = company;
    const id = await person(olga, 'Hidden from Nora', { visibility: 'private' });
    const told = await write(olga, input(['assignedTo'], [{ id, cells: ['Nora'] }]));
    expect(told.refused).toMatchObject([{ id, because: 'value' }]);
    expect(told.refused[0]!.message).toContain('Nora cannot see this record');
    expect((await read(olga, id)).assignedTo).toBeNull();
  });

  test('reads in every row of a list whether it is theirs to write in', async () => {
    const { max, nora } = company;
    const ids = [await person(max, 'Row of Max'), await person(nora, 'Row of Nora')];
    const { rows } = (await max.get<{ rows: PartyRow[] }>('people?sort=-created&limit=2')).body;
    expect(rows.map(({ id, mayEdit }) => [id, mayEdit])).toEqual([
      [ids[1], false],
      [ids[0], true],
    ]);
  });

  test('a reader writes nothing at all', async () => {
    const { olga, rita } = company;
    const id = await person(olga, 'Lena');
    const { status } = await rita.post('cells', input(['city'], [{ id, cells: ['Graz'] }]));
    expect(status).toBe(403);
  });
});

describe('what cannot be written', () => {
  test('an address that somebody else has, or that stands twice in the paste, is left out and named', async () => {
    const { olga } = company;
    await person(olga, 'Mia', { emails: ['mia@taken.example'] });
    const ids = [await person(olga, 'Noa'), await person(olga, 'Oda'), await person(olga, 'Pia')];
    const done = await write(
      olga,
      input(
        ['email', 'city'],
        [
          { id: ids[0]!, cells: ['MIA@taken.example', 'Graz'] },
          { id: ids[1]!, cells: ['both@new.example', 'Graz'] },
          { id: ids[2]!, cells: ['both@new.example', 'Graz'] },
        ],
      ),
    );
    expect(done.counts).toMatchObject({ changed: 4, refused: 2 });
    expect(done.refused).toMatchObject([
      { name: 'Noa', field: 'email', because: 'taken' },
      { name: 'Pia', field: 'email', because: 'taken' },
    ]);
    expect((await read(olga, ids[2]!)).city).toBe('Graz');
  });

  test('a name cannot be taken away, a title needs a company, and staff is kept by its owner alone', async () => {
    const { olga } = company;
    const id = await person(olga, 'Quirin');
    const told = await preview(
      olga,
      input(['name', 'title', 'role', 'country'], [{ id, cells: ['', 'Boss', 'staff', 'Narnia'] }]),
    );
    expect(told.refused.map(({ field, because }) => [field, because])).toEqual([
      ['name', 'value'],
      ['title', 'value'],
      ['role', 'value'],
      ['country', 'unmatched'],
    ]);
  });

  test('a column that only shows, and a row that went to the trash meanwhile, say so', async () => {
    const { olga } = company;
    const gone = await person(olga, 'Rosa');
    const here = await person(olga, 'Sepp');
    const { version } = await read(olga, gone);
    await olga.delete(`people/${gone}?version=${String(version)}`);
    const done = await write(
      olga,
      input(
        ['created', 'city'],
        [gone, here].map((id) => ({ id, cells: ['x', 'Graz'] })),
      ),
    );
    expect(done.counts).toEqual({ records: 1, changed: 1, unchanged: 0, refused: 3 });
    expect(done.refused).toMatchObject([
      { name: 'Rosa', because: 'gone', field: null },
      { name: 'Sepp', because: 'field', field: 'created' },
    ]);
  });

  test('too much at once is refused before anything is read', async () => {
    const { olga } = company;
    const rows = Array.from({ length: cellLimits.rows + 1 }, () => ({
      id: crypto.randomUUID(),
      cells: ['x'],
    }));
    const { status, text } = await olga.post('cells', input(['city'], rows));
    expect([status, text]).toEqual([400, expect.stringContaining('Paste it in parts')]);
  });
});

describe('somebody else at the same time', () => {
  test('keeps what they wrote: the cell is told with what stands there now', async () => {
    const { olga } = company;
    const id = await person(olga, 'Tina', { addresses: [{ locality: 'Graz' }] });
    await write(olga, input(['city'], [{ id, cells: ['Wels'] }]));
    const late = { id, cells: ['Linz', 'Fair'], was: ['Graz', []] };
    const done = await write(olga, input(['city', 'tag'], [late]));
    expect(done.counts).toMatchObject({ changed: 1, refused: 1 });
    expect(done.refused[0]).toMatchObject({ because: 'changed', now: 'Wels', given: 'Linz' });
    expect(await read(olga, id)).toMatchObject({ city: 'Wels', tags: ['Fair'] });
  });

  test('keeps it when the paste is taken back, and only that', async () => {
    const { olga } = company;
    const ids = [await person(olga, 'Ulla'), await person(olga, 'Vito')];
    const done = await write(
      olga,
      input(
        ['city', 'tag'],
        ids.map((id) => ({ id, cells: ['Graz', 'Fair'] })),
      ),
    );
    await write(olga, input(['city'], [{ id: ids[0]!, cells: ['Wels'] }]));
    const undone = await undo(olga, done);
    expect(undone.counts).toMatchObject({ restored: 3, kept: 1 });
    expect(undone.kept).toMatchObject([{ name: 'Ulla', because: 'changed' }]);
    expect(await read(olga, ids[0]!)).toMatchObject({ city: 'Wels', tags: [] });
    expect(await read(olga, ids[1]!)).toMatchObject({ city: null, tags: [] });
  });
});

describe('a thousand cells', () => {
  test('are written, found, and exactly as before after the undo', async () => {
    const { olga, house } = company;
    const ids = await Promise.all(
      Array.from({ length: 120 }, (_, at) =>
        person(olga, `Many ${String(at)}`, { addresses: [{ locality: 'Bulk' }] }),
      ),
    );
    const before = await Promise.all(ids.map((id) => read(olga, id)));
    const done = await write(
      olga,
      input(
        [
          'name',
          'email',
          'phone',
          'web',
          'city',
          'country',
          'role',
          'tag',
          'assignedTo',
          'created',
        ],
        ids.map((id, at) => ({
          id,
          cells: [
            `New ${String(at)}`,
            `new${String(at)}@paste.example`,
            `+43 664 ${String(1000 + at)}`,
            'paste.example',
            'Linz',
            'AT',
            'customer',
            'Pasted',
            'Tom',
            null,
          ],
        })),
      ),
    );
    expect(done.counts).toEqual({ records: 120, changed: 1080, unchanged: 0, refused: 0 });
    const undone = await undo(olga, done);
    expect(undone).toMatchObject({ status: 'undone', counts: { kept: 0 } });
    const after = await Promise.all(ids.map((id) => read(olga, id)));
    expect(after.map(essence)).toEqual(before.map(essence));
    const findings = await checkInvariants(house.db, company.workspaces.kettle);
    expect(findings.filter(({ count }) => count > 0)).toEqual([]);
  });
});
