import { z } from 'zod';
import type { Ambition } from '../../../shared/understand/interests/ambitions.ts';
import { AmbitionLevel } from '../../../shared/understand/interests/interests.ts';
import { PartyNotFound } from '../../identify/parties/errors.ts';
import { findParty } from '../../identify/parties/parties.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { ReadOnly } from '../../platform/access/reach.ts';
import { nextId } from '../../platform/database/ids.ts';
import { record } from '../../platform/events/events.ts';
import { requireUnchanged, undoable } from '../../platform/events/undo.ts';
import { objectsToPersonal } from '../disclosure/objections.ts';

/** Nobody said otherwise: one may come upon what one has in common. */
const usual: Ambition = 'common ground';

/** How close the actor means to come to somebody. Each keeps it to themselves. */
export async function ambitionFor({ db, actor }: Transaction, personId: string): Promise<Ambition> {
  const row = await db
    .selectFrom('ambitions')
    .select('ambition')
    .where('workspace_id', '=', actor.workspaceId)
    .where('party_id', '=', personId)
    .where('user_id', '=', actor.userId)
    .executeTakeFirst();
  return row ? AmbitionLevel.parse(row.ambition) : usual;
}

/**
 * Whether anything personal may be prompted to the actor about somebody: neither where the actor wants none, nor where
 * they themselves have objected. Every prompt asks here.
 */
export async function mayPromptPersonally(
  transaction: Transaction,
  personId: string,
): Promise<boolean> {
  if ((await ambitionFor(transaction, personId)) === 'weather') return false;
  return !(await objectsToPersonal(transaction, personId));
}

export async function chooseAmbition(
  transaction: Transaction,
  personId: string,
  ambition: Ambition,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  if (actor.kind !== 'user') throw new ReadOnly();
  if (!(await findParty(transaction, 'person', personId))) throw new PartyNotFound();
  const before = await ambitionFor(transaction, personId);
  const { id } = await db
    .insertInto('ambitions')
    .values({
      workspace_id: actor.workspaceId,
      id: nextId(),
      audience: actor.userId,
      user_id: actor.userId,
      party_id: personId,
      ambition,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'party_id', 'user_id'])
        .doUpdateSet({ ambition, updated_at: Temporal.Now.instant() }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  // Told of the row, not of the person: what is told of a person follows who sees them, and this is one's own.
  const [event] = await record(transaction, {
    subject: 'ambition',
    subjectId: id,
    audience: actor.userId,
    verb: 'chosen',
    before: { ambition: before },
    after: { ambition },
  });
  return { event: event! };
}

const Chosen = z.object({ ambition: AmbitionLevel });

export function registerAmbitionUndo(): void {
  undoable('ambition', 'chosen', async (transaction, { subjectId, before, after }) => {
    const { db, actor } = transaction;
    const row = await db
      .selectFrom('ambitions')
      .select(['party_id', 'ambition'])
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', '=', subjectId)
      .executeTakeFirst();
    if (!row) throw new PartyNotFound();
    requireUnchanged({ ambition: row.ambition }, Chosen.parse(after));
    return chooseAmbition(transaction, row.party_id, Chosen.parse(before).ambition);
  });
}
