import type { ParsedMessage } from '../../../shared/interact/mail/message.ts';
import type { MeetingDraft } from '../../../shared/interact/meeting-draft.ts';
import { registerListed } from '../../identify/importing/listed.ts';
import type { Item } from '../../platform/import/reader.ts';
import { type ImportFormat, registerFormat, registerRoom } from '../../platform/import/registry.ts';
import { writeCalls } from '../calls/listed.ts';
import type { ChatItem } from '../messages/chat.reader.ts';
import { filesOfChat, type PreparedMessage, prepareMessages } from '../messages/chat-files.ts';
import { chatReading, readPhone, writeMessages } from '../messages/chats.ts';
import { writePurchases } from '../orders/listed.ts';
import { finishInteractions } from './finish.ts';
import { writeMails } from './mail.ts';
import { writeMeetings } from './meetings.ts';
import { type PreparedMail, prepareMails } from './prepared-mail.ts';
import { previewInteractions, undoInteractions } from './undo.ts';

const mailReader = new URL('../mail/reader.ts', import.meta.url);
const mails: Pick<ImportFormat, 'prepare' | 'write'> = {
  prepare: (items, importing) => prepareMails(items as Item<ParsedMessage>[], importing),
  write: (transaction, batch, importing) =>
    writeMails(transaction, batch as PreparedMail[], importing),
};

/** Mailboxes, calendars and chats become activities on the timelines of those who took part. */
export function registerInteractions(): void {
  registerFormat({
    formats: ['mbox'],
    reader: { module: mailReader, name: 'mboxReader' },
    ...mails,
  });
  registerFormat({
    formats: ['eml', 'emlx'],
    reader: { module: mailReader, name: 'emlReader' },
    together: true,
    ...mails,
  });
  registerFormat({
    formats: ['ics'],
    reader: { module: new URL('../calendar/ics.reader.ts', import.meta.url), name: 'icsReader' },
    readerOptions: ({ zone }) => ({ zone }),
    write: (transaction, items, importing) =>
      writeMeetings(transaction, items as Item<MeetingDraft>[], importing),
  });
  registerFormat({
    formats: ['chat'],
    reader: { module: new URL('../messages/chat.reader.ts', import.meta.url), name: 'chatReader' },
    readerOptions: chatReading,
    partsOf: filesOfChat,
    prepare: (items, importing) => prepareMessages(items as Item<ChatItem>[], importing),
    write: (transaction, batch, importing) =>
      writeMessages(transaction, batch as PreparedMessage[], importing),
  });
  registerListed('calls', writeCalls);
  registerListed('purchases', writePurchases);
  registerRoom({
    begin: readPhone,
    finish: finishInteractions,
    undo: undoInteractions,
    preview: previewInteractions,
  });
}
