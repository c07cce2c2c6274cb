import { randomUUIDv7 } from 'node:crypto';
import { z } from 'zod';
import { Id } from '../../../shared/platform/values.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { record } from '../../platform/events/events.ts';
import { type Past, undoable, undoEvent } from '../../platform/events/undo.ts';

const Parts = z.object({ events: z.array(Id) });

/** A capture is taken back by taking back what it did, the last first; each with its own guards. */
export function registerCaptureUndo(): void {
  const opposite = (verb: string) => async (transaction: Transaction, past: Past) => {
    const { events } = Parts.parse(past.particulars);
    const undone: string[] = [];
    for (const event of events.toReversed())
      undone.push((await undoEvent(transaction, event)).event);
    const [event] = await record(transaction, {
      subject: 'capture',
      subjectId: randomUUIDv7(),
      audience: transaction.actor.userId!,
      verb,
      particulars: { events: undone },
    });
    return { event: event! };
  };
  undoable('capture', 'written', opposite('undone'));
  undoable('capture', 'undone', opposite('written'));
}
