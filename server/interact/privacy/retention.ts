import { sql } from 'kysely';
import { type LetGo, registerRetention } from '../../identify/retention/retention.ts';
import { recordInBulk } from '../../platform/events/events.ts';
import { refreshLastContact } from '../timeline/last-contact.ts';

/** Mails, meetings, notes and calls that have had their time go into the trash, and from there after 30 days. */
export function registerActivityRetention(): void {
  registerRetention('mails', trashOld(['email']));
  registerRetention('meetings', trashOld(['meeting']));
  registerRetention('notes', trashOld(['note', 'call']));
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
      const { rows: concerned } = await sql<{ id: string }>`
        select party_id as id from participants
        where workspace_id = ${workspaceId} and activity_id = any (${ids}::uuid[]) and party_id is not null
        union
        select e.party_id from participants x
          join seen_addresses s on s.workspace_id = x.workspace_id and s.id = x.address_id
          join party_emails e on e.workspace_id = s.workspace_id and e.address = s.address
        where x.workspace_id = ${workspaceId} and x.activity_id = any (${ids}::uuid[])`.execute(db);
      await refreshLastContact(
        house,
        concerned.map(({ id }) => id),
      );
    }
    return rows.length;
  };
}
