import { randomBytes } from 'node:crypto';
import type { TopicValue } from '../../../shared/identify/statements.ts';
import type { UnnamedNeed } from '../../../shared/understand/needs.ts';
import { prepareValue } from '../../identify/statements/values.ts';
import { type Side, sideToNote } from '../../interact/dealings/sides.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { record } from '../../platform/events/events.ts';
import { undoable } from '../../platform/events/undo.ts';

type Need = Pick<TopicValue<'need'>, 'text' | 'kind' | 'priority'>;

/** As a need looks that follows from a confidence and of which nothing else is said. */
export const impliedNeed = (text: string): Need => ({ text, kind: 'need', priority: 2 });

/**
 * A need that names nobody: it happened on no day but the first of its quarter, its id holds no later moment,
 * and neither the record's version nor the stream of others moves with it. Needs that follow from a confidence
 * are written so, and everybody may write one so, which is why nothing can be told from it.
 */
export async function stateUnnamedNeed(
  transaction: Transaction,
  side: Side,
  { text, kind, priority }: Need,
): Promise<string> {
  const since = startOfQuarter(Temporal.Now.zonedDateTimeISO('UTC'));
  const id = idOf(since);
  const need = { text, kind, priority, offering: '' };
  const { value, valueKey } = prepareValue('need', need, '');
  await asHouse(transaction, ({ db, actor }) =>
    db
      .insertInto('statements')
      .values({
        workspace_id: actor.workspaceId,
        id,
        party_id: side.id,
        audience: side.audience,
        topic: 'need',
        value: JSON.stringify(value),
        value_key: valueKey,
        basis: 'told',
        source: JSON.stringify({ kind: 'unnamed' }),
        stated_at: since,
      })
      .execute(),
  );
  return id;
}

/** It goes for good, unless somebody has replaced it by what they know. */
export async function takeUnnamedNeed(transaction: Transaction, needId: string): Promise<void> {
  await asHouse(transaction, ({ db, actor }) =>
    db
      .deleteFrom('statements')
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', '=', needId)
      .where('superseded_at', 'is', null)
      .execute(),
  );
}

/** Only whoever wrote it has it in their stream, and takes it back. */
export async function writeUnnamedNeed(
  transaction: Transaction,
  { partyId, ...need }: UnnamedNeed,
): Promise<{ id: string; event: string }> {
  const side = await sideToNote(transaction, partyId);
  const id = await stateUnnamedNeed(transaction, side, need);
  return { id, event: await tell(transaction, id, 'written') };
}

async function tell(
  transaction: Transaction,
  id: string,
  verb: 'written' | 'taken back',
): Promise<string> {
  const audience = transaction.actor.userId!;
  const [event] = await record(transaction, { subject: 'need', subjectId: id, audience, verb });
  return event!;
}

export function registerUnnamedNeedUndo(): void {
  undoable(
    'need',
    'written',
    async (transaction, { subjectId }) => {
      await takeUnnamedNeed(transaction, subjectId);
      return { event: await tell(transaction, subjectId, 'taken back') };
    },
    'taken back',
  );
}

function startOfQuarter(now: Temporal.ZonedDateTime): Temporal.Instant {
  const month = now.month - ((now.month - 1) % 3);
  return now.with({ month, day: 1 }).startOfDay().toInstant();
}

/** A UUIDv7 of that moment, the rest at random. */
function idOf(moment: Temporal.Instant): string {
  const time = moment.epochMilliseconds.toString(16).padStart(12, '0');
  const random = randomBytes(10).toString('hex');
  const variant = '89ab'[Number.parseInt(random[3]!, 16) % 4]!;
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${random.slice(0, 3)}`,
    `${variant}${random.slice(4, 7)}`,
    random.slice(7, 19),
  ].join('-');
}
