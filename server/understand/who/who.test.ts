import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { PartyView } from '../../../shared/identify/parties.ts';
import type { WarmthView } from '../../../shared/understand/warmth.ts';
import { brevity, places, questionWords, type WhoView } from '../../../shared/understand/who.ts';
import { type Caller, type Colleague, type Company, openCompany } from '../../testing/company.ts';

vi.setConfig({ testTimeout: 60_000 });

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());
beforeEach(async () => {
  await company.sql('delete from activities');
  await company.sql('delete from parties');
});

const person = async (by: Colleague, name: string, more: object = {}) => {
  const reply = await by.post('people', { name, ...more });
  expect(reply.status, reply.text).toBe(201);
  return reply.body.id;
};
const works = (title: string, companyName: string) => ({ affiliation: { title, companyName } });
const state = async (by: Caller, id: string, what: object) => {
  const { version } = (await by.get<PartyView>(`people/${id}`)).body;
  const reply = await by.post(`people/${id}/statements`, { ...what, version });
  expect(reply.status, reply.text).toBe(201);
};
const meet = (by: Caller, ids: string[], more: object = {}) =>
  by.post('activities', { kind: 'meeting', partyIds: ids, text: 'Talked.', ...more });
const ask = async (by: Caller, text: string, about?: string): Promise<WhoView> => {
  const query = new URLSearchParams({ text, ...(about ? { about } : {}) });
  const reply = await by.get<WhoView>(`who?${query}`);
  expect(reply.status, reply.text).toBe(200);
  return reply.body;
};
const names = ({ hits }: WhoView) => hits.map(({ party }) => party.name);
/** As if everything stated of somebody had been said so long ago. */
const age = (id: string, days: number) =>
  company.sql(
    `update statements set stated_at = stated_at - $2 * interval '1 day' where party_id = $1`,
    [id, days],
  );

test('for a need, whoever has to do with it is found, with why and over whom', async () => {
  const { nora, max } = company;
  const senior = await person(nora, 'Sam Senior');
  const teacher = await person(nora, 'Ines Hartl', works('Teacher of reading', 'Lernwerkstatt'));
  const sister = await person(nora, 'Olga Hartl');
  await person(nora, 'Tom Turner', works('Turner', 'Turnworks'));
  await nora.post('ties', { kind: 'sibling', fromId: teacher, toId: sister });
  await meet(max, [sister]);
  const found = await ask(nora, 'Somebody needs specialised teachers for reading', senior);
  expect(names(found)).toEqual(['Ines Hartl']);
  const [hit] = found.hits;
  expect(hit).toMatchObject({
    knownBy: [{ id: max.id, name: 'Max' }],
    path: [{ party: { name: 'Olga Hartl' }, tie: { kind: 'sibling' } }],
    found: [{ place: 'work' }, { place: 'work' }],
  });
  expect(hit!.found.map(({ word }) => word).toSorted()).toEqual(['reading', 'teacher']);
  expect(JSON.stringify(found.hits)).not.toMatch(/count|strength|contacts/);
  expect(names(await ask(nora, 'reading', teacher))).toEqual([]);
});

test('former titles, tags, notes, companies, and what was talked of are found, in German too', async () => {
  const { nora } = company;
  const former = await person(nora, 'Fritz Früher');
  await state(nora, former, {
    topic: 'affiliation',
    value: { companyName: 'SK Sturm', title: 'Torwart', from: '2001-07-01', to: '2009-06-30' },
  });
  const tagged = await person(nora, 'Tina Tag');
  await state(nora, tagged, { topic: 'tag', value: 'Torwart' });
  const noted = await person(nora, 'Nik Note');
  await state(nora, noted, { topic: 'note', value: 'War einmal Torwart in Graz.' });
  await nora.post('companies', { name: 'Torwart & Söhne' });
  const talked = await person(nora, 'Mia Mail');
  await nora.post('activities', {
    kind: 'call',
    partyIds: [talked],
    text: 'Ihr Mann ist Torwart.',
  });
  const found = await ask(nora, 'Wer kennt einen Torwart?');
  expect(
    Object.fromEntries(found.hits.map((hit) => [hit.party.name, hit.found[0]!.place])),
  ).toEqual({
    'Fritz Früher': 'former work',
    'Tina Tag': 'tag',
    'Nik Note': 'note',
    'Torwart & Söhne': 'company name',
    'Mia Mail': 'entry',
  });
});

