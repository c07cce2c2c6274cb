import type { PartyKind } from '../../shared/identify/parties.ts';
import type { Filter } from '../../shared/platform/filters.ts';
import type { MessageId } from '../locales/ids.ts';

/** What the lists of one's own are called. */
export const mineMessages: Record<PartyKind, MessageId> = {
  person: 'app.mine.person',
  company: 'app.mine.company',
};

/** Those whom somebody looks after. */
export function mine(userId: string): Filter {
  return { all: [['assignedTo', 'is', userId]] };
}

export function isMine(filter: Filter | undefined, userId: string | undefined): boolean {
  return userId !== undefined && JSON.stringify(filter) === JSON.stringify(mine(userId));
}
