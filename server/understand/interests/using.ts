import { z } from 'zod';
import {
  SeedOutcome,
  type SeedUse,
  type UsedSeed,
} from '../../../shared/understand/interests/interests.ts';
import { PartyNotFound } from '../../identify/parties/errors.ts';
import { findStanding, type Party } from '../../identify/parties/parties.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { ReadOnly } from '../../platform/access/reach.ts';
import { violatedConstraint } from '../../platform/database/failures.ts';
import { nextId } from '../../platform/database/ids.ts';
import { record } from '../../platform/events/events.ts';
import { requireUnchanged, undoable } from '../../platform/events/undo.ts';
import { NodeNotFound, NotLeftAlone, SeedDoesNotFit, SeedUsed, UseNotFound } from './errors.ts';
import { tellable } from './ground.ts';
import { readNodes } from './nodes.ts';
import { leftAlone, usesWith } from './told.ts';

/** Says that a seed was volunteered to somebody, or never shall be. */
export async function useSeed(
  transaction: Transaction,
  asked: string,
  { seedId, outcome }: z.infer<typeof SeedUse>,
): Promise<{ id: string; event: string }> {
  const { db, actor } = transaction;
  if (actor.kind !== 'user') throw new ReadOnly();
  const person = await personOf(transaction, asked);
  const told = await usesWith(transaction, person.id);
  if (told.some((use) => use.seedId === seedId)) throw new SeedUsed();
  const offer = await tellable(transaction, person.id, seedId);
  if (!offer) throw new SeedDoesNotFit();
  // What is one’s own to tell is one’s own to have told.
  const audience = offer.visibility === 'everyone' ? person.audience : actor.userId;
  const id = nextId();
  await db
    .insertInto('seed_uses')
    .values({
      workspace_id: actor.workspaceId,
      id,
      audience,
      seed_id: seedId,
      party_id: person.id,
      user_id: actor.userId,
      node: offer.node,
      outcome,
    })
    .execute()
    .catch((error: unknown) => {
      throw violatedConstraint(error) === 'seed_uses_once' ? new SeedUsed(error) : error;
    });
  return { id, event: await tell(transaction, id, 'used', { after: { outcome } }) };
}

/** Says what became of it: picked up, or not. */
export async function settleUse(
  transaction: Transaction,
  asked: string,
  id: string,
  outcome: SeedOutcome,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const person = await personOf(transaction, asked);
  const use = await ownUse(transaction, person.id, id);
  await db
    .updateTable('seed_uses')
    .set({ outcome })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute();
  const event = await tell(transaction, id, 'settled', {
    particulars: { person: person.id },
    before: { outcome: use.outcome },
    after: { outcome },
  });
  return { event };
}

async function ownUse(transaction: Transaction, personId: string, id: string): Promise<UsedSeed> {
  const use = (await usesWith(transaction, personId)).find((one) => one.id === id);
  if (!use?.isMine) throw new UseNotFound();
  return use;
}

/** What was told is a colleague’s own history; the others see on the page that it was. */
async function tell(
  transaction: Transaction,
  id: string,
  verb: 'used' | 'settled' | 'taken back',
  what: { particulars?: object; before?: object; after?: object } = {},
): Promise<string> {
  const [event] = await record(transaction, {
    subject: 'seed use',
    subjectId: id,
    audience: transaction.actor.userId!,
    verb,
    ...what,
  });
  return event!;
}

/** Too personal: nobody of us brings the topic up with this person, nor anything below it. */
export async function leaveAlone(
  transaction: Transaction,
  asked: string,
  node: string,
): Promise<{ id: string; event: string }> {
  const { db, actor } = transaction;
  const person = await personOf(transaction, asked);
  const standing = (await readNodes(transaction)).standing(node);
  if (!standing) throw new NodeNotFound('node');
  const already = (await leftAlone(transaction, person.id)).find((one) => one.node === standing);
  if (!already) {
    await db
      .insertInto('topics_left_alone')
      .values({
        workspace_id: actor.workspaceId,
        id: nextId(),
        audience: person.audience,
        party_id: person.id,
        node: standing,
        said_by: actor.userId,
      })
      .onConflict((conflict) => conflict.columns(['workspace_id', 'party_id', 'node']).doNothing())
      .execute();
  }
  const topic = (await leftAlone(transaction, person.id)).find((one) => one.node === standing);
  if (!topic) throw new NotLeftAlone();
  const event = await tellOfTopic(transaction, person, topic, 'topic left alone');
  return { id: topic.id, event };
}

/** The topic may be brought up again. */
export async function takeUp(
  transaction: Transaction,
  asked: string,
  id: string,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const person = await personOf(transaction, asked);
  const topic = (await leftAlone(transaction, person.id)).find((one) => one.id === id);
  if (!topic) throw new NotLeftAlone();
  await db
    .deleteFrom('topics_left_alone')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute();
  return { event: await tellOfTopic(transaction, person, topic, 'topic taken up') };
}

async function tellOfTopic(
  transaction: Transaction,
  person: Party,
  { id, node }: { id: string; node: string },
  verb: 'topic left alone' | 'topic taken up',
): Promise<string> {
  const [event] = await record(transaction, {
    subject: 'person',
    subjectId: person.id,
    audience: person.audience,
    verb,
    particulars: { topic: id, node },
  });
  return event!;
}

async function personOf(transaction: Transaction, asked: string): Promise<Party> {
  const person = await findStanding(transaction, 'person', asked);
  if (!person) throw new PartyNotFound();
  return person;
}

const OfTopic = z.object({ topic: z.string(), node: z.string() });
const OfPerson = z.object({ person: z.string() });
const Outcome = z.object({ outcome: SeedOutcome });

/** How what was said about telling is taken back. */
export function registerUseUndo(): void {
  undoable(
    'seed use',
    'used',
    async (transaction, { subjectId }) => {
      const { db, actor } = transaction;
      const { numDeletedRows } = await db
        .deleteFrom('seed_uses')
        .where('workspace_id', '=', actor.workspaceId)
        .where('user_id', '=', actor.userId)
        .where('id', '=', subjectId)
        .executeTakeFirst();
      if (numDeletedRows === 0n) throw new UseNotFound();
      return { event: await tell(transaction, subjectId, 'taken back') };
    },
    'taken back',
  );
  undoable('seed use', 'settled', async (transaction, past) => {
    const { person } = OfPerson.parse(past.particulars);
    const { id: personId } = await personOf(transaction, person);
    const { outcome } = await ownUse(transaction, personId, past.subjectId);
    requireUnchanged({ outcome }, Outcome.parse(past.after));
    return settleUse(transaction, personId, past.subjectId, Outcome.parse(past.before).outcome);
  });
  undoable(
    'person',
    'topic left alone',
    (transaction, { subjectId, particulars }) =>
      takeUp(transaction, subjectId, OfTopic.parse(particulars).topic),
    'topic taken up',
  );
  undoable(
    'person',
    'topic taken up',
    (transaction, { subjectId, particulars }) =>
      leaveAlone(transaction, subjectId, OfTopic.parse(particulars).node),
    'topic left alone',
  );
}
