import type { ImapSecret, ImapSettings } from '../../../shared/platform/connections.ts';
import type { Token } from '../../platform/connections/connector.ts';
import type { House } from '../../platform/house.ts';
import { answered, openMailbox } from '../mailboxes/client.ts';

/** These put what they send into the folder by themselves. */
const keepThemselves = /(?:^|\.)(?:gmail|googlemail|google|office365|outlook)\.com$/i;

/** A copy of what was sent for the mailbox's own folder, unless it lies there already. */
export async function keepCopy(
  house: House,
  settings: ImapSettings,
  key: ImapSecret | Token,
  { messageId, bytes }: { messageId: string; bytes: Buffer },
): Promise<void> {
  if (keepThemselves.test(settings.smtp?.host ?? '')) return;
  const client = await openMailbox(house, settings, key);
  try {
    const folders = await answered(client, client.list());
    const sent = folders.find(({ specialUse }) => specialUse === '\\Sent');
    // A mailbox without such a folder keeps none.
    if (!sent) return;
    await answered(client, client.mailboxOpen(sent.path, { readOnly: true }));
    const found = await answered(
      client,
      client.search({ header: { 'message-id': `<${messageId}>` } }, { uid: true }),
    );
    if (Array.isArray(found) && found.length > 0) return;
    await answered(client, client.append(sent.path, bytes, ['\\Seen']));
  } finally {
    client.close();
  }
}
