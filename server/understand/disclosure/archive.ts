import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Held } from './held.ts';

/** The same as the page, to keep: once to read and once for programs. */
export function archiveOf(held: Held, page: string): ReadableStream {
  const zip = new ZipFile();
  const sections = held.sections.map(({ key, title, lead, rows }) => ({
    key,
    title,
    ...(lead ? { lead } : {}),
    rows: rows.map(({ label, value, about }) => ({ label, value, about })),
  }));
  const json = { name: held.name, at: Temporal.Now.instant().toString(), sections };
  zip.addBuffer(Buffer.from(page), 'page.html');
  zip.addBuffer(Buffer.from(`${JSON.stringify(json, null, 2)}\n`), 'page.json');
  zip.end();
  return Readable.toWeb(zip.outputStream as Readable) as ReadableStream;
}
