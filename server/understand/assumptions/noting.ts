import type { AssumptionNote, RestingInput } from '../../../shared/understand/assumptions.ts';
import { CannotSeeRecord, NoSuchUser } from '../../identify/parties/errors.ts';
import { partyToEdit } from '../../identify/parties/parties.ts';
import { StatementNotFound } from '../../identify/statements/errors.ts';
import { isCurrent } from '../../identify/statements/statements.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { readersOf } from '../../platform/access/readers.ts';
import { record } from '../../platform/events/events.ts';
import { subjectOfStatement } from '../facts/facts.ts';
import { NothingToRest } from './errors.ts';
import { liesBetween } from './resting.ts';

async function assumptionToEdit(transaction: Transaction, id: string) {
  const { id: partyId, kind, version } = await subjectOfStatement(transaction, id);
  const party = await partyToEdit(transaction, kind, partyId, version);
  if (!(await isCurrent(transaction, [id]))) throw new StatementNotFound();
  const tell = async (verb: string, particulars: object) => {
    const [event] = await record(transaction, {
      subject: kind,
      subjectId: party.id,
      audience: party.audience,
      verb,
      particulars: { statement: id, ...particulars },
    });
    return { event: event! };
  };
  return { party, tell };
}

/** Why we believe it, who does, and when it is to be checked; a new date is what "still open" means. */
export async function noteAssumption(
  transaction: Transaction,
  id: string,
  { because, believerId, checkOn }: AssumptionNote,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const { party, tell } = await assumptionToEdit(transaction, id);
  const believer = believerId ?? actor.userId!;
  const reader = (await readersOf(transaction, party.audience)).find((one) => one.id === believer);
  if (!reader) throw new NoSuchUser();
  if (!reader.sees) throw new CannotSeeRecord(reader.name);
  const said = {
    because,
    believer_id: believer,
    check_on: checkOn === null ? null : Temporal.PlainDate.from(checkOn),
  };
  await db
    .insertInto('assumptions')
    .values({
      workspace_id: actor.workspaceId,
      statement_id: id,
      party_id: party.id,
      audience: party.audience,
      ...said,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'statement_id'])
        .doUpdateSet({ ...said, said_at: Temporal.Now.instant() }),
    )
    .execute();
  return tell('assumption noted', { because, checkOn });
}

/** Something that lies between us declares that it rests on this. */
export async function restUpon(
  transaction: Transaction,
  id: string,
  { what, whatId }: RestingInput,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const { party, tell } = await assumptionToEdit(transaction, id);
  if (!(await liesBetween(transaction, party.id, what, whatId))) throw new NothingToRest();
  await db
    .insertInto('rests_on')
    .values({
      workspace_id: actor.workspaceId,
      statement_id: id,
      what_id: whatId,
      party_id: party.id,
      audience: party.audience,
      what,
      declared_by: actor.userId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return tell('assumption carries', { what, whatId });
}

/** It rests on it no more. */
export async function restNoMore(
  transaction: Transaction,
  id: string,
  whatId: string,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const { party, tell } = await assumptionToEdit(transaction, id);
  // It may have been declared when another statement stood in the place of this one.
  await db
    .deleteFrom('rests_on')
    .where('workspace_id', '=', actor.workspaceId)
    .where('party_id', '=', party.id)
    .where('what_id', '=', whatId)
    .execute();
  return tell('assumption freed', { whatId });
}
