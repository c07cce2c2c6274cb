import type { ConfidenceInput } from '../../../shared/understand/confidences.ts';
import { findSide, type Side, sideToNote } from '../../interact/dealings/sides.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { readersOf } from '../../platform/access/readers.ts';
import { nextId } from '../../platform/database/ids.ts';
import { record } from '../../platform/events/events.ts';
import { impliedNeed, stateUnnamedNeed, takeUnnamedNeed } from '../needs/unnamed.ts';
import { findConfidence } from './confidences.ts';
import { CouldNotBeShown, NoSuchConfidant } from './errors.ts';

/** Keeps what was confided for those who are named, and lets everybody know what follows from it. */
export async function keepConfidence(
  transaction: Transaction,
  input: ConfidenceInput,
): Promise<{ id: string }> {
  const { db, actor } = transaction;
  const side = await sideToNote(transaction, input.partyId);
  if (input.toldBy === 'third person' && !input.mayBeShown) throw new CouldNotBeShown();
  const confidants = await allowed(transaction, side, input.confidants);
  const needId = input.need
    ? await stateUnnamedNeed(transaction, side, impliedNeed(input.need))
    : null;
  const id = nextId();
  await db
    .insertInto('confidences')
    .values({
      workspace_id: actor.workspaceId,
      id,
      party_id: side.id,
      confidants,
      subject: input.subject,
      detail: input.detail,
      ground: input.ground,
      ground_note: input.groundNote,
      told_by: input.toldBy,
      need_id: needId,
      stated_by: actor.userId,
    })
    .execute();
  await tell(transaction, id, 'kept');
  return { id };
}

/** Says anew who may know; whoever says it stays among them. */
export async function changeConfidants(
  transaction: Transaction,
  id: string,
  named: readonly string[],
): Promise<void> {
  const { db, actor } = transaction;
  const { party_id } = await findConfidence(transaction, id);
  const confidants = await allowed(transaction, await findSide(transaction, party_id), named);
  await db
    .updateTable('confidences')
    .set({ confidants })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute();
  await tell(transaction, id, 'shared');
}

/** It goes for good, and at once; there is no trash for what should not have been kept. */
export async function forgetConfidence(transaction: Transaction, id: string): Promise<void> {
  const { db, actor } = transaction;
  const { need_id } = await findConfidence(transaction, id);
  await db
    .deleteFrom('confidences')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute();
  if (need_id) await takeUnnamedNeed(transaction, need_id);
  await tell(transaction, id, 'forgotten');
}

async function allowed(
  transaction: Transaction,
  { audience }: Side,
  named: readonly string[],
): Promise<string[]> {
  const wanted = new Set([transaction.actor.userId!, ...named]);
  const readers = await readersOf(transaction, audience);
  const seeing = new Set(readers.filter(({ sees }) => sees).map(({ id }) => id));
  if ([...wanted].some((id) => !seeing.has(id))) throw new NoSuchConfidant();
  return [...wanted];
}

/** Only whoever acts has it in their stream: that something was confided is itself a trace. */
async function tell(transaction: Transaction, id: string, verb: string): Promise<void> {
  const audience = transaction.actor.userId!;
  await record(transaction, { subject: 'confidence', subjectId: id, audience, verb });
}
