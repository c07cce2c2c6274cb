import { normaliseEmail } from '../../../shared/identify/addresses.ts';
import type { ForwardTrouble } from '../../../shared/interact/activities.ts';
import { captureAddressOf } from '../../../shared/interact/mail/capture-address.ts';
import {
  isForwardSubject,
  readForward,
  readForwardedDate,
} from '../../../shared/interact/mail/forwards.ts';
import type {
  MailAddress,
  MailAttachment,
  ParsedMessage,
} from '../../../shared/interact/mail/message.ts';
import type { Ours } from '../addresses/ours.ts';
import { contentHash } from '../mail/content-hash.ts';
import { readAddresses } from '../mail/people.ts';

/** What is known of a mail because it was sent to the capture address of a mailbox. */
export interface Handed {
  /** Null where the mail inside was taken out. */
  trouble: ForwardTrouble | null;
  by: string;
  /** What whoever handed it on wrote above it. */
  note: string;
  /** The same for every copy of the mail it came in. */
  mark: string;
  /** Read out of words for a reader: the mail it was may be here with other white space and seconds. */
  isRetold: boolean;
}

/** Reads what was attached; a mail that cannot be read is null. */
type Read = (source: Uint8Array) => Promise<ParsedMessage | null | undefined>;

/** How servers say to which of its addresses a mailbox was delivered, also where no header of the writer does. */
const delivered = new Set(['delivered-to', 'x-original-to', 'envelope-to', 'x-delivered-to']);

/** The capture address of a mailbox, as mails name it. */
export function captureKeyOf(address: string): string | null {
  return normaliseEmail(captureAddressOf(address) ?? '');
}

export function isToCapture(mail: ParsedMessage, key: string): boolean {
  const named = [...mail.to, ...mail.cc, ...mail.bcc].some((address) => address.key === key);
  return (
    named ||
    mail.headers.some(
      ([name, value]) => delivered.has(name) && normaliseEmail(value.replace(/^<|>$/g, '')) === key,
    )
  );
}

/** The capture address is nobody who took part. */
export function withoutCapture(mail: ParsedMessage, key: string): ParsedMessage {
  const others = (addresses: MailAddress[]) => addresses.filter((address) => address.key !== key);
  return { ...mail, to: others(mail.to), cc: others(mail.cc), bcc: others(mail.bcc) };
}

/**
 * A mail to the capture address: one to others with the address as a blind copy is what it is; one that was
 * forwarded to it alone is taken apart. Only colleagues are believed, because whoever is would put words
 * into the mouths of others.
 */
export async function handedOn(
  mail: ParsedMessage,
  { key, ours, zone, read }: { key: string; ours: Ours; zone: string; read: Read },
): Promise<{ mail: ParsedMessage; handed: Handed | null }> {
  const plain = withoutCapture(mail, key);
  const attached = mail.attachments.filter(({ mediaType }) => mediaType === 'message/rfc822');
  const found = readForward(mail.text);
  const looksForwarded = found !== null || attached.length > 0 || isForwardSubject(mail.subject);
  const others = [...plain.to, ...plain.cc, ...plain.bcc];
  const handed = (trouble: ForwardTrouble | null, note = '', isRetold = false): Handed => ({
    trouble,
    by: mail.from?.key ?? '',
    note: note.trim().slice(0, longestNote),
    mark: mail.contentHash,
    isRetold,
  });
  if (!mail.from || !ours.has(mail.from.key) || isDisowned(mail))
    return { mail: plain, handed: looksForwarded ? handed('stranger') : null };
  if (others.length > 0) return { mail: plain, handed: null };
  if (attached.length > 1) return { mail: plain, handed: handed('several') };
  const [file] = attached;
  if (file) {
    const inside = await read(file.bytes);
    return inside?.from && inside.sentAt
      ? { mail: inside, handed: handed(null, mail.text) }
      : { mail: plain, handed: handed('unreadable') };
  }
  const inside = found && originalOf(found, mail, zone);
  return inside
    ? { mail: inside, handed: handed(null, found.note, true) }
    : { mail: plain, handed: handed('unreadable') };
}

const longestNote = 10_000;

/** The server that took it in says that it does not come from where it says. */
function isDisowned({ headers }: ParsedMessage): boolean {
  const [said = ''] = headers.flatMap(([name, value]) =>
    name === 'authentication-results' ? [value] : [],
  );
  return (
    /\bdmarc=fail\b/i.test(said) || (/\bspf=fail\b/i.test(said) && !/\bdkim=pass\b/i.test(said))
  );
}

/** The mail that a forwarded one tells of, as far as it does. */
function originalOf(
  found: NonNullable<ReturnType<typeof readForward>>,
  { attachments, bytes }: ParsedMessage,
  zone: string,
): ParsedMessage | null {
  const people = (written: string) =>
    readAddresses(
      written
        .replace(/\[?mailto:([^\]\s>]+)\]?/gi, '<$1>')
        .replace(/<<([^<>]*)>>/g, '<$1>')
        .replaceAll(';', ','),
    ).filter(({ mailable }) => mailable);
  const [from] = people(found.from);
  const sentAt = readForwardedDate(found.date, zone);
  if (!from || !sentAt) return null;
  const kept: MailAttachment[] = attachments;
  return {
    messageId: null,
    inReplyTo: [],
    references: [],
    sentAt: sentAt.toString(),
    offsetMinutes: null,
    from,
    sender: null,
    replyTo: [],
    to: people(found.to),
    cc: people(found.cc),
    bcc: [],
    subject: found.subject.slice(0, 2_000),
    text: found.text,
    html: null,
    attachments: kept.map((file) => ({ ...file, disposition: 'attachment' as const })),
    kind: 'personal',
    report: null,
    draft: false,
    protection: 'none',
    headers: [],
    contentHash: contentHash({
      messageId: null,
      statedAt: sentAt.toString(),
      fromKey: from.key,
      subject: found.subject,
      text: found.text,
      attachmentHashes: kept.map(({ sha256 }) => sha256),
    }),
    bytes,
    warnings: [],
  };
}
