import { sql } from 'kysely';
import { holds, type Invariant } from '../invariants.ts';
import { mostProblems } from './report.ts';

export const importInvariants: Invariant[] = [
  holds(
    'Every import that is under way is carried out by somebody, or has only just stopped.',
    (workspaceId) => sql`
      select i.id from imports i where i.workspace_id = ${workspaceId} and i.status = 'running'
        and i.started_at < now() - interval '1 minute'
        and not exists (select from pg_locks l where l.locktype = 'advisory' and l.granted
          and (l.classid::bigint << 32) | l.objid::bigint = hashtextextended('import ' || i.id, 0))`,
  ),
  holds(
    'An import that has ended read each of its files to the end.',
    (workspaceId) => sql`
      select i.id from imports i where i.workspace_id = ${workspaceId} and i.status = 'done'
        and exists (select from import_files f where f.workspace_id = i.workspace_id
          and f.import_id = i.id and f.status in ('waiting', 'running'))`,
  ),
  holds(
    'The report of an import lists every problem that it counts.',
    (workspaceId) => sql`
      select i.id from imports i
      left join (select import_id, count(*) as listed from import_problems
        where workspace_id = ${workspaceId} group by import_id) p on p.import_id = i.id
      where i.workspace_id = ${workspaceId}
        and coalesce((i.counts ->> 'errors')::bigint, 0) + coalesce((i.counts ->> 'warnings')::bigint, 0)
          <> coalesce(p.listed, 0)
        and coalesce(p.listed, 0) < ${mostProblems}`,
  ),
  holds(
    'What an import changed is kept only until it is taken back.',
    (workspaceId) => sql`
      select c.record_id as id from import_changes c
      join imports i on i.workspace_id = c.workspace_id and i.id = c.import_id
      where c.workspace_id = ${workspaceId} and i.status = 'undone'`,
  ),
];
