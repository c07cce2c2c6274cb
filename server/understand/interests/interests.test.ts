import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commonGround, spreadOf } from '../../../models/common-ground/common-ground.ts';
import { slowCommonGround } from '../../../models/common-ground/reference.ts';
import type { PartyView } from '../../../shared/identify/parties.ts';
import type { Ambition } from '../../../shared/understand/interests/ambitions.ts';
import type {
  CommonGroundView,
  OwnGround,
} from '../../../shared/understand/interests/interests.ts';
import type { Taxonomy } from '../../../shared/understand/interests/nodes.ts';
import { asActor } from '../../platform/access/actor.ts';
import { type Colleague, type Company, openCompany } from '../../testing/company.ts';
import { mayPromptPersonally } from './ambition.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());

const ground = async (who: Colleague, id: string): Promise<CommonGroundView> => {
  const { body, status, text } = await who.get<CommonGroundView>(`people/${id}/common-ground`);
  expect(status, text).toBe(200);
  return body;
};
const own = async (who: Colleague) => (await who.get<OwnGround>('own-interests')).body;
const nodeOf = async (who: Colleague, id: string) =>
  (await who.get<Taxonomy>('interest-nodes')).body.nodes.find((node) => node.id === id)!;
const undo = async (who: Colleague, event: string) => {
  const { status, text } = await who.post(`events/${event}/undo`);
  expect(status, text).toBe(200);
};

/** A person of whom it was told what they like. */
async function meet(
  who: Colleague,
  nodes: Record<string, number>,
  also: object = {},
): Promise<string> {
  const { body } = await who.post('people', { name: 'Ada Sailor', ...also });
  for (const [node, involvement] of Object.entries(nodes))
    await tellOf(who, body.id, node, involvement);
  return body.id;
}

async function tellOf(
  who: Colleague,
  id: string,
  node: string,
  involvement = 1,
  also: object = {},
): Promise<void> {
  const { body } = await who.get<PartyView>(`people/${id}`);
  const reply = await who.post(`people/${id}/statements`, {
    topic: 'interest',
    value: { text: `Likes ${node}`, node, involvement },
    version: body.version,
    ...also,
  });
  expect(reply.status, reply.text).toBe(201);
}

async function likes(
  who: Colleague,
  node: string,
  visibility: 'private' | 'everyone' = 'everyone',
  involvement = 1,
): Promise<{ id: string; event: string }> {
  const reply = await who.post('own-interests', { text: node, node, involvement, visibility });
  expect(reply.status, reply.text).toBe(201);
  return reply.body;
}

/** Begins a test in which nobody likes anything. */
async function clear(): Promise<void> {
  await company.sql('delete from own_interests');
  await company.sql(`delete from statements where topic = 'interest'`);
  await company.sql('delete from seeds');
}

describe('the taxonomy of a company', () => {
  test('takes interests of its own, which nobody else has', async () => {
    const { olga, max, otto } = company;
    const { body, status } = await olga.post('interest-nodes', {
      parent: 'sailing',
      en: 'Foiling catamarans',
      de: 'Foil-Katamarane',
    });
    expect(status).toBe(201);
    expect(await nodeOf(max, body.id)).toMatchObject({
      parent: 'sailing',
      en: 'Foiling catamarans',
    });
    expect(await nodeOf(otto, body.id)).toBeUndefined();
    await undo(olga, body.event);
    expect(await nodeOf(max, body.id)).toMatchObject({ retired: true });
  });

  test('refuses a circle, a second of the same name, and what is too personal, each with its remedy', async () => {
    const { olga, max } = company;
    const { version } = await nodeOf(olga, 'water-sports');
    const circle = await olga.patch<{ detail: string; code: string }>(
      'interest-nodes/water-sports',
      {
        parent: 'dinghy-sailing',
        version,
      },
    );
    expect(circle.status).toBe(422);
    expect(circle.text).toContain('Dinghy sailing');
    expect(circle.text).toContain('cannot come below it');
    const twice = await olga.post('interest-nodes', {
      parent: null,
      en: 'CHESS',
      de: 'Brettkampf',
    });
    expect(twice.status).toBe(409);
    const personal = await olga.post('interest-nodes', {
      parent: null,
      en: 'Cancer support group',
      de: 'Selbsthilfe',
    });
    expect(personal.status).toBe(422);
    expect(personal.text).toContain('nothing is ever suggested');
    expect((await max.post('interest-nodes', { parent: null, en: 'A', de: 'A' })).status).toBe(403);
  });

  test('moves, merges and takes apart again; whoever changes it meanwhile is not overwritten', async () => {
    const { olga } = company;
    const { version } = await nodeOf(olga, 'skat');
    const merged = await olga.patch('interest-nodes/skat', { mergedInto: 'bridge', version });
    expect(merged.status, merged.text).toBe(200);
    expect(await nodeOf(olga, 'skat')).toMatchObject({ mergedInto: 'bridge' });
    const stale = await olga.patch('interest-nodes/skat', {
      en: 'Skat!',
      mergedInto: null,
      version,
    });
    expect(stale.status).toBe(409);
    await undo(olga, merged.body.event);
    expect(await nodeOf(olga, 'skat')).toMatchObject({ mergedInto: null, parent: 'card-games' });
  });
});

