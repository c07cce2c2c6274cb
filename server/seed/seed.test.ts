import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { parsePhone } from '../../shared/identify/phones.ts';
import { type CurrentStatement, project } from '../identify/statements/projection.ts';
import { refreshLastContact } from '../interact/timeline/last-contact.ts';
import { checkInvariants } from '../invariants.ts';
import { asActor, systemActor, type Transaction } from '../platform/access/actor.ts';
import { openDatabase } from '../platform/database/database.ts';
import { cloneDatabase } from '../testing/postgres.ts';
import { recountEverything } from '../understand/warmth/following.ts';
import { setAside } from './indexes.ts';
import { loadedTables } from './loading.ts';
import { type Seeded, seedCompany } from './seed.ts';

let database: Awaited<ReturnType<typeof cloneDatabase>>;
let opened: ReturnType<typeof openDatabase>;
let first: Seeded;
let second: Seeded;
let schemaBefore: unknown;

const request = { people: 150, seed: 7, now: Temporal.Instant.from('2026-05-05T12:00:00Z') };

beforeAll(async () => {
  database = await cloneDatabase(inject('cluster'));
  schemaBefore = await definitions();
  first = await seedCompany(database.ownerConfig, request);
  second = await seedCompany(database.ownerConfig, request);
  opened = openDatabase(database.servingConfig, 2);
  for (const { workspaceId } of [first, second]) await recountEverything(opened.db, workspaceId);
}, 120_000);

afterAll(async () => {
  await opened.db.destroy();
  await database.drop();
});

const inside = <T>({ workspaceId }: Seeded, work: (transaction: Transaction) => Promise<T>) =>
  asActor(opened.db, systemActor(workspaceId), work);

/** Every index and constraint, as text. */
async function definitions(): Promise<unknown> {
  const client = new pg.Client(database.ownerConfig);
  await client.connect();
  const { rows } = await client.query(`
    select pg_get_constraintdef(oid) as definition from pg_constraint where connamespace = 'public'::regnamespace
    union all select indexdef from pg_indexes where schemaname = 'public' order by 1`);
  await client.end();
  return rows;
}

/** All rows of a table as text, without what differs between two companies of the same seed. */
const contents = (seeded: Seeded, table: string) =>
  inside(seeded, async ({ db }) => {
    const { rows } = await sql<{ row: string }>`
      select replace(t::text, ${seeded.workspaceId}, '') as row from ${sql.table(table)} t
      where workspace_id = ${seeded.workspaceId} order by 1`.execute(db);
    return rows.map(({ row }) => row);
  });

describe('a synthetic company', () => {
  it('keeps the index by which mails find their conversation while it is filled', async () => {
    const client = new pg.Client(database.ownerConfig);
    await client.connect();
    try {
      await client.query('begin');
      await client.query('truncate activities cascade');
      await setAside(client);
      const { rows } = await client.query(
        `select indexname from pg_indexes where tablename = 'activities' and indexname in ('activities_of_thread', 'activities_by_time')`,
      );
      expect(rows).toEqual([{ indexname: 'activities_of_thread' }]);
    } finally {
      await client.query('rollback');
      await client.end();
    }
  });

  it('has the size that was asked for', () => {
    expect(first.counts).toMatchObject({ parties: 180, activities: 1_500, activity_texts: 1_500 });
  });

  it('is the same again for the same number and seed', async () => {
    for (const table of loadedTables) {
      expect(await contents(second, table), table).toEqual(await contents(first, table));
    }
  });

  it('leaves every index and constraint as it was', async () => {
    expect(await definitions()).toEqual(schemaBefore);
  });

  it('shows of each record what its statements say', async () => {
    await inside(first, async ({ db }) => {
      const parties = await db.selectFrom('parties').selectAll().execute();
      const statements = await db
        .selectFrom('statements')
        .selectAll()
        .where('superseded_at', 'is', null)
        .orderBy('stated_at')
        .orderBy('id')
        .execute();
      const emails = await db.selectFrom('party_emails').selectAll().execute();
      for (const party of parties) {
        const own = statements.filter(({ party_id }) => party_id === party.id);
        const projected = project(
          party.kind as 'person' | 'company',
          own.map((row) => ({
            id: row.id,
            topic: row.topic as CurrentStatement['topic'],
            value: row.value,
            valueKey: row.value_key,
            label: row.label,
          })),
        );
        expect(party).toMatchObject(projected.fields);
        expect(
          emails
            .filter(({ party_id }) => party_id === party.id)
            .map(({ address }) => address)
            .sort(),
        ).toEqual(projected.emails.map(({ address }) => address).sort());
      }
    });
  });

  it('knows the last contact as it would be worked out anew', async () => {
    await inside(first, async (transaction) => {
      const read = () =>
        transaction.db
          .selectFrom('parties')
          .select(['id', 'name', 'last_contact_at'])
          .orderBy('id')
          .execute();
      const before = await read();
      await refreshLastContact(
        transaction,
        before.map(({ id }) => id),
      );
      expect((await read()).map(shown)).toEqual(before.map(shown));
    });
  });

  it('leaves the doctor nothing to report', async () => {
    const findings = await checkInvariants(opened.db, first.workspaceId);
    expect(findings.filter(({ count }) => count > 0)).toEqual([]);
  });

  it('writes numbers that exist', async () => {
    const { rows } = await inside(first, ({ db }) =>
      sql<{ phone: string }>`
        select value_key as phone from statements where topic = 'phone'`.execute(db),
    );
    expect(rows.filter(({ phone }) => !parsePhone(phone).valid)).toEqual([]);
  });

  it('keeps what is private from the others', async () => {
    const { rows } = await inside(first, ({ db }) =>
      sql`
        select from participants p join seen_addresses s on s.workspace_id = p.workspace_id and s.id = p.address_id
        join party_emails e on e.workspace_id = s.workspace_id and e.address = s.address
        where e.audience <> e.workspace_id and p.audience <> e.audience`.execute(db),
    );
    expect(rows).toEqual([]);
  });
});

const shown = (row: { id: string; name: string; last_contact_at: Temporal.Instant | null }) =>
  `${row.name} ${row.last_contact_at ?? 'never'}`;