test('an interest that is more specific than the question counts, and its involvement', async () => {
  const { nora, max } = company;
  const [keen, mild] = [await person(nora, 'Kay Keen'), await person(nora, 'Mo Mild')];
  const interest = (involvement: number) => ({
    topic: 'interest',
    basis: 'told',
    value: { text: 'Out on the lake', node: 'dinghy-sailing', involvement },
  });
  await state(nora, keen, interest(1));
  await state(nora, mild, interest(0.2));
  await max.post('own-interests', {
    text: 'Old boats',
    node: 'dinghy-sailing',
    visibility: 'everyone',
  });
  await max.post('own-interests', { text: 'Sailing alone', visibility: 'private' });
  const found = await ask(nora, 'sailing');
  expect(names(found)).toEqual(['Kay Keen', 'Mo Mild']);
  expect(found.hits[0]!.score).toBeGreaterThan(found.hits[1]!.score);
  expect(found.colleagues).toMatchObject([{ id: max.id, name: 'Max' }]);
  expect(found.colleagues[0]!.interests).not.toContain('Sailing alone');
});

test('neither a list of keywords nor what was said long ago wins over what is known', async () => {
  const { nora } = company;
  const real = await person(nora, 'Rita Real', works('Roofer', 'Dach'));
  const stale = await person(nora, 'Stan Stale', works('Roofer', 'Alt'));
  await age(stale, 3650);
  const stuffed = await person(nora, 'Stu Stuffed');
  const trades = Array.from({ length: 60 }, (_, at) => `trade${at}`).join(' ');
  await state(nora, stuffed, { topic: 'note', value: `roofer roofer roofer ${trades}` });
  for (const at of [1, 2, 3])
    await nora.post('activities', { kind: 'call', partyIds: [stuffed], text: `roofer ${at}` });
  const found = await ask(nora, 'roofer');
  expect(names(found)[0]).toBe('Rita Real');
  const relevance = (id: string) => found.hits.find(({ party }) => party.id === id)!.relevance;
  expect(relevance(stale)).toBeLessThan(0.1);
  expect(relevance(stuffed)).toBeLessThan(relevance(real));
});

test('contact that is warm lifts, and only names are told of who has it', async () => {
  const { nora, max } = company;
  await person(nora, 'Cold Carpenter', works('Carpenter', 'Holz'));
  const warm = await person(nora, 'Warm Carpenter', works('Carpenter', 'Brett'));
  for (let at = 0; at < 3; at++) await meet(max, [warm]);
  await meet(nora, [warm]);
  const found = await ask(nora, 'carpenter');
  expect(names(found)).toEqual(['Warm Carpenter', 'Cold Carpenter']);
  expect(found.hits[0]!.knownBy).toEqual([
    { id: max.id, name: 'Max' },
    { id: nora.id, name: 'Nora' },
  ]);
  expect(found.hits[1]).toMatchObject({ reach: 0, knownBy: [], owner: { name: 'Nora' } });
});

test('what is private, and what is confided, moves nothing for anybody else', async () => {
  const { nora, max } = company;
  await person(nora, 'Ada Plumber', works('Plumber', 'Rohr'));
  const bea = await person(nora, 'Bea Fitter', works('Fitter', 'Rohr'));
  await meet(nora, [bea]);
  const before = await ask(nora, 'plumber or fitter with a bad back');
  const hidden = await person(max, 'Hidden Plumber', {
    ...works('Plumber', 'Geheim'),
    visibility: 'private',
  });
  await meet(max, [hidden]);
  await max.post('activities', {
    kind: 'call',
    partyIds: [bea],
    text: 'A plumber with a bad back.',
    visibility: 'private',
  });
  await max.post('confidences', {
    partyId: bea,
    subject: 'health',
    detail: 'A bad back; was a plumber.',
    ground: 'consent',
    need: 'A plumber with patience',
  });
  expect(await ask(nora, 'plumber or fitter with a bad back')).toEqual(before);
  expect(names(await ask(max, 'plumber'))).toContain('Hidden Plumber');
  const { tom, olga, otto } = company;
  for (const other of [tom, olga]) {
    const found = await ask(other, 'plumber');
    expect(names(found)).not.toContain('Hidden Plumber');
    expect(JSON.stringify(found)).not.toContain('Geheim');
  }
  expect(names(await ask(otto, 'plumber fitter'))).toEqual([]);
});

test('health, belief and politics find those whose work it is, and nobody by what they have', async () => {
  const { nora } = company;
  await person(nora, 'Paula Work', works('Krebsberatung', 'Hilfe'));
  const noted = await person(nora, 'Nina Noted');
  await state(nora, noted, { topic: 'note', value: 'Hatte Krebs.' });
  await state(nora, noted, { topic: 'tag', value: 'Krebs' });
  await nora.post('activities', { kind: 'call', partyIds: [noted], text: 'Krebs überstanden' });
  expect(names(await ask(nora, 'Krebs'))).toEqual(['Paula Work']);
  await state(nora, noted, { topic: 'note', value: 'Spielt Geige, ging nie in die Kirche.' });
  expect(names(await ask(nora, 'Geige'))).toEqual([]);
});

