import { hash } from 'node:crypto';
import { sql } from 'kysely';
import type { FeedSettings } from '../../../shared/platform/connections.ts';
import { prepareValue } from '../../identify/statements/values.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { Connected } from '../../platform/connections/connector.ts';
import { workspaceCountry } from '../../platform/workspaces/workspaces.ts';
import { writeActivity } from '../activities/writing.ts';
import { isNamed } from './names.ts';
import type { Post } from './reading.ts';

/** What was said so long ago waits for no answer. */
const oldestDays = 30;

/** Writes down those of the posts that name the company and are not here yet. */
export async function keepMentions(
  transaction: Transaction,
  { name, reach, settings }: Pick<Connected<FeedSettings, unknown>, 'name' | 'reach' | 'settings'>,
  posts: readonly Post[],
): Promise<number> {
  const { db, actor } = transaction;
  const now = Temporal.Now.instant();
  const since = now.subtract({ hours: 24 * oldestDays });
  const isNews = ({ at }: Post) => at === null || Temporal.Instant.compare(at, since) >= 0;
  const named = posts.filter(
    (post) => isNews(post) && isNamed(`${post.title} ${post.text}`, settings.names),
  );
  const byRef = new Map(named.map((post) => [hash('sha256', post.id), post]));
  const { rows } = await sql<{ ref: string }>`
    select ref from mentions where workspace_id = ${actor.workspaceId}
      and audience = ${reach.audience} and ref = any (${[...byRef.keys()]}::text[])`.execute(db);
  for (const { ref } of rows) byRef.delete(ref);
  for (const [ref, post] of byRef) {
    const pages = pagesOf(post.profiles, await workspaceCountry(transaction));
    const personId = await whoToldUs(transaction, pages);
    const at = post.at && Temporal.Instant.compare(post.at, now) < 0 ? post.at : now.toString();
    const { id, audience } = await writeActivity(transaction, {
      kind: 'mention',
      direction: 'in',
      partyIds: personId ? [personId] : [],
      ...(post.title ? { subject: post.title } : {}),
      text: post.text || post.title,
      occurredAt: at,
      visibility: reach.visibility,
      ...(reach.visibility === 'team' ? { teamId: reach.audience } : {}),
    });
    await db
      .insertInto('mentions')
      .values({
        workspace_id: actor.workspaceId,
        activity_id: id,
        audience,
        at: Temporal.Instant.from(at),
        source: name,
        ref,
        url: post.url,
        author: post.author,
        profiles: pages.map((page) => hash('sha256', page)),
      })
      .execute();
  }
  return byRef.size;
}

/** Pages as they are compared, however they are written. */
const pagesOf = (profiles: readonly string[], country: string): string[] => [
  ...new Set(
    profiles.flatMap((page) => {
      try {
        return prepareValue('web', page, country).valueKey;
      } catch {
        return [];
      }
    }),
  ),
];

/** Only whoever said themselves that a page is theirs is known by it; nobody is looked for. */
async function whoToldUs(
  { db, actor }: Transaction,
  pages: readonly string[],
): Promise<string | null> {
  if (pages.length === 0) return null;
  const { rows } = await sql<{ id: string }>`
    select distinct p.id from statements s
    join parties p on p.workspace_id = s.workspace_id and p.id = s.party_id
    where s.workspace_id = ${actor.workspaceId} and s.topic = 'web' and s.basis = 'told'
      and s.value_key = any (${pages}::text[]) and s.superseded_at is null
      and p.kind = 'person' and p.trashed_at is null limit 2`.execute(db);
  // A page that two people call theirs says of neither that they wrote.
  return rows.length === 1 ? rows[0]!.id : null;
}
