import {
  type PersonalWay,
  type StatementSource,
  singleTopics,
  type Topic,
} from '../../../shared/identify/statements.ts';
import type { Evidence, MarkedFact } from '../../../shared/understand/facts.ts';
import { type Changed, stateValue, subjectOf } from '../../identify/parties/editing.ts';
import { partyToEdit } from '../../identify/parties/parties.ts';
import { requireField } from '../../identify/parties/undo.ts';
import { StatementNotFound } from '../../identify/statements/errors.ts';
import { type NewStatement, state } from '../../identify/statements/statements.ts';
import { requireKnown } from '../../identify/statements/tact.ts';
import { findActivity } from '../../interact/activities/activities.ts';
import { ActivityNotFound } from '../../interact/activities/errors.ts';
import { sideToEdit } from '../../interact/dealings/sides.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { record } from '../../platform/events/events.ts';
import { subjectOfStatement } from './facts.ts';

/**
 * Somebody vouches for a value again. What was said before stays behind it as a testimony of its own, so
 * that a file and a colleague who say the same make it surer, and its age begins anew.
 */
export async function confirmFact(
  transaction: Transaction,
  id: string,
  evidence: Evidence,
): Promise<Changed> {
  return restate(transaction, id, evidence, []);
}

/** Of values that cannot all be true this one is: the others stay in the history, behind it. */
export async function settleConflict(
  transaction: Transaction,
  id: string,
  evidence: Evidence,
): Promise<Changed> {
  const { id: partyId } = await subjectOfStatement(transaction, id);
  const { topic } = await currentStatement(transaction, id);
  const { db, actor } = transaction;
  const against = await db
    .selectFrom('statements')
    .select('id')
    .where('workspace_id', '=', actor.workspaceId)
    .where('party_id', '=', partyId)
    .where('topic', '=', topic)
    .where('id', '<>', id)
    .where('superseded_at', 'is', null)
    .execute();
  return restate(
    transaction,
    id,
    evidence,
    against.map((one) => one.id),
  );
}

async function restate(
  transaction: Transaction,
  id: string,
  evidence: Evidence,
  against: readonly string[],
): Promise<Changed> {
  const { db, actor } = transaction;
  const { id: partyId, kind, version } = await subjectOfStatement(transaction, id);
  const party = await partyToEdit(transaction, kind, partyId, version);
  const said = await currentStatement(transaction, id);
  const topic = said.topic as Topic;
  if (said.field_id) await requireField(transaction, kind, said.field_id);
  const basis = evidence.basis ?? (said.basis === 'assumed' ? 'told' : said.basis);
  const way = requireKnown(topic, basis, evidence.way ?? wayOf(said.source as StatementSource));
  const settles = against.length > 0;
  const restated: NewStatement = {
    topic,
    value: said.value,
    valueKey: said.value_key,
    ...(said.field_id ? { fieldId: said.field_id } : {}),
    ...(said.label && !settles ? { label: said.label } : {}),
    basis: basis as NewStatement['basis'],
    replaces: id,
    replacesOnly: !settles,
    source: await sourceOf(transaction, party.audience, evidence.activityId, way),
  };
  const stated = await state(transaction, subjectOf(party), [restated]);
  const superseded = new Set([...stated.superseded, ...against]);
  if (settles && !singleTopics.includes(topic)) {
    await db
      .updateTable('statements')
      .set({ superseded_at: Temporal.Now.instant(), superseded_by: stated.ids[0]! })
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', 'in', [...against])
      .execute();
  }
  const [event] = await record(transaction, {
    subject: kind,
    subjectId: partyId,
    audience: party.audience,
    verb: 'edited',
    ...(said.field_id ? { fieldId: said.field_id } : {}),
    particulars: {
      topic,
      ...(said.field_id ? { fieldId: said.field_id } : {}),
      stated: stated.ids,
      superseded: [...superseded],
      [settles ? 'settled' : 'confirmed']: true,
    },
    before: { [topic]: said.value },
    after: { [topic]: said.value },
  });
  return { event: event!, version: stated.version };
}

async function currentStatement({ db, actor }: Transaction, id: string) {
  const said = await db
    .selectFrom('statements')
    .select(['topic', 'value', 'value_key', 'label', 'field_id', 'basis', 'source'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('superseded_at', 'is', null)
    .executeTakeFirst();
  if (!said) throw new StatementNotFound();
  return said;
}

function wayOf(source: StatementSource) {
  return source.kind === 'person' ? source.way : undefined;
}

/**
 * The entry in which it stands. One that fewer see than the record is not named: they would learn that there
 * is such an entry; then whoever says so stands for it.
 */
async function sourceOf(
  transaction: Transaction,
  readers: string,
  activityId: string | undefined,
  way?: PersonalWay,
): Promise<StatementSource> {
  const { workspaceId, userId } = transaction.actor;
  const oneself: StatementSource = { kind: 'person', userId: userId!, ...(way ? { way } : {}) };
  if (!activityId) return oneself;
  const activity = await findActivity(transaction, activityId);
  if (!activity || activity.trashed_at) throw new ActivityNotFound();
  const isOpen =
    activity.visibility !== 'headers' &&
    (activity.audience === workspaceId || activity.audience === readers);
  return isOpen ? { kind: 'activity', activityId } : oneself;
}

/** What stands in an entry becomes a fact, with the entry for its source. */
export async function markFact(
  transaction: Transaction,
  { partyId, activityId, said }: MarkedFact,
): Promise<Changed> {
  const side = await sideToEdit(transaction, partyId);
  const way = 'way' in said ? said.way : undefined;
  const source = await sourceOf(transaction, side.audience, activityId, way);
  return stateValue(transaction, side.kind, partyId, said, source);
}
