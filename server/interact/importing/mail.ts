import { isAutomaticAddress } from '../../../shared/identify/addresses.ts';
import type {
  MailAddress,
  MailAttachment,
  ParsedMessage,
} from '../../../shared/interact/mail/message.ts';
import { splitText } from '../../../shared/interact/mail/quoting.ts';
import { readSubject } from '../../../shared/interact/mail/subject.ts';
import type { ThreadHeaders } from '../../../shared/interact/mail/threads.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { insertRows } from '../../platform/database/bulk.ts';
import { nextId } from '../../platform/database/ids.ts';
import type { Item, Problem } from '../../platform/import/reader.ts';
import type { Importing, Written } from '../../platform/import/registry.ts';
import { type Ours, readOurs } from '../addresses/ours.ts';
import { rememberAddresses } from '../addresses/seen.ts';
import { threadMails } from '../mail/threading.ts';
import { capturedBy, knownIdentities, recordCaptured } from './activities.ts';
import { claimMailbox } from './mailbox.ts';
import { writeTexts } from './texts.ts';

interface Mail {
  id: string;
  identity: string;
  message: ParsedMessage;
  locator: Item['locator'];
  at: Temporal.Instant;
  participants: Participant[];
}

interface Participant {
  role: 'from' | 'to' | 'cc' | 'bcc';
  address: MailAddress;
  ours: boolean;
}

/** Long addresses and Message-IDs are cut so that an index can hold them; real ones are far shorter. */
const longestId = 500;
const longestText = 500_000;
const longestHtml = 2_000_000;

/** Takes over mails: each becomes one activity, however many files and mailboxes hold it. */
export async function writeMails(
  transaction: Transaction,
  items: Item<ParsedMessage>[],
  importing: Importing,
): Promise<Written> {
  await claimMailbox(transaction, importing);
  const ours = await oursDuring(transaction, importing);
  const problems: Problem[] = [];
  const byIdentity = new Map<string, Item<ParsedMessage>>();
  for (const item of items) {
    const identity = `mail ${item.value.contentHash}`;
    if (!byIdentity.has(identity)) byIdentity.set(identity, item);
  }
  const known = await knownIdentities(transaction, importing.reach.audience, [
    ...byIdentity.keys(),
  ]);
  const mails: Mail[] = [];
  for (const [identity, { value: message, locator }] of byIdentity) {
    if (known.has(identity)) continue;
    if (!message.sentAt) {
      problems.push({
        locator,
        code: 'mail.no-date',
        severity: 'error',
        message:
          'Nothing in this mail tells when it was sent, so it has no place in a timeline and was left out.',
      });
      continue;
    }
    mails.push({
      id: nextId(),
      identity,
      message,
      locator,
      at: Temporal.Instant.from(message.sentAt),
      participants: participantsOf(message, ours),
    });
  }
  if (mails.length > 0) await insertMails(transaction, mails, importing);
  return {
    activities: mails.length,
    known: items.length - mails.length - problems.length,
    problems,
  };
}

/** The batch's own copy: in an archive of others nobody is us. */
async function oursDuring(transaction: Transaction, { options, memory }: Importing): Promise<Ours> {
  if (options.mailbox.whose === 'others') return { has: () => false, domains: new Set() };
  const kept = memory.get('ours') as Ours | undefined;
  if (kept) return kept;
  const ours = await readOurs(transaction);
  memory.set('ours', ours);
  return ours;
}

function participantsOf(message: ParsedMessage, ours: Ours): Participant[] {
  const participants: Participant[] = [];
  const add = (role: Participant['role'], addresses: MailAddress[]) => {
    for (const address of addresses) {
      // Somebody both in To and Cc took part once, in the role that names them first.
      const there = participants.some(
        ({ address: { key }, role: had }) =>
          key === address.key && (had === 'from') === (role === 'from'),
      );
      if (address.key && !there) participants.push({ role, address, ours: ours.has(address.key) });
    }
  };
  const author = message.from ?? message.sender;
  if (author) add('from', [author]);
  add('to', message.to);
  add('cc', message.cc);
  add('bcc', message.bcc);
  return participants.slice(0, 1_000);
}

