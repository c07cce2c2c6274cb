import { createHash, randomUUIDv7 } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CONTROL, INVISIBLE } from '../../../shared/platform/folding.ts';
import { FileTooLarge } from './errors.ts';
import { detectFormat, detectionBytes } from './formats.ts';
import type { ReceivedFile } from './imports.ts';

const mostGigabytes = 20;

/**
 * Writes what somebody brings into the import's folder, as it comes, and settles what kind of file it is.
 * The name on disk is ours; theirs is only a label.
 */
export async function receiveFile(
  folder: string,
  name: string,
  body: AsyncIterable<Uint8Array>,
): Promise<ReceivedFile> {
  const id = randomUUIDv7();
  const path = join(folder, id);
  await mkdir(folder, { recursive: true });
  const hash = createHash('sha256');
  const file = await open(path, 'wx', 0o600);
  let bytes = 0;
  const head: Uint8Array[] = [];
  try {
    for await (const chunk of body) {
      if (bytes < detectionBytes) head.push(chunk);
      bytes += chunk.byteLength;
      if (bytes > mostGigabytes * 1024 ** 3) throw new FileTooLarge(mostGigabytes);
      hash.update(chunk);
      await file.write(chunk);
    }
    // The row that names the file is written after this; a crash in between leaves only an orphan.
    await file.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  const label = fileLabel(name) || 'file';
  const { format, reason } = detectFormat(Buffer.concat(head), label);
  return { id, name: label, sha256: hash.digest('hex'), bytes, format, reason, path };
}

/** The last part of whatever path a program sent, without characters that would play tricks on a screen. */
function fileLabel(name: string): string {
  const last = name
    .replace(/^.*[\\/]/, '')
    .toWellFormed()
    .replace(INVISIBLE, '')
    .replace(CONTROL, ' ');
  return last.replace(/\s+/gu, ' ').trim().slice(0, 255);
}
