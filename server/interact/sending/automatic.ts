import type { Transaction } from '../../platform/access/actor.ts';
import { insertRows } from '../../platform/database/bulk.ts';
import { nextId } from '../../platform/database/ids.ts';
import { told } from './drafting.ts';

/** A mail that the house writes for a colleague, from a mailbox of theirs. */
export interface AutomaticMail {
  ownerId: string;
  /** The connection it goes out from. */
  from: string;
  to: { address: string; name: string };
  subject: string;
  /** Cleaned like any other before it goes. */
  html: string;
  /** Contents that the file store has. */
  files?: readonly { name: string; mediaType: string; bytes: number; sha256: string }[];
  /** Whether it stands on the timelines and in the folder of what was sent. */
  isKept: boolean;
}

/**
 * Puts a mail on its way that nobody typed. It exists if and only if the change does that it tells of, goes once
 * like every other, and says of itself that a machine wrote it (RFC 3834).
 */
export async function sendAutomatically(
  house: Transaction,
  { ownerId, from, to, subject, html, files = [], isKept }: AutomaticMail,
): Promise<string> {
  const { db, actor } = house;
  const id = nextId();
  const part = { workspace_id: actor.workspaceId, mail_id: id, audience: ownerId };
  await db
    .insertInto('outgoing_mails')
    .values({
      workspace_id: actor.workspaceId,
      id,
      audience: ownerId,
      owner_id: ownerId,
      connection_id: from,
      subject,
      html,
      state: 'waiting',
      send_at: Temporal.Now.instant(),
      automatic: true,
      kept: isKept,
    })
    .execute();
  await insertRows(db, 'outgoing_recipients', [{ ...part, position: 0, role: 'to', ...to }]);
  await insertRows(
    db,
    'outgoing_files',
    files.map(({ name, mediaType, bytes, sha256 }) => ({
      ...part,
      id: nextId(),
      name,
      media_type: mediaType,
      bytes,
      sha256,
    })),
  );
  await told(house, id, ownerId);
  return id;
}

/** No person typed it, although it goes the way of those that are. */
export async function markAutomatic({ db, actor }: Transaction, id: string): Promise<void> {
  await db
    .updateTable('outgoing_mails')
    .set({ automatic: true })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .execute();
}
