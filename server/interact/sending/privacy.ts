import { sql } from 'kysely';
import { strikeOut } from '../../identify/privacy/needles.ts';
import { file } from '../../identify/privacy/parties.ts';
import {
  type Disclosed,
  type Leavings,
  type Person,
  registerPersonalData,
} from '../../identify/privacy/registry.ts';
import type { Transaction } from '../../platform/access/actor.ts';

/** What is being written to people, and what of it is on its way. */
export function registerOutgoingData(): void {
  registerPersonalData({
    tables: {
      outgoing_mails:
        'Mails that are written to them or on their way; disclosed, deleted. Those to others that name them are struck.',
      outgoing_recipients: 'To whom a mail goes; goes with it, and from mails to others.',
      outgoing_files: 'What goes along with a mail; goes with it.',
      doubtful_addresses: 'Addresses from which mail came back; deleted.',
      mail_signatures: 'What stands under the mails of colleagues; struck.',
    },
    disclose,
    erase,
  });
}

async function erase(
  house: Transaction,
  { addresses, needles }: Person,
  { subjects, contents }: Leavings,
): Promise<Record<string, number>> {
  const { db, actor } = house;
  const { workspaceId } = actor;
  const isTheirs = sql`lower(r.address) = any (${addresses}::text[])`;
  const { rows: gone } = await sql<{ id: string; sha256: string | null }>`
    delete from outgoing_mails m where m.workspace_id = ${workspaceId}
      and exists (select from outgoing_recipients r
        where r.workspace_id = ${workspaceId} and r.mail_id = m.id and ${isTheirs})
      and not exists (select from outgoing_recipients r
        where r.workspace_id = ${workspaceId} and r.mail_id = m.id and not ${isTheirs})
    returning m.id, m.sha256`.execute(db);
  for (const { id, sha256 } of gone) {
    subjects.add(id);
    if (sha256) contents.add(sha256);
  }
  await sql`
    delete from outgoing_recipients r where r.workspace_id = ${workspaceId} and ${isTheirs}`.execute(
    db,
  );
  await sql`
    delete from doubtful_addresses
    where workspace_id = ${workspaceId} and address = any (${addresses}::text[])`.execute(db);
  const struck =
    (await strikeOut(house, needles, {
      table: 'outgoing_mails',
      texts: ['subject', 'html', 'words'],
    })) +
    (await strikeOut(house, needles, { table: 'outgoing_files', texts: ['name'] })) +
    (await strikeOut(house, needles, { table: 'outgoing_recipients', texts: ['name', 'words'] })) +
    (await strikeOut(house, needles, { table: 'mail_signatures', texts: ['html'] }));
  return { outgoing: gone.length, struck };
}

async function* disclose(
  { db, actor }: Transaction,
  { addresses }: Person,
): AsyncGenerator<Disclosed> {
  const { rows } = await sql`
    select m.state, m.subject, m.html, m.send_at, m.updated_at, u.name as by
    from outgoing_mails m left join users u on u.workspace_id = m.workspace_id and u.id = m.owner_id
    where m.workspace_id = ${actor.workspaceId} and m.state <> 'accepted'
      and exists (select from outgoing_recipients r where r.workspace_id = ${actor.workspaceId}
        and r.mail_id = m.id and lower(r.address) = any (${addresses}::text[]))
    order by m.id`.execute(db);
  yield file('outgoing.json', rows, {
    en: 'What we were writing to you and had not sent, or could not.',
    de: 'Was wir Ihnen schreiben wollten und noch nicht oder nicht erfolgreich abgeschickt haben.',
  });
}
