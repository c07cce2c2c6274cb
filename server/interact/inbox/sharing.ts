import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Sharing } from '../../../shared/interact/inbox.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { record } from '../../platform/events/events.ts';
import { changeActivity } from '../activities/writing.ts';
import { conversationAt } from './conversations.ts';

/** Who may read the mails of a conversation: one act on each of them, and one to take back. */
export async function shareConversation(
  transaction: Transaction,
  id: string,
  { visibility, teamId, version }: z.output<typeof Sharing>,
): Promise<{ event: string; count: number }> {
  const { db, actor } = transaction;
  const row = await conversationAt(transaction, id, version);
  const { rows } = await sql<{ id: string; version: number }>`
    select a.id, a.version from activities a
    where a.workspace_id = ${actor.workspaceId} and a.thread = ${row.thread} and a.kind = 'email'
      and a.trashed_at is null and a.owner_id = ${row.owner_id}
      and reads_mail(a.visibility, a.owner_id, a.audience) = ${row.audience}
    -- The newest first: with it the conversation goes, and what was said of it.
    order by a.occurred_at desc, a.id desc limit 500`.execute(db);
  const events: string[] = [];
  for (const mail of rows)
    events.push(
      (
        await changeActivity(transaction, mail.id, {
          visibility,
          version: mail.version,
          ...(teamId ? { teamId } : {}),
        })
      ).event,
    );
  const [event] = await record(transaction, {
    subject: 'sharing',
    subjectId: randomUUIDv7(),
    // What it did is told by the events of each mail; that it was one act concerns whoever did it.
    audience: actor.userId!,
    verb: 'shared',
    particulars: { events },
  });
  return { event: event!, count: events.length };
}
