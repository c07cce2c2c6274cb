import { mostFileBytes, type OutgoingView } from '../../../shared/interact/outgoing.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { nextId } from '../../platform/database/ids.ts';
import { cleanFileName } from '../mail/file-name.ts';
import { mediaType } from '../mail/media-type.ts';
import { told } from './drafting.ts';
import { FilesTooLarge, NotAtThatPoint, OutgoingNotFound } from './errors.ts';
import { filesOf, findOutgoing, viewOutgoing } from './outgoing.ts';

/** How many bytes may still be added to a draft. */
export async function draftForFile(transaction: Transaction, id: string): Promise<number> {
  const draft = await findOutgoing(transaction, id);
  if (!draft || draft.discarded_at) throw new OutgoingNotFound();
  if (draft.state !== 'draft') throw new NotAtThatPoint();
  const files = await filesOf(transaction, [id]);
  return mostFileBytes - files.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Reads no more than there is room for. */
export async function receive(
  body: ReadableStream<Uint8Array> | null,
  room: number,
): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += part.byteLength;
    if (bytes > room) throw new FilesTooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

export async function addFile(
  transaction: Transaction,
  id: string,
  { name, bytes, sha256 }: { name: string; bytes: Buffer; sha256: string },
): Promise<OutgoingView> {
  const { db, actor } = transaction;
  if ((await draftForFile(transaction, id)) < bytes.byteLength) throw new FilesTooLarge();
  const clean = cleanFileName(name) ?? 'file';
  await db
    .insertInto('outgoing_files')
    .values({
      workspace_id: actor.workspaceId,
      id: nextId(),
      mail_id: id,
      audience: actor.userId!,
      name: clean,
      media_type: mediaType(bytes, 'application/octet-stream', clean),
      bytes: bytes.byteLength,
      sha256,
    })
    .execute();
  await told(transaction, id, actor.userId!);
  return viewOutgoing(transaction, id);
}

export async function removeFile(
  transaction: Transaction,
  id: string,
  fileId: string,
): Promise<OutgoingView> {
  const { db, actor } = transaction;
  await draftForFile(transaction, id);
  await db
    .deleteFrom('outgoing_files')
    .where('workspace_id', '=', actor.workspaceId)
    .where('mail_id', '=', id)
    .where('id', '=', fileId)
    .execute();
  await told(transaction, id, actor.userId!);
  return viewOutgoing(transaction, id);
}
