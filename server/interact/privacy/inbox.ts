import { registerPersonalData } from '../../identify/privacy/registry.ts';

/** What the inbox keeps of people. */
export function registerInboxData(): void {
  registerPersonalData({
    tables: {
      conversations:
        'Which conversations wait and who sees to them, by ids and moments; goes with the mails, and the Message-ID it is named by is struck with theirs.',
    },
  });
}
