import { sql } from 'kysely';
import { normaliseEmail } from '../../../shared/identify/addresses.ts';
import { permissionInWords } from '../../../shared/identify/consent.ts';
import { MustNotWrite } from '../../identify/consent/errors.ts';
import { maySend } from '../../identify/consent/permission.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { OutgoingRow, RecipientRow } from './outgoing.ts';

/** What one colleague writes to somebody by hand is no campaign: it serves whatever is between them. */
const purpose = 'service';

/**
 * Whether these people may be written to, asked in the moment of sending and kept beside each. Whoever wrote
 * to us is answered in any case.
 */
export async function requireLeave(
  transaction: Transaction,
  { answers_id: answers }: Pick<OutgoingRow, 'answers_id'>,
  recipients: readonly RecipientRow[],
): Promise<void> {
  const { db, actor } = transaction;
  const addresses = recipients.map(({ address }) => normaliseEmail(address) ?? address);
  const { rows } = await sql<{ address: string; party_id: string }>`
    select e.address, e.party_id from party_emails e
    join parties p on p.workspace_id = e.workspace_id and p.id = e.party_id
    where e.workspace_id = ${actor.workspaceId} and e.address = any (${addresses}::text[])
      and p.kind = 'person' and p.trashed_at is null
    order by e.party_id`.execute(db);
  const asked = await maySend(transaction, {
    partyIds: rows.map(({ party_id }) => party_id),
    purpose,
    channel: 'email',
  });
  const personOf = new Map(rows.map(({ address, party_id }) => [address, party_id]));
  for (const recipient of recipients) {
    const partyId = personOf.get(normaliseEmail(recipient.address) ?? recipient.address);
    const permission = partyId && asked.get(partyId);
    if (!permission) continue;
    if (!permission.allowed && !answers) throw new MustNotWrite(permissionInWords(permission));
    await db
      .updateTable('outgoing_recipients')
      .set({ permission: JSON.stringify(permission) })
      .where('workspace_id', '=', actor.workspaceId)
      .where('mail_id', '=', recipient.mail_id)
      .where('position', '=', recipient.position)
      .execute();
  }
}
