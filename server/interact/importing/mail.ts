import type { ThreadHeaders } from '../../../shared/interact/mail/threads.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { insertRows } from '../../platform/database/bulk.ts';
import { nextId } from '../../platform/database/ids.ts';
import type { Problem } from '../../platform/import/reader.ts';
import { type Importing, readersOfContent, type Written } from '../../platform/import/registry.ts';
import { type Ours, readOurs } from '../addresses/ours.ts';
import { rememberAddresses } from '../addresses/seen.ts';
import { threadMails } from '../mail/threading.ts';
import { leaveOutErased } from '../privacy/incoming.ts';
import { capturedBy, knownIdentities, recordCaptured } from './activities.ts';
import { claimMailbox } from './mailbox.ts';
import type { PreparedMail } from './prepared-mail.ts';
import { writeTexts } from './texts.ts';

interface Mail extends Omit<PreparedMail, 'participants'> {
  id: string;
  at: Temporal.Instant;
  participants: (PreparedMail['participants'][number] & { ours: boolean })[];
}

/** Takes over mails: each becomes one activity, however many files and mailboxes hold it. */
export async function writeMails(
  transaction: Transaction,
  items: readonly PreparedMail[],
  importing: Importing,
): Promise<Written> {
  await claimMailbox(transaction, importing);
  const ours = await oursDuring(transaction, importing);
  const problems: Problem[] = [];
  const byIdentity = new Map<string, PreparedMail>();
  for (const item of items) {
    if (item.draft) problems.push(unsent(item));
    else if (!byIdentity.has(item.identity)) byIdentity.set(item.identity, item);
  }
  const known = await knownIdentities(transaction, importing.reach.audience, [
    ...byIdentity.keys(),
  ]);
  const mails: Mail[] = [];
  for (const item of byIdentity.values()) {
    const { at, identity, locator } = item;
    if (known.has(identity)) continue;
    if (!at) {
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
      ...item,
      id: nextId(),
      at,
      participants: item.participants.map((each) => ({
        ...each,
        ours: ours.has(each.address.key),
      })),
    });
  }
  const { welcome, problems: erased } = await leaveOutErased(transaction, mails);
  problems.push(...erased);
  if (welcome.length > 0) await insertMails(transaction, welcome, importing);
  return {
    activities: welcome.length,
    captured: welcome.map(({ locator }) => locator),
    known: items.length - welcome.length - problems.length,
    problems,
  };
}

function unsent({ locator, headers: { full_subject: subject } }: PreparedMail): Problem {
  return {
    locator,
    code: 'mail.draft',
    severity: 'warning',
    message: `${subject ? `"${subject.slice(0, 120)}"` : 'This mail'} is a draft that was never sent, so it reached nobody and was left out.`,
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

async function insertMails(
  transaction: Transaction,
  mails: Mail[],
  importing: Importing,
): Promise<void> {
  const { db, actor } = transaction;
  const { audience } = importing.reach;
  const readers = readersOfContent(importing);
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
    mails.map(({ id, at, participants, touch, identity, files }) => ({
      ...capturedBy(importing),
      id,
      kind: 'email',
      occurred_at: at,
      direction: directionOf(participants, importing),
      touch,
      thread: threads.get(id) ?? null,
      identity,
      attachments: files.filter(({ inline }) => !inline).length,
      all_day: false,
      created_at: now,
      updated_at: now,
    })),
  );
  await writeTexts(
    transaction,
    importing,
    mails.map(({ id, at, text }) => ({ activity_id: id, occurred_at: at, ...text })),
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
    mails.map(({ id, at, headers }) => ({
      workspace_id: actor.workspaceId,
      activity_id: id,
      audience: readers,
      occurred_at: at,
      ...headers,
    })),
  );
  await insertRows(
    db,
    'attachments',
    mails.flatMap(({ id, files }) =>
      files.map((file) => ({
        workspace_id: actor.workspaceId,
        id: nextId(),
        activity_id: id,
        audience: readers,
        ...file,
      })),
    ),
  );
  await insertRows(
    db,
    'delivery_reports',
    mails.flatMap(({ id, report }) =>
      report
        ? [
            {
              workspace_id: actor.workspaceId,
              activity_id: id,
              audience: readers,
              about: report.about,
              failed: report.failed,
            },
          ]
        : [],
    ),
  );
  await recordCaptured(
    transaction,
    importing,
    mails.map(({ id }) => ({ id, kind: 'email' })),
  );
}

function headersOf({ id, at, headers, participants }: Mail): ThreadHeaders {
  return {
    id,
    messageId: headers.message_id,
    contentHash: headers.content_hash,
    inReplyTo: headers.in_reply_to,
    references: headers.refs,
    subject: headers.full_subject,
    sentAt: at.toString(),
    from: participants.find(({ role }) => role === 'from')?.address.key ?? null,
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
