import type { OwnField } from '../../../shared/identify/fields.ts';
import type { PartyChange, PartyKind } from '../../../shared/identify/parties.ts';
import {
  personalTopics,
  type StatementInput,
  type StatementSource,
  type Topic,
} from '../../../shared/identify/statements.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import {
  audienceOf,
  ChangedMeanwhile,
  mayShare,
  NotYourTeam,
} from '../../platform/access/reach.ts';
import { readersOf } from '../../platform/access/readers.ts';
import { violatedConstraint } from '../../platform/database/failures.ts';
import { record } from '../../platform/events/events.ts';
import { workspaceCountry } from '../../platform/workspaces/workspaces.ts';
import { fieldValue } from '../fields/stating.ts';
import { AddressTaken, DomainTaken } from '../statements/errors.ts';
import { type Subject, state, withdraw } from '../statements/statements.ts';
import { requireKnown } from '../statements/tact.ts';
import { type PreparedValue, prepareValue } from '../statements/values.ts';
import { type Reach, requireCompanyAsOpen, withCompany } from './affiliations.ts';
import { CannotSeeRecord, NoSuchUser, NotYoursToShare, WrongTopic } from './errors.ts';
import { type Party, partyToEdit } from './parties.ts';
import { KindIsPrivate, type UsualAudience, usualAudience } from './usual-audience.ts';

/** What a change answers with: the event that undoes it and the version to go on from. */
export interface Changed {
  event: string;
  version: number;
}

const personTopics: readonly Topic[] = ['affiliation', 'birthday', ...personalTopics];
const companyTopics: readonly Topic[] = ['domain'];

/** States a value: one more, or in place of an earlier one; `from` where it stands in something of ours. */
export async function stateValue(
  transaction: Transaction,
  kind: PartyKind,
  id: string,
  input: StatementInput,
  from?: StatementSource,
): Promise<Changed> {
  const party = await partyToEdit(transaction, kind, id, input.version);
  if ((kind === 'company' ? personTopics : companyTopics).includes(input.topic)) {
    throw new WrongTopic(kind, input.topic);
  }
  const way = requireKnown(input.topic, input.basis, 'way' in input ? input.way : undefined);
  const reach = { audience: party.audience, visibility: party.visibility, ownerId: party.owner_id };
  const { value, valueKey, field } = await prepared(transaction, kind, input, reach);
  const drawnIn = await narrowerFor(transaction, party, input);
  const before = await valuesOf(transaction, party.id, input.topic);
  const { ids, superseded, version } = await state(transaction, subjectOf(party), [
    {
      topic: input.topic,
      value,
      valueKey,
      fieldId: field?.id,
      label: input.label,
      basis: input.basis,
      replaces: input.replaces,
      source: from ?? {
        kind: 'person',
        userId: transaction.actor.userId!,
        ...(way ? { way } : {}),
      },
    },
  ]);
  const [event] = await record(transaction, {
    subject: kind,
    subjectId: id,
    audience: party.audience,
    verb: 'edited',
    ...(field ? { fieldId: field.id } : {}),
    particulars: {
      topic: input.topic,
      ...(field ? { fieldId: field.id } : {}),
      stated: ids,
      superseded,
      ...(drawnIn ? { drawnInFrom: party.visibility } : {}),
      ...emailsOf(input.topic, valueKey),
    },
    ...(superseded.length > 0
      ? { before: { [input.topic]: before.find(({ id }) => superseded.includes(id))?.value } }
      : {}),
    after: { [input.topic]: value },
  });
  if (!drawnIn) return { event: event!, version };
  const changed = await changeParty(transaction, kind, id, { ...drawnIn, version });
  return { event: event!, version: changed.version };
}

/**
 * A person who becomes one of a kind that is kept from the others, such as staff, is kept from them from
 * that moment. A company stays as it is: others may see people who work there.
 */
async function narrowerFor(
  transaction: Transaction,
  party: Party,
  input: StatementInput,
): Promise<UsualAudience | undefined> {
  if (input.topic !== 'role' || party.kind !== 'person' || party.visibility !== 'everyone')
    return undefined;
  const usual = await usualAudience(transaction, [input.value]);
  if (usual.visibility === 'everyone') return undefined;
  if (party.owner_id !== transaction.actor.userId) throw new KindIsPrivate(input.value.role);
  return usual;
}

