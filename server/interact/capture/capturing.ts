import { randomUUIDv7 } from 'node:crypto';
import type { z } from 'zod';
import { PartyInput, type PartyKind } from '../../../shared/identify/parties.ts';
import type { Captured, CaptureInput } from '../../../shared/interact/capture/capture.ts';
import { findCompanyNamed } from '../../identify/parties/affiliations.ts';
import { createParty } from '../../identify/parties/creation.ts';
import { stateValue } from '../../identify/parties/editing.ts';
import { PartyNotFound } from '../../identify/parties/errors.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { audienceOf } from '../../platform/access/reach.ts';
import { record } from '../../platform/events/events.ts';
import { writeActivity } from '../activities/writing.ts';
import { addContract } from '../dealings/contracts.ts';

type Input = z.output<typeof CaptureInput>;

/**
 * Writes down everything that one line of the capture box says: who is new, what was told of somebody known,
 * and what happened. It is one act, which one Undo takes back.
 */
export async function capture(transaction: Transaction, input: Input): Promise<Captured> {
  const { actor } = transaction;
  const visibility = input.entry?.visibility === 'private' ? 'private' : undefined;
  const events: string[] = [];
  const added: Captured['added'] = [];
  for (const somebody of input.added) {
    await add(transaction, somebody, visibility, { events, added });
  }
  for (const fact of input.facts) {
    const party = await standing(transaction, fact.partyId);
    const { event } = await stateValue(transaction, party.kind, fact.partyId, {
      topic: fact.topic,
      value: fact.value,
      basis: 'told',
      version: party.version,
    });
    events.push(event);
  }
  // A company that somebody new brought along was not spoken with.
  const met = added.filter(({ name }) => input.added.some((one) => one.name === name));
  let activityId: string | null = null;
  if (input.entry) {
    const written = await writeActivity(transaction, {
      ...input.entry,
      partyIds: [...new Set([...input.about, ...met.map(({ id }) => id)])],
    });
    activityId = written.id;
    events.push(written.event);
  }
  if (input.contract) {
    const [partyId] = [...input.about, ...met.map(({ id }) => id)];
    const { event } = await addContract(transaction, { ...input.contract, partyId: partyId! });
    events.push(event);
  }
  const [event] = await record(transaction, {
    subject: 'capture',
    subjectId: randomUUIDv7(),
    // What it did is told by the events of each; that it was one act concerns whoever did it.
    audience: actor.userId!,
    verb: 'written',
    particulars: { events, ...(activityId ? { activityId } : {}) },
  });
  return { event: event!, activityId, added };
}

/** Their company is one that is known, or comes along with them and goes with them when it is undone. */
async function add(
  transaction: Transaction,
  { kind, companyId, companyName, title, ...known }: Input['added'][number],
  visibility: 'private' | undefined,
  { events, added }: { events: string[]; added: Captured['added'] },
): Promise<void> {
  const { actor } = transaction;
  const reach = visibility ? { visibility } : {};
  let employer = companyId;
  if (kind === 'person' && !employer && companyName) {
    const named = await findCompanyNamed(transaction, companyName, {
      visibility: visibility ?? 'everyone',
      ownerId: actor.userId!,
      audience: audienceOf(actor.workspaceId, visibility ?? 'everyone', actor.userId!, undefined),
    });
    employer = named?.id;
    if (!employer) {
      const made = await createParty(
        transaction,
        'company',
        PartyInput.parse({ name: companyName, ...reach }),
      );
      employer = made.id;
      events.push(made.event);
      added.push({ kind: 'company', id: made.id, name: companyName });
    }
  }
  const affiliation = employer
    ? { affiliation: { companyId: employer, companyName: companyName || '–', title } }
    : {};
  const { id, event } = await createParty(
    transaction,
    kind,
    PartyInput.parse({ ...known, ...affiliation, ...reach }),
  );
  events.push(event);
  added.push({ kind, id, name: known.name });
}

/** The kind and version of a record that is not in the trash. */
export async function standing(
  { db, actor }: Transaction,
  id: string,
): Promise<{ kind: PartyKind; version: number }> {
  const party = await db
    .selectFrom('parties')
    .select(['kind', 'version'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('trashed_at', 'is', null)
    .executeTakeFirst();
  if (!party) throw new PartyNotFound();
  return { kind: party.kind as PartyKind, version: party.version };
}
