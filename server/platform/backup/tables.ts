import type pg from 'pg';

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
];

/** All tables of the company's data, each after those it refers to. */
export async function tablesToKeep(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table & { refers_to: string[] }>(`
    select n.nspname || '.' || c.relname as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      array(select distinct rn.nspname || '.' || r.relname from pg_constraint f
        join pg_class r on r.oid = f.confrelid join pg_namespace rn on rn.oid = r.relnamespace
        where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as refers_to
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'auth') and c.relkind = 'r' order by 1`);
  const waiting = rows.filter(({ name }) => !leftOut.includes(name));
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
