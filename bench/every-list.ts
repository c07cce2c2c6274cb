import type { Filter } from '../shared/platform/filters.ts';
import type { Bench } from './bench.ts';
import type { Client } from './client.ts';
import { type Figure, milliseconds, Times } from './measuring.ts';

export interface List {
  filter?: Filter;
  sort: string;
}

/** All ways to sort people. */
const sorts = ['name', '-name', 'lastContact', '-lastContact', '-created', 'updated', 'city'];

/**
 * Every field that people are filtered by, with values that many, few and none have, and what is asked together;
 * each in the order of every sorting.
 */
export async function everyListFigures({ client, turns }: Bench): Promise<Figure[]> {
  const lists = (await filters(client)).flatMap((filter) =>
    sorts.map((sort) => (filter ? { filter, sort } : { sort })),
  );
  const rounds = turns.reads / 200;
  return [await slowestList('Lists by every filter and sort, slowest p95', client, lists, rounds)];
}

/** What the filters ask for exists: it is taken from somebody who has a company. */
async function filters(client: Client): Promise<(Filter | undefined)[]> {
  const { rows } = await client.get<{ rows: Person[] }>(
    `/api/v1/people?${new URLSearchParams({ filter: JSON.stringify(['company', 'not empty']), sort: '-created', limit: '50' })}`,
  );
  const { name, email, phone, city, country, title, companyId, companyName, ownerId, assignedTo } =
    rows.find((one) => one.email && one.phone && one.city && one.title)!;
  const family = name.split(' ').at(-1)!;
  return [
    undefined,
    ['name', 'is', name],
    ['name', 'starts with', family.slice(0, 3)],
    ['name', 'contains', family.slice(1, 4)],
    ['name', 'contains', 'qxz'],
    ['email', 'is', email],
    ['email', 'contains', email.split('@')[1]!],
    ['email', 'empty'],
    ['email', 'not empty'],
    ['phone', 'contains', phone.slice(-6)],
    ['phone', 'empty'],
    ['role', 'is', 'customer'],
    ['role', 'is', 'advocate'],
    ['role', 'is', 'staff'],
    ['role', 'is not', 'customer'],
    ['role', 'empty'],
    ['tag', 'is', 'nobody has this'],
    ['tag', 'empty'],
    ['tag', 'not empty'],
    ['city', 'is', city],
    ['city', 'starts with', city.slice(0, 2)],
    ['city', 'empty'],
    ['country', 'is', country],
    ['country', 'is', 'IS'],
    ['country', 'is not', country],
    ['title', 'is', title],
    ['title', 'contains', title.slice(0, 4)],
    ['title', 'empty'],
    ['company', 'is', companyId],
    ['companyName', 'contains', companyName.slice(0, 5)],
    ['company', 'empty'],
    ['lastContact', 'older than days', 30],
    ['lastContact', 'older than days', 1_000],
    ['lastContact', 'within days', 7],
    ['lastContact', 'empty'],
    ['created', 'within days', 3],
    ['created', 'older than days', 700],
    ['updated', 'within days', 30],
    ['owner', 'is', ownerId],
    ['assignedTo', 'is', assignedTo ?? ownerId],
    ['assignedTo', 'empty'],
    ['visibility', 'is', 'private'],
    ['visibility', 'is', 'everyone'],
    {
      all: [
        ['country', 'is', country],
        ['role', 'is', 'customer'],
        ['lastContact', 'older than days', 90],
      ],
    },
    {
      all: [
        ['city', 'is', city],
        ['title', 'contains', title.slice(0, 4)],
        { not: ['role', 'is', 'customer'] },
      ],
    },
    {
      any: [
        ['city', 'is', city],
        ['name', 'contains', family.slice(1, 4)],
        ['email', 'contains', family.toLowerCase()],
      ],
    },
    {
      all: [
        {
          any: [
            ['role', 'is', 'advocate'],
            ['role', 'is', 'press'],
          ],
        },
        ['country', 'is', country],
        ['email', 'not empty'],
      ],
    },
  ];
}

interface Person {
  name: string;
  email: string;
  phone: string;
  city: string;
  country: string;
  title: string;
  companyId: string;
  companyName: string;
  ownerId: string;
  assignedTo: string | null;
}

/** Lists of people as they are asked for over HTTP, first page and second; of each the p95, of these the slowest. */
export async function slowestList(
  name: string,
  client: Client,
  lists: readonly List[],
  rounds: number,
): Promise<Figure> {
  const slow: { list: string; p95: number }[] = [];
  for (const { filter, sort } of lists) {
    const query = new URLSearchParams({ sort, limit: '50' });
    if (filter) query.set('filter', JSON.stringify(filter));
    const times = new Times();
    for (let round = 0; round < Math.max(10, rounds); round++) {
      let began = performance.now();
      const { next } = await client.get<{ next: string | null }>(`/api/v1/people?${query}`);
      times.add(performance.now() - began);
      if (next === null) continue;
      began = performance.now();
      await client.get(`/api/v1/people?${query}&cursor=${encodeURIComponent(next)}`);
      times.add(performance.now() - began);
    }
    slow.push({ list: `${JSON.stringify(filter ?? 'all')} by ${sort}`, p95: times.at(0.95) });
  }
  slow.sort((one, other) => other.p95 - one.p95);
  const typical = new Times();
  for (const { p95 } of slow) typical.add(p95);
  const [slowest, second, third] = slow;
  return {
    name,
    measured: milliseconds(slowest!.p95),
    compared: [
      `of ${lists.length} lists: ${slowest!.list}`,
      `then ${[second, third].flatMap((one) => (one ? [`${one.list} ${milliseconds(one.p95)}`] : [])).join(', ')}`,
      `the median p95 ${milliseconds(typical.at(0.5))}`,
    ].join('; '),
    target: '≤ 300 ms',
    reached: slowest!.p95 <= 300,
  };
}
