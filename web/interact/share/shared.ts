import type { Gathered } from '../../import/gather.ts';

/** What another app handed to this one: words, which may hold an address, and files. */
export interface Shared {
  words: string;
  files: Gathered[];
}

const place = 'shared';

/** Reads what waits (`public/sw.js` wrote it); reading takes nothing away. */
export async function readShared(): Promise<Shared> {
  if (!('caches' in globalThis) || !(await caches.has(place))) return { words: '', files: [] };
  const shared = await caches.open(place);
  const parts = ((await (await shared.match('/shared/words'))?.json()) ?? []) as string[];
  const files: Gathered[] = [];
  for (let at = 0; ; at++) {
    const answer = await shared.match(`/shared/files/${at}`);
    if (!answer) break;
    const name = decodeURIComponent(answer.headers.get('x-file-name') ?? '') || `${at + 1}`;
    const file = new File([await answer.blob()], name);
    files.push({ file, name });
  }
  return { words: wordsOf(parts), files };
}

/** Apps put the same title, words and address into more than one of the three. */
export function wordsOf(parts: readonly string[]): string {
  const lines: string[] = [];
  for (const part of parts.map((text) => text.trim()).filter(Boolean))
    if (!lines.some((line) => line.includes(part))) lines.push(part);
  return lines.join('\n');
}

export async function forgetShared(): Promise<void> {
  if ('caches' in globalThis) await caches.delete(place);
}
