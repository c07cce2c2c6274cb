import { sql } from 'kysely';
import { Refusal } from '../../../shared/platform/errors.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { insertRows } from '../../platform/database/bulk.ts';
import { nextId } from '../../platform/database/ids.ts';
import { addFile } from './attaching.ts';
import { beginDraft, told } from './drafting.ts';
import { releaseMail } from './releasing.ts';

/** A mail that the house writes for a colleague, from a mailbox of theirs; its HTML is cleaned like any other. */
export interface Confirmation {
  /** The connection it goes out from. */
  from: string;
  address: string;
  subject: string;
  html: string;
  /** Its content is in the file store. */
  file?: { name: string; bytes: Buffer; sha256: string };
}

/**
 * Confirms something to a stranger in the name of a colleague, as a mail like those they write, but marked as
 * written by a machine (RFC 3834). Somebody who does not want to be written to is not, and what is confirmed holds
 * all the same; false then.
 */
export async function sendConfirmation(
  transaction: Transaction,
  { from, address, subject, html, file }: Confirmation,
): Promise<boolean> {
  const { db, actor } = transaction;
  await sql`savepoint confirming`.execute(db);
  try {
    const to = [{ address, name: '' }];
    let { id, version } = await beginDraft(transaction, {
      from,
      to,
      cc: [],
      bcc: [],
      subject,
      html,
    });
    await db
      .updateTable('outgoing_mails')
      .set({ automatic: true })
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', '=', id)
      .execute();
    if (file) ({ version } = await addFile(transaction, id, file));
    await releaseMail(transaction, id, { version });
    return true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await sql`rollback to savepoint confirming`.execute(db);
    return false;
  }
}

/** What somebody sends themselves. */
export interface OwnMail {
  ownerId: string;
  /** The connection it goes out from. */
  from: string;
  to: { address: string; name: string };
  subject: string;
  html: string;
}

/**
 * Puts a mail to its own owner on its way, which goes once like every other, and stands on no timeline and in no
 * folder of what was sent.
 */
export async function sendToOneself(
  house: Transaction,
  { ownerId, from, to, subject, html }: OwnMail,
): Promise<void> {
  const { db, actor } = house;
  const id = nextId();
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
      kept: false,
    })
    .execute();
  const part = { workspace_id: actor.workspaceId, mail_id: id, audience: ownerId };
  await insertRows(db, 'outgoing_recipients', [{ ...part, position: 0, role: 'to', ...to }]);
  await told(house, id, ownerId);
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What people wrote, in a mail of the house: as they wrote it. */
export const escaped = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (sign) => entities[sign]!);
