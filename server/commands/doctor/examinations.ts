/** A question to the database whose answer names what is wrong; no row: in order. */
export interface Examination {
  what: string;
  query: string;
  embeddedOnly?: boolean;
}

export const examinations: Examination[] = [
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
    what: 'the letters of all languages are known',
    query: `select 'the encoding is ' || current_setting('server_encoding') || ' and lower(Ä) is ' || lower('Ä') || '; make the database again with UTF8 and C.UTF-8'
      where current_setting('server_encoding') <> 'UTF8' or lower('Ä') <> 'ä'`,
  },
  {
    what: 'the role that serves is bound by every policy',
    // A role may become any role it is a member of, so the powers of those are its own.
    query: `select current_user || ' ' || string_agg(distinct fault, ', ') || '; doctor --sql-roles prints how it should be' from (
        select case when rolsuper then 'is a superuser' else 'bypasses row-level security' end as fault
          from pg_roles where (rolsuper or rolbypassrls) and pg_has_role(current_user, oid, 'member')
        union all select 'owns ' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind in ('r', 'p') and n.nspname in ('public', 'auth') and pg_has_role(current_user, c.relowner, 'member')
      ) as faults having count(*) > 0`,
  },
  {
    what: 'every table with data of the company has a forced policy',
    query: `select 'without one: ' || string_agg(n.nspname || '.' || c.relname, ', ')
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname in ('public', 'auth') and c.relname <> 'migrations'
        and not (c.relrowsecurity and c.relforcerowsecurity
          and exists (select from pg_policy p where p.polrelid = c.oid)) having count(*) > 0`,
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
  {
    what: 'background work gets done',
    query: `select string_agg(count || ' of ' || name || ' given up after several tries', ', ') || '; the log of the server says why'
      from (select name, count(*) from jobs.job where state = 'failed' and name not like '\\_\\_%' group by name) as failed
      having count(*) > 0`,
  },
];
