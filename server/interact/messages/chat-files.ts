import { readFile, stat } from 'node:fs/promises';
import { filesNamedIn } from '../../../shared/interact/chats/whatsapp.ts';
import { nameOfWay } from '../../../shared/interact/messages.ts';
import { type Item, limits } from '../../platform/import/reader.ts';
import type { Importing } from '../../platform/import/registry.ts';
import { decode, encodingOfBytes } from '../../platform/import/text.ts';
import { type CapturedText, captureText } from '../importing/texts.ts';
import { mediaType } from '../mail/media-type.ts';
import type { ChatItem } from './chat.reader.ts';

interface StoredFile {
  name: string;
  media_type: string;
  bytes: number;
  sha256: string;
}

export interface PreparedMessage extends Omit<ChatItem, 'files' | 'text'> {
  locator: Item['locator'];
  text: CapturedText;
  files: StoredFile[];
  /** Named by the message, and not among what was brought with it. */
  missing: string[];
}

/** Which of the files beside a chat are parts of it. */
export async function filesOfChat(path: string): Promise<Set<string>> {
  const bytes = await readFile(path);
  return filesNamedIn(decode(bytes, encodingOfBytes(bytes).name));
}

/** Puts the files of messages on disk, one after the other: a chat may bring films. */
export async function prepareMessages(
  items: readonly Item<ChatItem>[],
  importing: Importing,
): Promise<PreparedMessage[]> {
  const prepared: PreparedMessage[] = [];
  for (const { locator, value } of items) {
    const files: StoredFile[] = [];
    const missing: string[] = [];
    for (const name of value.files) {
      const stored = await storeFile(name, importing);
      if (stored) files.push(stored);
      else missing.push(name);
    }
    const subject = [nameOfWay(value.way), value.group].filter(Boolean).join(' · ');
    const body = [value.text, ...missing.map((name) => `[${name}]`)].filter(Boolean).join('\n');
    prepared.push({ ...value, locator, text: captureText({ subject, body }), files, missing });
  }
  return prepared;
}

async function storeFile(name: string, importing: Importing): Promise<StoredFile | null> {
  const path = importing.beside?.[name];
  if (!path || (await stat(path)).size > limits.itemBytes) return null;
  const bytes = await readFile(path);
  return {
    name: name.slice(0, 255),
    media_type: mediaType(bytes, '', name),
    bytes: bytes.byteLength,
    sha256: await importing.files.put(importing.actor.workspaceId, bytes),
  };
}
