import { sql } from 'kysely';
import type { Transaction } from '../../platform/access/actor.ts';
import { nextId } from '../../platform/database/ids.ts';
import { record } from '../../platform/events/events.ts';
import { cleanHtml } from './composing.ts';
import { NoSender } from './errors.ts';
import { listSenders } from './outgoing.ts';

/** What stands under the mails that one writes from a mailbox of one's own. */
export async function setSignature(
  transaction: Transaction,
  connectionId: string,
  html: string,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const sender = (await listSenders(transaction)).find(({ id }) => id === connectionId);
  if (!sender) throw new NoSender();
  const clean = html.trim() ? await cleanHtml(html) : '';
  const ownerId = actor.userId!;
  await sql`
    insert into mail_signatures (workspace_id, id, audience, owner_id, connection_id, html)
    values (${actor.workspaceId}, ${nextId()}, ${ownerId}, ${ownerId}, ${connectionId}, ${clean})
    on conflict (workspace_id, owner_id, connection_id) do update set html = excluded.html`.execute(
    db,
  );
  const [event] = await record(transaction, {
    subject: 'signature',
    subjectId: connectionId,
    audience: ownerId,
    verb: 'edited',
    before: { html: sender.signature },
    after: { html: clean },
  });
  return { event: event! };
}
