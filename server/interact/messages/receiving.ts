import { sql } from 'kysely';
import { type GatewayMessage, nameOfWay } from '../../../shared/interact/messages.ts';
import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { addActivity } from '../activities/writing.ts';
import { knownUnder, numberAsKept } from '../calls/calls.ts';

/**
 * Takes one short message or chat message, as the colleague whose number it is about: an entry on the timeline of
 * whoever is known under the other number. A message is said once and does not change, so that telling it again
 * does nothing. Of several who share a number nobody is taken for the writer.
 */
export async function receiveMessage(
  transaction: Transaction,
  hookId: string,
  { message, direction, number: dialled, name, at, way, text }: GatewayMessage,
): Promise<void> {
  const { db, actor } = transaction;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`message ${hookId} ${message}`}, 0))`.execute(
    db,
  );
  const isKnown = await asHouse(transaction, async (house) => {
    const row = await house.db
      .selectFrom('messages')
      .select('activity_id')
      .where('workspace_id', '=', actor.workspaceId)
      .where('hook_id', '=', hookId)
      .where('ref', '=', message)
      .executeTakeFirst();
    return row !== undefined;
  });
  if (isKnown) return;
  const number = await numberAsKept(transaction, dialled);
  const known = (await knownUnder(transaction, [number])).get(number) ?? [];
  const [writer] = known.length === 1 ? known : [];
  await asHouse(transaction, async (house) => {
    const { id, audience } = await addActivity(house, actor.userId!, {
      kind: 'message',
      direction,
      partyIds: writer ? [writer.id] : [],
      ...(writer ? {} : { unknown: name ? `${name} (${number})` : number }),
      subject: nameOfWay(way),
      text,
      occurredAt: at,
      visibility: 'everyone',
    });
    await house.db
      .insertInto('messages')
      .values({
        workspace_id: actor.workspaceId,
        activity_id: id,
        audience,
        hook_id: hookId,
        ref: message,
        number,
        way,
      })
      .execute();
  });
}
