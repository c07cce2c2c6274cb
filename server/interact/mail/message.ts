import { hash } from 'node:crypto';
import type PostalMime from 'postal-mime';
import type { Attachment, Email, Header } from 'postal-mime';
import type {
  MailAddress,
  MailAttachment,
  MailWarning,
  ParsedMessage,
} from '../../../shared/interact/mail/message.ts';
import { decodeText } from './charset.ts';
import { contentHash } from './content-hash.ts';
import { type HeaderDate, readDate } from './dates.ts';
import { cleanFileName } from './file-name.ts';
import { unflow } from './flowed.ts';
import { headerEnd, readableHeaders } from './header-block.ts';
import { htmlToText } from './html-text.ts';
import { kindOf, tellingHeaders } from './kind.ts';
import { authorBehindList } from './list-author.ts';
import { mediaType } from './media-type.ts';
import { type MimePart, mimeParser } from './mime-parser.ts';
import { readAddresses } from './people.ts';
import { reportIn } from './returned.ts';
import { whereaboutsHeaders, whereaboutsOf } from './whereabouts.ts';

/** Thrown for bytes that carry no mail headers at all. */
export class NotAMessage extends Error {
  override name = 'NotAMessage';
  readonly code = 'mail.not-a-message';
}

/** Real mail nests a handful of parts; beyond this only the headers are read and the rest is kept whole. */
const deepest = 60;
const mostHeaderBytes = 2 * 1024 * 1024;
const mostReferences = 200;
const longestText = 5 * 1024 * 1024;

/** Reads one mail. Whatever is wrong in it ends in `warnings`; only bytes without any headers are refused. */
export async function parseMessage(input: Uint8Array): Promise<ParsedMessage> {
  const warnings: MailWarning[] = [];
  const warn = (code: string, message: string, field?: string): void => {
    if (!warnings.some((met) => met.code === code && met.field === field)) {
      // It may quote the mail.
      warnings.push({ code, message: tidyHeader(message), ...(field && { field }) });
    }
  };
  const { bytes, envelope } = takeEnvelope(input);
  const readable = readableHeaders(bytes);
  if (readable.doubtful) {
    warn(
      'mail.header-charset',
      'Some headers did not say how their letters are written; they were read as well as could be guessed. Check names and subject.',
    );
  }
  const mail = await readParts(readable.bytes, warn);
  if (!isMail(mail.headers, envelope !== null)) {
    throw new NotAMessage(
      'There are no mail headers here (no From, Date, Subject, Message-ID). The text was not imported; check whether the file is a mail.',
    );
  }
  const values = (name: string): string[] =>
    mail.headers.filter((line) => line.key === name).map((line) => line.value);
  const people = (name: string): MailAddress[] => readAddresses(values(name).join(', '));

  const sender = people('sender')[0] ?? null;
  const from =
    authorBehindList(people, values) ??
    people('from')[0] ??
    sender ??
    (envelope ? (readAddresses(envelope.address)[0] ?? null) : null);
  if (!from)
    warn(
      'mail.no-author',
      'The mail does not say who wrote it; it was kept without an author.',
      'from',
    );
  const to = people('to');
  const cc = people('cc');
  const bcc = people('bcc');

  const stated = readDate(values('date')[0] ?? '');
  const date = chooseDate(
    stated,
    values('received'),
    envelope?.date ?? null,
    values('date')[0] ?? '',
    warn,
  );
  const messageId = readIds(values('message-id')[0] ?? '')[0] ?? null;
  const addresses = new Set([...to, ...cc, ...(from ? [from] : [])].map((person) => person.key));
  const notAnAddress = (id: string): boolean =>
    id !== messageId && !addresses.has(id.toLowerCase());
  const attachments = mail.attachments.map(keepAttachment);
  if (attachments.some((attachment) => attachment.name?.includes('\ufffd'))) {
    warn(
      'mail.file-name',
      'The name of an attachment contains letters that could not be read; the file itself is complete.',
      'attachments',
    );
  }
  const html = mail.html?.trim() ? storable(limited(mail.html, warn)) : null;
  const text = tidyText(limited(mail.text ?? (html ? htmlToText(html) : ''), warn));
  const subject = tidyHeader(mail.subject ?? '');
  const contentType = values('content-type')[0] ?? '';
  const telling = (names: ReadonlySet<string>) =>
    mail.headers
      .filter((line) => names.has(line.key))
      .map((line): [string, string] => [line.key, tidyHeader(line.value).slice(0, 1_000)]);
  const headers = telling(tellingHeaders);
  const { draft, spam } = whereaboutsOf(telling(whereaboutsHeaders));
  const kind = kindOf(headers, from, { contentType, subject });

  return {
    messageId,
    inReplyTo: readIds(values('in-reply-to').join(' ')).filter(notAnAddress).slice(0, 20),
    references: firstAndLast(readIds(values('references').join(' ')).filter(notAnAddress)),
    sentAt: date?.instant.toString() ?? null,
    offsetMinutes: date?.offsetMinutes ?? null,
    from,
    sender,
    replyTo: people('reply-to'),
    to,
    cc,
    bcc,
    subject,
    text,
    html,
    attachments,
    // Nobody is met through spam.
    kind: spam && kind === 'personal' ? 'bulk' : kind,
    report:
      kind === 'automatic'
        ? reportIn(text, mail.attachments, values('x-failed-recipients')[0])
        : null,
    draft,
    protection: protectionOf(contentType),
    headers,
    contentHash: contentHash({
      messageId,
      statedAt: stated?.instant.toString() ?? null,
      fromKey: from?.key ?? '',
      subject,
      text,
      attachmentHashes: attachments.map((attachment) => attachment.sha256),
    }),
    bytes: input.byteLength,
    warnings,
  };
}