async function insertMails(
  transaction: Transaction,
  mails: Mail[],
  importing: Importing,
): Promise<void> {
  const { db, actor } = transaction;
  const { audience } = importing.reach;
  const threads = await threadMails(transaction, audience, mails.map(headersOf));
  const addresses = await rememberAddresses(
    transaction,
    audience,
    mails.flatMap(({ participants }) => participants.map(({ address }) => address)),
    importing.importId,
  );
  const now = Temporal.Now.instant();
  await insertRows(
    db,
    'activities',
    mails.map((mail) => ({
      ...capturedBy(importing),
      id: mail.id,
      kind: 'email',
      occurred_at: mail.at,
      direction: directionOf(mail.participants, importing),
      touch: touchOf(mail.message),
      thread: threads.get(mail.id) ?? null,
      identity: mail.identity,
      attachments: mail.message.attachments.filter((file) => !standsInText(mail.message, file))
        .length,
      all_day: false,
      created_at: now,
      updated_at: now,
    })),
  );
  await writeTexts(
    transaction,
    importing,
    mails.map(({ id, at, message }) => ({
      activityId: id,
      at,
      subject: message.subject.slice(0, 2_000) || null,
      preview: splitText(message.text).preview,
      body: message.text.slice(0, longestText),
      html: message.html && message.html.length <= longestHtml ? message.html : null,
      place: null,
    })),
  );
  await insertRows(
    db,
    'participants',
    mails.flatMap((mail) =>
      mail.participants.map(({ role, address, ours }, position) => ({
        workspace_id: actor.workspaceId,
        activity_id: mail.id,
        position,
        audience,
        kind: 'email',
        occurred_at: mail.at,
        role,
        ours,
        name: address.name.slice(0, 500) || null,
        address_id: addresses.get(address.key)!,
      })),
    ),
  );
  await insertRows(
    db,
    'mails',
    mails.map(({ id, message }) => {
      const { base } = readSubject(message.subject);
      return {
        workspace_id: actor.workspaceId,
        activity_id: id,
        audience,
        message_id: message.messageId?.slice(0, longestId) ?? null,
        in_reply_to: message.inReplyTo.map((text) => text.slice(0, longestId)),
        refs: message.references.map((text) => text.slice(0, longestId)),
        full_subject: message.subject.slice(0, 2_000),
        subject_key: base.length >= 5 ? base.slice(0, longestId) : null,
        content_hash: message.contentHash,
      };
    }),
  );
  await insertAttachments(transaction, mails, importing);
  await recordCaptured(
    transaction,
    importing,
    mails.map(({ id }) => ({ id, kind: 'email' })),
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

async function insertAttachments(
  transaction: Transaction,
  mails: Mail[],
  importing: Importing,
): Promise<void> {
  const { db, actor } = transaction;
  const rows: Parameters<typeof insertRows<'attachments'>>[2][number][] = [];
  for (const { id, message } of mails) {
    for (const attachment of message.attachments) {
      // The bytes are on disk before the row names them; without the row they are swept away later.
      const sha256 = await importing.files.put(actor.workspaceId, attachment.bytes);
      rows.push({
        workspace_id: actor.workspaceId,
        id: nextId(),
        activity_id: id,
        audience: importing.reach.audience,
        name: (attachment.name ?? '').slice(0, 255),
        media_type: attachment.mediaType,
        bytes: attachment.bytes.byteLength,
        sha256,
        content_id: attachment.contentId?.slice(0, longestId) ?? null,
        inline: standsInText(message, attachment),
      });
    }
  }
  await insertRows(db, 'attachments', rows);
}

function headersOf({ id, message, participants }: Mail): ThreadHeaders {
  const [author] = participants.filter(({ role }) => role === 'from');
  return {
    id,
    messageId: message.messageId?.slice(0, longestId) ?? null,
    contentHash: message.contentHash,
    inReplyTo: message.inReplyTo.map((text) => text.slice(0, longestId)),
    references: message.references.map((text) => text.slice(0, longestId)),
    subject: message.subject,
    sentAt: message.sentAt,
    from: author?.address.key ?? null,
    recipients: participants
      .filter(({ role }) => role !== 'from')
      .map(({ address }) => address.key),
  };
}

/**
 * What we wrote goes out, what was written to us comes in. In a mailbox of ours also what does not name us
 * (a blind copy, a list) came in; in an archive it passed between others.
 */
export function directionOf(
  participants: { role: string; ours: boolean }[],
  { options }: Pick<Importing, 'options'>,
): 'in' | 'out' | 'internal' | 'between others' {
  const fromUs = participants.some(({ role, ours }) => role === 'from' && ours);
  const others = participants.filter(({ role }) => role !== 'from');
  if (fromUs) return others.length > 0 && others.every(({ ours }) => ours) ? 'internal' : 'out';
  if (others.some(({ ours }) => ours)) return 'in';
  const { whose } = options.mailbox;
  return whose === 'mine' || whose === 'colleague' ? 'in' : 'between others';
}

function touchOf(message: ParsedMessage): ParsedMessage['kind'] {
  if (message.kind === 'personal' && message.from && isAutomaticAddress(message.from.key))
    return 'automatic';
  return message.kind;
}
