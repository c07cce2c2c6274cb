import type { TimelineEntry } from '../../../shared/interact/activities.ts';

/** A mail whose words one may read, from or to somebody with an address. */
export function isAnswerable({
  kind,
  headersOnly,
  participants,
}: Pick<TimelineEntry, 'kind' | 'headersOnly' | 'participants'>): boolean {
  return kind === 'email' && !headersOnly && participants.some(({ address }) => address !== null);
}
