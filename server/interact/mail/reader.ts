import { open } from 'node:fs/promises';
import type { ParsedMessage } from '../../../shared/interact/mail/message.ts';
import {
  type Batch,
  type Item,
  type Locator,
  limits,
  type Problem,
  type Reader,
} from '../../platform/import/reader.ts';
import { type CarefulOptions, skippedProblem } from '../../platform/workers/careful.ts';
import { mboxFrames, unescapeFrom } from './mbox-frames.ts';
import { NotAMessage, parseMessage } from './message.ts';

const batchMessages = 256;
const batchBytes = 2 * 1024 * 1024;

interface MboxPosition {
  offset: number;
  part: number;
  line: number;
}

const start: MboxPosition = { offset: 0, part: 1, line: 1 };

/** Reads an mbox of any dialect: mboxo, mboxrd, mboxcl with Content-Length, pipermail. */
export const mboxReader: Reader<ParsedMessage, CarefulOptions> = {
  holdsBytes: true,
  async *read(path, { careful = false, skip = 0 }, from) {
    const begin = (from as MboxPosition | null) ?? start;
    const file = await open(path, 'r');
    try {
      let batch = newBatch(begin, begin.offset);
      let weight = 0;
      let part = begin.part;
      let left = skip;
      for await (const frame of mboxFrames(file, begin, limits.itemBytes)) {
        const locator: Locator = { line: frame.line, part };
        const next: MboxPosition = {
          offset: frame.end,
          part: part + 1,
          line: frame.line + frame.linesInside,
        };
        if (isBlank(frame.bytes)) {
          batch.position = { ...next, part };
          continue;
        }
        if (left > 0) {
          left--;
          batch.problems.push(skippedProblem(locator));
        } else if (frame.bytes === null) {
          batch.problems.push(tooLarge(locator, frame.size));
        } else {
          await addMessage(
            batch,
            frame.measured ? frame.bytes : unescapeFrom(frame.bytes),
            locator,
          );
        }
        part++;
        weight += frame.bytes?.length ?? 0;
        batch.position = next;
        batch.bytesRead = frame.end;
        const full = batch.items.length >= batchMessages || weight >= batchBytes;
        if (full || careful || skip > left) {
          yield batch;
          batch = newBatch(next, frame.end);
          weight = 0;
          skip = left;
        }
      }
      if (batch.items.length + batch.problems.length > 0) yield batch;
    } finally {
      await file.close();
    }
  },
};

/** Reads a file that is one message: .eml, a file of a Maildir, Apple's .emlx. */
export const emlReader: Reader<ParsedMessage, CarefulOptions> = {
  holdsBytes: true,
  async *read(path, { skip = 0 }, from) {
    if (from !== null && from !== undefined) return;
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const batch: Batch<ParsedMessage> = {
        items: [],
        problems: [],
        position: { done: true },
        bytesRead: size,
      };
      const locator: Locator = { part: 1 };
      if (skip > 0) batch.problems.push(skippedProblem(locator));
      else if (size > limits.itemBytes) batch.problems.push(tooLarge(locator, size));
      else await addMessage(batch, withoutEmlxFrame(await file.readFile()), locator);
      yield batch;
    } finally {
      await file.close();
    }
  },
};

function newBatch(position: MboxPosition, bytesRead: number): Batch<ParsedMessage> {
  return { items: [], problems: [], position, bytesRead };
}

async function addMessage(
  batch: Batch<ParsedMessage>,
  bytes: Uint8Array,
  locator: Locator,
): Promise<void> {
  try {
    const value = await parseMessage(bytes);
    const item: Item<ParsedMessage> = { locator, value };
    batch.items.push(item);
    for (const warning of value.warnings)
      batch.problems.push({ locator, severity: 'warning', ...warning });
  } catch (error) {
    if (!(error instanceof NotAMessage)) throw error;
    batch.problems.push({ locator, severity: 'error', code: error.code, message: error.message });
  }
}

function tooLarge(locator: Locator, size: number): Problem {
  const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;
  return {
    locator,
    severity: 'error',
    code: 'mail.too-large',
    message: `This mail is ${megabytes(size)}; mails over ${megabytes(limits.itemBytes)} are not imported. The others of the file were.`,
  };
}

function isBlank(bytes: Buffer | null): boolean {
  return (
    bytes?.every((byte) => byte === 0x0a || byte === 0x0d || byte === 0x20 || byte === 0x09) ??
    false
  );
}

/** Apple Mail writes the message's length before it and a property list behind it. */
function withoutEmlxFrame(bytes: Buffer): Buffer {
  const first = /^(\d{1,10})[ \t]*\r?\n/.exec(bytes.toString('latin1', 0, 16));
  if (!first) return bytes;
  const begin = first[0].length;
  const end = begin + Number(first[1]);
  return end <= bytes.length ? bytes.subarray(begin, end) : bytes.subarray(begin);
}
