import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EntityView } from '../../shared/platform/catalog.ts';
import { kind, sensibleDefault } from '../../shared/strategy/defaults.ts';
import type {
  StrategyChoices,
  StrategyDraft,
  StrategyVersion,
  StrategyView,
  WordsView,
} from '../../shared/strategy/strategy.ts';
import { templates } from '../../shared/strategy/templates.ts';
import { formsOf, roleName } from '../../shared/strategy/words.ts';
import { asActor, systemActor } from '../platform/access/actor.ts';
import { type Colleague, type Company, openCompany } from '../testing/company.ts';
import { viewWords } from './words.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());

const current = async (who: Colleague) => (await who.get<StrategyView>('strategy')).body;
const wordsFor = async (who: Colleague) => (await who.get<WordsView>('strategy/words')).body;
const draftOf = async (who: Colleague) =>
  (await who.get<{ draft: StrategyDraft | null }>('strategy/draft')).body.draft;
const clinic = templates.find(({ id }) => id === 'clinic')!.choices;

async function adopt(who: Colleague, choices: StrategyChoices, also: object = {}) {
  const { version } = await current(who);
  return who.post<{ version: number; event: string; code?: string }>('strategy', {
    version,
    name: 'Ours',
    choices,
    ...also,
  });
}

describe('a company that has chosen nothing', () => {
  test('works by a default that has a name', async () => {
    expect(await current(company.tilda)).toMatchObject({
      version: 0,
      name: sensibleDefault.name.en,
      adoptedAt: null,
      choices: sensibleDefault.choices,
      can: { draft: false, adopt: false, undo: null },
    });
  });
});

