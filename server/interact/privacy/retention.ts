import { sql } from 'kysely';
import { type LetGo, registerRetention } from '../../identify/retention/retention.ts';
import { recordInBulk } from '../../platform/events/events.ts';
import { contactsOf } from '../timeline/contacts.ts';
import { refreshLastContact } from '../timeline/last-contact.ts';

/** Mails, meetings, notes, calls, mentions and what came through forms that have had their time go into the trash, and from there after 30 days. */
export function registerActivityRetention(): void {
  registerRetention('mails', trashOld(['email', 'message']));
  registerRetention('meetings', trashOld(['meeting']));
  registerRetention('notes', trashOld(['note', 'call', 'form', 'mention']));
}

const atOnce = 1_000;

function trashOld(kinds: string[]): LetGo {
  return async (house, { before, now }) => {
    const { db, actor } = house;
    const { workspaceId } = actor;
    const { rows } = await sql<{ id: string; audience: string }>`
      update activities set trashed_at = ${now.toString()}, trashed_by = null, version = version + 1
      where workspace_id = ${workspaceId} and kind = any (${kinds}::text[])
        and occurred_at < ${before.toString()} and trashed_at is null
      returning id, audience`.execute(db);
    for (let at = 0; at < rows.length; at += atOnce) {
      const some = rows.slice(at, at + atOnce);
      const ids = some.map(({ id }) => id);
      await recordInBulk(
        house,
        some.map(({ id, audience }) => ({
          subject: 'activity',
          subjectId: id,
          audience,
          verb: 'trashed',
          particulars: { retention: true },
        })),
      );
      await refreshLastContact(house, await contactsOf(house, ids), ids);
    }
    return rows.length;
  };
}
