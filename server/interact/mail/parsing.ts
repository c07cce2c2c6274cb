/** Runs in a worker: the parser of mails meets whatever strangers send. */
import type { ParsedMessage } from '../../../shared/interact/mail/message.ts';
import { NotAMessage, parseMessage } from './message.ts';

/** In the order of the input; null for bytes that are no mail at all. */
export async function parseMessages(
  messages: readonly Uint8Array[],
): Promise<(ParsedMessage | null)[]> {
  const parsed: (ParsedMessage | null)[] = [];
  for (const bytes of messages) {
    try {
      parsed.push(await parseMessage(bytes));
    } catch (error) {
      if (!(error instanceof NotAMessage)) throw error;
      parsed.push(null);
    }
  }
  return parsed;
}