describe('one’s own interests', () => {
  test('are kept to oneself or shared with colleagues, and never seen otherwise', async () => {
    await clear();
    const { max, tom, olga } = company;
    const kept = await likes(max, 'chess', 'private');
    await likes(max, 'sailing');
    expect((await own(max)).interests.map(({ text }) => text)).toEqual(['chess', 'sailing']);
    expect((await own(tom)).interests).toEqual([]);
    expect((await tom.delete(`own-interests/${kept.id}?version=1`)).status).toBe(404);
    for (const who of [tom, olga]) {
      const { text } = await who.get(`events?subject=${kept.id}`);
      expect(text).not.toContain('chess');
    }
  });

  test('come back by Undo, and what was private before it was shared stays so', async () => {
    await clear();
    const { max, olga } = company;
    const { id } = await likes(max, 'poker', 'private');
    const shared = await max.patch(`own-interests/${id}`, {
      text: 'Card games',
      node: 'card-games',
      visibility: 'everyone',
      version: 1,
    });
    const { text } = await olga.get(`events?subject=${id}`);
    expect(text).not.toContain('poker');
    await undo(max, shared.body.event);
    expect((await own(max)).interests).toMatchObject([{ text: 'poker', visibility: 'private' }]);
    const { body } = await max.delete(`own-interests/${id}?version=3`);
    expect((await own(max)).interests).toEqual([]);
    await undo(max, body.event);
    expect((await own(max)).interests).toMatchObject([
      { id, text: 'poker', visibility: 'private' },
    ]);
  });

  test('keep as text what no node fits, and refuse a node that does not exist', async () => {
    const { rita } = company;
    expect((await rita.post('own-interests', { text: 'Counting buses' })).status).toBe(201);
    const unknown = await rita.post('own-interests', { text: 'X', node: 'no-such-node' });
    expect(unknown.status).toBe(422);
  });
});

