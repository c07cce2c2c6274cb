import { asHouse, type Transaction } from '../../platform/access/actor.ts';
import { record } from '../../platform/events/events.ts';
import { notify } from '../notifications/telling.ts';
import type { Handover } from './handovers.ts';

/** Writes down what became of a handover, and tells those who take part in it. */
export async function tellOfHandover(
  transaction: Transaction,
  { id, from_id, to_id, proposed_by, audience }: Handover,
  verb: string,
  undoes?: string,
): Promise<string> {
  const { actor } = transaction;
  const [event] = await record(transaction, {
    subject: 'handover',
    subjectId: id,
    audience,
    // The others are told by what they are sent.
    heardBy: actor.userId ?? from_id,
    verb,
    particulars: { from: from_id, to: to_id, ...(undoes ? { undoes } : {}) },
  });
  await asHouse(transaction, async (house) => {
    const news = { kind: 'handover' as const, audience, handoverId: id, bundle: id };
    await notify(house, { ...news, because: 'taking over', to: [to_id] });
    await notify(house, {
      ...news,
      because: 'handing over',
      to: [from_id, proposed_by].filter((userId) => userId !== to_id),
    });
  });
  return event!;
}
