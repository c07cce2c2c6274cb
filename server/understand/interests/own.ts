import { z } from 'zod';
import {
  InterestVisibility,
  type OwnInterest,
  type OwnInterestChange,
  type OwnInterestInput,
} from '../../../shared/understand/interests/interests.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { audienceOf, ChangedMeanwhile, ReadOnly } from '../../platform/access/reach.ts';
import { nextId } from '../../platform/database/ids.ts';
import { record } from '../../platform/events/events.ts';
import { requireUnchanged, undoable } from '../../platform/events/undo.ts';
import { NodeNotFound, OwnInterestNotFound, TooManyInterests } from './errors.ts';
import { readNodes } from './nodes.ts';

const mostInterests = 200;

/**
 * One’s own interests, whoever may know of them. Their history is always one’s own: what is shared today may
 * have been put into other words while it was not.
 */
export async function ownInterests({ db, actor }: Transaction): Promise<OwnInterest[]> {
  const rows = await db
    .selectFrom('own_interests')
    .select(['id', 'text', 'node', 'involvement', 'visibility', 'version'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('user_id', '=', actor.userId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, visibility: InterestVisibility.parse(row.visibility) }));
}

export async function addOwnInterest(
  transaction: Transaction,
  { text, node, involvement, visibility }: z.output<typeof OwnInterestInput>,
  id: string = nextId(),
): Promise<{ id: string; event: string }> {
  const { db, actor } = transaction;
  if (actor.kind !== 'user') throw new ReadOnly();
  if (node) await requireNode(transaction, 'node', [node]);
  if ((await ownInterests(transaction)).length >= mostInterests) throw new TooManyInterests();
  const audience = audienceOf(actor.workspaceId, visibility, actor.userId, null);
  await db
    .insertInto('own_interests')
    .values({
      workspace_id: actor.workspaceId,
      id,
      audience,
      user_id: actor.userId,
      visibility,
      text,
      node: node ?? null,
      involvement,
    })
    .execute();
  const [event] = await record(transaction, {
    subject: 'own interest',
    subjectId: id,
    audience: actor.userId,
    verb: 'added',
    after: { text, node: node ?? null, involvement, visibility },
  });
  return { id, event: event! };
}

export async function changeOwnInterest(
  transaction: Transaction,
  id: string,
  { version, ...change }: OwnInterestChange,
): Promise<{ event: string; version: number }> {
  const { db, actor } = transaction;
  const interest = await find(transaction, id);
  if (interest.version !== version) throw new ChangedMeanwhile();
  if (change.node) await requireNode(transaction, 'node', [change.node]);
  const before = saidOf(interest);
  const after = { ...before, ...withoutGaps(change) };
  const audience = audienceOf(actor.workspaceId, after.visibility, actor.userId!, null);
  const { numUpdatedRows } = await db
    .updateTable('own_interests')
    .set({ ...after, audience, version: version + 1 })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new ChangedMeanwhile();
  const [event] = await record(transaction, {
    subject: 'own interest',
    subjectId: id,
    audience: actor.userId!,
    verb: 'changed',
    before,
    after,
  });
  return { event: event!, version: version + 1 };
}

/** Gone at once; only its owner's own history can bring it back. */
export async function removeOwnInterest(
  transaction: Transaction,
  id: string,
  version: number,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const interest = await find(transaction, id);
  const { numDeletedRows } = await db
    .deleteFrom('own_interests')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw new ChangedMeanwhile();
  const [event] = await record(transaction, {
    subject: 'own interest',
    subjectId: id,
    audience: actor.userId!,
    verb: 'removed',
    before: saidOf(interest),
  });
  return { event: event! };
}

/** Refuses nodes that are not in the company's taxonomy. */
export async function requireNode(
  transaction: Transaction,
  field: string,
  ids: readonly string[],
): Promise<void> {
  const { standing } = await readNodes(transaction);
  if (ids.some((id) => !standing(id))) throw new NodeNotFound(field);
}

async function find(transaction: Transaction, id: string): Promise<OwnInterest> {
  const interest = (await ownInterests(transaction)).find((one) => one.id === id);
  if (!interest) throw new OwnInterestNotFound();
  return interest;
}

const saidOf = ({ text, node, involvement, visibility }: OwnInterest) => ({
  text,
  node,
  involvement,
  visibility,
});

function withoutGaps<Change extends object>(change: Change): Partial<Change> {
  return Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== undefined),
  ) as Partial<Change>;
}

const Said = z.object({
  text: z.string(),
  node: z.string().nullable(),
  involvement: z.number(),
  visibility: InterestVisibility,
});

export function registerOwnInterestUndo(): void {
  undoable(
    'own interest',
    'added',
    async (transaction, { subjectId }) => {
      const { version } = await find(transaction, subjectId);
      return removeOwnInterest(transaction, subjectId, version);
    },
    'removed',
  );
  undoable('own interest', 'changed', async (transaction, { subjectId, before, after }) => {
    const interest = await find(transaction, subjectId);
    requireUnchanged(saidOf(interest), Said.parse(after));
    const { version } = interest;
    return changeOwnInterest(transaction, subjectId, { ...Said.parse(before), version });
  });
  undoable(
    'own interest',
    'removed',
    (transaction, { subjectId, before }) => {
      const { node, ...said } = Said.parse(before);
      return addOwnInterest(transaction, { ...said, ...(node ? { node } : {}) }, subjectId);
    },
    'added',
  );
}
