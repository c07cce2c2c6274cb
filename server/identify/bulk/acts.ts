import { randomUUIDv7 } from 'node:crypto';
import type { z } from 'zod';
import {
  ActChange,
  type BulkAct,
  BulkCounts,
  type BulkInput,
  type BulkKind,
  LeftAlone,
  Selection,
} from '../../../shared/identify/bulk.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { NotYourTeam, ReadOnly } from '../../platform/access/reach.ts';
import { announce, record } from '../../platform/events/events.ts';
import { userExists } from '../../platform/workspaces/workspaces.ts';
import { NoSuchUser } from '../parties/errors.ts';
import { editingOf, isFieldChange } from './edits.ts';
import { BulkActNotFound } from './errors.ts';
import type { Left } from './records.ts';

const LeftInRow = LeftAlone.pick({ id: true, because: true });

/** What an act is about, and how far it is. */
export type Act = NonNullable<Awaited<ReturnType<typeof findAct>>>;

/** The first that stay as they are are told by name; the others are counted. */
export const mostLeft = 100;

/** Writes down what is to be done, after asking whether it can be. */
export async function beginAct(
  transaction: Transaction,
  { kind, selection, change }: z.output<typeof BulkInput>,
  status: 'waiting' | 'running',
): Promise<string> {
  const { actor } = transaction;
  if (actor.kind !== 'user' || actor.readOnly) throw new ReadOnly();
  if (isFieldChange(change)) await editingOf(transaction, kind, change);
  if (change.do === 'assign' && change.to && !(await userExists(transaction, change.to)))
    throw new NoSuchUser();
  if (change.do === 'share' && change.visibility === 'team') {
    if (!actor.audiences.includes(change.teamId!)) throw new NotYourTeam();
  }
  const id = await noteBegun(transaction, { kind, selection, change, status });
  if (status === 'waiting') {
    await announce(transaction, {
      audience: actor.userId,
      subject: 'bulk',
      id,
      verb: 'started',
    });
  }
  return id;
}

/** The row of an act, which is its actor's alone. */
export async function noteBegun(
  { db, actor }: Transaction,
  act: { kind: BulkKind; selection: Selection; change: ActChange; status: BulkAct['status'] },
): Promise<string> {
  const id = randomUUIDv7();
  await db
    .insertInto('bulk_acts')
    .values({
      workspace_id: actor.workspaceId,
      id,
      audience: actor.userId!,
      owner_id: actor.userId!,
      kind: act.kind,
      selection: JSON.stringify(act.selection),
      change: JSON.stringify(act.change),
      status: act.status,
    })
    .execute();
  return id;
}

export async function findAct({ db, actor }: Transaction, id: string) {
  const row = await db
    .selectFrom('bulk_acts')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    ...row,
    kind: row.kind as BulkKind,
    status: row.status as BulkAct['status'],
    // The columns hold what BulkInput let in.
    selection: Selection.parse(row.selection),
    change: ActChange.parse(row.change),
    counts: BulkCounts.parse(row.counts),
    refused: LeftInRow.array().parse(row.refused),
    kept: LeftInRow.array().parse(row.kept),
  };
}

/** Writes down how far an act is. */
export async function noteAct(
  { db, actor }: Transaction,
  id: string,
  what: {
    status?: BulkAct['status'];
    actedAt?: string;
    total?: number;
    done?: number;
    counts?: BulkCounts;
    refused?: Left[];
    kept?: Left[];
    error?: string | null;
    finished?: boolean;
    undone?: boolean;
  },
): Promise<void> {
  const now = Temporal.Now.instant();
  await db
    .updateTable('bulk_acts')
    .set({
      ...(what.status && { status: what.status }),
      ...(what.actedAt && { acted_at: Temporal.Instant.from(what.actedAt) }),
      ...(what.total !== undefined && { total: what.total }),
      ...(what.done !== undefined && { done: what.done }),
      ...(what.counts && { counts: JSON.stringify(what.counts) }),
      ...(what.refused && { refused: JSON.stringify(what.refused.slice(0, mostLeft)) }),
      ...(what.kept && { kept: JSON.stringify(what.kept.slice(0, mostLeft)) }),
      ...(what.error !== undefined && { error: what.error }),
      ...(what.finished && { finished_at: now }),
      ...(what.undone && { undone_at: now }),
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute();
}

/** The end of an act or of its undo, for whoever waits for it. */
export async function tellOfAct(
  transaction: Transaction,
  { id, owner_id }: Pick<Act, 'id' | 'owner_id'>,
  verb: 'done' | 'undone',
  particulars: object,
): Promise<void> {
  await record(transaction, {
    subject: 'bulk',
    subjectId: id,
    audience: owner_id,
    verb,
    particulars,
  });
}

export async function viewAct(transaction: Transaction, id: string): Promise<BulkAct> {
  const act = await findAct(transaction, id);
  if (!act) throw new BulkActNotFound();
  return {
    id: act.id,
    kind: act.kind,
    change: act.change,
    status: act.status,
    total: act.total,
    done: act.done,
    counts: act.counts,
    refused: await named(transaction, act.refused),
    kept: await named(transaction, act.kept),
    error: act.error,
    createdAt: act.created_at.toString(),
    finishedAt: act.finished_at?.toString() ?? null,
    undoneAt: act.undone_at?.toString() ?? null,
  };
}

/** The names of records left alone, of those that the reader still may see. */
export async function named(
  { db, actor }: Transaction,
  left: readonly Left[],
): Promise<LeftAlone[]> {
  if (left.length === 0) return [];
  const rows = await db
    .selectFrom('parties')
    .select(['id', 'kind', 'name'])
    .where('workspace_id', '=', actor.workspaceId)
    .where(
      'id',
      'in',
      left.map(({ id }) => id),
    )
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return left.flatMap(({ id, because }) => {
    const party = byId.get(id);
    return party ? [{ id, kind: party.kind as PartyKind, name: party.name, because }] : [];
  });
}
