import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CandidateView, PairView } from '../../../shared/identify/duplicates/pairs.ts';
import type { PartyView } from '../../../shared/identify/parties.ts';
import type { Colleague, Company } from '../../testing/company.ts';
import { openCompany } from '../../testing/company.ts';
import { checkDuplicates } from './work.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());

const look = () => checkDuplicates(company.house, company.workspaces.kettle);

async function add(who: Colleague, data: object, kind = 'people'): Promise<string> {
  const { body, status, text } = await who.post(kind, data);
  expect(status, text).toBe(201);
  return body.id;
}

async function proposals(who: Colleague, of: string): Promise<PairView[]> {
  await look();
  return (await who.get<{ rows: PairView[] }>(`duplicates?of=${of}`)).body.rows;
}

describe('the same person written down twice', () => {
  const twice: [string, object, object][] = [
    [
      'under a short form of the name',
      { name: 'Elisabeth Gruber', phones: ['+43 316 222333'] },
      { name: 'Lisa Gruber', phones: ['0316 222333'] },
    ],
    [
      'with the family name first',
      { name: 'Takeshi Moriyama', addresses: [{ street: 'Ringstraße 4', locality: 'Wien' }] },
      { name: 'Moriyama Takeshi', addresses: [{ street: 'Ringstr. 4', locality: 'Wien' }] },
    ],
    [
      'without accents',
      { name: 'Jürgen Müßig', phones: ['+49 30 901820'] },
      { name: 'Juergen Muessig', phones: ['+49 30 901820'] },
    ],
    [
      'in another script',
      { name: 'Пётр Чайковский', phones: ['+7 495 1234567'] },
      { name: 'Pyotr Chaikovsky', phones: ['+7 495 1234567'] },
    ],
    [
      'with a slip of the finger, at the same address',
      {
        name: 'Andrea Hollenstein',
        addresses: [{ street: 'Seeweg 12', postalCode: '6900', locality: 'Bregenz' }],
      },
      {
        name: 'Andrea Hollenstien',
        addresses: [{ street: 'Seeweg 12', postalCode: '6900', locality: 'Bregenz' }],
      },
    ],
    [
      'once with the private address of theirs',
      { name: 'Bartholomäus Zwettler', emails: ['bartholomaeus.zwettler@kettle.example'] },
      { name: 'B. Zwettler', emails: ['bartholomaeus.zwettler@home.example'] },
    ],
  ];

  test.for(twice)('%s is proposed, with reasons that add up', async ([, one, other]) => {
    const first = await add(company.olga, one);
    const second = await add(company.olga, other);
    const [pair, ...more] = await proposals(company.olga, second);
    expect(more).toEqual([]);
    expect(pair?.sides.map(({ id }) => id).sort()).toEqual([first, second].sort());
    const { before, reasons, weight, probability } = pair!.judgement;
    const sum = reasons.reduce((total, reason) => total + reason.weight, before);
    expect(sum).toBeCloseTo(weight, 1);
    expect(probability).toBeGreaterThan(0.5);
    expect(pair?.can).toEqual({ merge: true, share: false, decide: true });
  });

  test('of a company with another legal form is proposed too', async () => {
    const first = await add(
      company.olga,
      { name: 'Brandt Maschinenbau GmbH', web: ['https://brandt-bau.example'] },
      'companies',
    );
    const second = await add(
      company.olga,
      { name: 'Brandt Maschinenbau GmbH & Co. KG', web: ['https://brandt-bau.test'] },
      'companies',
    );
    const [pair] = await proposals(company.olga, first);
    expect(pair?.sides.map(({ id }) => id).sort()).toEqual([first, second].sort());
  });
});