async function prepared(
  transaction: Transaction,
  kind: PartyKind,
  input: StatementInput,
  reach: Reach,
): Promise<PreparedValue & { field?: OwnField }> {
  if (input.topic === 'field') return fieldValue(transaction, kind, input.field, input.value);
  const value =
    input.topic === 'affiliation'
      ? await withCompany(transaction, input.value, reach)
      : input.value;
  return prepareValue(input.topic, value, await workspaceCountry(transaction));
}

export async function withdrawValue(
  transaction: Transaction,
  kind: PartyKind,
  id: string,
  statementId: string,
  version: number,
): Promise<Changed> {
  const party = await partyToEdit(transaction, kind, id, version);
  const withdrawn = await withdraw(transaction, subjectOf(party), statementId);
  const [event] = await record(transaction, {
    subject: kind,
    subjectId: id,
    audience: party.audience,
    verb: 'edited',
    ...(withdrawn.fieldId ? { fieldId: withdrawn.fieldId } : {}),
    particulars: {
      topic: withdrawn.topic,
      ...(withdrawn.fieldId ? { fieldId: withdrawn.fieldId } : {}),
      stated: [],
      superseded: [statementId],
    },
    before: { [withdrawn.topic]: withdrawn.value },
  });
  return { event: event!, version: withdrawn.version };
}

/** Hands a party to somebody, or changes who may see it. */
export async function changeParty(
  transaction: Transaction,
  kind: PartyKind,
  id: string,
  change: PartyChange,
): Promise<Changed> {
  const { db, actor } = transaction;
  const party = await partyToEdit(transaction, kind, id, change.version);
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  if (change.assignedTo !== undefined) {
    if (change.assignedTo) await requireSight(transaction, party.audience, change.assignedTo);
    before.assignedTo = party.assigned_to;
    after.assignedTo = change.assignedTo;
  }
  let audience = party.audience;
  if (change.visibility) {
    if (!mayShare(transaction, party)) throw new NotYoursToShare();
    audience = audienceOf(actor.workspaceId, change.visibility, party.owner_id, change.teamId);
    if (actor.kind === 'user' && !actor.audiences.includes(audience)) throw new NotYourTeam();
    await requireCompanyAsOpen(transaction, kind, id, audience);
    before.visibility = party.visibility;
    before.teamId = party.visibility === 'team' ? party.audience : null;
    after.visibility = change.visibility;
    after.teamId = change.teamId ?? null;
  }
  const { numUpdatedRows } = await db
    .updateTable('parties')
    .set({
      ...(change.assignedTo === undefined ? {} : { assigned_to: change.assignedTo }),
      ...(change.visibility ? { visibility: change.visibility, audience } : {}),
      version: party.version + 1,
      updated_at: Temporal.Now.instant(),
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('version', '=', party.version)
    .executeTakeFirst()
    .catch((error) => {
      const constraint = violatedConstraint(error);
      if (constraint === 'party_emails_pkey') throw new AddressTaken('An address of this record');
      if (constraint === 'companies_by_domain') throw new DomainTaken();
      throw error;
    });
  if (numUpdatedRows === 0n) throw new ChangedMeanwhile();
  const [event] = await record(transaction, {
    subject: kind,
    subjectId: id,
    audience,
    verb: 'changed',
    before,
    after,
  });
  return { event: event!, version: party.version + 1 };
}

/** Nobody looks after what they cannot see. */
async function requireSight(
  transaction: Transaction,
  audience: string,
  userId: string,
): Promise<void> {
  const reader = (await readersOf(transaction, audience)).find(({ id }) => id === userId);
  if (!reader) throw new NoSuchUser();
  if (!reader.sees) throw new CannotSeeRecord(reader.name);
}

export function subjectOf(party: Party): Subject {
  return {
    id: party.id,
    kind: party.kind as PartyKind,
    audience: party.audience,
    version: party.version,
  };
}

function emailsOf(topic: Topic, valueKey: string): { emails?: string[] } {
  return topic === 'email' ? { emails: [valueKey] } : {};
}

async function valuesOf(
  { db, actor }: Transaction,
  partyId: string,
  topic: Topic,
): Promise<{ id: string; value: unknown }[]> {
  return db
    .selectFrom('statements')
    .select(['id', 'value'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('party_id', '=', partyId)
    .where('topic', '=', topic)
    .where('superseded_at', 'is', null)
    .execute();
}
