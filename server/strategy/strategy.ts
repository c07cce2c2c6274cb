import type { z } from 'zod';
import {
  StrategyChoices,
  type StrategyInput,
  type StrategyView,
  sensibleDefault,
} from '../../shared/strategy/strategy.ts';
import type { Transaction } from '../platform/access/actor.ts';
import { record } from '../platform/events/events.ts';

/** The strategy in force: the newest version adopted, or the named default. */
export async function currentStrategy({ db, actor }: Transaction): Promise<StrategyView> {
  const adopted = await db
    .selectFrom('strategies')
    .select(['version', 'name', 'choices', 'adopted_at'])
    .where('workspace_id', '=', actor.workspaceId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!adopted) return { version: 0, ...sensibleDefault, adoptedAt: null };
  return {
    version: adopted.version,
    name: adopted.name,
    choices: StrategyChoices.parse(adopted.choices),
    adoptedAt: adopted.adopted_at.toString(),
  };
}

/** Puts a new version in force. Earlier ones stay, so that what was decided under them can be explained. */
export async function adoptStrategy(
  transaction: Transaction,
  input: z.output<typeof StrategyInput>,
): Promise<StrategyView> {
  const { db, actor } = transaction;
  const before = await currentStrategy(transaction);
  const version = before.version + 1;
  await db
    .insertInto('strategies')
    .values({
      workspace_id: actor.workspaceId,
      version,
      name: input.name,
      choices: JSON.stringify(input.choices),
      adopted_by: actor.userId,
    })
    .execute();
  await record(transaction, {
    subject: 'strategy',
    subjectId: actor.workspaceId,
    audience: actor.workspaceId,
    verb: 'adopted',
    particulars: { version },
    before: before.choices,
    after: input.choices,
  });
  return currentStrategy(transaction);
}
