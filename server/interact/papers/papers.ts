import { stat } from 'node:fs/promises';
import { CallEnded, runInWorker } from '../../platform/workers/calls.ts';
import type { PaperFormat, PaperText } from './reading.ts';

export type { PaperText, Unread } from './reading.ts';

const milliseconds = 10_000;
const megabytes = 256;
const largestFile = 25 * 1024 * 1024;

/** By its name first: mail programs send everything as `application/octet-stream`. */
export function formatOf(name: string, mediaType: string): PaperFormat | null {
  const ending = /\.(pdf|docx|xlsx|csv)$/i.exec(name)?.[1]?.toLowerCase();
  if (ending) return ending as PaperFormat;
  if (/\.[a-z0-9]{1,5}$/i.test(name)) return null;
  if (mediaType === 'application/pdf') return 'pdf';
  if (mediaType === 'text/csv') return 'csv';
  if (mediaType.endsWith('.wordprocessingml.document')) return 'docx';
  return mediaType.endsWith('.spreadsheetml.sheet') ? 'xlsx' : null;
}

/**
 * What was read a moment ago: a page asks again after every answer. Contents never change under their name, and
 * soon nothing of them is left here.
 */
const recent = new Map<string, { text: Promise<PaperText>; until: number }>();
const keptMilliseconds = 10 * 60_000;
const mostKept = 50;

/** The words of a file that lies on the disk, read in a thread with limits of time and memory. */
export function paperText(path: string, format: PaperFormat): Promise<PaperText> {
  const now = performance.now();
  for (const [key, { until }] of recent)
    if (until < now || recent.size > mostKept) recent.delete(key);
  const key = `${format} ${path}`;
  const known = recent.get(key);
  if (known) return known.text;
  const text = read(path, format);
  recent.set(key, { text, until: now + keptMilliseconds });
  text.catch(() => recent.delete(key));
  return text;
}

async function read(path: string, format: PaperFormat): Promise<PaperText> {
  if ((await stat(path)).size > largestFile) return { unread: 'large' };
  try {
    return await runInWorker<PaperText>({
      module: new URL('./reading.ts', import.meta.url),
      name: 'readPaper',
      input: { path, format },
      milliseconds,
      megabytes,
    });
  } catch (error) {
    if (!(error instanceof CallEnded)) throw error;
    return { unread: error.message.includes('memory') ? 'large' : 'long' };
  }
}