describe('adopting', () => {
  test('an owner puts choices in force for everyone, and earlier ones stay readable', async () => {
    const { olga, rita } = company;
    const { status, body } = await adopt(olga, clinic, { name: 'Clinic', note: 'We moved.' });
    expect(status).toBe(201);
    expect(await current(rita)).toMatchObject({
      version: body.version,
      name: 'Clinic',
      note: 'We moved.',
      adoptedBy: 'Olga',
    });
    expect((await wordsFor(rita)).words.customer?.de?.one).toBe('Patient');
    const { rows } = (await rita.get<{ rows: StrategyVersion[] }>('strategy/versions')).body;
    expect(rows.map(({ version }) => version)).toEqual([body.version, 0]);
    const before = await rita.get<StrategyView>('strategy/versions/0');
    expect(before.body.choices).toEqual(sensibleDefault.choices);
    expect((await rita.get('strategy/versions/99')).status).toBe(404);
  });

  test('nobody else adopts, and a manager may prepare it', async () => {
    const { mara, max, rita } = company;
    for (const who of [mara, max, rita]) expect((await adopt(who, clinic)).status).toBe(403);
    expect((await current(mara)).can).toEqual({ draft: true, adopt: false, undo: null });
  });

  test('what was adopted under one’s eyes is looked at before another version follows', async () => {
    const { olga } = company;
    const { version } = await current(olga);
    await adopt(olga, clinic);
    const late = await olga.post('strategy', { version, name: 'Late', choices: clinic });
    expect(late).toMatchObject({ status: 409, body: { code: 'strategy.moved-on' } });
  });

  test('two owners at the same moment: one of them', async () => {
    const { olga } = company;
    const { version } = await current(olga);
    const at = () => olga.post('strategy', { version, name: 'Ours', choices: clinic });
    const answers = await Promise.all([at(), at()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test('the company next door sees nothing of it', async () => {
    await adopt(company.olga, clinic);
    expect(await current(company.otto)).toMatchObject({ version: 0 });
    expect((await wordsFor(company.tilda)).words).toEqual({});
    expect((await company.otto.get('strategy/versions/1')).status).toBe(404);
  });

  test('a version is never rewritten, not even by the server', async () => {
    await adopt(company.olga, clinic);
    await expect(
      asActor(company.house.db, systemActor(company.workspaces.kettle), ({ db }) =>
        db.updateTable('strategies').set({ name: 'Other' }).execute(),
      ),
    ).rejects.toThrow(/permission denied/);
  });
});

describe('taking an adoption back', () => {
  test('puts the version before in force, as a new one, and can itself be taken back', async () => {
    const { olga } = company;
    await adopt(olga, sensibleDefault.choices, { name: 'Plain' });
    const { body: adopted } = await adopt(olga, clinic, { name: 'Clinic' });
    expect((await current(olga)).can.undo).toBe(adopted.event);
    const undone = await olga.post(`events/${adopted.event}/undo`);
    expect(undone.status).toBe(200);
    expect(await current(olga)).toMatchObject({
      version: adopted.version + 1,
      name: 'Plain',
      undoes: adopted.version,
    });
    await olga.post(`events/${undone.body.event}/undo`);
    expect(await current(olga)).toMatchObject({ name: 'Clinic', undoes: adopted.version + 1 });
  });

  test('is possible while nothing else was adopted since', async () => {
    const { olga } = company;
    const { body } = await adopt(olga, clinic);
    await adopt(olga, sensibleDefault.choices);
    expect(await olga.post(`events/${body.event}/undo`)).toMatchObject({
      status: 409,
      body: { code: 'strategy.no-longer-in-force' },
    });
  });

  test('is possible for 30 days', async () => {
    const { olga, sql } = company;
    const { body } = await adopt(olga, clinic);
    await sql(`update strategies set adopted_at = now() - interval '31 days' where event_id = $1`, [
      body.event,
    ]);
    expect((await current(olga)).can.undo).toBeNull();
    expect(await olga.post(`events/${body.event}/undo`)).toMatchObject({
      status: 409,
      body: { code: 'strategy.too-late' },
    });
  });

  test('is for owners: whoever is one no longer leaves it', async () => {
    const { olga, mara } = company;
    const { body } = await adopt(olga, clinic);
    expect((await mara.post(`events/${body.event}/undo`)).status).toBe(404);
  });
});

describe('the draft', () => {
  const save = (who: Colleague, version: number, choices = clinic) =>
    who.send<{ version: number; code?: string }>('PUT', 'strategy/draft', {
      body: { version, name: 'Draft', choices },
    });

  test('is one for all who lead; nothing applies until it is adopted', async () => {
    const { olga, mara, rita } = company;
    await adopt(olga, sensibleDefault.choices);
    const { body } = await save(mara, 0);
    expect(await draftOf(rita)).toMatchObject({ version: body.version, changedBy: 'Mara' });
    expect((await current(rita)).choices).toEqual(sensibleDefault.choices);
    expect((await adopt(olga, clinic, { draft: body.version })).status).toBe(201);
    expect(await draftOf(rita)).toBeNull();
  });

  test('nobody’s change is lost: whoever is late is told', async () => {
    const { olga, mara } = company;
    const { body } = await save(mara, 0);
    expect((await save(olga, body.version)).status).toBe(200);
    const refused = { status: 409, body: { code: 'strategy.draft-changed' } };
    expect(await save(mara, body.version)).toMatchObject(refused);
    expect(await save(mara, 0)).toMatchObject(refused);
    expect(await adopt(olga, clinic, { draft: body.version })).toMatchObject(refused);
    const { version } = (await draftOf(olga))!;
    const { body: gone } = await olga.delete<{ event: string }>(
      `strategy/draft?version=${version}`,
    );
    expect(await draftOf(olga)).toBeNull();
    await olga.post(`events/${gone.event}/undo`);
    expect((await draftOf(olga))?.choices).toEqual(clinic);
  });

  test('members and readers read it and do not write it; neighbours do neither', async () => {
    const { max, rita, olga, otto } = company;
    for (const who of [max, rita]) expect((await save(who, 0)).status).toBe(403);
    await olga.send('PUT', 'strategy/draft', {
      body: { version: (await draftOf(olga))?.version ?? 0, name: 'Draft', choices: clinic },
    });
    expect(await draftOf(otto)).toBeNull();
  });
});

describe('a kind the company gives up', () => {
  test('is retired while somebody has that role, whoever may see them, and gone otherwise', async () => {
    const { olga, nora } = company;
    const withKinds = {
      ...sensibleDefault.choices,
      relationships: [...sensibleDefault.choices.relationships, kind('Investor'), kind('Sponsor')],
    };
    await adopt(olga, withKinds);
    await nora.post('people', {
      name: 'Ines Köhler',
      roles: [{ role: 'Investor' }],
      visibility: 'private',
    });
    await adopt(olga, sensibleDefault.choices);
    const { kinds } = await wordsFor(olga);
    expect(kinds.find(({ role }) => role === 'Investor')).toMatchObject({ retired: true });
    expect(kinds.some(({ role }) => role === 'Sponsor')).toBe(false);
  });
});

test('lists and records offer the kinds of the strategy and none it has retired', async () => {
  const { olga, rita, tilda } = company;
  await adopt(olga, {
    ...clinic,
    relationships: [...clinic.relationships, kind('Kurator')],
  });
  const offered = async (who: Colleague) => {
    const { body } = await who.get<EntityView[]>('catalog');
    return body.map(({ fields }) => fields.find(({ name }) => name === 'role')?.choices);
  };
  const [people, companies] = await offered(rita);
  expect(people).toContain('Kurator');
  expect(people).not.toContain('competitor');
  expect(people?.at(-1)).toBe('other');
  expect(companies).toEqual(people);
  expect((await offered(tilda))[0]).not.toContain('Kurator');
});

test('texts made by the server use the same words', async () => {
  const { olga, house, workspaces } = company;
  await adopt(olga, clinic);
  const words = await asActor(house.db, systemActor(workspaces.kettle), viewWords);
  expect(roleName('customer', words, 'de')).toEqual({ one: 'Patient', many: 'Patienten' });
  expect(formsOf('customer', words, 'de').theDat).toBe('dem Patienten');
});
