import { z } from 'zod';
import type { Transaction } from '../../platform/access/actor.ts';
import { record } from '../../platform/events/events.ts';
import { type Past, undoable } from '../../platform/events/undo.ts';
import { findActivity } from '../activities/activities.ts';
import { ActivityNotFound } from '../activities/errors.ts';

const Answered = z.object({ key: z.string(), answer: z.enum(['accepted', 'declined']).optional() });

/** An answer that is taken back leaves the proposal as it was; taken back once more, it is answered again. */
export function registerProposalUndo(): void {
  for (const answer of ['accepted', 'declined'] as const)
    undoable('proposal', answer, (transaction, past) =>
      tell(transaction, past, 'reopened', { answer }),
    );
  undoable('proposal', 'reopened', (transaction, past) =>
    tell(transaction, past, Answered.parse(past.particulars).answer ?? 'declined'),
  );
}

async function tell(
  transaction: Transaction,
  { subjectId, particulars }: Past,
  verb: string,
  more: object = {},
): Promise<{ event: string }> {
  const activity = await findActivity(transaction, subjectId);
  if (!activity) throw new ActivityNotFound();
  const [event] = await record(transaction, {
    subject: 'proposal',
    subjectId,
    audience: activity.audience,
    verb,
    particulars: { key: Answered.parse(particulars).key, ...more },
  });
  return { event: event! };
}
