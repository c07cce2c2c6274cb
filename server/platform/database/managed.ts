import pg from 'pg';
import { Failure } from '../failure.ts';
import { extensions, roles } from './roles.ts';

const oldestVersion = 16;
const remedy = '`node bin/rapport.js doctor --sql-roles` prints how to make the roles.';

interface Standing {
  version: number;
  database: string;
  identity: string;
  encoding: string;
  folds: boolean;
  role: string;
  powers: string | null;
  owns: string | null;
  serves: boolean;
  chooses: boolean;
  lacking: string[];
}

// A role may also become any role it is a member of, so the powers of those are its own.
const standing = `
  select current_setting('server_version_num')::int / 10000 as version,
    current_database() as database,
    current_database() || ' ' || pg_postmaster_start_time() as identity,
    current_setting('server_encoding') as encoding,
    lower('Ä') = 'ä' as folds,
    current_user as role,
    (select string_agg(distinct case when r.rolsuper then 'is a superuser' else 'bypasses row-level security' end, ' and ')
      from pg_roles r where (r.rolsuper or r.rolbypassrls) and pg_has_role(current_user, r.oid, 'MEMBER')) as powers,
    (select string_agg(distinct owned, ' and ') from (
      select 'owns the database' as owned from pg_database d
        where d.datname = current_database() and pg_has_role(current_user, d.datdba, 'MEMBER')
      union all
      select 'owns tables' from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
          and pg_has_role(current_user, c.relowner, 'MEMBER')) as owning) as owns,
    coalesce((select pg_has_role(current_user, oid, 'USAGE') from pg_roles where rolname = '${roles.serving}'), false) as serves,
    coalesce((select pg_has_role(current_user, oid, 'SET') from pg_roles where rolname = '${roles.chooser}'), false) as chooses,
    (select coalesce(array_agg(name), '{}') from unnest($1::text[]) as name
      where not exists (select from pg_extension where extname = name)) as lacking`;

/** Refuses a server or roles under which access would not be enforced; returns what to call it. */
export async function checkServer(url: string, ownerUrl: string): Promise<string> {
  const serving = await stand('DATABASE_URL', url);
  const owner = await stand('DATABASE_OWNER_URL', ownerUrl);

  const refuse = (message: string) => {
    throw new Failure(`${message} Nothing was changed.`);
  };
  if (serving.version < oldestVersion) {
    refuse(
      `DATABASE_URL is PostgreSQL ${serving.version}; Rapport needs ${oldestVersion} or newer.`,
    );
  }
  if (serving.identity !== owner.identity) {
    refuse('DATABASE_URL and DATABASE_OWNER_URL name two different databases; both must name one.');
  }
  for (const fault of [serving.powers, serving.owns]) {
    if (fault) {
      refuse(
        `DATABASE_URL signs in as ${serving.role}, which ${fault}: who may see what would not be enforced. Name a role that may do neither. ${remedy}`,
      );
    }
  }
  if (!serving.serves || !serving.chooses) {
    refuse(
      `DATABASE_URL signs in as ${serving.role}, which lacks the rights of ${serving.serves ? roles.chooser : roles.serving}. ${remedy}`,
    );
  }
  if (!owner.owns?.includes('the database')) {
    refuse(
      `DATABASE_OWNER_URL signs in as ${owner.role}, which does not own the database ${owner.database}, so it cannot migrate it. ${remedy}`,
    );
  }
  if (serving.encoding !== 'UTF8' || !serving.folds) {
    refuse(
      `The database ${serving.database} does not know the letters of all languages (its encoding is ${serving.encoding}, and lower('Ä') is ${serving.folds ? '' : 'not '}'ä'). Make it again with encoding UTF8 and the locale C.UTF-8. ${remedy}`,
    );
  }
  if (serving.lacking.length > 0) await createExtensions(ownerUrl, serving.lacking);

  const { host, port, database } = new pg.Client({ connectionString: url });
  return `PostgreSQL ${serving.version}, database ${database} on ${host}:${port}`;
}

async function stand(variable: string, connectionString: string): Promise<Standing> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  // A connection that breaks is told by the statement that fails, not by an event as well.
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<Standing>(standing, [extensions]);
    return rows[0]!;
  } catch (error) {
    throw new Failure(
      `The database of ${variable} cannot be used: ${reason(error)}. Nothing was changed. Check that the server runs and that host, port, database, user and password in ${variable} are right.`,
      { cause: error },
    );
  } finally {
    await client.end().catch(() => {});
  }
}

// A refused connection to a name with several addresses has its reasons inside and no message.
const reason = (error: unknown) =>
  error instanceof AggregateError
    ? error.errors.map((each: Error) => each.message).join(', ')
    : (error as Error).message;

async function createExtensions(ownerUrl: string, lacking: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    for (const name of lacking) await client.query(`create extension if not exists ${name}`);
  } catch (error) {
    throw new Failure(
      `The database lacks the extensions ${lacking.join(', ')}, and the owner may not add them (${(error as Error).message}). Ask its administrator to run: ${lacking.map((name) => `create extension ${name};`).join(' ')}`,
      { cause: error },
    );
  } finally {
    await client.end();
  }
}
