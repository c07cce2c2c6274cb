import { z } from 'zod';
import { withRetired } from '../../shared/strategy/retiring.ts';
import type { StrategyChoices, StrategyInput } from '../../shared/strategy/strategy.ts';
import type { Transaction } from '../platform/access/actor.ts';
import { violatedConstraint } from '../platform/database/failures.ts';
import { record } from '../platform/events/events.ts';
import { undoable } from '../platform/events/undo.ts';
import { dropAdopted } from './drafts.ts';
import { NoLongerInForce, OnlyOwnersAdopt, StrategyMovedOn, TooLateToTakeBack } from './errors.ts';
import { findVersion, isRecent, type StoredVersion, versionInForce } from './strategy.ts';
import { stillUsed } from './usage.ts';

/**
 * Puts a new version in force. Earlier ones stay as they are, so that what was decided under them can be
 * explained; what is still in use stays as well, retired.
 */
export async function adoptStrategy(
  transaction: Transaction,
  input: StrategyInput,
): Promise<{ version: number; event: string }> {
  const before = await versionInForce(transaction);
  if (before.version !== input.version) throw new StrategyMovedOn();
  await dropAdopted(transaction, input.draft);
  return putInForce(transaction, before, input);
}

/** Adopting is taken back by adopting the version before once more; that, too, can be taken back. */
export function registerStrategyUndo(): void {
  const Adopted = z.object({ version: z.number().int() });
  undoable('strategy', 'adopted', async (transaction, { particulars }) => {
    const { version } = Adopted.parse(particulars);
    const { actor } = transaction;
    if (actor.kind === 'user' && (actor.level !== 'owner' || actor.readOnly))
      throw new OnlyOwnersAdopt();
    const now = await versionInForce(transaction);
    if (now.version !== version) throw new NoLongerInForce();
    if (!isRecent(now)) throw new TooLateToTakeBack();
    const earlier = await findVersion(transaction, version - 1);
    return putInForce(transaction, now, { ...earlier, note: '', undoes: version });
  });
}

async function putInForce(
  transaction: Transaction,
  before: StoredVersion,
  next: { name: string; note: string; choices: StrategyChoices; undoes?: number | null },
): Promise<{ version: number; event: string }> {
  const { db, actor } = transaction;
  const version = before.version + 1;
  const inUse = await stillUsed(transaction, before.choices, next.choices);
  const choices = withRetired(before.choices, next.choices, inUse);
  const [event] = await record(transaction, {
    subject: 'strategy',
    subjectId: actor.workspaceId,
    audience: actor.workspaceId,
    verb: 'adopted',
    particulars: {
      version,
      name: next.name,
      ...(next.undoes == null ? {} : { undoes: next.undoes }),
    },
  });
  await db
    .insertInto('strategies')
    .values({
      workspace_id: actor.workspaceId,
      version,
      name: next.name,
      note: next.note,
      undoes: next.undoes ?? null,
      choices: JSON.stringify(choices),
      adopted_by: actor.userId,
      event_id: event!,
    })
    .execute()
    .catch((error) => {
      // Two owners adopted in the same moment, and the other one's came first.
      if (violatedConstraint(error) === 'strategies_pkey') throw new StrategyMovedOn();
      throw error;
    });
  return { version, event: event! };
}
