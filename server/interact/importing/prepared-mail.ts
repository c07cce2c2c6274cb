import { isAutomaticAddress } from '../../../shared/identify/addresses.ts';
import type {
  MailAddress,
  MailAttachment,
  ParsedMessage,
} from '../../../shared/interact/mail/message.ts';
import { readSubject } from '../../../shared/interact/mail/subject.ts';
import type { Item } from '../../platform/import/reader.ts';
import type { Importing } from '../../platform/import/registry.ts';
import { whereaboutsIn } from '../mail/whereabouts.ts';
import { type CapturedText, captureText } from './texts.ts';

/** A mail with all that can be known of it before the database is asked. */
export interface PreparedMail {
  locator: Item['locator'];
  identity: string;
  /** Null when nothing in the mail tells when it was sent. */
  at: Temporal.Instant | null;
  /** Never sent: nothing that happened between people. */
  draft: boolean;
  touch: ParsedMessage['kind'];
  participants: { role: 'from' | 'to' | 'cc' | 'bcc'; address: MailAddress }[];
  text: CapturedText;
  report: ParsedMessage['report'];
  headers: {
    message_id: string | null;
    in_reply_to: string[];
    refs: string[];
    full_subject: string;
    subject_key: string | null;
    content_hash: string;
  };
  files: StoredFile[];
}

interface StoredFile {
  name: string;
  media_type: string;
  bytes: number;
  sha256: string;
  content_id: string | null;
  inline: boolean;
}

/** Long addresses and Message-IDs are cut so that an index can hold them; real ones are far shorter. */
const longestId = 500;
const longestHtml = 2_000_000;
/** A shorter subject does not say what a mail is about. */
const shortestSubject = 5;

/**
 * Prepares mails while the database writes those before them. Their files are put on disk here, before a
 * row names them; without the row they are swept away later.
 */
export function prepareMails(
  items: readonly Item<ParsedMessage>[],
  importing: Importing,
): Promise<PreparedMail[]> {
  return Promise.all(
    items.map(async ({ locator, value: message }) => {
      const { base } = readSubject(message.subject);
      const { draft, spam } = whereaboutsIn(locator.entry ?? importing.fileName);
      const unsent = draft || message.draft;
      const cut = (text: string) => text.slice(0, longestId);
      return {
        locator,
        identity: `mail ${message.contentHash}`,
        at: message.sentAt === null ? null : Temporal.Instant.from(message.sentAt),
        draft: unsent,
        touch: spam && message.kind === 'personal' ? 'bulk' : touchOf(message),
        participants: participantsOf(message),
        text: captureText({
          subject: message.subject,
          body: message.text,
          html: message.html && message.html.length <= longestHtml ? message.html : null,
        }),
        report: message.report,
        headers: {
          message_id: message.messageId && cut(message.messageId),
          in_reply_to: message.inReplyTo.map(cut),
          refs: message.references.map(cut),
          full_subject: message.subject.slice(0, 2_000),
          subject_key: base.length >= shortestSubject ? cut(base) : null,
          content_hash: message.contentHash,
        },
        files: unsent || message.sentAt === null ? [] : await storeFiles(message, importing),
      };
    }),
  );
}

function participantsOf(message: ParsedMessage): PreparedMail['participants'] {
  const participants: PreparedMail['participants'] = [];
  const met = { from: new Set<string>(), others: new Set<string>() };
  const add = (role: 'from' | 'to' | 'cc' | 'bcc', addresses: MailAddress[]) => {
    // Somebody both in To and Cc took part once, in the role that names them first.
    const there = role === 'from' ? met.from : met.others;
    for (const address of addresses) {
      if (address.key && !there.has(address.key)) participants.push({ role, address });
      there.add(address.key);
    }
  };
  const author = message.from ?? message.sender;
  if (author) add('from', [author]);
  add('to', message.to);
  add('cc', message.cc);
  add('bcc', message.bcc);
  return participants.slice(0, 1_000);
}

function storeFiles(message: ParsedMessage, { actor, files }: Importing): Promise<StoredFile[]> {
  return Promise.all(
    message.attachments.map(async (attachment) => ({
      name: (attachment.name ?? '').slice(0, 255),
      media_type: attachment.mediaType,
      bytes: attachment.bytes.byteLength,
      sha256: await files.put(actor.workspaceId, attachment.bytes),
      content_id: attachment.contentId?.slice(0, longestId) ?? null,
      inline: standsInText(message, attachment),
    })),
  );
}

/**
 * Whether the HTML shows the file itself. What is only called inline, as Apple Mail calls every picture,
 * would be seen nowhere if it did not stand among the attachments.
 */
function standsInText(
  { html }: ParsedMessage,
  { disposition, contentId }: MailAttachment,
): boolean {
  if (disposition !== 'inline' || !html || !contentId) return false;
  return [contentId, encodeURIComponent(contentId)].some((id) =>
    new RegExp(`cid:${RegExp.escape(id)}`, 'i').test(html),
  );
}

function touchOf(message: ParsedMessage): ParsedMessage['kind'] {
  if (message.kind === 'personal' && message.from && isAutomaticAddress(message.from.key))
    return 'automatic';
  return message.kind;
}
