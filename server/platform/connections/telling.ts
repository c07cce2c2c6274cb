import type { Transaction } from '../access/actor.ts';
import { record } from '../events/events.ts';
import type { ConnectionRow } from './kept.ts';

/** What was done about something a connection brings; it begins anew with what was said. */
export async function tellOfConnection(
  transaction: Transaction,
  { id, audience, name }: ConnectionRow,
  verb: string,
  particulars: object,
): Promise<{ event: string }> {
  const [event] = await record(transaction, {
    subject: 'connection',
    subjectId: id,
    audience,
    verb,
    particulars: { name, ...particulars },
  });
  return { event: event! };
}
