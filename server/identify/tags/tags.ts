import { sql } from 'kysely';
import type { TagView } from '../../../shared/identify/tags.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';
import type { Transaction } from '../../platform/access/actor.ts';

/** Far more tags than anybody keeps apart. */
const mostTags = 2_000;
/** Counted up to here; more is said to be more. */
const mostCounted = 10_000;

/**
 * The tags on records the actor may see, with how many bear them: those that begin with the text first. Walks
 * from tag to tag in the index, so that a tag on a million people costs one step.
 */
export async function findTags(
  { db, actor }: Transaction,
  text: string,
  limit: number,
): Promise<TagView[]> {
  const of = sql`from party_tags where workspace_id = ${actor.workspaceId}`;
  const { rows } = await sql<{ key: string; tag: string }>`
    with recursive known as (
      (select key, tag ${of} order by key limit 1)
      union all
      select following.key, following.tag from known, lateral (
        select key, tag ${of} and key > known.key order by key limit 1) following
    )
    select key, tag from known limit ${sql.lit(mostTags)}`.execute(db);
  const wanted = foldForSearch(text);
  const place = (key: string) => (key.startsWith(wanted) ? 0 : 1);
  const found = rows
    .filter(({ key }) => key.includes(wanted))
    .sort((a, b) => place(a.key) - place(b.key))
    .slice(0, limit);
  if (found.length === 0) return [];
  const { rows: counts } = await sql<{ key: string; count: number }>`
    select wanted.key, (select count(*) from (
      select ${of} and party_tags.key = wanted.key limit ${sql.lit(mostCounted + 1)}) bearers) as count
    from unnest(${found.map(({ key }) => key)}::text[]) as wanted (key)`.execute(db);
  const byKey = new Map(counts.map(({ key, count }) => [key, count]));
  return found.map(({ key, tag }) => {
    const count = byKey.get(key) ?? 0;
    return { tag, count: Math.min(count, mostCounted), exact: count <= mostCounted };
  });
}
