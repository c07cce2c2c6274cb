import { nameOfWay } from '../../../shared/interact/messages.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { insertRows } from '../../platform/database/bulk.ts';
import { nextId } from '../../platform/database/ids.ts';
import type { Problem } from '../../platform/import/reader.ts';
import { type Importing, readersOfContent, type Written } from '../../platform/import/registry.ts';
import { rememberAddresses } from '../addresses/seen.ts';
import { capturedBy, knownIdentities, recordCaptured } from '../importing/activities.ts';
import { writeTexts } from '../importing/texts.ts';
import { leaveOutErased } from '../privacy/incoming.ts';
import type { PreparedMessage } from './chat-files.ts';
import { type Sender, whoTheyAre } from './senders.ts';

interface Participant {
  role: 'from' | 'to';
  ours: false;
  sender: Sender;
  address: { key: string };
}
type Arriving = PreparedMessage & { id: string; participants: Participant[] };

/** Whose telephone the chats are from. */
interface Phone {
  userId: string;
  name: string;
  /** How its owner is called in the chats, as whoever brought them says. */
  calledAs: string;
}

/** Kept for the batches of a run, and for its readers, which ask no database. */
export async function readPhone(
  { db, actor }: Transaction,
  { options, memory }: Importing,
): Promise<void> {
  const { userId = actor.userId!, calledAs = '' } = options.chats ?? {};
  const row = await db
    .selectFrom('users')
    .select('name')
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', userId)
    .executeTakeFirst();
  const phone: Phone = { userId, name: row?.name ?? '', calledAs };
  memory.set('phone', phone);
}

const phoneOf = ({ memory }: Importing) => memory.get('phone') as Phone;

export function chatReading(importing: Importing) {
  const { userId, name, calledAs } = phoneOf(importing);
  return {
    name: importing.fileName,
    called: calledAs ? [calledAs] : [name],
    ownerId: userId,
    country: importing.country,
    zone: importing.zone,
  };
}

/** Takes over the messages of exported chats: each is one entry, in however many exports it stands. */
export async function writeMessages(
  transaction: Transaction,
  items: readonly PreparedMessage[],
  importing: Importing,
): Promise<Written> {
  const { audience } = importing.reach;
  const known = await knownIdentities(
    transaction,
    audience,
    items.map(({ identity }) => identity),
  );
  const fresh = items.filter(({ identity }) => !known.has(identity));
  const senders = await whoTheyAre(
    transaction,
    fresh.flatMap(({ others }) => others),
    {
      audience,
      country: importing.country,
      way: nameOfWay(fresh[0]?.way ?? ''),
      owner: phoneOf(importing).name,
    },
  );
  const arriving = fresh.map(
    (item): Arriving => ({
      ...item,
      id: nextId(),
      participants: item.others.map((name, index) => {
        const sender = senders.get(name)!;
        const role = item.direction === 'in' && index === 0 ? 'from' : 'to';
        return { role, ours: false, sender, address: sender.address };
      }),
    }),
  );
  const { welcome, problems } = await leaveOutErased(transaction, arriving);
  if (welcome.length > 0) await insertMessages(transaction, welcome, importing);
  return {
    activities: welcome.length,
    known: items.length - fresh.length,
    problems: [...problems, ...(importing.beside ? welcome.flatMap(missingFiles) : [])],
  };
}

function missingFiles({ locator, missing }: PreparedMessage): Problem[] {
  return missing.map((name) => ({
    locator,
    code: 'chat.no-file',
    severity: 'warning',
    message: `“${name.slice(0, 120)}” is not among the files of this chat, or is too large; the message was kept with its name.`,
  }));
}

async function insertMessages(
  transaction: Transaction,
  messages: readonly Arriving[],
  importing: Importing,
): Promise<void> {
  const { db, actor } = transaction;
  const { audience } = importing.reach;
  const unknown = messages
    .flatMap(({ participants }) => participants)
    .filter(({ sender }) => sender.partyId === null);
  const addresses = await rememberAddresses(
    transaction,
    audience,
    unknown.map(({ sender }) => sender.address),
    importing.importId,
  );
  const now = Temporal.Now.instant();
  const momentOf = ({ at }: Arriving) => Temporal.Instant.from(at);
  await insertRows(
    db,
    'activities',
    messages.map((message) => ({
      ...capturedBy(importing),
      id: message.id,
      kind: 'message',
      occurred_at: momentOf(message),
      direction: message.direction,
      touch: 'personal',
      thread: message.thread,
      identity: message.identity,
      attachments: message.files.length,
      all_day: false,
      created_at: now,
      updated_at: now,
    })),
  );
  await writeTexts(
    transaction,
    importing,
    messages.map((message) => ({
      activity_id: message.id,
      occurred_at: momentOf(message),
      ...message.text,
    })),
  );
  await insertRows(
    db,
    'participants',
    messages.flatMap((message) =>
      message.participants.map(({ role, ours, sender }, position) => ({
        workspace_id: actor.workspaceId,
        activity_id: message.id,
        position,
        audience,
        kind: 'message',
        occurred_at: momentOf(message),
        role,
        ours,
        name: sender.partyId ? null : sender.name,
        party_id: sender.partyId,
        address_id: sender.partyId ? null : addresses.get(sender.address.key)!,
      })),
    ),
  );
  await insertRows(
    db,
    'attachments',
    messages.flatMap(({ id, files }) =>
      files.map((file) => ({
        workspace_id: actor.workspaceId,
        id: nextId(),
        activity_id: id,
        audience: readersOfContent(importing),
        content_id: null,
        inline: false,
        ...file,
      })),
    ),
  );
  await recordCaptured(
    transaction,
    importing,
    messages.map(({ id }) => ({ id, kind: 'message' })),
  );
}
