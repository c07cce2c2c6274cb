import { z } from 'zod';
import type {
  OfferingChange,
  OfferingInput,
  OfferingsView,
  OfferingView,
} from '../../../shared/understand/needs.ts';
import { mayNote } from '../../interact/dealings/sides.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { ChangedMeanwhile } from '../../platform/access/reach.ts';
import { violatedConstraint } from '../../platform/database/failures.ts';
import { nextId } from '../../platform/database/ids.ts';
import { record } from '../../platform/events/events.ts';
import { requireUnchanged, undoable, undoableByOthers } from '../../platform/events/undo.ts';
import { OfferingExists, OfferingNotFound, TooManyOfferings } from './errors.ts';

const mostOfferings = 200;

/** What the company offers, by name. */
export async function viewOfferings(transaction: Transaction): Promise<OfferingsView> {
  return { rows: await listOfferings(transaction), can: { edit: mayNote(transaction) } };
}

export async function listOfferings(
  { db, actor }: Transaction,
  { removed = false }: { removed?: boolean } = {},
): Promise<OfferingView[]> {
  return db
    .selectFrom('offerings')
    .select(['id', 'name', 'meets', 'version'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('removed_at', removed ? 'is not' : 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute();
}

export async function addOffering(
  transaction: Transaction,
  { name, meets }: OfferingInput,
): Promise<{ id: string; event: string }> {
  const { db, actor } = transaction;
  if ((await listOfferings(transaction)).length >= mostOfferings) throw new TooManyOfferings();
  const id = nextId();
  await db
    .insertInto('offerings')
    .values({ workspace_id: actor.workspaceId, id, audience: actor.workspaceId, name, meets })
    .execute()
    .catch(translateTaken(name));
  return { id, event: await tell(transaction, id, 'added', { after: { name, meets } }) };
}

export async function changeOffering(
  transaction: Transaction,
  id: string,
  { version, name, meets }: OfferingChange,
): Promise<{ event: string; version: number }> {
  const offering = await standing(transaction, id, version);
  const before = { name: offering.name, meets: offering.meets };
  const after = { name: name ?? offering.name, meets: meets ?? offering.meets };
  await write(transaction, offering, after);
  const event = await tell(transaction, id, 'changed', { before, after });
  return { event, version: version + 1 };
}

/** Offered no more: what it met needs something else. */
export async function removeOffering(
  transaction: Transaction,
  id: string,
  version: number,
): Promise<{ event: string; version: number }> {
  const offering = await standing(transaction, id, version);
  await write(transaction, offering, { removed_at: Temporal.Now.instant() });
  const { name, meets } = offering;
  const event = await tell(transaction, id, 'removed', { before: { name, meets } });
  return { event, version: version + 1 };
}

async function restoreOffering(
  transaction: Transaction,
  id: string,
): Promise<{ event: string; version: number }> {
  const removed = await listOfferings(transaction, { removed: true });
  const offering = removed.find((one) => one.id === id);
  if (!offering) throw new OfferingNotFound();
  await write(transaction, offering, { removed_at: null });
  const event = await tell(transaction, id, 'restored');
  return { event, version: offering.version + 1 };
}

/** One that is offered now, at the version on which the change was made. */
export async function standing(
  transaction: Transaction,
  id: string,
  version?: number,
): Promise<OfferingView> {
  const offering = (await listOfferings(transaction)).find((one) => one.id === id);
  if (!offering) throw new OfferingNotFound();
  if (version !== undefined && offering.version !== version) throw new ChangedMeanwhile();
  return offering;
}

async function write(
  { db, actor }: Transaction,
  { id, version, name }: OfferingView,
  change: { name?: string; meets?: string; removed_at?: Temporal.Instant | null },
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('offerings')
    .set({ ...change, version: version + 1 })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
    .catch(translateTaken(change.name ?? name));
  if (numUpdatedRows === 0n) throw new ChangedMeanwhile();
}

function translateTaken(name: string) {
  return (error: unknown): never => {
    if (violatedConstraint(error) === 'offerings_by_name') throw new OfferingExists(name);
    throw error;
  };
}

async function tell(
  transaction: Transaction,
  id: string,
  verb: 'added' | 'changed' | 'removed' | 'restored',
  what: { before?: object; after?: object } = {},
): Promise<string> {
  const [event] = await record(transaction, {
    subject: 'offering',
    subjectId: id,
    audience: transaction.actor.workspaceId,
    verb,
    ...what,
  });
  return event!;
}

const Said = z.object({ name: z.string(), meets: z.string() });

export function registerOfferingUndo(): void {
  const remove = async (transaction: Transaction, { subjectId }: { subjectId: string }) =>
    removeOffering(transaction, subjectId, (await standing(transaction, subjectId)).version);
  undoable('offering', 'added', remove, 'removed');
  undoable('offering', 'restored', remove, 'removed');
  undoable(
    'offering',
    'removed',
    (transaction, { subjectId }) => restoreOffering(transaction, subjectId),
    'restored',
  );
  undoable('offering', 'changed', async (transaction, { subjectId, before, after }) => {
    const { name, meets, version } = await standing(transaction, subjectId);
    requireUnchanged({ name, meets }, Said.parse(after));
    return changeOffering(transaction, subjectId, { ...Said.parse(before), version });
  });
  undoableByOthers('offering', 'added', 'changed', 'removed', 'restored');
}
