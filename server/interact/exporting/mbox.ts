import { createReadStream, existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { ParticipantView } from '../../../shared/interact/activities.ts';
import type { Files } from '../../platform/files/files.ts';
import type { ExportedActivity } from './activities.ts';

/**
 * Mails as a mailbox (RFC 4155) of messages written anew from what is kept of each: its headers, its text, its
 * HTML and its files. Every body is base64, so that no line of it can be taken for the next message.
 */
export async function* mailboxOf(
  mails: AsyncIterable<ExportedActivity>,
  pathOf: (sha256: string) => string,
): AsyncGenerator<string> {
  for await (const mail of mails) {
    yield `From - ${asctime(mail.entry.occurredAt)}\r\n`;
    yield* messageOf(mail, pathOf);
    yield '\r\n';
  }
}

/** A content that the disk has lost must not keep everything else from being taken along; `doctor` names it. */
export function contentOf(path: string): AsyncIterable<Buffer> {
  if (existsSync(path)) return createReadStream(path);
  return Readable.from([Buffer.from('The server has lost this file.\n')]);
}

export const pathsIn = (files: Files, workspaceId: string) => (sha256: string) =>
  files.pathOf(workspaceId, sha256);

async function* messageOf(
  { entry, mail, text, files }: ExportedActivity,
  pathOf: (sha256: string) => string,
): AsyncGenerator<string> {
  const of = (role: ParticipantView['role']) =>
    entry.participants.filter((participant) => participant.role === role).map(addressOf);
  const header = (name: string, values: string[], separator = ', ') =>
    values.length > 0 ? `${name}: ${values.join(`${separator.trimEnd()}\r\n `)}\r\n` : '';
  const boundary = `rapport-${entry.id}`;
  yield [
    header('From', of('from')),
    header('To', of('to')),
    header('Cc', of('cc')),
    header('Bcc', of('bcc')),
    // Where the headers alone are shared, the subject is not among them.
    text && mail ? header('Subject', encodedWords(mail.subject), ' ') : '',
    `Date: ${mailDate(entry.occurredAt)}\r\n`,
    mail?.forwardedBy ? header('Resent-From', [`<${bare(mail.forwardedBy)}>`]) : '',
    mail?.messageId ? `Message-ID: <${bare(mail.messageId)}>\r\n` : '',
    header(
      'In-Reply-To',
      (mail?.inReplyTo ?? []).map((id) => `<${bare(id)}>`),
      ' ',
    ),
    header(
      'References',
      (mail?.references ?? []).map((id) => `<${bare(id)}>`),
      ' ',
    ),
    'MIME-Version: 1.0\r\n',
    text
      ? `Content-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n`
      : 'Content-Type: text/plain; charset=utf-8\r\n\r\n',
  ].join('');
  if (!text) return;
  yield `--${boundary}\r\nContent-Type: multipart/alternative; boundary="${boundary}-text"\r\n\r\n`;
  yield* part(`${boundary}-text`, ['Content-Type: text/plain; charset=utf-8'], text.body);
  if (text.html)
    yield* part(`${boundary}-text`, ['Content-Type: text/html; charset=utf-8'], text.html);
  yield `--${boundary}-text--\r\n`;
  for (const file of files) {
    const name = `filename*=UTF-8''${encodeURIComponent(file.name.toWellFormed()).replace(/['()*]/g, percent)}`;
    yield [
      `--${boundary}`,
      `Content-Type: ${/^[\w.+-]+\/[\w.+-]+$/.test(file.mediaType) ? file.mediaType : 'application/octet-stream'}`,
      `Content-Disposition: ${file.contentId ? 'inline' : 'attachment'}; ${name}`,
      ...(file.contentId ? [`Content-ID: <${bare(file.contentId)}>`] : []),
      'Content-Transfer-Encoding: base64',
      '',
      '',
    ].join('\r\n');
    yield* base64Of(contentOf(pathOf(file.sha256)));
  }
  yield `--${boundary}--\r\n`;
}

const percent = (mark: string) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;
const bare = (id: string) => id.replace(/[<>\s]/g, '');

function* part(boundary: string, headers: string[], text: string): Generator<string> {
  yield [`--${boundary}`, ...headers, 'Content-Transfer-Encoding: base64', '', ''].join('\r\n');
  yield lines(Buffer.from(text));
}

/** 57 bytes make a line of 76 letters. */
const lineBytes = 57;

function lines(bytes: Buffer): string {
  return `${bytes.toString('base64').replace(/.{1,76}/g, '$&\r\n')}`;
}

async function* base64Of(content: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest = Buffer.alloc(0);
  for await (const chunk of content) {
    const all = Buffer.concat([rest, chunk]);
    const whole = all.length - (all.length % lineBytes);
    yield lines(all.subarray(0, whole));
    rest = all.subarray(whole);
  }
  if (rest.length > 0) yield lines(rest);
}

function addressOf({ name, address }: ParticipantView): string {
  const written = address?.includes('@') ? `<${bare(address)}>` : '<unknown@invalid>';
  const called = name ?? (address?.includes('@') ? '' : (address ?? ''));
  return called ? `${encodedWords(called).join(' ')} ${written}` : written;
}

/** A text in a header (RFC 2047): as it is where that is safe, else in words of at most 75 letters. */
function encodedWords(text: string): string[] {
  const line = text.toWellFormed().replace(/\p{Cc}+/gu, ' ');
  if (
    /^[A-Za-z0-9][A-Za-z0-9 !#$&*+\-/^_`{|}~.']*$/.test(line) &&
    !line.includes('=?') &&
    line.length < 60
  )
    return [line];
  const words: string[] = [];
  let word = '';
  for (const character of line) {
    if (Buffer.byteLength(word + character) > 42) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((each) => `=?utf-8?B?${Buffer.from(each).toString('base64')}?=`);
}

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const two = (count: number) => String(count).padStart(2, '0');

function partsOf(at: string) {
  const time = Temporal.Instant.from(at).toZonedDateTimeISO('UTC');
  return {
    day: days[time.dayOfWeek - 1],
    month: months[time.month - 1],
    date: two(time.day),
    year: time.year,
    clock: [time.hour, time.minute, time.second].map(two).join(':'),
  };
}

function mailDate(at: string): string {
  const { day, date, month, year, clock } = partsOf(at);
  return `${day}, ${date} ${month} ${year} ${clock} +0000`;
}

function asctime(at: string): string {
  const { day, date, month, year, clock } = partsOf(at);
  return `${day} ${month} ${date.replace(/^0/, ' ')} ${clock} ${year}`;
}