describe('common ground', () => {
  test('ranks who of us fits somebody by what both really share, and says why', async () => {
    await clear();
    const { olga, max, tom, nora } = company;
    const ada = await meet(olga, { 'dinghy-sailing': 1, chess: 0.5 });
    for (const _ of [1, 2, 3, 4, 5, 6]) await meet(olga, { football: 1 });
    await likes(max, 'yacht-sailing');
    await likes(tom, 'dinghy-sailing');
    await likes(tom, 'chess');
    await likes(nora, 'football');
    const { fits, nodes, interests } = await ground(max, ada);
    expect(fits.map(({ user, isMe }) => [user.name, isMe])).toEqual([
      ['Tom', false],
      ['Max', true],
    ]);
    expect(interests.map(({ text }) => text)).toEqual(['Likes dinghy-sailing', 'Likes chess']);
    const [meeting] = fits[1]!.shared;
    // Ada, Max and Tom sail, of ten of whom interests are known.
    expect(meeting).toMatchObject({ node: 'sailing', count: 3, of: 10 });
    expect(meeting!.bits).toBeCloseTo(-Math.log2(4 / 11), 9);
    expect(meeting!.worth).toBeCloseTo(meeting!.bits, 9);
    expect(meeting!.theirs).toMatchObject({ basis: 'told', by: 'Olga' });
    expect(nodes.sailing).toEqual({ en: 'Sailing', de: 'Segeln' });
    const [sailing, chess] = fits[0]!.shared;
    expect([sailing!.node, chess!.node]).toEqual(['dinghy-sailing', 'chess']);
    // Half involved is worth half.
    expect(chess!.worth).toBeCloseTo(chess!.bits / 2, 9);
  });

  test('sport as such is no common ground, and interests of the same field meet nowhere', async () => {
    await clear();
    const { olga, max } = company;
    const ada = await meet(olga, { football: 1, sport: 1 });
    await likes(max, 'judo');
    await likes(max, 'sport');
    expect((await ground(max, ada)).fits).toEqual([]);
  });

  test('is of what was told, done together or published, and of nothing else', async () => {
    await clear();
    const { olga, max } = company;
    const ada = await meet(olga, {});
    await likes(max, 'chess');
    for (const basis of ['third party', 'assumed', 'calculated']) {
      const { body } = await olga.get<PartyView>(`people/${ada}`);
      const reply = await olga.post(`people/${ada}/statements`, {
        topic: 'interest',
        value: { text: 'Chess', node: 'chess' },
        basis,
        version: body.version,
      });
      expect(reply.status, basis).toBe(422);
    }
    expect((await ground(max, ada)).fits).toEqual([]);
    await tellOf(olga, ada, 'chess', 1, { basis: 'seen', way: 'together' });
    await meet(olga, { go: 1 });
    const [fit] = (await ground(max, ada)).fits;
    expect(fit!.shared[0]!.theirs).toMatchObject({ basis: 'seen', way: 'together' });
  });

  test('words too personal to suggest anything from are used for nothing', async () => {
    await clear();
    const { olga, max } = company;
    const ada = await meet(olga, {});
    const { body } = await olga.get<PartyView>(`people/${ada}`);
    await olga.post(`people/${ada}/statements`, {
      topic: 'interest',
      value: { text: 'Runs against her depression', node: 'marathon', involvement: 1 },
      version: body.version,
    });
    await meet(olga, { go: 1 });
    await likes(max, 'marathon');
    await max.post('seeds', { text: 'I run as well.', nodes: ['marathon'] });
    expect(await ground(max, ada)).toMatchObject({ fits: [], seeds: [] });
  });

  test('equals the slow reference', async () => {
    const { olga } = company;
    const { body } = await olga.get<Taxonomy>('interest-nodes');
    const tree = new Map(body.nodes.map(({ id, parent }) => [id, parent]));
    const all = [...tree.keys()];
    const some = (seed: number) =>
      [1, 2, 3, 4].map((step) => ({
        topic: all[(seed * 37 + step * step * 101) % all.length]!,
        involvement: ((seed + step) % 4) / 4 + 0.25,
      }));
    const spread = spreadOf(
      tree,
      all.map((topic) => ({ topics: [topic], count: 1 })),
    );
    const bits = (topic: string) =>
      Math.log2((spread.of + 1) / ((spread.counts.get(topic) ?? 0) + 1));
    for (let seed = 0; seed < 50; seed++) {
      const [one, other] = [some(seed), some(seed * 7 + 3)];
      expect(commonGround(tree, bits, one, other).total).toBeCloseTo(
        slowCommonGround(tree, bits, one, other),
        9,
      );
    }
  });
});

