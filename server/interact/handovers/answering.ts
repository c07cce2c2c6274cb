import type { HandoverState } from '../../../shared/interact/handovers.ts';
import type { Changed } from '../../identify/parties/editing.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { ChangedMeanwhile, ReadOnly } from '../../platform/access/reach.ts';
import { workspaceZone } from '../../platform/workspaces/workspaces.ts';
import { HandoverAnswered, HandoverNotFound, HandoverNotYours } from './errors.ts';
import { findHandover, type Handover } from './handovers.ts';
import { moveBack, moveToSuccessor } from './moving.ts';
import { tellOfHandover } from './telling.ts';

/** The successor takes over: at once, or on the day it was proposed for. */
export async function acceptHandover(
  transaction: Transaction,
  id: string,
  version: number,
): Promise<Changed> {
  const handover = await handoverAt(transaction, id, version, ['proposed']);
  if (handover.to_id !== transaction.actor.userId) throw new HandoverNotYours();
  const today = await todayIn(transaction);
  const isTime = !handover.begins_on || Temporal.PlainDate.compare(handover.begins_on, today) <= 0;
  await setState(transaction, handover, isTime ? 'begun' : 'accepted', { answered: true });
  if (isTime) await asHouse(transaction, (house) => moveToSuccessor(house, handover));
  return changed(transaction, handover, 'accepted');
}

export async function declineHandover(
  transaction: Transaction,
  id: string,
  { version, answer }: { version: number; answer: string },
): Promise<Changed> {
  const handover = await handoverAt(transaction, id, version, ['proposed']);
  if (handover.to_id !== transaction.actor.userId) throw new HandoverNotYours();
  await setState(transaction, handover, 'declined', { answered: true, answer });
  return changed(transaction, handover, 'declined');
}

/** Whoever proposed it, hands over or owns the workspace calls it off while nothing has moved yet. */
export async function withdrawHandover(
  transaction: Transaction,
  id: string,
  version: number,
): Promise<Changed> {
  const handover = await handoverAt(transaction, id, version, ['proposed', 'accepted']);
  requireGiver(transaction, handover);
  await setState(transaction, handover, 'withdrawn');
  return changed(transaction, handover, 'withdrawn');
}

/** What was handed over goes back before its time. */
export async function endHandover(
  transaction: Transaction,
  id: string,
  version: number,
): Promise<Changed> {
  const handover = await handoverAt(transaction, id, version, ['begun']);
  if (handover.to_id !== transaction.actor.userId) requireGiver(transaction, handover);
  await setState(transaction, handover, 'ended');
  await asHouse(transaction, (house) => moveBack(house, handover));
  return changed(transaction, handover, 'ended');
}

/** Takes an answer, a withdrawal or an end back: it stands where it stood before. */
export async function reopenHandover(
  transaction: Transaction,
  id: string,
  { from, to, undoes }: { from: HandoverState[]; to: HandoverState; undoes: string },
): Promise<Changed> {
  const handover = await handoverAt(transaction, id, undefined, from);
  const wasBegun = handover.state === 'begun';
  await setState(transaction, handover, to);
  await asHouse(transaction, async (house) => {
    if (wasBegun) await moveBack(house, handover);
    if (to === 'begun') await moveToSuccessor(house, handover);
  });
  return changed(transaction, handover, 'reopened', undoes);
}

async function handoverAt(
  transaction: Transaction,
  id: string,
  version: number | undefined,
  states: HandoverState[],
): Promise<Handover> {
  const { actor } = transaction;
  if (actor.kind !== 'user' || actor.readOnly) throw new ReadOnly();
  const handover = await findHandover(transaction, id);
  if (!handover) throw new HandoverNotFound();
  if (!states.some((state) => state === handover.state)) throw new HandoverAnswered();
  if (version !== undefined && handover.version !== version) throw new ChangedMeanwhile();
  return handover;
}

function requireGiver({ actor }: Transaction, { from_id, proposed_by }: Handover): void {
  const gives = actor.userId === from_id || actor.userId === proposed_by;
  if (!gives && !(actor.kind === 'user' && actor.level === 'owner')) throw new HandoverNotYours();
}

/** One state at a time: whoever comes second is told so. */
export async function setState(
  { db, actor }: Transaction,
  handover: Handover,
  state: HandoverState,
  { answered = false, answer }: { answered?: boolean; answer?: string } = {},
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('handovers')
    .set({
      state,
      version: handover.version + 1,
      ...(answered ? { answered_at: Temporal.Now.instant() } : {}),
      ...(answer === undefined ? {} : { answer }),
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', handover.id)
    .where('version', '=', handover.version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new ChangedMeanwhile();
}

async function changed(
  transaction: Transaction,
  handover: Handover,
  verb: string,
  undoes?: string,
): Promise<Changed> {
  const event = await tellOfHandover(transaction, handover, verb, undoes);
  return { event, version: handover.version + 1 };
}

export async function todayIn(transaction: Transaction): Promise<Temporal.PlainDate> {
  return Temporal.Now.plainDateISO(await workspaceZone(transaction));
}
