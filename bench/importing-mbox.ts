import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readInWorker } from '../server/platform/workers/reading.ts';
import type { Bench } from './bench.ts';
import { mailbox } from './mailbox.ts';
import type { Figure } from './measuring.ts';

const reader = new URL('../server/interact/mail/reader.ts', import.meta.url);

/**
 * A mailbox brought in by the command while the server runs, against parsing alone: the same file through
 * the same reader, in a worker as well, with nothing written.
 */
export async function mboxImportFigures({
  installation,
  owner,
  sizes: { mails },
}: Bench): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rapport-bench-mbox-'));
  const file = path.join(folder, 'mail.mbox');
  try {
    await pipeline(Readable.from(mailbox(mails, owner)), createWriteStream(file));
    const megabytes = statSync(file).size / 2 ** 20;
    const parsed = Math.min(await timeOfParsing(file, mails), await timeOfParsing(file, mails));
    const began = performance.now();
    await installation.run(['import', file, '--writer', owner.email, '--json']);
    const imported = performance.now() - began;
    const share = parsed / imported;
    return [
      {
        name: `mbox import of ${mails.toLocaleString('en')} mails`,
        measured: `${(imported / 1_000).toFixed(1)} s`,
        compared: `${(100 * share).toFixed(0)} % of the speed of parsing alone (${(parsed / 1_000).toFixed(1)} s); ${megabytes.toFixed(0)} MB, ${((1_000 * mails) / imported).toFixed(0)} mails/s`,
        target: '≥ 50 %',
        reached: share >= 0.5,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timeOfParsing(path: string, mails: number): Promise<number> {
  const began = performance.now();
  let read = 0;
  for await (const { items } of readInWorker({ module: reader, name: 'mboxReader', path })) {
    read += items.length;
  }
  if (read !== mails) throw new Error(`Of ${mails} mails ${read} were read.`);
  return performance.now() - began;
}
