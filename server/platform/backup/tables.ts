import type pg from 'pg';
import { Failure } from '../failure.ts';

export interface Table {
  /** "schema.name" */
  name: string;
  columns: string[];
}

/** What counts for the moment only, or is told by the head of the backup. */
const leftOut = [
  'public.migrations',
  'public.idempotency_keys',
  'auth.sessions',
  'auth.verifications',
  'auth.rate_limits',
  // Hashes that a backup holds must not be readable by whoever finds the backup.
  'auth.erasure_key',
];

/** All tables of the company's data, each after those it refers to. */
export async function tablesToKeep(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table & { refers_to: string[]; readable: boolean }>(`
    select n.nspname || '.' || c.relname as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      array(select distinct rn.nspname || '.' || r.relname from pg_constraint f
        join pg_class r on r.oid = f.confrelid join pg_namespace rn on rn.oid = r.relnamespace
        where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as refers_to,
      not c.relrowsecurity or exists (
        select from pg_policy p where p.polrelid = c.oid and p.polname = 'back_up') as readable
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'auth') and c.relkind = 'r' order by 1`);
  const waiting = rows.filter(({ name }) => !leftOut.includes(name));
  const hidden = waiting.filter(({ readable }) => !readable);
  if (hidden.length > 0) {
    // Policies hide rows without a word, and a backup without them would be none.
    throw new Failure(
      `${hidden.map(({ name }) => name).join(', ')} cannot be read as a whole, because the database is of another version of Rapport. Nothing was written. Start the server once, then make the backup.`,
    );
  }
  const ordered: Table[] = [];
  while (waiting.length > 0) {
    const at = waiting.findIndex(({ refers_to }) =>
      refers_to.every((name) => !waiting.some((other) => other.name === name)),
    );
    const [next] = waiting.splice(at, 1);
    if (at < 0 || !next) {
      throw new Error(
        `These tables refer to each other in a circle: ${waiting.map(({ name }) => name).join(', ')}.`,
      );
    }
    ordered.push({ name: next.name, columns: next.columns });
  }
  return ordered;
}

/** As a name in SQL; the parts come from the catalog or from a backup whose columns were compared with it. */
export const quoted = (name: string) =>
  name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');

export const columnList = (columns: readonly string[]) => columns.map(quoted).join(', ');