describe('nothing private shows', () => {
  /** All that anybody else is told of common ground with somebody. */
  const toldTo = async (who: Colleague, id: string) => JSON.stringify(await ground(who, id));

  test('a private interest moves no figure of anybody else’s, neither by being there nor by going', async () => {
    await clear();
    const { olga, max, tom, nora } = company;
    const ada = await meet(olga, { chess: 1, sailing: 1 });
    await meet(olga, { football: 1 });
    await likes(max, 'chess');
    const before = await toldTo(max, ada);
    const secret = await likes(tom, 'chess', 'private');
    await likes(nora, 'sailing', 'private');
    expect(await toldTo(max, ada)).toBe(before);
    expect((await ground(tom, ada)).fits.map(({ user }) => user.name)).toContain('Tom');
    expect((await ground(olga, ada)).fits.map(({ user }) => user.name)).toEqual(['Max']);
    await tom.delete(`own-interests/${secret.id}?version=1`);
    expect(await toldTo(max, ada)).toBe(before);
  });

  test('a private person counts nowhere, and a record that becomes private is not counted any more', async () => {
    await clear();
    const { olga, max, nora } = company;
    const ada = await meet(olga, { chess: 1 });
    await meet(olga, { football: 1 });
    await likes(max, 'chess');
    const before = await toldTo(max, ada);
    const hidden = await meet(nora, { chess: 1, 'chess-problems': 1 }, { visibility: 'private' });
    expect(await toldTo(max, ada)).toBe(before);
    for (const path of ['common-ground', 'ambition'])
      expect((await max.get(`people/${hidden}/${path}`)).status).toBe(404);
    expect((await max.post(`people/${hidden}/topics-left-alone`, { node: 'chess' })).status).toBe(
      404,
    );
    expect((await ground(nora, hidden)).fits[0]!.user.name).toBe('Max');
  });

  test('what a team knows of somebody is not known to those outside, and counts for nobody', async () => {
    await clear();
    const { olga, mara, max, nora, teams } = company;
    const ada = await meet(olga, { chess: 1 });
    await meet(olga, { football: 1 });
    await likes(nora, 'chess');
    const before = await toldTo(nora, ada);
    const ours = await meet(mara, { chess: 1 }, { visibility: 'team', teamId: teams.north });
    expect(await toldTo(nora, ada)).toBe(before);
    expect((await ground(max, ours)).fits.map(({ user }) => user.name)).toEqual(['Nora']);
    expect((await nora.get(`people/${ours}/common-ground`)).status).toBe(404);
  });

  test('a seed of one’s own, and to whom it was told, are one’s own', async () => {
    await clear();
    const { olga, max, tom } = company;
    const ada = await meet(olga, { chess: 1 });
    await meet(olga, { football: 1 });
    const { body: seed } = await max.post('seeds', {
      text: 'I lost to a child.',
      nodes: ['chess'],
    });
    expect((await ground(max, ada)).seeds).toMatchObject([{ seed: { id: seed.id } }]);
    const used = await max.post(`people/${ada}/seed-uses`, { seedId: seed.id, outcome: 'used' });
    expect(used.status, used.text).toBe(201);
    for (const who of [tom, olga]) {
      expect(await ground(who, ada)).toMatchObject({ seeds: [], used: [] });
      expect((await own(who)).seeds).toEqual([]);
      const path = `people/${ada}/seed-uses/${used.body.id}`;
      expect((await who.patch(path, { outcome: 'not' })).status).toBe(404);
      const stolen = await who.post(`people/${ada}/seed-uses`, {
        seedId: seed.id,
        outcome: 'used',
      });
      expect(stolen.status).toBe(409);
      expect(stolen.text).toContain('no longer meets');
    }
  });
});

describe('how close one means to come', () => {
  const choose = (who: Colleague, id: string, ambition: Ambition) =>
    who.send<{ event: string }>('PUT', `people/${id}/ambition`, { body: { ambition } });

  test('is each colleague’s own, and weather silences all that is personal for them alone', async () => {
    await clear();
    const { house, olga, max, tom } = company;
    const ada = await meet(olga, { chess: 1 });
    await meet(olga, { football: 1 });
    await likes(max, 'chess');
    const seed = await max.post('seeds', {
      text: 'I play.',
      nodes: ['chess'],
      visibility: 'everyone',
    });
    expect((await ground(max, ada)).ambition).toBe('common ground');
    const { body } = await choose(max, ada, 'weather');
    expect(await ground(max, ada)).toMatchObject({
      ambition: 'weather',
      interests: [],
      fits: [],
      seeds: [],
      used: [],
    });
    const refused = await max.post(`people/${ada}/seed-uses`, {
      seedId: seed.body.id,
      outcome: 'used',
    });
    expect(refused.status).toBe(409);
    expect(await ground(tom, ada)).toMatchObject({ ambition: 'common ground' });
    expect((await ground(tom, ada)).seeds).toHaveLength(1);
    const may = async (who: Colleague) =>
      asActor(house.db, (await house.actors.find(who.id, who.workspaceId))!, (transaction) =>
        mayPromptPersonally(transaction, ada),
      );
    expect([await may(max), await may(tom)]).toEqual([false, true]);
    await undo(max, body.event);
    expect((await ground(max, ada)).fits).toHaveLength(1);
  });

  test('is nobody else’s to read, not even when the record changes hands or readers', async () => {
    const { olga, max, tom, teams } = company;
    const ada = await meet(olga, {});
    await choose(max, ada, 'close');
    await olga.patch(`people/${ada}`, { visibility: 'team', teamId: teams.north, version: 1 });
    for (const who of [tom, olga]) {
      const { text } = await who.get(`people/${ada}/history`);
      expect(text).not.toContain('close');
    }
    const rows = await company.sql<{ audience: string }>(
      'select audience from ambitions where party_id = $1',
      [ada],
    );
    expect(rows).toEqual([{ audience: max.id }]);
  });
});

