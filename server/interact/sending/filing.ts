import { sql } from 'kysely';
import type { ParsedMessage } from '../../../shared/interact/mail/message.ts';
import { type ImapSecret, ImapSettings } from '../../../shared/platform/connections.ts';
import { asActor, asHouse, systemActor, type Transaction } from '../../platform/access/actor.ts';
import { findActor } from '../../platform/access/actors.ts';
import { findConnection, reachOf } from '../../platform/connections/connections.ts';
import type { Token } from '../../platform/connections/connector.ts';
import { ConnectionTrouble } from '../../platform/connections/errors.ts';
import { withKey } from '../../platform/connections/sign-in/tokens.ts';
import { nextId } from '../../platform/database/ids.ts';
import { Unanswered } from '../../platform/egress/errors.ts';
import { announce } from '../../platform/events/events.ts';
import type { House } from '../../platform/house.ts';
import { runInWorker } from '../../platform/workers/calls.ts';
import { knownIdentities } from '../importing/activities.ts';
import { finishInteractions } from '../importing/finish.ts';
import { writeMails } from '../importing/mail.ts';
import { prepareMails } from '../importing/prepared-mail.ts';
import { importingOf } from '../importing/runs.ts';
import { answeredFromHere } from '../inbox/answering.ts';
import { withBlindCopies } from './composing.ts';
import { contentsOf } from './contents.ts';
import { conclude } from './handing.ts';
import { findOutgoing, type OutgoingRow, recipientsOf } from './outgoing.ts';
import { keepCopy } from './sent-folder.ts';

const mostCopyTries = 12;

/** What was accepted stands on the timelines at once, and in the mailbox's own folder of what was sent. */
export async function fileSent(house: House, workspaceId: string, id: string): Promise<void> {
  const read = await asActor(house.db, systemActor(workspaceId), async (transaction) => {
    const row = await findOutgoing(transaction, id);
    if (!row?.sha256 || !(row.activity_due || row.copy_due)) return undefined;
    const connection = row.connection_id
      ? await findConnection(transaction, row.connection_id)
      : undefined;
    const { country, zone } = await transaction.db
      .selectFrom('workspaces')
      .select(['country', 'zone'])
      .where('workspace_id', '=', workspaceId)
      .executeTakeFirstOrThrow();
    const recipients = await recipientsOf(transaction, [id]);
    return { row, connection, country, zone, recipients };
  });
  if (!read) return;
  const { row, connection, country, zone, recipients } = read;
  const bytes = withBlindCopies(
    await contentsOf(house.files, workspaceId, row.sha256!),
    recipients.filter(({ role }) => role === 'bcc'),
  );
  if (row.activity_due) {
    const reach = connection
      ? reachOf(connection)
      : { audience: row.owner_id, visibility: 'private' as const, ownerId: row.owner_id };
    await becomeActivity(house, row, bytes, reach, {
      country,
      zone,
      name: connection?.name ?? '',
    });
  }
  if (!row.copy_due) return;
  const settings = ImapSettings.safeParse(connection?.settings).data;
  if (connection && settings) {
    try {
      await withKey(house, connection, (key) =>
        keepCopy(house, settings, key as ImapSecret | Token, { messageId: row.message_id!, bytes }),
      );
    } catch (error) {
      // How the mailbox fares is told elsewhere.
      if (error instanceof ConnectionTrouble || error instanceof Unanswered) {
        return fileLater(house, workspaceId, id);
      }
      throw error;
    }
  }
  await filed(house, row, { copy_due: false });
}

/** The same bytes are read as any mail is: its copy, when it is met in the mailbox, is this activity. */
async function becomeActivity(
  house: House,
  row: OutgoingRow,
  bytes: Buffer,
  reach: ReturnType<typeof reachOf>,
  place: { country: string; zone: string; name: string },
): Promise<void> {
  const actor = await findActor(house.db, row.owner_id, row.workspace_id);
  if (!actor) return filed(house, row, { activity_due: false, copy_due: false });
  const [mail] = await runInWorker<(ParsedMessage | null)[]>({
    module: new URL('../mail/parsing.ts', import.meta.url),
    name: 'parseMessages',
    input: [bytes],
    milliseconds: 20_000,
    megabytes: 200,
  });
  if (!mail) throw new TypeError('A mail of ours cannot be read.');
  const importing = importingOf({
    id: nextId(),
    actor,
    reach,
    ...place,
    files: house.files,
  });
  const [prepared] = await prepareMails([{ locator: {}, value: mail }], importing);
  await asActor(house.db, actor, async (transaction) => {
    await writeMails(transaction, [prepared!], importing);
    const known = await knownIdentities(transaction, reach.audience, [prepared!.identity]);
    await transaction.db
      .updateTable('outgoing_mails')
      .set({ activity_id: known.get(prepared!.identity) ?? null, activity_due: false })
      .where('workspace_id', '=', row.workspace_id)
      .where('id', '=', row.id)
      .execute();
    await asHouse(transaction, (inHouse) => finishInteractions(inHouse, importing));
    if (row.answers_id) await answeredFromHere(transaction, row.answers_id);
    const { audience } = reach;
    const told = { audience, subject: 'activity', id: importing.importId, verb: 'captured' };
    await announce(transaction, told);
  });
}

/** The way to the timelines or to the folder is tried again, for a day or so. */
export async function fileLater(house: House, workspaceId: string, id: string): Promise<void> {
  const row = await asActor(house.db, systemActor(workspaceId), (transaction) =>
    findOutgoing(transaction, id),
  );
  if (!row) return;
  const tries = row.copy_tries + 1;
  const next = Temporal.Now.instant().add({ minutes: Math.min(180, 2 ** tries) });
  const isOver = !row.activity_due && tries > mostCopyTries;
  await filed(house, row, {
    copy_tries: tries,
    copy_next_at: next,
    ...(isOver ? { copy_due: false } : {}),
  });
}

function filed(house: House, row: OutgoingRow, values: Partial<OutgoingRow>): Promise<void> {
  return asActor(house.db, systemActor(row.workspace_id), async ({ db }) => {
    await db
      .updateTable('outgoing_mails')
      .set(values)
      .where('workspace_id', '=', row.workspace_id)
      .where('id', '=', row.id)
      .execute();
  });
}

/** A mail of which nobody knew was met in its mailbox: it went out. */
export async function settleFound(house: Transaction): Promise<void> {
  const { db, actor } = house;
  const { rows } = await sql<{ id: string; activity_id: string }>`
    select o.id, m.activity_id from outgoing_mails o
    join mails m on m.workspace_id = o.workspace_id and m.message_id = o.message_id
    where o.workspace_id = ${actor.workspaceId} and o.state = 'unknown' and o.activity_id is null`.execute(
    db,
  );
  for (const { id, activity_id } of rows) {
    const row = await findOutgoing(house, id);
    if (!row) continue;
    await db
      .updateTable('outgoing_recipients')
      .set({ state: 'accepted' })
      .where('workspace_id', '=', actor.workspaceId)
      .where('mail_id', '=', id)
      .where('state', '=', 'unknown')
      .execute();
    await conclude(house, { ...row, activity_id }, await recipientsOf(house, [id]), null);
    await db
      .updateTable('outgoing_mails')
      .set({ activity_id })
      .where('workspace_id', '=', actor.workspaceId)
      .where('id', '=', id)
      .execute();
  }
}
