import type { ListedRow } from '../../../shared/identify/importing/listed-row.ts';
import type { PartyDraft } from '../../../shared/identify/party-draft.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { Item } from '../../platform/import/reader.ts';
import {
  type ImportFormat,
  type Importing,
  registerFormat,
  registerRoom,
} from '../../platform/import/registry.ts';
import { writeContacts } from './contacts.ts';
import { correctionsOf } from './corrections.ts';
import { findDoubts } from './doubts.ts';
import { isListed, together, writeListed } from './listed.ts';
import { ownColumns, readOwnColumns } from './own-columns.ts';
import { readRoleWords, roleWords } from './role-words.ts';
import { readKinds } from './row-reach.ts';
import { confirmedIn } from './tables.ts';
import { prepareContacts, type ToldDraft } from './told.ts';
import { previewContacts, undoContacts } from './undo.ts';

const contacts: Pick<ImportFormat, 'readerOptions' | 'prepare' | 'write' | 'isCheckable'> = {
  isCheckable: true,
  readerOptions: (importing) => ({
    country: importing.country,
    mappings: confirmedIn(importing.mappings),
    roleWords: roleWords(importing),
    corrections: correctionsOf(importing),
  }),
  prepare: (all, importing) => {
    const { listed = [], drafts = [] } = Object.groupBy(
      all as Item<PartyDraft | ListedRow>[],
      (item) => (isListed(item) ? 'listed' : 'drafts'),
    );
    const own = ownColumns(importing);
    return [
      ...listed.map((row) => ({ row })),
      ...prepareContacts(drafts as Item<PartyDraft>[], importing.country, own),
    ];
  },
  write: async (transaction, prepared, importing) => {
    const batch = prepared as (ToldDraft | { row: Item<ListedRow> })[];
    const rows = batch.flatMap((each) => ('row' in each ? each.row : []));
    const drafts = batch.filter((each): each is ToldDraft => !('row' in each));
    const written = await writeListed(transaction, rows, importing);
    if (drafts.length > 0) written.push(await writeContacts(transaction, drafts, importing));
    return together(written);
  },
};

/** What is needed to know of the workspace: its own fields, what it calls people, and which kinds are private. */
async function begin(transaction: Transaction, importing: Importing): Promise<void> {
  await readOwnColumns(transaction, importing);
  await readRoleWords(transaction, importing);
  await readKinds(transaction, importing);
}

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
  registerRoom({ begin, doubts: findDoubts, undo: undoContacts, preview: previewContacts });
}
