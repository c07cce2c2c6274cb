import { z } from 'zod';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { Id } from '../../../shared/platform/values.ts';
import { partyToEdit } from '../../identify/parties/parties.ts';
import { StatementNotFound } from '../../identify/statements/errors.ts';
import { behind, readStatements } from '../../identify/statements/reading.ts';
import { isCurrent } from '../../identify/statements/statements.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { record } from '../../platform/events/events.ts';
import { ChangedSince, undoable, undoableByOthers } from '../../platform/events/undo.ts';
import { subjectOfStatement } from '../facts/facts.ts';
import { NotANeed } from './errors.ts';
import { listOfferings, standing } from './offerings.ts';

/** Something of ours meets the need. The statement stays as it was said: by whom, when and how surely. */
export async function meetNeed(
  transaction: Transaction,
  needId: string,
  offeringId: string,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const { party } = await needToEdit(transaction, needId);
  const { name } = await standing(transaction, offeringId);
  await db
    .insertInto('need_offerings')
    .values({
      workspace_id: actor.workspaceId,
      statement_id: needId,
      offering_id: offeringId,
      party_id: party.id,
      audience: party.audience,
      tied_by: actor.userId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return tell(transaction, party, 'need met', { statement: needId, offering: offeringId, name });
}

/** It does not meet it after all. */
export async function leaveNeedOpen(
  transaction: Transaction,
  needId: string,
  offeringId: string,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const { party, past } = await needToEdit(transaction, needId);
  const name = await nameOf(transaction, offeringId);
  await db
    .deleteFrom('need_offerings')
    .where('workspace_id', '=', actor.workspaceId)
    // It may have been said when another statement stood in the place of this one.
    .where('statement_id', 'in', [...past])
    .where('offering_id', '=', offeringId)
    .execute();
  return tell(transaction, party, 'need left open', {
    statement: needId,
    offering: offeringId,
    name,
  });
}

async function needToEdit(transaction: Transaction, id: string) {
  const { id: partyId, kind, version } = await subjectOfStatement(transaction, id);
  const party = await partyToEdit(transaction, kind, partyId, version);
  const said = await readStatements(transaction, [partyId]);
  if (said.find((row) => row.id === id)?.topic !== 'need') throw new NotANeed();
  if (!(await isCurrent(transaction, [id]))) throw new StatementNotFound();
  return { party: { id: party.id, kind, audience: party.audience }, past: behind(id, said) };
}

async function nameOf(transaction: Transaction, offeringId: string): Promise<string> {
  const all = [
    ...(await listOfferings(transaction)),
    ...(await listOfferings(transaction, { removed: true })),
  ];
  return all.find(({ id }) => id === offeringId)?.name ?? '';
}

async function tell(
  transaction: Transaction,
  party: { id: string; kind: PartyKind; audience: string },
  verb: 'need met' | 'need left open',
  particulars: object,
): Promise<{ event: string }> {
  const [event] = await record(transaction, {
    subject: party.kind,
    subjectId: party.id,
    audience: party.audience,
    verb,
    particulars,
  });
  return { event: event! };
}

const Tied = z.object({ statement: Id, offering: Id });

export function registerMeetingUndo(): void {
  const opposite =
    (act: typeof meetNeed) =>
    async (transaction: Transaction, { particulars }: { particulars: unknown }) => {
      const { statement, offering } = Tied.parse(particulars);
      if (!(await isCurrent(transaction, [statement]))) throw new ChangedSince();
      return act(transaction, statement, offering);
    };
  for (const kind of ['person', 'company'] as const) {
    undoable(kind, 'need met', opposite(leaveNeedOpen), 'need left open');
    undoable(kind, 'need left open', opposite(meetNeed), 'need met');
    undoableByOthers(kind, 'need met', 'need left open');
  }
}
