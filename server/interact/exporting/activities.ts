import { sql } from 'kysely';
import type { TimelineEntry } from '../../../shared/interact/activities.ts';
import type { ReadAs } from '../../platform/exporting/exported.ts';
import { readEntries } from '../timeline/entries.ts';

export interface ExportedActivity {
  entry: TimelineEntry;
  /** Null where only the headers are shared. */
  text: { body: string; html: string | null } | null;
  mail: {
    messageId: string | null;
    inReplyTo: string[];
    references: string[];
    subject: string;
    forwardedBy: string | null;
  } | null;
  files: {
    id: string;
    name: string;
    mediaType: string;
    contentId: string | null;
    sha256: string;
  }[];
}

const activitiesAtOnce = 200;

/** Everything that passed between us and others, in the order of time, newest first. */
export async function* activitiesOf(
  read: ReadAs,
  kind?: TimelineEntry['kind'],
): AsyncGenerator<ExportedActivity> {
  let after: { at: string; id: string } | undefined;
  for (;;) {
    const page = await read(async (transaction) => {
      const { db, actor } = transaction;
      const place = after
        ? sql`(occurred_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`
        : sql`true`;
      const { rows } = await sql<{ id: string; at: string }>`
        select id, occurred_at::text as at from activities
        where workspace_id = ${actor.workspaceId} and trashed_at is null and ${place}
          and ${kind ? sql`kind = ${kind}` : sql`true`}
        order by occurred_at desc, id desc limit ${sql.lit(activitiesAtOnce)}`.execute(db);
      const ids = rows.map(({ id }) => id);
      const among = sql<string>`any (${ids}::uuid[])`;
      const texts = await db
        .selectFrom('activity_texts')
        .select(['activity_id', 'body', 'html'])
        .where('workspace_id', '=', actor.workspaceId)
        .where('activity_id', '=', among)
        .execute();
      const mails = await db
        .selectFrom('mails')
        .select([
          'activity_id',
          'message_id',
          'in_reply_to',
          'refs',
          'full_subject',
          'forwarded_by',
        ])
        .where('workspace_id', '=', actor.workspaceId)
        .where('activity_id', '=', among)
        .execute();
      const files = await db
        .selectFrom('attachments')
        .select(['id', 'activity_id', 'name', 'media_type', 'content_id', 'sha256'])
        .where('workspace_id', '=', actor.workspaceId)
        .where('activity_id', '=', among)
        .orderBy('id')
        .execute();
      return { rows, entries: await readEntries(transaction, ids), texts, mails, files };
    });
    const texts = new Map(page.texts.map((text) => [text.activity_id, text]));
    const mails = new Map(page.mails.map((mail) => [mail.activity_id, mail]));
    const files = Map.groupBy(page.files, ({ activity_id }) => activity_id);
    for (const entry of page.entries) {
      const text = texts.get(entry.id);
      const mail = mails.get(entry.id);
      yield {
        entry,
        text: text ? { body: text.body, html: text.html } : null,
        mail: mail
          ? {
              messageId: mail.message_id,
              inReplyTo: mail.in_reply_to,
              references: mail.refs,
              subject: mail.full_subject || entry.subject || '',
              forwardedBy: mail.forwarded_by,
            }
          : null,
        files: (files.get(entry.id) ?? []).map((file) => ({
          id: file.id,
          name: file.name,
          mediaType: file.media_type,
          contentId: file.content_id,
          sha256: file.sha256,
        })),
      };
    }
    const last = page.rows.at(-1);
    if (!last || page.rows.length < activitiesAtOnce) return;
    after = last;
  }
}
