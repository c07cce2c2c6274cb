import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ParsedMessage } from '../../../shared/interact/mail/message.ts';
import type { Batch, Reader } from '../../platform/import/reader.ts';
import type { CarefulOptions } from '../../platform/workers/careful.ts';
import { readInWorker } from '../../platform/workers/reading.ts';
import { type Frame, looksLikeMbox, mboxFrames } from './mbox-frames.ts';
import { emlReader, mboxReader } from './reader.ts';

let folder: string;
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mail-reader-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileWith(content: string | Buffer, ending = 'mbox'): Promise<string> {
  const path = join(folder, `${files++}.${ending}`);
  await writeFile(path, content);
  return path;
}

const letter = (n: number, body = `Hello ${n}`, more = '') =>
  `From anna@x.org Mon Mar  2 10:00:${String(n % 60).padStart(2, '0')} 2026\nFrom: anna@x.org\nDate: Mon, 2 Mar 2026 10:00:00 +0100\nSubject: letter ${n}\nMessage-ID: <${n}@x.org>\n${more}\n${body}\n\n`;

async function read(
  path: string,
  options: CarefulOptions = {},
  from: unknown = null,
  reader: Reader<ParsedMessage, CarefulOptions> = mboxReader,
) {
  const batches: Batch<ParsedMessage>[] = [];
  for await (const batch of reader.read(path, options, from)) batches.push(batch);
  const items = batches.flatMap((batch) => batch.items);
  return {
    batches,
    subjects: items.map((item) => item.value.subject),
    texts: items.map((item) => item.value.text),
    items,
    problems: batches.flatMap((batch) => batch.problems),
  };
}

