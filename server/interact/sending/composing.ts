import MailComposer from 'nodemailer/lib/mail-composer';
import { runInWorker } from '../../platform/workers/calls.ts';
import { htmlToText } from '../mail/html-text.ts';

export interface Person {
  address: string;
  name: string;
}

/** A mail as its writer means it. */
export interface Letter {
  messageId: string;
  date: Temporal.Instant;
  from: Person;
  to: readonly Person[];
  cc: readonly Person[];
  bcc: readonly Person[];
  subject: string;
  html: string;
  inReplyTo: readonly string[];
  references: readonly string[];
  files: readonly { name: string; mediaType: string; content: Buffer }[];
  /** No person wrote it, and no machine is to answer it (RFC 3834). */
  isAutomatic: boolean;
}

/**
 * The bytes of a mail (RFC 5322), with its text beside its HTML. Whoever gets a blind copy stands in none
 * of them.
 */
export async function compose(letter: Letter): Promise<Buffer> {
  const { files } = letter;
  const html = await cleanHtml(letter.html);
  const text = htmlToText(html);
  return new MailComposer({
    disableFileAccess: true,
    disableUrlAccess: true,
    from: named(letter.from),
    to: letter.to.map(named),
    cc: letter.cc.map(named),
    subject: oneLine(letter.subject),
    messageId: `<${letter.messageId}>`,
    date: new globalThis.Date(letter.date.epochMilliseconds),
    ...(letter.inReplyTo.length > 0
      ? { inReplyTo: letter.inReplyTo.map(bracketed).join(' ') }
      : {}),
    ...(letter.references.length > 0 ? { references: letter.references.map(bracketed) } : {}),
    text: text.replaceAll('\n', '\r\n'),
    html,
    attachments: files.map(({ name, mediaType, content }) => ({
      filename: oneLine(name),
      contentType: mediaType,
      content,
    })),
    headers: letter.isAutomatic
      ? { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }
      : {},
    xMailer: false,
  } as MailComposer.Options)
    .compile()
    .build();
}

/** What somebody wrote, without anything that a mail program would refuse or run. */
export function cleanHtml(html: string): Promise<string> {
  if (html.trim() === '') return Promise.resolve('<p></p>');
  return runInWorker<string>({
    module: new URL('./cleaning.ts', import.meta.url),
    name: 'clean',
    input: html,
    milliseconds: 3_000,
    megabytes: 200,
  });
}

/** The copy for the writer's own folder also tells who got a blind one (RFC 5322, 3.6.3). */
export function withBlindCopies(bytes: Buffer, bcc: readonly Person[]): Buffer {
  if (bcc.length === 0) return bytes;
  const line = `Bcc: ${bcc.map(({ address }) => oneLine(address)).join(',\r\n ')}\r\n`;
  return Buffer.concat([Buffer.from(line), bytes]);
}

/** One header stays one: what ends a line in any program is a space (CWE-93). */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .toWellFormed()
    .trim();
}

const named = ({ address, name }: Person) => ({ address: oneLine(address), name: oneLine(name) });
const bracketed = (id: string) => `<${oneLine(id).replace(/[<>\s]/g, '')}>`;
