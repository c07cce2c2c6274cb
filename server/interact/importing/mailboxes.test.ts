import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ParsedMessage } from '../../../shared/interact/mail/message.ts';
import type { Problem } from '../../platform/import/reader.ts';
import { readInWorker } from '../../platform/workers/reading.ts';
import { damagedMail } from './damaged-mails.ts';

/** Whole mailboxes, read as an import reads them: in a thread of its own, with its limits of time and memory. */

const long = process.env.RAPPORT_TEST_LONG === '1';
const seed = Number(process.env.RAPPORT_TEST_SEED) || Math.floor(Math.random() * 2 ** 31);

let folder: string;
beforeAll(async () => {
  console.log(`Mailboxes of seed ${seed}; the same again with RAPPORT_TEST_SEED=${seed}.`);
  folder = await mkdtemp(join(tmpdir(), 'mailboxes-'));
});
afterAll(() => rm(folder, { recursive: true }));

const opening = 'From anna@x.org Mon Mar  2 10:00:00 2026\n';

async function readMailbox(mails: Iterable<string>) {
  const path = join(folder, `${crypto.randomUUID()}.mbox`);
  const written = function* () {
    for (const mail of mails) yield Buffer.from(`${opening}${mail}\n\n`, 'latin1');
  };
  await pipeline(Readable.from(written()), createWriteStream(path));
  const messages: ParsedMessage[] = [];
  const problems: Problem[] = [];
  const module = new URL('../mail/reader.ts', import.meta.url);
  for await (const batch of readInWorker<ParsedMessage>({ module, name: 'mboxReader', path })) {
    for (const { value } of batch.items) messages.push(value);
    problems.push(...batch.problems);
  }
  await rm(path);
  return { messages, problems };
}

test('a mailbox of damaged mails comes through whole: each is read or named, none takes the reader along', {
  timeout: long ? 3_600_000 : 60_000,
}, async () => {
  const count = long ? 50_000 : 600;
  const atOnce = 2_000;
  const parked: Problem[] = [];
  let settled = 0;
  for (let from = 0; from < count; from += atOnce) {
    const mails = fc.sample(damagedMail, {
      numRuns: Math.min(atOnce, count - from),
      seed: seed + from,
    });
    const { messages, problems } = await readMailbox(mails);
    for (const message of messages) {
      const { attachments, ...words } = message;
      const names = attachments.map(({ name }) => name);
      const text = JSON.stringify({ ...words, names });
      expect(text).not.toContain('\\u0000');
      expect(text.isWellFormed()).toBe(true);
      expect(message.contentHash).toMatch(/^[0-9a-f]{64}$/);
    }
    const errors = problems.filter(({ severity }) => severity === 'error');
    for (const { locator } of errors) expect(locator.line).toBeGreaterThan(0);
    parked.push(...errors.filter(({ code }) => code.startsWith('reader.')));
    settled += messages.length + errors.length;
  }
  expect(settled).toBeGreaterThanOrEqual(count);
  expect(parked.filter(({ code }) => code === 'reader.time')).toEqual([]);
  expect(parked.length).toBeLessThanOrEqual(count / 100);
});

test('whatever stands in a body, an honest mailbox gives it back', async () => {
  const line = fc.oneof(
    fc.constantFrom(
      'From anna@x.org Mon Mar  2 10:00:00 2026',
      'From here on it gets cold.',
      '>From the start',
      '>>From quoted',
      'From',
      'From: ben@y.org',
      'Subject: another mail',
      'Content-Length: 3',
      '',
    ),
    fc.stringMatching(/^[ -~]{0,30}$/).map((text) => text.trimEnd()),
  );
  const body = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n').trim());
  await fc.assert(
    fc.asyncProperty(fc.array(body, { minLength: 1, maxLength: 30 }), async (bodies) => {
      // As mboxrd is written: every line that would open a mail gets one more mark than it had.
      const stuffed = bodies.map((text) => text.replaceAll(/^(>*From )/gm, '>$1'));
      const { messages, problems } = await readMailbox(
        stuffed.map((text, index) => `From: a@x.org\nMessage-ID: <${index}@x.org>\n\n${text}`),
      );
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(messages.map(({ text }) => text)).toEqual(bodies);
    }),
    { numRuns: long ? 2_000 : 40, seed },
  );
});
