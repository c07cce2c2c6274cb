import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { startTemporary } from './embedded/temporary.ts';
import { migrate } from './migrate.ts';

/**
 * Writes db/tables.ts (types) and db/schema.sql (for reviewers) from the migrated schema, or with
 * --check compares them and fails on a difference.
 */
const root = join(import.meta.dirname, '../../..');

const schemaQuery = `
with tables as (
  select c.oid, n.nspname || '.' || c.relname as name, c.relrowsecurity, c.relforcerowsecurity
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname in ('public', 'auth')
)
select 1 as part, t.name, a.attnum as position,
  format('  %I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
    case when a.attnotnull then ' not null' else '' end,
    coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')) as line
from tables t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
union all
select 2, t.name, row_number() over (partition by t.name order by k.contype, k.conname),
  '  constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid)
from tables t join pg_constraint k on k.conrelid = t.oid where k.contype <> 'n'
union all
select 3, t.name, row_number() over (partition by t.name order by i.indexrelid::regclass::text),
  pg_get_indexdef(i.indexrelid)
from tables t join pg_index i on i.indrelid = t.oid
where not exists (select from pg_constraint k where k.conindid = i.indexrelid)
union all
select 4, t.name, row_number() over (partition by t.name order by p.polname),
  format('policy %I for %s to %s using (%s) with check (%s)', p.polname,
    case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
    case when p.polroles = '{0}' then 'everyone' else (select string_agg(r.rolname, ', ') from pg_roles r where r.oid = any (p.polroles)) end,
    coalesce(regexp_replace(pg_get_expr(p.polqual, p.polrelid), '\\s+', ' ', 'g'), '-'),
    coalesce(regexp_replace(pg_get_expr(p.polwithcheck, p.polrelid), '\\s+', ' ', 'g'), '-'))
from tables t join pg_policy p on p.polrelid = t.oid
union all
select 5, t.name, row_number() over (partition by t.name order by g.tgname), pg_get_triggerdef(g.oid)
from tables t join pg_trigger g on g.tgrelid = t.oid where not g.tgisinternal
order by 2, 1, 3`;

const headings: Record<number, string> = {
  1: 'columns',
  2: 'constraints',
  3: 'indexes',
  4: 'policies',
  5: 'triggers',
};

async function describeSchema(owner: pg.ClientConfig): Promise<string> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    const { rows } = await client.query<{ part: number; name: string; line: string }>(schemaQuery);
    const lines = [
      '-- Generated from the migrated schema; `npm run check` compares it. Do not edit.',
    ];
    let table = '';
    let part = 0;
    for (const row of rows) {
      if (row.name !== table) {
        table = row.name;
        part = 0;
        lines.push('', `-- ${table}`);
      }
      if (row.part !== part) {
        part = row.part;
        lines.push(`--   ${headings[part]}`);
      }
      lines.push(row.line);
    }
    return `${lines.join('\n')}\n`;
  } finally {
    await client.end();
  }
}

async function describeTypes(owner: pg.ClientConfig): Promise<string> {
  const url = `postgres://${owner.user}${owner.password ? `:${owner.password}` : ''}@localhost:${owner.port ?? 5432}/${owner.database}?host=${owner.host}`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    join(root, 'node_modules/kysely-codegen/dist/cli/bin.js'),
    ...['--dialect', 'postgres', '--url', url, '--print'],
    ...['--include-pattern', 'public.*'],
    '--type-mapping',
    JSON.stringify({ timestamptz: 'Temporal.Instant', date: 'Temporal.PlainDate', int8: 'number' }),
  ]);
  return stdout.slice(stdout.indexOf('/**'));
}

const checking = process.argv.includes('--check');
const cluster = await startTemporary();
try {
  await migrate(cluster.ownerConfig);
  const files = {
    'db/schema.sql': await describeSchema(cluster.ownerConfig),
    'db/tables.ts': await describeTypes(cluster.ownerConfig),
  };
  for (const [name, text] of Object.entries(files)) {
    if (!checking) await writeFile(join(root, name), text);
    else if ((await readFile(join(root, name), 'utf8').catch(() => '')) !== text) {
      console.error(`${name} does not match the migrated schema. Run: npm run generate`);
      process.exitCode = 1;
    }
  }
} finally {
  await cluster.stop();
}