type Warn = (code: string, message: string, field?: string) => void;

interface Envelope {
  address: string;
  date: HeaderDate | null;
}

/** Takes off what stands before the headers: a byte order mark, blank lines, a From_ line. */
function takeEnvelope(input: Uint8Array): { bytes: Uint8Array; envelope: Envelope | null } {
  let bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) bytes = bytes.subarray(3);
  if (bytes.indexOf(0x0a) < 0 && bytes.indexOf(0x0d) >= 0) {
    bytes = Buffer.from(bytes.map((byte) => (byte === 0x0d ? 0x0a : byte)));
  }
  let start = 0;
  while (bytes[start] === 0x0a || bytes[start] === 0x0d) start++;
  bytes = bytes.subarray(start);
  const opening = /^>?From (.*)$/.exec(
    bytes.subarray(0, Math.min(bytes.length, 1_000)).toString('latin1').split(/\r?\n/, 1)[0] ?? '',
  );
  if (!opening) return { bytes, envelope: null };
  const next = bytes.indexOf(0x0a) + 1;
  return {
    bytes: next > 0 ? bytes.subarray(next) : bytes.subarray(bytes.length),
    envelope: readEnvelope(opening[1] ?? ''),
  };
}

/** "anna@example.org Thu Jan  2 15:55:39 2025": the address ends where the date begins. */
function readEnvelope(line: string): Envelope {
  const date = /\s((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+.*\d.*)$/i.exec(` ${line}`);
  const address = date ? line.slice(0, Math.max(0, date.index - 1)) : (line.split(' ', 1)[0] ?? '');
  return { address: address.trim(), date: date ? readDate(date[1] ?? '') : null };
}

async function readParts(bytes: Uint8Array, warn: Warn): Promise<Email> {
  try {
    return await newParser(warn).parse(bytes);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    warn(
      'mail.parts-unreadable',
      `The parts of this mail are nested or built in a way no mail program makes (${error.message}). Its headers were read and the whole mail was kept as an attachment.`,
    );
    const head = await newParser(warn).parse(
      bytes.subarray(0, Math.min(headerEnd(bytes).headers, mostHeaderBytes / 2)),
    );
    return {
      ...head,
      attachments: [
        {
          filename: 'message.eml',
          mimeType: 'message/rfc822',
          disposition: 'attachment',
          content: Uint8Array.from(bytes),
        },
      ],
    };
  }
}

const newParser = (warn: Warn): PostalMime =>
  mimeParser(
    { maxNestingDepth: deepest, maxHeadersSize: mostHeaderBytes, forceRfc822Attachments: true },
    (part) => recodeText(part, warn),
  );

function recodeText(part: MimePart, warn: Warn): void {
  const { value, params } = part.contentType.parsed;
  if (part.contentType.multipart || !part.content || !/^text\/(?:plain|html|calendar)$/.test(value))
    return;
  const decoded = decodeText(
    new Uint8Array(part.content),
    params.charset ?? (value === 'text/html' ? charsetOfHtml(part.content) : null),
  );
  if (decoded.doubt) warn(decoded.doubt.code, doubtInWords(decoded.doubt, params.charset), 'text');
  const flowed = /^flowed$/i.test(params.format ?? '');
  const text = flowed ? unflow(decoded.text, /^yes$/i.test(params.delsp ?? '')) : decoded.text;
  part.content = Uint8Array.from(Buffer.from(text)).buffer;
  // The parser would join what is left once more, and quotes with what follows them.
  delete params.format;
  params.charset = 'utf-8';
}

function charsetOfHtml(content: ArrayBuffer): string | null {
  const start = Buffer.from(content, 0, Math.min(content.byteLength, 2_048)).toString('latin1');
  return /<meta[^>]{1,200}charset\s*=\s*["']?([\w.:-]+)/i.exec(start)?.[1] ?? null;
}

function doubtInWords(doubt: { code: string; as: string }, declared: string | undefined): string {
  const said = declared
    ? `says its letters are written as ${declared.slice(0, 40)}`
    : 'does not say how its letters are written';
  const read = `The text ${said}; it was read as ${doubt.as}.`;
  return doubt.code === 'mail.charset-lost'
    ? `${read} Some letters could not be read and are shown as \ufffd.`
    : `${read} Check accented letters.`;
}

const mailHeaders = new Set([
  'from',
  'to',
  'cc',
  'subject',
  'date',
  'message-id',
  'received',
  'sender',
  'mime-version',
  'content-type',
  'reply-to',
  'return-path',
  'delivered-to',
  'resent-from',
  'in-reply-to',
]);

function isMail(headers: readonly Header[], hasEnvelope: boolean): boolean {
  return hasEnvelope
    ? headers.length > 0
    : headers.some((line) => mailHeaders.has(line.key) && line.value !== '');
}

/**
 * The Date header is the writer's word and is believed unless it is unreadable, or later than the
 * day after the mail was received, which only a wrong clock or a spammer brings about.
 */
function chooseDate(
  stated: HeaderDate | null,
  received: string[],
  envelope: HeaderDate | null,
  header: string,
  warn: Warn,
): HeaderDate | null {
  const arrived =
    received
      .map((line) => readDate(line.slice(line.lastIndexOf(';') + 1)))
      .find((date) => date !== null) ?? envelope;
  if (stated) {
    const dayAfter = arrived?.instant.add({ hours: 48 });
    if (!arrived || !dayAfter || Temporal.Instant.compare(stated.instant, dayAfter) <= 0)
      return stated;
    warn(
      'mail.date-ahead',
      'The mail claims to have been sent days after it was received; the time of receipt was taken.',
      'date',
    );
    return { instant: arrived.instant, offsetMinutes: null };
  }
  if (arrived) {
    warn(
      'mail.date-unreadable',
      header
        ? `The date "${tidyHeader(header).slice(0, 80)}" cannot be read; the time of receipt was taken.`
        : 'The mail has no date; the time of receipt was taken.',
      'date',
    );
    return { instant: arrived.instant, offsetMinutes: arrived.offsetMinutes };
  }
  warn(
    'mail.date-unknown',
    header
      ? `The date "${tidyHeader(header).slice(0, 80)}" cannot be read and nothing else tells when the mail was sent.`
      : 'The mail does not tell when it was sent.',
    'date',
  );
  return null;
}

/** Message-IDs of a header without their brackets; white space inside comes from folding and is dropped. */
export function readIds(header: string): string[] {
  const ids: string[] = [];
  for (const match of header.matchAll(/<([^<>]{1,998})>/g)) {
    const id = match[1]?.replace(/[\s\p{Cc}]+/gu, '').toWellFormed() ?? '';
    if (id) ids.push(id);
  }
  if (ids.length === 0) {
    for (const word of header.split(/[\s,]+/))
      if (/^[^\s\p{Cc}<>@]{1,500}@[^\s\p{Cc}<>]{1,490}$/u.test(word)) ids.push(word);
  }
  return [...new Set(ids)].slice(0, 2_000);
}

/** Of an endless chain, the root and the nearest ancestors are what threads are made from. */
function firstAndLast(ids: string[]): string[] {
  return ids.length <= mostReferences
    ? ids
    : [...ids.slice(0, 1), ...ids.slice(1 - mostReferences)];
}

function keepAttachment(attachment: Attachment): MailAttachment {
  const { content } = attachment;
  const bytes =
    typeof content === 'string'
      ? Buffer.from(content)
      : content instanceof Uint8Array
        ? content
        : new Uint8Array(content);
  const name = cleanFileName(attachment.filename);
  return {
    name,
    mediaType: mediaType(bytes, attachment.mimeType, name),
    contentId: readContentId(attachment.contentId ?? ''),
    disposition:
      attachment.disposition === 'inline' || attachment.related ? 'inline' : 'attachment',
    bytes,
    sha256: hash('sha256', bytes, 'hex'),
  };
}

function readContentId(header: string): string | null {
  const id = tidyHeader(header).replace(/^<|>$/g, '').trim();
  return id.slice(0, 500) || null;
}

function protectionOf(contentType: string): ParsedMessage['protection'] {
  if (/^multipart\/encrypted|smime-type\s*=\s*"?enveloped-data/i.test(contentType))
    return 'encrypted';
  if (/^application\/(?:x-)?pkcs7-mime/i.test(contentType))
    return /signed-data/i.test(contentType) ? 'signed' : 'encrypted';
  return /^multipart\/signed/i.test(contentType) ? 'signed' : 'none';
}

/** PostgreSQL keeps no NUL, and half a surrogate pair is no character. */
function tidyHeader(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .normalize('NFC')
    .toWellFormed()
    .slice(0, 2_000);
}

function storable(text: string): string {
  return text.replaceAll('\0', '\ufffd').toWellFormed();
}

function tidyText(text: string): string {
  const lines = storable(text)
    .replace(/\r\n?/g, '\n')
    .split('\n')
    // The space of a signature mark ("-- ") has a meaning; others at the end of a line have none.
    .map((line) => (line === '-- ' ? line : line.trimEnd()));
  const first = lines.findIndex((line) => line !== '');
  return lines.slice(Math.max(first, 0)).join('\n').trimEnd();
}

function limited(text: string, warn: Warn): string {
  if (text.length <= longestText) return text;
  warn(
    'mail.text-cut',
    'The text of this mail is longer than five million letters; the first five million were kept.',
    'text',
  );
  return text.slice(0, longestText);
}
