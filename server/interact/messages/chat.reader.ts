import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { type ChatMessage, ownerIn, partnerIn } from '../../../shared/interact/chats/chat.ts';
import { readWhatsApp } from '../../../shared/interact/chats/whatsapp.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';
import type { Batch, Reader } from '../../platform/import/reader.ts';
import { decode, encodingOfBytes } from '../../platform/import/text.ts';
import { type CarefulOptions, skippedProblem } from '../../platform/workers/careful.ts';

/** What is known of the telephone before its chats are read. */
export interface ChatReading extends CarefulOptions {
  /** The file, and the archives in which it lies. */
  name: string;
  /** How the owner of the telephone may be called in it, what was said first. */
  called: string[];
  ownerId: string;
  country: string;
  zone: string;
}

/** A message with all that can be known of it before the database is asked. */
export interface ChatItem {
  way: string;
  /** The same for this message in every export of its chat. */
  identity: string;
  /** The same for the messages of one chat and day. */
  thread: string;
  at: string;
  direction: 'in' | 'out';
  /** Whoever wrote it first, then whom it went to; the owner of the telephone is not among them. */
  others: string[];
  /** Of a group, its name. */
  group: string;
  text: string;
  files: string[];
}

/** WhatsApp writes at most forty thousand messages into one export. */
const mostBytes = 32 * 1024 * 1024;
const batchMessages = 400;
/** To more than these a message of a group is not told apart from a notice to all. */
const mostTold = 30;

/** Reads what WhatsApp writes when a chat is exported. */
export const chatReader: Reader<ChatItem, ChatReading> = {
  async *read(path, options, from) {
    const { name, called, country, careful = false } = options;
    const { size } = await stat(path);
    const whole = (problem: { code: string; message: string }, severity: 'error' | 'warning') => ({
      items: [],
      problems: [{ locator: {}, severity, ...problem }],
      position: { next: 0 },
      bytesRead: severity === 'error' ? size : 0,
    });
    if (size > mostBytes) {
      const megabytes = `${Math.round(size / 1024 / 1024)} MB`;
      yield whole(
        {
          code: 'chat.too-large',
          message: `This chat is ${megabytes}, more than WhatsApp writes into one file. Nothing of it was imported; split the file and import the parts.`,
        },
        'error',
      );
      return;
    }
    const bytes = await readFile(path);
    const { name: encoding, mark } = encodingOfBytes(bytes);
    const chat = readWhatsApp(decode(bytes.subarray(mark), encoding), name, country);
    const { messages, senders } = chat;
    const owner = ownerIn(chat, called);
    if (messages.length > 0 && owner === undefined) {
      const who = senders.slice(0, 10).map((sender) => `“${sender.slice(0, 80)}”`);
      yield whole(
        {
          code: 'chat.whose',
          message: `Nothing tells whose telephone this chat is from, so nothing of it was imported. Import it again and say there how the owner is called in it: ${who.join(', ')}.`,
        },
        'error',
      );
      return;
    }
    let next = (from as { next: number } | null)?.next ?? 0;
    if (chat.isOrderDoubtful && from === null)
      yield whole(
        {
          code: 'chat.date-order',
          message: `Day and month of this chat could be either way round; they were read as ${country} writes them. If that is wrong, undo this import and choose another country for it.`,
        },
        'warning',
      );
    const items = itemsOf(messages, senders, owner ?? null, chat.title, options);
    let left = options.skip ?? 0;
    while (next < items.length) {
      const batch: Batch<ChatItem> = { items: [], problems: [], position: null, bytesRead: 0 };
      const most = careful || left > 0 ? 1 : batchMessages;
      for (const [index, value] of items.slice(next, next + most).entries()) {
        const locator = { line: messages[next + index]!.line, part: next + index + 1 };
        if (left > 0) {
          left--;
          batch.problems.push(skippedProblem(locator));
        } else batch.items.push({ locator, value });
      }
      next += most;
      batch.position = { next };
      batch.bytesRead = Math.round((size * Math.min(next, items.length)) / items.length);
      yield batch;
    }
  },
};

function itemsOf(
  messages: readonly ChatMessage[],
  senders: readonly string[],
  owner: string | null,
  title: string,
  { ownerId, zone }: ChatReading,
): ChatItem[] {
  const partner = partnerIn({ title, senders: [...senders] }, owner);
  const others = senders.filter((sender) => sender !== owner);
  const everybody = partner === null ? others : [partner];
  // Two colleagues may write with people they call the same; a group is one and the same for both.
  const chat =
    partner === null ? ['group', foldForSearch(title)] : [ownerId, foldForSearch(partner)];
  const repeated = new Map<string, number>();
  return messages.map(({ at, sender, text, files }) => {
    const isOwn = sender === owner;
    const said = JSON.stringify([...chat, at, foldForSearch(isOwn ? '' : sender), text, files]);
    const count = repeated.get(said) ?? 0;
    repeated.set(said, count + 1);
    const wall = Temporal.PlainDateTime.from(at);
    return {
      way: 'whatsapp',
      identity: `message ${hashOf(`${said} ${count}`)}`,
      thread: `chat ${hashOf(JSON.stringify([...chat, wall.toPlainDate().toString()]))}`,
      at: wall.toZonedDateTime(zone).toInstant().toString(),
      direction: isOwn ? 'out' : 'in',
      others: (isOwn
        ? everybody
        : [sender, ...everybody.filter((other) => other !== sender)]
      ).slice(0, mostTold),
      group: partner === null ? title : '',
      text,
      files,
    };
  });
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
