import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asActor } from '../platform/access/actor.ts';
import { type Company, openCompany } from '../testing/company.ts';
import { routesOf } from './routes.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
});
afterAll(() => company.close());

describe('every route', () => {
  /** Steps that every request passes on its way; they answer nothing themselves but refusals. */
  const onTheWay = ['ALL /*', 'ALL /api/auth/*', 'ALL /api/v1/*'];

  test('states one policy, before anything else happens', () => {
    const wrong = routesOf(company.app)
      .map((route) => ({ ...route, name: `${route.method} ${route.path}` }))
      .filter(({ name }) => !onTheWay.includes(name))
      // The check against foreign sites runs on the way to the answer "there is nothing here".
      .filter(({ name, policies, policyFirst }) =>
        name === 'ALL /api/*' ? policies.length !== 1 : policies.length !== 1 || !policyFirst,
      );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test('that is open to all says why', () => {
    const open = routesOf(company.app).flatMap(({ policies }) =>
      policies.filter(({ access }) => access === 'public'),
    );
    for (const { because } of open) expect(because).toMatch(/^\w.*\.$/);
  });

  test('under /api/v1 needs a sign-in, but for the description of the interface', () => {
    const open = routesOf(company.app).filter(
      ({ path, method, policies }) =>
        path.startsWith('/api/v1/') &&
        method !== 'ALL' &&
        policies.every(({ access }) => access === 'public'),
    );
    expect(open.map(({ path }) => path)).toEqual(['/api/v1/openapi.json']);
  });
});

describe('every table', () => {
  /** Tables without the company's data. */
  const exceptions: Record<string, string> = {
    'public.migrations': 'The owner notes down which files ran; the serving role cannot read it.',
  };
  /** Schemas of others. */
  const foreignSchemas: Record<string, string> = {
    jobs: 'pg-boss keeps ids of work to do, never data; whoever works on it names its own actor.',
  };

  test('forces its policies on everybody, its owner included', async () => {
    const tables = await company.sql<{ name: string; schema: string; guarded: boolean }>(`
      select n.nspname as schema, n.nspname || '.' || c.relname as name,
        c.relrowsecurity and c.relforcerowsecurity
          and exists (select from pg_policy where polrelid = c.oid) as guarded
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema)'`);
    expect(tables.length).toBeGreaterThan(30);
    const open = tables.filter(
      ({ name, schema, guarded }) => !guarded && !exceptions[name] && !foreignSchemas[schema],
    );
    expect(open.map(({ name }) => name)).toEqual([]);
  });

  test('without policies is out of reach of the serving role', async () => {
    for (const name of Object.keys(exceptions)) {
      const [row] = await company.sql<{ reached: boolean }>(
        `select has_table_privilege('rapport_app', $1, 'select, insert, update, delete') as reached`,
        [name],
      );
      expect(row?.reached).toBe(false);
    }
  });

  test('has no way round its policies: no view, no powerful role, no function of the owner’s but triggers', async () => {
    const views = await company.sql(`select from pg_views where schemaname in ('public', 'auth')`);
    expect(views).toEqual([]);
    const roles = await company.sql(
      `select from pg_roles where rolname in ('rapport_app', 'rapport_chooser')
       and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`,
    );
    expect(roles).toEqual([]);
    const definers = await company.sql<{ proname: string }>(
      `select proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname in ('public', 'auth') and prosecdef
         and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
         and prorettype <> 'trigger'::regtype`,
    );
    // Triggers keep the parts and the past of a record with it; nobody can call them. What can be called
    // tells the planner how large the tables are, and nobody anything; or removes a sample company, for an
    // owner who is in it (sample.test.ts); or lets the house take somebody out of the stream, and compares
    // addresses with hashes under a key that nobody reads (erasure.test.ts).
    expect(definers.map(({ proname }) => proname).sort()).toEqual([
      'erase_events',
      'keep_erasure_key',
      'keyed_hashes',
      'remove_sample',
      'strike_events',
      'suppressed_among',
      'take_statistics',
      'take_statistics_of_duplicates',
    ]);
  });

  test('shows nothing to a connection that names no actor', async () => {
    const { house } = company;
    for (const table of await tables()) {
      const { rows } = await sql`select 1 from ${sql.raw(table)} limit 1`.execute(house.db);
      expect(rows, table).toEqual([]);
    }
  });

  test('shows a statement without any condition only what its actor may see', async () => {
    const { house, nora, max, olga, otto } = company;
    await arrange();
    for (const asker of [max, olga, otto]) {
      const actor = (await house.actors.find(asker.id))!;
      for (const { table, audience } of await columns()) {
        const seen = await asActor(house.db, actor, async ({ db }) => {
          const { rows } = await sql<{ workspace_id: string; audience: string }>`
            select workspace_id, ${sql.raw(audience ? 'audience' : 'workspace_id')} as audience
            from ${sql.raw(table)}`.execute(db);
          return rows;
        });
        for (const row of seen) {
          expect(row.workspace_id, table).toBe(actor.workspaceId);
          expect(actor.audiences, table).toContain(row.audience);
          expect(row.audience, table).not.toBe(nora.id);
        }
      }
    }
  });

  async function arrange() {
    const { nora, otto, teams } = company;
    for (const who of [nora, otto]) {
      for (const visibility of ['everyone', 'private']) {
        const { body } = await who.post('people', {
          name: `${who.name} ${visibility}`,
          emails: [`${visibility}@${who.name}.example`],
          affiliation: { companyName: `${who.name} ${visibility} Ltd` },
          roles: [{ role: 'customer' }],
          visibility,
        });
        expect(body.id).toBeDefined();
        await who.post('activities', { kind: 'note', partyIds: [body.id], text: 'x', visibility });
        await who.post('imports', { visibility });
      }
    }
    await nora.post('people', { name: 'South only', visibility: 'team', teamId: teams.south });
  }

  async function tables(): Promise<string[]> {
    const rows = await company.sql<{ name: string }>(
      `select schemaname || '.' || tablename as name from pg_tables
       where schemaname in ('public', 'auth') and tablename <> 'migrations'`,
    );
    return rows.map(({ name }) => name);
  }

  function columns(): Promise<{ table: string; audience: boolean }[]> {
    return company.sql(
      `select table_name as table, bool_or(column_name = 'audience') as audience
       from information_schema.columns where table_schema = 'public'
       group by 1 having bool_or(column_name = 'workspace_id')`,
    );
  }
});