describe('something to volunteer', () => {
  test('is offered to a person once, whoever tells it, and what is picked up comes first', async () => {
    await clear();
    const { olga, max, tom } = company;
    const ada = await meet(olga, { chess: 1, rowing: 1 });
    const ben = await meet(olga, { chess: 1, rowing: 1 });
    await meet(olga, { football: 1 });
    const seeds = new Map<string, string>();
    for (const node of ['chess', 'rowing']) {
      const { body } = await max.post('seeds', {
        text: `About ${node}`,
        nodes: [node],
        visibility: 'everyone',
      });
      seeds.set(node, body.id);
    }
    const told = await max.post(`people/${ada}/seed-uses`, {
      seedId: seeds.get('rowing'),
      outcome: 'used',
    });
    const again = await tom.post(`people/${ada}/seed-uses`, {
      seedId: seeds.get('rowing'),
      outcome: 'used',
    });
    expect(again.status).toBe(409);
    expect((await ground(tom, ada)).seeds.map(({ node }) => node)).toEqual(['chess']);
    expect((await ground(tom, ada)).used).toMatchObject([{ outcome: 'used', isMine: false }]);
    const path = `people/${ada}/seed-uses/${told.body.id}`;
    expect((await tom.patch(path, { outcome: 'not' })).status).toBe(404);
    const settled = await max.patch(path, { outcome: 'picked up' });
    expect((await own(max)).learnt).toEqual([
      { node: 'rowing', used: 1, pickedUp: 1, chance: 2 / 3 },
    ]);
    expect((await own(tom)).learnt).toEqual([]);
    const offers = (await ground(max, ben)).seeds;
    expect(offers.map(({ node }) => node)).toEqual(['rowing', 'chess']);
    const [best] = offers;
    expect(best!.worth).toBeCloseTo(
      best!.bits * best!.involvement * best!.freshness * best!.chance,
      9,
    );
    await undo(max, settled.body.event);
    expect((await own(max)).learnt).toEqual([]);
    await max.patch(path, { outcome: 'not' });
    expect((await ground(max, ben)).seeds.map(({ node }) => node)).toEqual(['chess', 'rowing']);
    expect((await max.post('own-interests/forget')).body).toEqual({ forgotten: 1 });
    expect((await own(max)).learnt).toEqual([]);
  });

  test('who was told what follows whoever sees the person, but for what is one’s own to tell', async () => {
    await clear();
    const { olga, max } = company;
    const ada = await meet(olga, { chess: 1, rowing: 1 });
    await meet(olga, { football: 1 });
    for (const [node, visibility] of [
      ['chess', 'everyone'],
      ['rowing', 'private'],
    ]) {
      const { body } = await max.post('seeds', { text: 'Hear!', nodes: [node], visibility });
      await max.post(`people/${ada}/seed-uses`, { seedId: body.id, outcome: 'used' });
    }
    await max.post(`people/${ada}/topics-left-alone`, { node: 'choir' });
    const { body } = await olga.get<PartyView>(`people/${ada}`);
    await olga.patch(`people/${ada}`, { visibility: 'private', version: body.version });
    const audiences = await company.sql<{ node: string; audience: string }>(
      `select node, audience from seed_uses where party_id = $1
       union all select node, audience from topics_left_alone where party_id = $1 order by node`,
      [ada],
    );
    expect(audiences).toEqual([
      { node: 'chess', audience: olga.id },
      { node: 'choir', audience: olga.id },
      { node: 'rowing', audience: max.id },
    ]);
    expect((await max.get(`people/${ada}/common-ground`)).status).toBe(404);
  });

  test('what was said to be told can be taken back, and is offered again', async () => {
    await clear();
    const { olga, max } = company;
    const ada = await meet(olga, { chess: 1 });
    await meet(olga, { football: 1 });
    const { body: seed } = await max.post('seeds', { text: 'I play.', nodes: ['chess'] });
    const use = () => max.post(`people/${ada}/seed-uses`, { seedId: seed.id, outcome: 'never' });
    const { body } = await use();
    expect((await ground(max, ada)).seeds).toEqual([]);
    await undo(max, body.event);
    expect((await ground(max, ada)).seeds).toHaveLength(1);
    const removed = await max.delete(`seeds/${seed.id}?version=1`);
    expect((await ground(max, ada)).seeds).toEqual([]);
    await undo(max, removed.body.event);
    expect((await ground(max, ada)).seeds).toHaveLength(1);
  });

  test('too personal removes the topic for everyone on that person, with all below it, and on nobody else', async () => {
    await clear();
    const { olga, max, tom, nora } = company;
    const ada = await meet(olga, { 'dinghy-sailing': 1, chess: 1 });
    const ben = await meet(olga, { 'dinghy-sailing': 1 });
    await meet(olga, { football: 1 });
    await likes(max, 'dinghy-sailing');
    await likes(tom, 'chess');
    await olga.post('seeds', { text: 'We sail.', nodes: ['sailing'], visibility: 'everyone' });
    const left = await nora.post(`people/${ada}/topics-left-alone`, { node: 'sailing' });
    expect(left.status, left.text).toBe(201);
    for (const who of [olga, max, tom, nora]) {
      const view = await ground(who, ada);
      expect(view.seeds).toEqual([]);
      expect(view.interests.map(({ node }) => node)).toEqual(['chess']);
      expect(view.fits.map(({ user }) => user.name)).toEqual(['Tom']);
      expect(view.leftAlone).toMatchObject([{ node: 'sailing' }]);
      expect((await ground(who, ben)).seeds).toHaveLength(1);
    }
    await undo(nora, left.body.event);
    expect((await ground(max, ada)).seeds).toHaveLength(1);
  });

  test('a seed of somebody else’s, or of another company, is nobody’s to use or change', async () => {
    await clear();
    const { olga, max, otto } = company;
    const ada = await meet(olga, { chess: 1 });
    const { body } = await otto.post('seeds', {
      text: 'Ours',
      nodes: ['chess'],
      visibility: 'everyone',
    });
    expect((await ground(max, ada)).seeds).toEqual([]);
    for (const seedId of [body.id, randomUUID()]) {
      const reply = await max.post(`people/${ada}/seed-uses`, { seedId, outcome: 'used' });
      expect(reply.status).toBe(409);
    }
    expect((await max.patch(`seeds/${body.id}`, { text: 'Mine', version: 1 })).status).toBe(404);
  });
});

