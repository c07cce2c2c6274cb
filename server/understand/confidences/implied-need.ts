import { randomBytes } from 'node:crypto';
import { prepareValue } from '../../identify/statements/values.ts';
import type { Side } from '../../interact/dealings/sides.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';

/**
 * The need that follows from a confidence, as everybody may know it. It is written like any other need, but
 * with nothing that leads back: nobody said it, it happened on no day but the first of its quarter, its id
 * holds no later moment, and neither the record's version nor the stream moves with it.
 */
export async function stateImpliedNeed(
  transaction: Transaction,
  side: Side,
  text: string,
): Promise<string> {
  const since = startOfQuarter(Temporal.Now.zonedDateTimeISO('UTC'));
  const id = idOf(since);
  const need = { text, kind: 'need', priority: 2, offering: '' };
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

/** It goes with the confidence from which it followed, unless somebody has replaced it by what they know. */
export async function takeImpliedNeed(transaction: Transaction, needId: string): Promise<void> {
  await asHouse(transaction, ({ db, actor }) =>
    db
      .deleteFrom('statements')
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', '=', needId)
      .where('superseded_at', 'is', null)
      .execute(),
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
