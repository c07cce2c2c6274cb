import { Refusal } from '../../../shared/platform/errors.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import type { Files } from '../../platform/files/files.ts';
import { ActivityNotFound } from '../activities/errors.ts';
import { type SanitisedHtml, sanitiseHtml } from './sanitise.ts';

export class AttachmentNotFound extends Refusal {
  constructor() {
    super('attachment.not-found', 404, 'There is no such file, or you may not see it.');
  }
}

/** Pictures inside a mail travel within its document; beyond this they are left out. */
const mostInlineBytes = 8 * 1024 * 1024;
const inlineTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp']);

/** The HTML of a mail made harmless. Remote pictures appear only when the reader asked for them. */
export async function mailDocument(
  { db, actor }: Transaction,
  files: Files,
  activityId: string,
  remote: boolean,
): Promise<SanitisedHtml> {
  const text = await db
    .selectFrom('activity_texts')
    .innerJoin('activities', (join) =>
      join
        .onRef('activities.workspace_id', '=', 'activity_texts.workspace_id')
        .onRef('activities.id', '=', 'activity_texts.activity_id'),
    )
    .select('html')
    .where('activity_texts.workspace_id', '=', actor.workspaceId)
    .where('activity_id', '=', activityId)
    .where('trashed_at', 'is', null)
    .executeTakeFirst();
  if (!text?.html) throw new ActivityNotFound();
  const parts = await db
    .selectFrom('attachments')
    .select(['content_id', 'media_type', 'sha256', 'bytes'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('activity_id', '=', activityId)
    .where('content_id', 'is not', null)
    .execute();
  const inlineImages = new Map<string, string>();
  let bytes = 0;
  for (const part of parts) {
    bytes += part.bytes;
    if (!inlineTypes.has(part.media_type) || bytes > mostInlineBytes) continue;
    const { stream } = await files.read(actor.workspaceId, part.sha256);
    const data = Buffer.from(await new Response(stream).arrayBuffer()).toString('base64');
    inlineImages.set(part.content_id!, `data:${part.media_type};base64,${data}`);
  }
  return sanitiseHtml(text.html, { remote, inlineImages });
}

export async function attachmentOf({ db, actor }: Transaction, files: Files, id: string) {
  const file = await db
    .selectFrom('attachments')
    .innerJoin('activities', (join) =>
      join
        .onRef('activities.workspace_id', '=', 'attachments.workspace_id')
        .onRef('activities.id', '=', 'attachments.activity_id'),
    )
    .select(['name', 'sha256'])
    .where('attachments.workspace_id', '=', actor.workspaceId)
    .where('attachments.id', '=', id)
    .where('trashed_at', 'is', null)
    .executeTakeFirst();
  if (!file) throw new AttachmentNotFound();
  return { name: file.name || 'file', ...(await files.read(actor.workspaceId, file.sha256)) };
}