describe('two people who only look alike', () => {
  test('of one household are not proposed', async () => {
    const home = {
      phones: ['+43 1 5551234'],
      addresses: [{ street: 'Lindenweg 7', postalCode: '1130', locality: 'Wien' }],
    };
    const anna = await add(company.olga, { name: 'Anna Pernerstorfer', ...home });
    await add(company.olga, { name: 'Ferdinand Pernerstorfer', ...home });
    expect(await proposals(company.olga, anna)).toEqual([]);
  });

  test('with a frequent name and nothing else in common are not proposed', async () => {
    const one = await add(company.olga, { name: 'Maria Huber', phones: ['+43 1 1110001'] });
    await add(company.olga, { name: 'Maria Huber', phones: ['+43 662 2220002'] });
    expect(await proposals(company.olga, one)).toEqual([]);
  });

  test('father and son of one name are told apart by it', async () => {
    const one = await add(company.olga, { name: 'Alois Hinterberger', phones: ['+43 7242 90909'] });
    await add(company.olga, { name: 'Alois Hinterberger jun.', phones: ['+43 7242 90909'] });
    const pairs = await proposals(company.olga, one);
    expect(pairs.every(({ judgement }) => !judgement.certain)).toBe(true);
  });

  test('stay apart once somebody has said so, and are proposed again when that is taken back', async () => {
    const one = await add(company.olga, { name: 'Karl Ganster', phones: ['+43 1 7770001'] });
    const other = await add(company.olga, { name: 'Karl Ganster', phones: ['+43 1 7770001'] });
    const [pair] = await proposals(company.olga, one);
    const { body } = await company.olga.post(`duplicates/${pair!.id}/rejection`);
    expect(await proposals(company.olga, one)).toEqual([]);
    // A change of either is no reason to ask again.
    const { version } = (await company.olga.get<PartyView>(`people/${other}`)).body;
    await company.olga.post(`people/${other}/statements`, {
      topic: 'email',
      value: 'karl@ganster.example',
      version,
    });
    expect(await proposals(company.olga, one)).toEqual([]);
    await company.olga.post(`events/${body.event}/undo`);
    expect(await proposals(company.olga, one)).toHaveLength(1);
  });
});

test('somebody is looked at again for what they are told by, and for nothing else', async () => {
  const { olga, sql } = company;
  const id = await add(olga, { name: 'Ottilie Wildgans', phones: ['+43 316 900100'] });
  const state = async (what: object) => {
    const { body } = await olga.get<PartyView>(`people/${id}`);
    const { status, text } = await olga.post(`people/${id}/statements`, {
      ...what,
      version: body.version,
    });
    expect(status, text).toBe(201);
  };
  const waits = async () => {
    const rows = await sql('select from duplicate_checks where party_id = $1', [id]);
    return rows.length > 0;
  };
  await look();
  await state({ topic: 'tag', value: 'Spring fair' });
  await state({ topic: 'note', value: 'Likes tea.' });
  expect(await waits()).toBe(false);
  await state({ topic: 'phone', value: '+43 316 900200' });
  expect(await waits()).toBe(true);
  await look();
  const { body } = await olga.get<PartyView>(`people/${id}`);
  const phone = body.statements.find(({ topic }) => topic === 'phone')!;
  const withdrawn = await olga.delete(
    `people/${id}/statements/${phone.id}?version=${body.version}`,
  );
  expect(withdrawn.status, withdrawn.text).toBe(200);
  expect(await waits()).toBe(true);
});

describe('while somebody is being written down', () => {
  test('whoever may be meant is shown, by name, telephone or address', async () => {
    const id = await add(company.olga, {
      name: 'Leopold Wurmbrand',
      emails: ['leopold@wurmbrand.example'],
      phones: ['+43 664 8887766'],
    });
    await look();
    const asked = async (query: string) =>
      (
        await company.olga.get<{ rows: CandidateView[] }>(
          `duplicates/candidates?kind=person&${query}`,
        )
      ).body.rows.map((row) => row.id);
    expect(await asked('name=Poldi Wurmbrand')).toEqual([id]);
    expect(await asked(`name=L&phone=${encodeURIComponent('0664 8887766')}`)).toEqual([id]);
    expect(await asked('email=leopold@wurmbrand.example')).toEqual([id]);
    expect(await asked('name=Somebody Else')).toEqual([]);
    expect(await asked('name=')).toEqual([]);
  });
});

