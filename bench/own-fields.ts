import { sql } from 'kysely';
import pg from 'pg';
import { refreshField } from '../server/identify/fields/projection.ts';
import { asActor, systemActor } from '../server/platform/access/actor.ts';
import { openDatabase } from '../server/platform/database/database.ts';
import type { FieldInput } from '../shared/identify/fields.ts';
import type { Bench } from './bench.ts';
import { type List, slowestList } from './every-list.ts';
import type { Figure } from './measuring.ts';

/** Fields and, of a person's number from 1, the value each has as SQL; null for those without one. */
const fields: (FieldInput & { name: string; value: string })[] = [
  {
    name: 'benchRank',
    kind: 'person',
    label: 'Bench rank',
    type: 'choice',
    settings: { choices: ['gold', 'silver', 'bronze'].map((key) => ({ key, label: key })) },
    value: `case when n % 200 = 0 then '"gold"' when n % 3 = 0 then '"silver"' when n % 3 = 1 then '"bronze"' end`,
  },
  {
    name: 'benchScore',
    kind: 'person',
    label: 'Bench score',
    type: 'number',
    value: `case when n % 2 = 0 then ((n * 7919) % 10007)::text end`,
  },
  {
    name: 'benchSince',
    kind: 'person',
    label: 'Bench since',
    type: 'date',
    value: `'"' || (date '2000-01-01' + ((n * 31) % 9000)::integer) || '"'`,
  },
  {
    name: 'benchCode',
    kind: 'person',
    label: 'Bench code',
    type: 'text',
    value: `'"K-' || lpad(n::text, 7, '0') || '"'`,
  },
];

/** Frequent and rare values, ranges, none at all; in the order of a name, a date, and of the fields. */
const lists: List[] = [
  { filter: ['benchRank', 'is', 'gold'], sort: 'name' },
  { filter: ['benchRank', 'is', 'silver'], sort: '-lastContact' },
  { filter: ['benchRank', 'is', 'silver'], sort: 'city' },
  { filter: ['benchRank', 'empty'], sort: 'name' },
  { filter: ['benchRank', 'is not', 'bronze'], sort: '-created' },
  { filter: ['benchScore', 'at least', 10_000], sort: 'name' },
  { filter: ['benchScore', 'at least', 100], sort: '-updated' },
  { filter: ['benchSince', 'after', '2024-06-01'], sort: 'name' },
  { filter: ['benchCode', 'is', 'K-0004711'], sort: 'name' },
  { filter: ['benchCode', 'starts with', 'k-00047'], sort: 'name' },
  { filter: ['benchCode', 'contains', '04711'], sort: 'name' },
  {
    filter: {
      all: [
        ['benchRank', 'is', 'silver'],
        ['benchScore', 'at most', 500],
        ['role', 'is', 'customer'],
      ],
    },
    sort: 'name',
  },
  { sort: 'benchScore' },
  { sort: '-benchScore' },
  { filter: ['role', 'is', 'customer'], sort: '-benchSince' },
  { filter: ['country', 'is', 'AT'], sort: 'benchCode' },
  { filter: ['benchRank', 'is', 'gold'], sort: 'benchScore' },
];

/** Lists by fields of the company's own, first page and second, as they are asked for over HTTP. */
export async function ownFieldFigures(bench: Bench): Promise<Figure[]> {
  const { client, turns } = bench;
  await giveFields(bench);
  return [await slowestList('Lists by own fields, slowest p95', client, lists, turns.reads / 40)];
}

/** Defines the fields and gives everybody their values, as an import would have. */
async function giveFields({ client, server, actor }: Bench): Promise<void> {
  const { db } = openDatabase(server.serving, 1);
  for (const { name: _, value, ...input } of fields) {
    const { id } = await client.post<{ id: string }>('/api/v1/fields', input);
    await asActor(db, systemActor(actor.workspaceId), async (house) => {
      await sql`set local statement_timeout = 0`.execute(house.db);
      await sql`
        insert into statements (workspace_id, id, party_id, audience, topic, field_id, value, value_key, basis, source, stated_at)
        select workspace_id, gen_random_uuid(), id, audience, 'field', ${id}::uuid, given::jsonb,
          lower(given::jsonb #>> '{}'), 'seen', '{"kind":"seed"}', now()
        from (select p.*, ${sql.raw(value)} as given
          from (select *, row_number() over (order by id) as n from parties
            where workspace_id = ${actor.workspaceId} and kind = 'person' and trashed_at is null) p) valued
        where given is not null`.execute(house.db);
      await refreshField(house, id);
    });
  }
  await db.destroy();
  const owner = new pg.Client(server.owner);
  await owner.connect();
  await owner.query('vacuum (analyze) party_values, statements');
  await owner.end();
}
