import { sql } from 'kysely';
import { strikeOut } from '../../identify/privacy/needles.ts';
import { type Person, registerPersonalData } from '../../identify/privacy/registry.ts';
import type { Transaction } from '../../platform/access/actor.ts';

/** What the books of connected mailboxes, calendars and address books keep of people. */
export function registerMailboxData(): void {
  registerPersonalData({
    tables: {
      connections: 'Our own mailboxes and where they lie; names are struck.',
      mail_providers:
        'Providers at which our own people sign in to their mailboxes; no person outside.',
      mail_folders: 'Names of folders; struck.',
      mail_messages:
        'A number and a hash for each message; the subject of one that could not be read is struck.',
      collections: 'Names and addresses of our own calendars and address books; struck.',
      collection_entries:
        'An address and a state for each entry; the title of one that could not be read is struck.',
      entry_meetings: 'Which meeting an entry is; ids and hashes.',
      entry_cards:
        'Which person a card of an address book is, and what both said last; goes with the person.',
      card_wishes: 'Whom somebody wants in an address book; goes with the person.',
      capture_rules: 'Whose mail is never captured; one that names the person is deleted.',
    },
    erase,
  });
}

async function erase(
  house: Transaction,
  { addresses, needles }: Person,
): Promise<Record<string, number>> {
  const { db, actor } = house;
  const { rows } = await sql`
    delete from capture_rules where workspace_id = ${actor.workspaceId}
      and kind = 'address' and value = any (${addresses}::text[]) returning id`.execute(db);
  let struck = 0;
  for (const place of [
    { table: 'connections', texts: ['name'] },
    { table: 'mail_folders', texts: ['path'] },
    { table: 'mail_messages', texts: ['subject'] },
    { table: 'collections', texts: ['name'] },
    { table: 'collection_entries', texts: ['title'] },
  ]) {
    struck += await strikeOut(house, needles, place);
  }
  return { captureRules: rows.length, struck };
}
