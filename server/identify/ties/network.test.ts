import { fc, test as property } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NetworkView, TieEnd } from '../../../shared/identify/ties.ts';
import { type Caller, type Company, openCompany } from '../../testing/company.ts';
import { asTree } from './group.ts';
import { grow } from './network.ts';

const names = fc.integer({ min: 0, max: 14 }).map(String);
const edge = fc
  .tuple(names, names)
  .filter(([from, to]) => from !== to)
  .map(([fromId, toId]) => ({ fromId, toId }));
const edges = fc.uniqueArray(edge, { maxLength: 40, selector: (one) => JSON.stringify(one) });
type Edge = { fromId: string; toId: string };

const touching = (all: readonly Edge[]) => (frontier: string[]) =>
  all.filter(({ fromId, toId }) => frontier.includes(fromId) || frontier.includes(toId));

/** By the definition: the nodes within one step of those within one step less. */
function within(all: readonly Edge[], centre: string, depth: number): Set<string> {
  if (depth === 0) return new Set([centre]);
  const nearer = within(all, centre, depth - 1);
  const further = all.flatMap(({ fromId, toId }) =>
    nearer.has(fromId) || nearer.has(toId) ? [fromId, toId] : [],
  );
  return new Set([...nearer, ...further]);
}

describe('a network', () => {
  property.prop([edges, fc.integer({ min: 1, max: 3 })])(
    'holds exactly who is within so many steps, at that distance, and every line among them',
    async (all, depth) => {
      const found = await grow('0', depth, 1_000, touching(all));
      const near = within(all, '0', depth);
      expect(new Set(found.distances.keys())).toEqual(near);
      for (const [id, distance] of found.distances) {
        expect(within(all, '0', distance).has(id)).toBe(true);
        if (distance > 0) expect(within(all, '0', distance - 1).has(id)).toBe(false);
      }
      const among = all.filter(({ fromId, toId }) => near.has(fromId) && near.has(toId));
      expect(new Set(found.edges.map((one) => JSON.stringify(one)))).toEqual(
        new Set(among.map((one) => JSON.stringify(one))),
      );
      expect(found.isCut).toBe(false);
    },
  );

  property.prop([edges, fc.integer({ min: 1, max: 6 })])(
    'that is too large keeps the nearest and says that it is cut',
    async (all, most) => {
      const found = await grow('0', 2, most, touching(all));
      const near = within(all, '0', 2);
      expect(found.distances.size).toBe(Math.min(most, near.size));
      expect(found.isCut).toBe(near.size > most);
      const left = [...near].filter((id) => !found.distances.has(id));
      const furthest = Math.max(...found.distances.values());
      for (const id of left)
        expect(within(all, '0', Math.max(0, furthest - 1)).has(id)).toBe(false);
      for (const { fromId, toId } of found.edges) {
        expect(found.distances.has(fromId)).toBe(true);
        expect(found.distances.has(toId)).toBe(true);
      }
    },
  );
});

describe('a tree of companies', () => {
  const company = (id: string): TieEnd => ({
    id,
    kind: 'company',
    name: id,
    title: null,
    companyName: null,
  });
  property.prop([edges])('ends and shows every company, whatever belongs to what', (all) => {
    const ids = [...new Set(all.flatMap(({ fromId, toId }) => [fromId, toId]))];
    const rows = asTree(
      ids.map(company),
      all.map(({ fromId, toId }) => ({ child: fromId, parent: toId })),
    );
    expect(new Set(rows.map(({ company: { id } }) => id))).toEqual(new Set(ids));
    for (const [at, row] of rows.entries()) {
      if (row.depth === 0) continue;
      // Whatever stands deeper stands below its parent.
      const above = rows.slice(0, at).findLast(({ depth }) => depth === row.depth - 1);
      expect(above?.company.id).toBe(row.parentId);
      expect(all).toContainEqual({ fromId: row.company.id, toId: row.parentId });
    }
  });
});

describe('around a person', () => {
  let kettle: Company;
  beforeAll(async () => {
    kettle = await openCompany();
  });
  afterAll(() => kettle.close());

  test('stand their ties, their company and who is there, and nobody one may not see', async () => {
    const { nora, max } = kettle;
    const add = async (by: Caller, path: string, data: object) =>
      (await by.post(path, data)).body.id;
    const brandt = await add(nora, 'companies', { name: 'Brandt' });
    const affiliation = { companyId: brandt, companyName: 'Brandt' };
    const anna = await add(nora, 'people', { name: 'Anna', affiliation });
    const ben = await add(nora, 'people', { name: 'Ben', affiliation });
    const cleo = await add(nora, 'people', { name: 'Cleo' });
    const far = await add(nora, 'people', { name: 'Far' });
    const secret = await add(nora, 'people', { name: 'Zephyrine', visibility: 'private' });
    const tie = (kind: string, fromId: string, toId: string) =>
      nora.post('ties', { kind, fromId, toId });
    await tie('influences', cleo, anna);
    await tie('influences', secret, anna);
    await tie('influences', far, secret);
    await tie('reports to', anna, ben);
    const around = async (by: Caller, depth = 2) => {
      const { body } = await by.get<NetworkView>(`people/${anna}/network?depth=${depth}`);
      return {
        nodes: body.nodes.map(({ name, distance }) => `${distance} ${name}`),
        edges: body.edges.length,
        isCut: body.isCut,
      };
    };
    expect(await around(max)).toEqual({
      nodes: ['0 Anna', '1 Ben', '1 Brandt', '1 Cleo'],
      edges: 4,
      isCut: false,
    });
    expect(await around(nora)).toEqual({
      nodes: ['0 Anna', '1 Ben', '1 Brandt', '1 Cleo', '1 Zephyrine', '2 Far'],
      edges: 6,
      isCut: false,
    });
    expect((await max.get(`people/${anna}/network?depth=3`)).status).toBe(400);
  });
});