test('everything of one person follows a merge and comes back when it is taken back', async () => {
  await clear();
  const { olga, max } = company;
  const ada = await meet(olga, { chess: 1 }, { name: 'Ada Merged' });
  const twin = await meet(olga, { rowing: 1 }, { name: 'Ada Mergéd' });
  await meet(olga, { football: 1 });
  await likes(max, 'rowing');
  const { body: seed } = await max.post('seeds', {
    text: 'We row.',
    nodes: ['rowing'],
    visibility: 'everyone',
  });
  await max.send('PUT', `people/${twin}/ambition`, { body: { ambition: 'trusted' } });
  await max.post(`people/${twin}/seed-uses`, { seedId: seed.id, outcome: 'used' });
  await max.post(`people/${twin}/topics-left-alone`, { node: 'choir' });
  const { body, status, text } = await olga.post('merges', {
    kind: 'person',
    keep: ada,
    absorb: twin,
  });
  expect(status, text).toBeLessThan(300);
  const merged = await ground(max, ada);
  expect(merged).toMatchObject({
    ambition: 'trusted',
    used: [{ text: 'We row.' }],
    leftAlone: [{ node: 'choir' }],
  });
  expect(merged.interests.map(({ node }) => node).toSorted()).toEqual(['chess', 'rowing']);
  await undo(olga, body.event);
  expect(await ground(max, ada)).toMatchObject({
    ambition: 'common ground',
    used: [],
    leftAlone: [],
  });
  expect((await ground(max, twin)).used).toHaveLength(1);
});
