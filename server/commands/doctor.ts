import { existsSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { projectRoot, readConfig } from '../platform/config/config.ts';
import { newPassword } from '../platform/database/embedded/bootstrap.ts';
import { openGroundForCommand } from '../platform/database/ground.ts';
import { administratorScript } from '../platform/database/roles.ts';
import { command } from './command.ts';

interface Finding {
  what: string;
  /** Undefined: in order. */
  trouble?: string;
}

/** A question to the database whose answer names what is wrong, or null. */
interface Examination {
  what: string;
  query: string;
  embeddedOnly?: boolean;
}

const examinations: Examination[] = [
  {
    what: 'what is saved is on the disk before it is confirmed',
    query: `select 'fsync, full_page_writes or synchronous_commit is off; switch them on in postgresql.conf'
      where 'off' in (current_setting('fsync'), current_setting('full_page_writes'), current_setting('synchronous_commit'))`,
  },
  {
    what: 'damage to the disk is noticed (data checksums)',
    query: `select 'data checksums are off' where current_setting('data_checksums') <> 'on'`,
    embeddedOnly: true,
  },
  {
    what: 'every table with data of the company has a forced policy',
    query: `select 'without one: ' || string_agg(c.relname, ', ') from pg_class c
      where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relname <> 'migrations'
        and not (c.relrowsecurity and c.relforcerowsecurity) having count(*) > 0`,
  },
  {
    what: 'no index is broken',
    query: `select 'to be built again with REINDEX INDEX: ' || string_agg(indexrelid::regclass::text, ', ')
      from pg_index where not indisvalid having count(*) > 0`,
  },
  {
    what: 'names sort by the rules this database was made with',
    query: `select 'the library of sorting rules has changed; run REINDEX DATABASE rapport, then ALTER COLLATION … REFRESH VERSION, for: ' || string_agg(collname, ', ')
      from pg_collation where collversion is distinct from pg_collation_actual_version(oid)
        and collnamespace = 'public'::regnamespace having count(*) > 0`,
  },
];

export const doctor = command({
  usage: 'doctor [--sql-roles] [--json]',
  options: {
    'sql-roles': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
  async run({ values: { 'sql-roles': printRoles, json } }) {
    if (printRoles) {
      console.log(administratorScript({ owner: newPassword(), serving: newPassword() }));
      return 0;
    }
    const findings = [...examineInstallation(), ...(await examineDatabase(json))];
    if (json) console.log(JSON.stringify({ findings }));
    else
      for (const { what, trouble } of findings)
        console.log(`${trouble ? '✗' : '✓'} ${what}${trouble ? `: ${trouble}` : ''}`);
    return findings.some(({ trouble }) => trouble) ? 1 : 0;
  },
});

function examineInstallation(): Finding[] {
  const isBuilt = existsSync(path.join(projectRoot, 'dist', 'web', 'index.html'));
  return [
    { what: `Node ${process.versions.node}` },
    {
      what: 'the web app is built',
      ...(!isBuilt && { trouble: '`npm start` builds it' }),
    },
  ];
}

async function examineDatabase(quiet: boolean): Promise<Finding[]> {
  const config = readConfig();
  const log = { info: quiet ? () => {} : console.error, warn: console.error };
  const ground = await openGroundForCommand(config, log, 'doctor');
  const client = new pg.Client(ground.serving);
  try {
    await client.connect();
    const findings: Finding[] = [{ what: ground.where }];
    for (const { what, query, embeddedOnly } of examinations) {
      if (embeddedOnly && config.databaseServer) continue;
      const { rows } = await client.query<[string]>({ text: query, rowMode: 'array' });
      findings.push({ what, ...(rows[0] && { trouble: rows[0][0] }) });
    }
    return findings;
  } finally {
    await client.end();
    await ground.close();
  }
}