describe('an mbox', () => {
  test('is cut where a new mail begins, and nowhere else', async () => {
    const body =
      'From here on it gets cold.\nFrom me to you on Mon Mar  2 10:00:00 2026\nno header follows\n>From the start\n>>From quoted\n> From kept';
    const { subjects, texts } = await read(await fileWith(letter(1, body) + letter(2)));
    expect(subjects).toEqual(['letter 1', 'letter 2']);
    expect(texts[0]).toBe(
      'From here on it gets cold.\nFrom me to you on Mon Mar  2 10:00:00 2026\nno header follows\nFrom the start\n>From quoted\n> From kept',
    );
  });

  test.each([
    'From anna at x.org  Mon Mar  2 10:00:00 2026',
    'From edd @end|ng |rom deb|@n@org  Mon Mar  2 10:00:00 2026',
    'From - Mon Mar 02 10:00:00 2026',
    'From anna@x.org Mon Mar  2 10:00:00 +0100 2026',
    'From anna@x.org Mon, 02 Mar 2026 10:00:00 +0100',
    'From MAILER-DAEMON Mon Mar  2 10:00 CET 2026',
  ])('opens a mail with %j', async (line) => {
    const { subjects } = await read(
      await fileWith(`${letter(1)}${line}\nFrom: b@x.org\nSubject: second\n\nHi\n`),
    );
    expect(subjects).toEqual(['letter 1', 'second']);
  });

  test.each([
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('may end its lines with %s', async (_, end) => {
    const { subjects, texts } = await read(
      await fileWith((letter(1, 'one\ntwo') + letter(2)).replaceAll('\n', end)),
    );
    expect(subjects).toEqual(['letter 1', 'letter 2']);
    expect(texts[0]).toBe('one\ntwo');
  });

  test('measured by Content-Length may hold whole mails in its bodies', async () => {
    const inner = `A mailbox:\n\n${letter(7)}>From stays as it is`;
    const path = await fileWith(
      letter(1, inner, `Content-Length: ${inner.length}\n`) +
        letter(2, 'Hi', 'Content-Length: 99999\n') +
        letter(3),
    );
    const { subjects, texts } = await read(path);
    expect(subjects).toEqual(['letter 1', 'letter 2', 'letter 3']);
    expect(texts[0]).toContain('letter 7');
    expect(texts[0]).toContain('>From stays');
  });

  test('names line and number of a mail that lacks its headers', async () => {
    const broken = 'From anna@x.org Mon Mar  2 10:00:00 2026\nX-Nothing: 1\n\n';
    const { items, problems } = await read(
      await fileWith(`some words\nbefore the first\n${letter(1)}${broken}`),
    );
    expect(items.map((item) => item.locator)).toEqual([
      { line: 3, part: 2 },
      { line: 11, part: 3 },
    ]);
    expect(problems.filter((problem) => problem.severity === 'error')).toEqual([
      {
        locator: { line: 1, part: 1 },
        severity: 'error',
        code: 'mail.not-a-message',
        message: expect.stringContaining('no mail headers'),
      },
    ]);
  });

  test('goes on from every position with the next mail', async () => {
    const path = await fileWith(Array.from({ length: 600 }, (_, n) => letter(n)).join(''));
    const whole = await read(path);
    expect(whole.subjects).toHaveLength(600);
    expect(whole.batches).toHaveLength(3);
    for (const [index, batch] of whole.batches.entries()) {
      const position = JSON.parse(JSON.stringify(batch.position));
      const rest = await read(path, {}, position);
      expect(rest.items).toEqual(whole.batches.slice(index + 1).flatMap((later) => later.items));
    }
  });

  test('is read one by one, and past a mail, when asked to be careful', async () => {
    const path = await fileWith(letter(1) + letter(2) + letter(3));
    const careful = await read(path, { careful: true });
    expect(careful.batches.map((batch) => batch.items.length)).toEqual([1, 1, 1]);
    const past = await read(path, { skip: 1 }, careful.batches[0]?.position);
    expect(past.subjects).toEqual(['letter 3']);
    expect(past.problems).toMatchObject([
      { code: 'reader.skipped', locator: { part: 2, line: 9 } },
    ]);
  });

  test('is read in a thread with the same result', async () => {
    const path = await fileWith(Array.from({ length: 100 }, (_, n) => letter(n)).join(''));
    const subjects: string[] = [];
    for await (const batch of readInWorker<ParsedMessage>({
      module: new URL('./reader.ts', import.meta.url),
      name: 'mboxReader',
      path,
    })) {
      subjects.push(...batch.items.map((item) => item.value.subject));
    }
    expect(subjects).toEqual((await read(path)).subjects);
  });

  test('with a mail over the limit loses that one only, without holding it', async () => {
    const path = await fileWith(letter(1) + letter(2, 'x'.repeat(3_000_000)) + letter(3));
    const file = await open(path);
    const frames: (Omit<Frame, 'bytes'> & { held: boolean })[] = [];
    for await (const { bytes, ...frame } of mboxFrames(file, { offset: 0, line: 1 }, 100_000))
      frames.push({ ...frame, held: bytes !== null });
    await file.close();
    expect(frames.map(({ held, line }) => [held, line])).toEqual([
      [true, 1],
      [false, 9],
      [true, 17],
    ]);
    expect(frames[1]?.size).toBeGreaterThan(3_000_000);
  });

  test('is told from other text by its first lines', () => {
    expect(looksLikeMbox(Buffer.from(letter(1)))).toBe(true);
    expect(looksLikeMbox(Buffer.from('From me with love\n\nHello'))).toBe(false);
  });

  test('that is empty is empty', async () => {
    expect((await read(await fileWith(''))).batches).toEqual([]);
    expect((await read(await fileWith('\n\n'))).batches).toEqual([]);
  });
});

describe('a file that is one mail', () => {
  const text = 'From: anna@x.org\nSubject: one\n\nHello\n';
  test.each([
    ['eml', text],
    ['emlx', `${text.length}\n${text}<?xml version="1.0"?><plist></plist>`],
  ])('is read (%s)', async (ending, content) => {
    const path = await fileWith(content, ending);
    const { texts, batches } = await read(path, {}, null, emlReader);
    expect(texts).toEqual(['Hello']);
    expect((await read(path, {}, batches[0]?.position, emlReader)).batches).toEqual([]);
  });

  test('that is none is a problem and not an error', async () => {
    const { problems } = await read(
      await fileWith(Buffer.from([0, 1, 2, 255]), 'eml'),
      {},
      null,
      emlReader,
    );
    expect(problems).toMatchObject([{ code: 'mail.not-a-message', severity: 'error' }]);
  });
});
