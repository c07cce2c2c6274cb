import type { PartyDraft } from '../../../shared/identify/party-draft.ts';
import type { Item } from '../../platform/import/reader.ts';
import { type ImportFormat, registerFormat, registerRoom } from '../../platform/import/registry.ts';
import { writeContacts } from './contacts.ts';
import { ownColumns, readOwnColumns } from './own-columns.ts';
import { confirmedIn } from './tables.ts';
import { prepareContacts, type ToldDraft } from './told.ts';
import { previewContacts, undoContacts } from './undo.ts';

const contacts: Pick<ImportFormat, 'readerOptions' | 'prepare' | 'write' | 'isCheckable'> = {
  isCheckable: true,
  readerOptions: ({ country, mappings }) => ({ country, mappings: confirmedIn(mappings) }),
  prepare: (items, importing) =>
    prepareContacts(items as Item<PartyDraft>[], importing.country, ownColumns(importing)),
  write: (transaction, drafts, importing) =>
    writeContacts(transaction, drafts as ToldDraft[], importing),
};

/** Contact files of every kind become people and companies. */
export function registerContacts(): void {
  registerFormat({
    formats: ['csv'],
    reader: {
      module: new URL('./csv.reader.ts', import.meta.url),
      name: 'csvReader',
    },
    ...contacts,
  });
  registerFormat({
    formats: ['xlsx'],
    reader: {
      module: new URL('./xlsx.reader.ts', import.meta.url),
      name: 'xlsxReader',
    },
    ...contacts,
  });
  registerFormat({
    formats: ['vcard', 'jcard'],
    reader: { module: new URL('../people/vcard.reader.ts', import.meta.url), name: 'vcardReader' },
    ...contacts,
  });
  registerFormat({
    formats: ['ndjson'],
    reader: { module: new URL('./ndjson.reader.ts', import.meta.url), name: 'ndjsonReader' },
    ...contacts,
  });
  registerRoom({ begin: readOwnColumns, undo: undoContacts, preview: previewContacts });
}
