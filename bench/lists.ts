import { partyEntities } from '../server/identify/parties/catalog.ts';
import { listColumns } from '../server/identify/parties/parties.ts';
import { listPage } from '../server/platform/catalog/query.ts';
import type { Filter } from '../shared/platform/filters.ts';
import type { Bench } from './bench.ts';
import { openClient } from './client.ts';
import { alternate, type Figure, milliseconds, overheadFigures } from './measuring.ts';
import type { Recording } from './statements.ts';

/** What people look at all day: a filter that leaves many, sorted by name or by the last contact. */
const lists: { name: string; filter: Filter; sort: string }[] = [
  { name: 'customers by name', filter: ['role', 'is', 'customer'], sort: 'name' },
  {
    name: 'quiet customers in Austria by last contact',
    filter: {
      all: [
        ['country', 'is', 'AT'],
        ['role', 'is', 'customer'],
        ['lastContact', 'older than days', 30],
      ],
    },
    sort: '-lastContact',
  },
];
/** So many pages down lies the deep cursor. */
const pagesDown = 20;

interface Page {
  path: string;
  recording: Recording;
}

export async function listFigures(bench: Bench): Promise<Figure[]> {
  const first: Page[] = [];
  const deep: Page[] = [];
  for (const list of lists) {
    first.push(await pageOf(bench, list, undefined));
    deep.push(await pageOf(bench, list, await cursorOf(bench, list)));
  }
  return [
    ...(await compared(bench, 'List of 50 people, first page', first)),
    ...(await compared(bench, `List of 50 people, page ${pagesDown + 1}`, deep)),
    await throughput(bench, first, deep),
  ];
}

async function compared({ client, bare, turns }: Bench, name: string, pages: Page[]) {
  const page = (turn: number) => pages[turn % pages.length]!;
  const times = await alternate(
    {
      http: (turn) => client.get(page(turn).path),
      bare: (turn) => bare.replay(page(turn).recording),
      empty: () => client.empty(),
    },
    { turns: turns.reads, warmUp: 300 },
  );
  const figures = overheadFigures(name, times);
  const typical = times.http.at(0.5);
  return [
    ...figures,
    {
      name: `${name}, time`,
      measured: milliseconds(typical),
      compared: 'the best existing CRMs: 32–84 ms',
      target: '< 1.5 ms',
      reached: typical < 1.5,
    },
  ];
}

async function throughput(
  { server, token, turns }: Bench,
  first: Page[],
  deep: Page[],
): Promise<Figure> {
  const connections = 8;
  const client = openClient(server.address, token, connections);
  const pages = [...first, ...deep];
  let next = 0;
  const work = async (until: number) => {
    while (next < until) await client.get(pages[next++ % pages.length]!.path);
  };
  const all = (until: number) =>
    Promise.all(Array.from({ length: connections }, () => work(until)));
  await all(500);
  const count = turns.reads * 3;
  const began = performance.now();
  await all(500 + count);
  const perSecond = (1_000 * count) / (performance.now() - began);
  await client.close();
  return {
    name: `Lists per second, ${connections} connections`,
    measured: perSecond.toFixed(0),
    compared: 'client, server and database on one machine',
    target: '> 1500',
    reached: perSecond > 1_500,
  };
}

async function pageOf(
  { recorder }: Bench,
  { filter, sort }: (typeof lists)[number],
  cursor: string | undefined,
): Promise<Page> {
  const query = new URLSearchParams({ filter: JSON.stringify(filter), sort, limit: '50' });
  if (cursor) query.set('cursor', cursor);
  const recording = await recorder.record((transaction) =>
    listPage(transaction, partyEntities.person, { filter, sort, cursor, limit: 50 }, listColumns),
  );
  return { path: `/api/v1/people?${query}`, recording };
}

async function cursorOf(
  { client }: Bench,
  { filter, sort }: (typeof lists)[number],
): Promise<string | undefined> {
  let cursor: string | null = null;
  for (let page = 0; page < pagesDown; page++) {
    const query = new URLSearchParams({ filter: JSON.stringify(filter), sort, limit: '50' });
    if (cursor) query.set('cursor', cursor);
    const { next }: { next: string | null } = await client.get(`/api/v1/people?${query}`);
    // A small company has fewer pages; its last one is deep enough.
    if (next === null) break;
    cursor = next;
  }
  return cursor ?? undefined;
}
