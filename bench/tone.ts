import { globSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { mboxFrames, unescapeFrom } from '../server/interact/mail/mbox-frames.ts';
import { parseMessages } from '../server/interact/mail/parsing.ts';
import { splitText } from '../shared/interact/mail/quoting.ts';
import { sentencesOf } from '../shared/interact/proposals/sayings.ts';
import { toneOf } from '../shared/interact/writing/tone.ts';

/**
 * How often hints on the tone stand in ordinary mails: `node bench/tone.ts FOLDER…`, each with mails in files of
 * their own or in mboxes. Every sentence that is hinted at is printed, to be judged by whoever runs it.
 */
const folders = process.argv.slice(2);
if (folders.length === 0) throw new Error('Name folders with mails: node bench/tone.ts FOLDER…');

async function* messagesIn(file: string): AsyncGenerator<Uint8Array> {
  const handle = await open(file);
  try {
    const isMbox = /\.mbox$/.test(file);
    if (!isMbox) yield await readFile(file);
    else {
      for await (const { bytes, measured } of mboxFrames(handle, { offset: 0, line: 1 }, 20e6)) {
        if (bytes) yield measured ? bytes : unescapeFrom(bytes);
      }
    }
  } finally {
    await handle.close();
  }
}

let mails = 0;
let sentences = 0;
const hinted = new Map<string, number>();
for (const folder of folders) {
  for (const name of globSync('**/*', { cwd: folder, withFileTypes: true })) {
    if (!name.isFile() || /^(?:readme|source)/i.test(name.name)) continue;
    for await (const bytes of messagesIn(path.join(name.parentPath, name.name))) {
      const [mail] = await parseMessages([bytes]);
      if (!mail) continue;
      mails += 1;
      for (const sentence of sentencesOf(splitText(mail.text).fresh)) {
        sentences += 1;
        for (const { phrase, from, to } of toneOf(sentence)) {
          hinted.set(phrase, (hinted.get(phrase) ?? 0) + 1);
          console.log(`${phrase}: …${sentence.slice(Math.max(0, from - 60), to + 60)}…`);
        }
      }
    }
  }
}
const hints = [...hinted.values()].reduce((sum, count) => sum + count, 0);
console.log(hinted);
console.log(
  `${String(mails)} mails, ${String(sentences)} sentences, ${String(hints)} hints: ${((1_000 * hints) / sentences).toFixed(2)} in 1,000 sentences`,
);
