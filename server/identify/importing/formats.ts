import type { PartyDraft } from '../../../shared/identify/party-draft.ts';
import type { Item } from '../../platform/import/reader.ts';
import { type ImportFormat, registerFormat, registerRoom } from '../../platform/import/registry.ts';
import { writeContacts } from './contacts.ts';
import { previewContacts, undoContacts } from './undo.ts';

const write: ImportFormat['write'] = (transaction, items, importing) =>
  writeContacts(transaction, items as Item<PartyDraft>[], importing);

/** Contact files of every kind become people and companies. */
export function registerContacts(): void {
  registerFormat({
    formats: ['csv'],
    reader: {
      module: new URL('./csv.reader.ts', import.meta.url),
      name: 'csvReader',
    },
    readerOptions: ({ country }) => ({ country }),
    write,
  });
  registerFormat({
    formats: ['vcard', 'jcard'],
    reader: { module: new URL('../people/vcard.reader.ts', import.meta.url), name: 'vcardReader' },
    readerOptions: ({ country }) => ({ country }),
    write,
  });
  registerRoom({ undo: undoContacts, preview: previewContacts });
}
