import type { CommentChange, CommentInput } from '../../../shared/interact/comments.ts';
import { mentionedIn } from '../../../shared/interact/mentions.ts';
import type { Changed } from '../../identify/parties/editing.ts';
import { InTrash } from '../../identify/parties/errors.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { ChangedMeanwhile, ReadOnly } from '../../platform/access/reach.ts';
import { readersOf } from '../../platform/access/readers.ts';
import { nextId } from '../../platform/database/ids.ts';
import { record } from '../../platform/events/events.ts';
import { ActivityNotFound, TextNotShared } from '../activities/errors.ts';
import { type Comment, findComment } from './comments.ts';
import {
  CannotSeeIt,
  CommentNotFound,
  CommentNotYours,
  CommentRemoved,
  NobodyCalledThat,
  NoSuchQuestion,
} from './errors.ts';
import { type Subject, subjectOf } from './subjects.ts';
import { tellOfComment, tellOfMention } from './telling.ts';

/** Says something about a record or an entry to everybody who sees it. */
export async function writeComment(
  transaction: Transaction,
  input: CommentInput,
): Promise<{ id: string; event: string }> {
  const { db, actor } = transaction;
  if (actor.kind !== 'user' || actor.readOnly) throw new ReadOnly();
  const subject = await subjectOf(transaction, input.about);
  if (subject.isHeadersOnly && subject.ownerId !== actor.userId) throw new TextNotShared();
  if (subject.isTrashed) throw subject.activityId ? new ActivityNotFound() : new InTrash();
  const mentioned = mentionedIn(input.text);
  const asked = input.asks ? [...new Set(input.asks)].filter((id) => id !== actor.userId) : [];
  await requireListeners(transaction, subject, [...mentioned, ...asked]);
  const question = input.answers
    ? await questionOn(transaction, subject, input.answers)
    : undefined;
  const id = nextId();
  await db
    .insertInto('comments')
    .values({
      workspace_id: actor.workspaceId,
      id,
      audience: subject.audience,
      party_id: subject.partyId,
      activity_id: subject.activityId,
      author_id: actor.userId,
      text: input.text,
      asked: asked.length > 0 ? asked : null,
      answers_id: question?.id ?? null,
    })
    .execute();
  const [event] = await record(transaction, {
    subject: 'comment',
    subjectId: id,
    audience: subject.audience,
    verb: 'written',
    particulars: aboutOf(subject),
  });
  await tellOfComment(transaction, subject, {
    id,
    mentioned,
    asked,
    asking: question?.author_id ?? null,
  });
  return { id, event: event! };
}

/** The author puts it in other words; whoever is newly named is told. */
export async function changeComment(
  transaction: Transaction,
  id: string,
  { text, version }: CommentChange,
  undoes?: string,
): Promise<Changed> {
  const comment = await commentToChange(transaction, id, version);
  if (comment.author_id !== transaction.actor.userId) throw new CommentNotYours();
  const subject = await subjectOfComment(transaction, comment);
  const known = mentionedIn(comment.text);
  const named = mentionedIn(text).filter((userId) => !known.includes(userId));
  await requireListeners(transaction, subject, named);
  await update(transaction, comment, { text, edited_at: Temporal.Now.instant() });
  const [event] = await record(transaction, {
    subject: 'comment',
    subjectId: id,
    audience: comment.audience,
    verb: 'edited',
    particulars: { ...aboutOf(subject), ...(undoes ? { undoes } : {}) },
    before: { text: comment.text },
    after: { text },
  });
  await tellOfMention(transaction, subject, id, named);
  return { event: event!, version: comment.version + 1 };
}

export async function removeComment(
  transaction: Transaction,
  id: string,
  version: number,
): Promise<Changed> {
  const comment = await commentToChange(transaction, id, version);
  const { actor } = transaction;
  await update(transaction, comment, {
    removed_at: Temporal.Now.instant(),
    removed_by: actor.userId,
  });
  return tell(transaction, comment, 'removed');
}

export async function restoreComment(transaction: Transaction, id: string): Promise<Changed> {
  const comment = await findComment(transaction, id);
  if (!comment) throw new CommentNotFound();
  requireOwn(transaction, comment);
  const { actor } = transaction;
  // What an owner took out, its author does not bring back.
  if (
    comment.removed_by &&
    comment.removed_by !== actor.userId &&
    comment.author_id === actor.userId
  )
    throw new CommentNotYours();
  if (comment.removed_at)
    await update(transaction, comment, { removed_at: null, removed_by: null });
  return tell(transaction, comment, 'restored', comment.removed_at ? 1 : 0);
}

async function tell(
  transaction: Transaction,
  comment: Comment,
  verb: string,
  changes = 1,
): Promise<Changed> {
  const [event] = await record(transaction, {
    subject: 'comment',
    subjectId: comment.id,
    audience: comment.audience,
    verb,
    particulars: comment.party_id
      ? { partyId: comment.party_id }
      : { activityId: comment.activity_id },
  });
  return { event: event!, version: comment.version + changes };
}

async function commentToChange(
  transaction: Transaction,
  id: string,
  version: number,
): Promise<Comment> {
  const comment = await findComment(transaction, id);
  if (!comment) throw new CommentNotFound();
  requireOwn(transaction, comment);
  if (comment.removed_at) throw new CommentRemoved();
  if (comment.version !== version) throw new ChangedMeanwhile();
  return comment;
}

/** Whoever wrote it, and owners of the workspace where it must not stay. */
function requireOwn({ actor }: Transaction, { author_id }: Comment): void {
  const isOwn = author_id === actor.userId;
  if (actor.kind !== 'user' || actor.readOnly || !(isOwn || actor.level === 'owner')) {
    throw new CommentNotYours();
  }
}

/** A name in a comment is a promise that its bearer reads it. */
async function requireListeners(
  transaction: Transaction,
  subject: Subject,
  ids: string[],
): Promise<void> {
  if (ids.length === 0) return;
  const readers = await readersOf(transaction, subject.audience);
  const called = ids.map((id) => readers.find((reader) => reader.id === id));
  if (called.some((reader) => reader === undefined)) throw new NobodyCalledThat();
  const blind = called.filter((reader) => !reader!.sees).map((reader) => reader!.name);
  if (blind.length > 0) throw new CannotSeeIt([...new Set(blind)]);
}

async function questionOn(transaction: Transaction, subject: Subject, id: string) {
  const question = await findComment(transaction, id);
  if (
    !question?.asked ||
    question.removed_at ||
    question.party_id !== subject.partyId ||
    question.activity_id !== subject.activityId
  ) {
    throw new NoSuchQuestion();
  }
  return question;
}

function subjectOfComment(transaction: Transaction, comment: Comment): Promise<Subject> {
  return subjectOf(
    transaction,
    comment.party_id ? { partyId: comment.party_id } : { activityId: comment.activity_id! },
  );
}

function aboutOf({ partyId, activityId }: Subject) {
  return partyId ? { partyId } : { activityId };
}

async function update(
  { db, actor }: Transaction,
  comment: Comment,
  change: {
    text?: string;
    edited_at?: Temporal.Instant;
    removed_at?: Temporal.Instant | null;
    removed_by?: string | null;
  },
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('comments')
    .set({ ...change, version: comment.version + 1 })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', comment.id)
    .where('version', '=', comment.version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new ChangedMeanwhile();
}