test('what is in the trash is not found, nor are words that say nothing', async () => {
  const { nora } = company;
  const id = await person(nora, 'Gone Glazier', works('Glazier', 'Glas'));
  expect(names(await ask(nora, 'glazier'))).toEqual(['Gone Glazier']);
  await nora.delete(`people/${id}?version=1`);
  expect(names(await ask(nora, 'glazier'))).toEqual([]);
  expect(await ask(nora, 'who has the')).toEqual({ words: [], hits: [], colleagues: [] });
});

const vocabulary = ['roof', 'brass', 'violin', 'garden', 'glass', 'amber', 'canal', 'lathe'];

/** Everything worked out again for each person by itself, from what they are read as. */
async function slowly(by: Caller, ids: readonly string[], question: string) {
  const words = questionWords(question);
  const now = Temporal.Now.instant();
  const halfLife = 2.5 * 365.25;
  const weights: Record<string, number> = {
    told: 0.95,
    seen: 0.85,
    'third party': 0.6,
    assumed: 0.3,
  };
  const people = await Promise.all(
    ids.map(async (id) => {
      const { body } = await by.get<PartyView>(`people/${id}`);
      const findings = body.statements
        .filter(({ topic }) => ['affiliation', 'tag', 'note'].includes(topic))
        .map(({ topic, value, basis, confirmedAt, statedAt }) => {
          const { title = '', companyName = '' } = Object(value);
          const said = topic === 'affiliation' ? `${companyName} ${title}` : String(value);
          const tokens = said.toLowerCase().split(/\W+/).filter(Boolean);
          const days = now.since(confirmedAt ?? statedAt).total('hours') / 24;
          const place = topic === 'affiliation' ? 'work' : (topic as 'tag' | 'note');
          const worth =
            places[place] * weights[basis]! * 2 ** (-days / halfLife) * brevity(tokens.length);
          return { tokens, worth };
        });
      const best = words.map((word) =>
        Math.max(
          0,
          ...findings
            .filter(({ tokens }) => tokens.some((token) => token.startsWith(word)))
            .map(({ worth }) => worth),
        ),
      );
      const { us } = (await by.get<WarmthView>(`people/${id}/warmth`)).body;
      const { rows } = (await by.get<{ rows: { other: { id: string } }[] }>(`people/${id}/ties`))
        .body;
      return { id, best, warmth: us.warmth, near: rows.map(({ other }) => other.id) };
    }),
  );
  const idf = words.map((_, at) =>
    Math.log2(1 + ids.length / (people.filter(({ best }) => best[at]! > 0).length + 1)),
  );
  const warmth = new Map(people.map((one) => [one.id, one.warmth]));
  const near = new Map(people.map((one) => [one.id, one.near]));
  return people
    .map(({ id, best }) => {
      const total = idf.reduce((sum, one) => sum + one, 0);
      const relevance = idf.reduce((sum, one, at) => sum + one * best[at]!, 0) / total;
      const one = near.get(id)!;
      const two = one.flatMap((other) => near.get(other)!);
      const reach = Math.max(
        warmth.get(id)!,
        ...one.map((other) => warmth.get(other)! / 2),
        ...two.map((other) => warmth.get(other)! / 4),
      );
      return { id, score: (relevance * (1 + reach)) / 2 };
    })
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score);
}

test('scores are those of a slow reckoning over everybody', async () => {
  const { nora, max } = company;
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const some = () => vocabulary[random(vocabulary.length)]!;
  const bases = ['told', 'seen', 'third party', 'assumed'];
  const ids: string[] = [];
  for (let at = 0; at < 24; at++) {
    const id = await person(nora, `Person ${String.fromCharCode(65 + at)}`);
    ids.push(id);
    for (let said = 0; said <= random(3); said++) {
      const topic = ['affiliation', 'tag', 'note'][random(3)]!;
      const value =
        topic === 'affiliation'
          ? { companyName: `${some()} works ${at}`, title: some() }
          : Array.from({ length: 1 + random(30) }, some)
              .join(' ')
              .slice(0, topic === 'tag' ? 90 : 400);
      await state(nora, id, { topic, value, basis: bases[random(4)]! });
    }
    if (random(2) === 0) await age(id, random(2_000));
    if (random(3) === 0) await meet(max, [id]);
    const other = ids[random(ids.length)]!;
    if (random(2) === 0 && other !== id)
      await nora.post('ties', { kind: 'advises', fromId: id, toId: other });
  }
  await company.sql(`delete from parties where kind = 'company'`);
  for (const question of ['brass lathe', 'amber canal garden', 'violins']) {
    const fast = await ask(nora, question);
    const slow = await slowly(nora, ids, question);
    expect(fast.hits.length).toBe(Math.min(20, slow.length));
    const scores = new Map(slow.map(({ id, score }) => [id, score]));
    for (const [at, { party, score }] of fast.hits.entries()) {
      expect(score).toBeCloseTo(scores.get(party.id)!, 3);
      expect(score).toBeCloseTo(slow[at]!.score, 3);
    }
  }
});
