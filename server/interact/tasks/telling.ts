import type { Reason } from '../../../shared/interact/notifications.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { notify } from '../notifications/telling.ts';

/** Tells a colleague what became of a task that one of the two gave the other; acts as the house. */
export function tellOfTask(
  house: Transaction,
  { id, audience }: { id: string; audience: string },
  because: Reason,
  userId: string,
): Promise<void> {
  return notify(house, {
    kind: 'task',
    because,
    to: [userId],
    audience,
    activityId: id,
    bundle: id,
  });
}
