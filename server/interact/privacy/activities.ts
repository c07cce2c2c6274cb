import { registerPersonalData } from '../../identify/privacy/registry.ts';
import { discloseActivities } from './disclosing.ts';
import { eraseActivities } from './erasing.ts';

/** What passed between us and others. */
export function registerActivityData(): void {
  registerPersonalData({
    tables: {
      activities: 'What passed between us; disclosed. Deleted, or kept for others who took part.',
      activity_texts: 'What was said; disclosed. Their own words go, those of others are struck.',
      participants: 'Who took part; disclosed, and nameless where others took part too.',
      seen_addresses: 'Addresses met in mail; deleted.',
      mails: 'Headers; disclosed, deleted or without what names them.',
      thread_links: 'Message-IDs of conversations; worked out again without theirs.',
      delivery_reports: 'What machines say of mail that did not arrive; goes with its entry.',
      attachments: 'Files of mails; disclosed, deleted with the bytes on the disk.',
    },
    disclose: discloseActivities,
    erase: eraseActivities,
  });
}