describe('a neighbour who must not see it', () => {
  test('learns nothing of a pair of which one is hidden: no proposal, no count, no candidate, no event', async () => {
    const { nora, max, tom, olga, rita, mara } = company;
    const certainFor = async (who: Colleague) =>
      (await who.get<{ count: number }>('duplicates/certain')).body.count;
    const before = new Map<Colleague, number>();
    for (const other of [max, tom, olga, rita, mara]) before.set(other, await certainFor(other));
    const open = await add(nora, { name: 'Cornelius Ratzenböck', phones: ['+43 732 600600'] });
    const hidden = await add(nora, {
      name: 'Cornelius Ratzenböck',
      phones: ['+43 732 600600'],
      visibility: 'private',
    });
    const hers = await proposals(nora, open);
    expect(hers.map(({ sides }) => sides.map(({ id }) => id).sort())).toEqual([
      [open, hidden].sort(),
    ]);
    // A merge would show everyone what is hers alone.
    expect(hers[0]?.can).toEqual({ merge: false, share: true, decide: true });
    const refused = await nora.post<{ code: string }>('merges', {
      kind: 'person',
      keep: open,
      absorb: hidden,
    });
    expect(refused).toMatchObject({ status: 409, body: { code: 'merge.different-audience' } });
    for (const other of [max, tom, olga, rita, mara]) {
      expect(await proposals(other, open)).toEqual([]);
      expect(await certainFor(other)).toBe(before.get(other));
      const { text } = await other.get(
        'duplicates/candidates?kind=person&name=Cornelius Ratzenböck',
      );
      expect(text).not.toContain(hidden);
      expect((await other.get('events?limit=200')).text).not.toContain(hidden);
      expect((await other.post(`duplicates/${hers[0]!.id}/rejection`)).status).toBe(
        other === rita ? 403 : 404,
      );
    }
    await nora.post(`duplicates/${hers[0]!.id}/rejection`);
    for (const other of [max, olga]) {
      expect((await other.get(`events?subject=${open}`)).text).not.toContain('told apart');
    }
  });

  test('of two hidden from each other nobody is told, whoever may see both', async () => {
    const { tom, nora, olga } = company;
    const her = { name: 'Ottilie Vorderegger', phones: ['+43 5522 44556'] };
    const one = await add(tom, { ...her, visibility: 'team', teamId: company.teams.north });
    await add(nora, { ...her, visibility: 'team', teamId: company.teams.south });
    expect(await proposals(olga, one)).toEqual([]);
  });

  test('loses a proposal with the sight of one of the two', async () => {
    const { tom, nora } = company;
    const his = { name: 'Wendelin Strohschneider', phones: ['+43 5522 99887'] };
    const one = await add(tom, his);
    const other = await add(nora, his);
    expect(await proposals(tom, one)).toHaveLength(1);
    const { version } = (await nora.get<PartyView>(`people/${other}`)).body;
    await nora.patch(`people/${other}`, { visibility: 'private', version });
    expect(await proposals(tom, one)).toEqual([]);
    expect(await proposals(nora, other)).toHaveLength(1);
  });

  test('merges only what is theirs to change', async () => {
    const { tom, nora } = company;
    const his = { name: 'Ägidius Plattner', phones: ['+43 512 112233'] };
    const one = await add(tom, his);
    const other = await add(nora, his);
    const [pair] = await proposals(tom, one);
    expect(pair?.can).toEqual({ merge: false, share: false, decide: true });
    const refused = await tom.post('merges', { kind: 'person', keep: one, absorb: other });
    expect(refused.status).toBe(403);
  });
});
