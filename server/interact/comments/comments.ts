import type { About, CommentView, Listeners } from '../../../shared/interact/comments.ts';
import { mentionedIn } from '../../../shared/interact/mentions.ts';
import { Id } from '../../../shared/platform/values.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { readersOf } from '../../platform/access/readers.ts';
import { UnusableCursor } from '../../platform/catalog/query.ts';
import { subjectOf } from './subjects.ts';

/** Finds a comment among those the actor may see, removed or not. */
export function findComment({ db, actor }: Transaction, id: string) {
  return db
    .selectFrom('comments')
    .select([
      'id',
      'audience',
      'party_id',
      'activity_id',
      'author_id',
      'text',
      'asked',
      'answers_id',
      'version',
      'removed_at',
      'removed_by',
    ])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
}
export type Comment = NonNullable<Awaited<ReturnType<typeof findComment>>>;

/** What was said of something, newest first. */
export async function commentsOn(
  transaction: Transaction,
  about: About,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ rows: CommentView[]; next: string | null }> {
  const { db, actor } = transaction;
  if (cursor !== undefined && !Id.safeParse(cursor).success) throw new UnusableCursor();
  const { partyId, activityId } = await subjectOf(transaction, about);
  let query = db
    .selectFrom('comments')
    .select([
      'id',
      'author_id',
      'text',
      'asked',
      'answers_id',
      'written_at',
      'edited_at',
      'version',
    ])
    .where('workspace_id', '=', actor.workspaceId)
    .where('removed_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(limit + 1);
  query = partyId
    ? query.where('party_id', '=', partyId)
    : query.where('activity_id', '=', activityId);
  if (cursor) query = query.where('id', '<', cursor);
  const found = await query.execute();
  const shown = found.slice(0, limit);
  const nameOf = await namesOf(
    transaction,
    shown.flatMap(({ author_id, text, asked }) => [
      author_id,
      ...mentionedIn(text),
      ...(asked ?? []),
    ]),
  );
  const named = (ids: string[]) => ids.flatMap((id) => nameOf(id) ?? []);
  const writes = actor.kind === 'user' && !actor.readOnly;
  return {
    rows: shown.map((row) => {
      const isOwn = row.author_id === actor.userId;
      return {
        id: row.id,
        author: nameOf(row.author_id) ?? { id: row.author_id, name: '?' },
        text: row.text,
        mentioned: named(mentionedIn(row.text)),
        asked: row.asked && named(row.asked),
        answers: row.answers_id,
        writtenAt: row.written_at.toString(),
        editedAt: row.edited_at?.toString() ?? null,
        version: row.version,
        can: {
          edit: writes && isOwn,
          remove: writes && (isOwn || actor.level === 'owner'),
        },
      };
    }),
    next: found.length > limit ? shown.at(-1)!.id : null,
  };
}

/** How much was said of something. */
export async function countComments(transaction: Transaction, about: About): Promise<number> {
  const { db, actor } = transaction;
  const { partyId, activityId } = await subjectOf(transaction, about);
  let query = db
    .selectFrom('comments')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspace_id', '=', actor.workspaceId)
    .where('removed_at', 'is', null);
  query = partyId
    ? query.where('party_id', '=', partyId)
    : query.where('activity_id', '=', activityId);
  return (await query.executeTakeFirstOrThrow()).count;
}

async function namesOf({ db, actor }: Transaction, ids: string[]) {
  const users =
    ids.length === 0
      ? []
      : await db
          .selectFrom('users')
          .select(['id', 'name'])
          .where('workspace_id', '=', actor.workspaceId)
          .where('id', 'in', [...new Set(ids)])
          .execute();
  const byId = new Map(users.map((user) => [user.id, user]));
  return (id: string) => byId.get(id);
}

/** The colleagues who could be named in a comment, with whether they would ever read it. */
export async function listenersTo(transaction: Transaction, about: About): Promise<Listeners> {
  const { db, actor } = transaction;
  const subject = await subjectOf(transaction, about);
  const readers = await readersOf(transaction, subject.audience);
  const teams =
    actor.kind === 'user' && actor.teamIds.length > 0
      ? await db
          .selectFrom('team_users')
          .innerJoin('teams', (join) =>
            join
              .onRef('teams.workspace_id', '=', 'team_users.workspace_id')
              .onRef('teams.id', '=', 'team_users.team_id'),
          )
          .select(['user_id', 'teams.id', 'name'])
          .where('team_users.workspace_id', '=', actor.workspaceId)
          .where('team_id', 'in', actor.teamIds)
          .orderBy('name')
          .execute()
      : [];
  return {
    rows: readers
      .filter(({ id }) => id !== actor.userId)
      .map((reader) => ({
        ...reader,
        through: teams
          .filter(({ user_id }) => user_id === reader.id && !reader.sees)
          .map(({ id, name }) => ({ id, name })),
      })),
    canShare: subject.canShare && !subject.isHeadersOnly,
  };
}
