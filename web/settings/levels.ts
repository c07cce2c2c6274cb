import type { AccessLevel } from '../../shared/platform/access.ts';
import type { MessageId } from '../locales/ids.ts';

/** What each access level is called, and what it lets somebody do. */
export const levelWords: Record<AccessLevel, { name: MessageId; effect: MessageId }> = {
  owner: { name: 'settings.level.owner', effect: 'settings.level.owner.words' },
  manager: { name: 'settings.level.manager', effect: 'settings.level.manager.words' },
  member: { name: 'settings.level.member', effect: 'settings.level.member.words' },
  reader: { name: 'settings.level.reader', effect: 'settings.level.reader.words' },
};
