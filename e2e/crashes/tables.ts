import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { DB } from '../../db/tables.ts';
import { asActor, systemActor } from '../../server/platform/access/actor.ts';
import type { Database } from '../../server/platform/database/database.ts';

/** Every table that an import fills; keys of requests and accounts have no part in it. */
const ofImports = [
  'parties',
  'statements',
  'party_emails',
  'affiliations',
  'party_roles',
  'activities',
  'activity_texts',
  'participants',
  'mails',
  'thread_links',
  'seen_addresses',
  'attachments',
  'own_addresses',
  'events',
  'imports',
  'import_files',
  'import_problems',
  'import_changes',
] as const satisfies (keyof DB)[];

/** And what the acts on records leave beside. */
export const ofActs = [
  ...ofImports,
  'party_tags',
  'party_values',
  'ties',
  'merges',
  'merge_moves',
  'consents',
  'erasures',
  'suppressions',
] as const satisfies (keyof DB)[];

/** Moments at which a program wrote a row; when something happened is content and stands elsewhere. */
const moments = new Set([
  'at',
  'created_at',
  'updated_at',
  'stated_at',
  'confirmed_at',
  'superseded_at',
  'trashed_at',
  'started_at',
  'finished_at',
  'undone_at',
  'merged_at',
  'recorded_at',
  'erased_at',
]);

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

interface Row {
  table: string;
  content: string;
  /** The ids it holds, its own and those it points to, in their order. */
  ids: string[];
}

/**
 * Everything in the workspace without ids and moments, one line a row, sorted. Ids differ between two
 * runs that did the same, so each is replaced by what is known of it: a few rounds in which every row
 * names its ids by the rows around them. Two dumps are equal when the same records have the same
 * content and point to each other in the same way.
 */
export async function contentOf(
  db: Database,
  workspaceId: string,
  tables: readonly (keyof DB)[] = ofImports,
): Promise<string[]> {
  const rows = await asActor(db, systemActor(workspaceId), async (transaction) => {
    const found: Row[] = [];
    for (const table of tables) {
      const { rows } = await sql<{ row: Record<string, unknown> }>`
        select to_jsonb(t) as row from ${sql.table(table)} t`.execute(transaction.db);
      for (const { row } of rows) found.push(rowOf(table, row));
    }
    return found;
  });

  let names = new Map<string, string>();
  for (let round = 0; round < 4; round++) {
    const mentions = new Map<string, string[]>();
    for (const row of rows) {
      const line = hash(lineOf(row, names));
      for (const [index, id] of row.ids.entries()) {
        const said = mentions.get(id) ?? [];
        said.push(`${index} ${line}`);
        mentions.set(id, said);
      }
    }
    names = new Map([...mentions].map(([id, said]) => [id, hash(said.sort().join('\n'))]));
  }
  return rows.map((row) => `${row.table} ${hash(lineOf(row, names))} ${row.content}`).sort();
}

function rowOf(table: string, row: Record<string, unknown>): Row {
  const text = JSON.stringify(row, (key, value) => {
    if (moments.has(key)) return value === null ? null : 'then';
    // Where the file lies on this machine.
    if (key === 'path') return String(value).replace(/^.*\/uploads\//, '');
    return value;
  });
  const ids: string[] = [];
  const content = text.replace(uuid, (id) => {
    ids.push(id);
    return '#';
  });
  return { table, content, ids };
}

function lineOf({ table, content, ids }: Row, names: Map<string, string>): string {
  return `${table} ${content} ${ids.map((id) => names.get(id) ?? '').join(' ')}`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

/**
 * What stands in one dump more often than in the other, for a message a person can read: rows whose own
 * content differs, else those that point elsewhere.
 */
export function differences(one: string[], other: string[]): string[] {
  const own = (lines: string[]) => lines.map((line) => line.replace(/^(\S+) \S+/, '$1'));
  const found = surplus(own(one), own(other));
  return (found.length > 0 ? found : surplus(one, other)).slice(0, 20);
}

function surplus(one: string[], other: string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of one) counts.set(line, (counts.get(line) ?? 0) + 1);
  for (const line of other) counts.set(line, (counts.get(line) ?? 0) - 1);
  return [...counts]
    .filter(([, more]) => more !== 0)
    .map(
      ([line, more]) => `${Math.abs(more)}× only in the ${more > 0 ? 'first' : 'second'}: ${line}`,
    );
}
