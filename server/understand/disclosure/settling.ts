import { StatementInput, type Topic } from '../../../shared/identify/statements.ts';
import { outcomesOf, type PageActKind } from '../../../shared/understand/page-rules.ts';
import type { Settlement } from '../../../shared/understand/private-pages.ts';
import { stateValue } from '../../identify/parties/editing.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { record } from '../../platform/events/events.ts';
import { undoEvent } from '../../platform/events/undo.ts';
import { subjectOfStatement } from '../facts/facts.ts';
import { ActNotFound, NotSettledSo, ReasonMissing, SettledAlready } from './errors.ts';
import { correctedValue } from './values.ts';

/** Answers what somebody asked by their page; they read the answer there. */
export async function settleAct(
  transaction: Transaction,
  id: string,
  { outcome, answer = '' }: Settlement,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const act = await findAct(transaction, id);
  if (act.outcome) throw new SettledAlready();
  if (!outcomesOf[act.kind as PageActKind].includes(outcome)) throw new NotSettledSo();
  if (outcome === 'kept' && answer === '') throw new ReasonMissing();
  const edited =
    outcome === 'taken over' ? await takeOver(transaction, act.statement_id, act.said) : undefined;
  await db
    .updateTable('page_acts')
    .set({ outcome, answer, settled_at: Temporal.Now.instant(), settled_by: actor.userId })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute();
  const [event] = await record(transaction, {
    subject: 'person',
    subjectId: act.party_id,
    audience: act.audience,
    verb: 'page act settled',
    particulars: { act: id, kind: act.kind, outcome, ...(edited ? { edited } : {}) },
  });
  return { event: event! };
}

/** What was answered waits again, and what was put right is as it was. */
export async function reopenAct(
  transaction: Transaction,
  id: string,
  edited?: string,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const act = await findAct(transaction, id);
  if (edited) await undoEvent(transaction, edited);
  await db
    .updateTable('page_acts')
    .set({ outcome: null, answer: '', settled_at: null, settled_by: null })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute();
  const [event] = await record(transaction, {
    subject: 'person',
    subjectId: act.party_id,
    audience: act.audience,
    verb: 'page act reopened',
    particulars: { act: id, kind: act.kind },
  });
  return { event: event! };
}

async function findAct({ db, actor }: Transaction, id: string) {
  const act = await db
    .selectFrom('page_acts')
    .select(['party_id', 'audience', 'kind', 'statement_id', 'said', 'outcome'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!act) throw new ActNotFound();
  return act;
}

/** What they wrote comes in place of what we had, told by themselves. */
async function takeOver(
  transaction: Transaction,
  statementId: string | null,
  said: string,
): Promise<string> {
  const { db, actor } = transaction;
  const before = await db
    .selectFrom('statements')
    .select(['topic', 'value', 'label'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', statementId)
    .where('superseded_at', 'is', null)
    .executeTakeFirst();
  if (!before || !statementId) throw new NotSettledSo();
  const party = await subjectOfStatement(transaction, statementId);
  const input = StatementInput.safeParse({
    topic: before.topic,
    value: correctedValue(before.topic as Topic, before.value, said),
    ...(before.label ? { label: before.label } : {}),
    basis: 'told',
    replaces: statementId,
    version: party.version,
  });
  if (!input.success) throw new NotSettledSo();
  const { event } = await stateValue(transaction, 'person', party.id, input.data);
  return event;
}
