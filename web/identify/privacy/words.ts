import type { ErasureCounts } from '../../../shared/identify/privacy.ts';
import type { MessageId } from '../../locales/ids.ts';
import type { Say } from '../../ui/words.ts';

const messages: Record<string, MessageId> = {
  records: 'privacy.erased.records',
  statements: 'privacy.erased.statements',
  activities: 'privacy.erased.activities',
  emptied: 'privacy.erased.emptied',
  files: 'privacy.erased.files',
  addresses: 'privacy.erased.addresses',
  events: 'privacy.erased.events',
  comments: 'privacy.erased.comments',
  ties: 'privacy.erased.ties',
  consents: 'privacy.erased.consents',
  merges: 'privacy.erased.merges',
  references: 'privacy.erased.references',
  struck: 'privacy.erased.struck',
  uploads: 'privacy.erased.uploads',
  archives: 'privacy.erased.archives',
};

/** How much an erasure takes, in the order in which one would tell it. */
export function countWords(counts: ErasureCounts, say: Say): string[] {
  return Object.entries(messages).flatMap(([what, message]) =>
    counts[what] ? [say(message, { count: counts[what] })] : [],
  );
}
