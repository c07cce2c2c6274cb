import { sql } from 'kysely';
import type {
  FolderRole,
  LeftOutReason,
  MailboxView,
  MailFolderView,
  ParkedMessage,
  ParkedReason,
} from '../../../shared/interact/mailboxes.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { mayEdit } from '../../platform/access/reach.ts';
import { type ConnectionRow, findConnection } from '../../platform/connections/connections.ts';
import { tellOfConnection } from '../../platform/connections/telling.ts';
import { FolderNotFound, MailboxNotFound, MailboxNotYours } from './errors.ts';
import { foldersOf, isWanted } from './folders.ts';

const mostShown = 500;

/** Every folder of a mailbox with its messages accounted for. */
export async function readMailbox(transaction: Transaction, id: string): Promise<MailboxView> {
  const { db, actor } = transaction;
  const connection = await mailboxOf(transaction, id);
  const folders = await foldersOf(transaction, id);
  const { rows } = await sql<{
    folder_id: string;
    state: string;
    reason: string | null;
    count: number;
  }>`
    select m.folder_id, m.state, m.reason, count(*) as count
    from mail_messages m join mail_folders f
      on f.workspace_id = m.workspace_id and f.id = m.folder_id and f.uid_validity = m.uid_validity
    where m.workspace_id = ${actor.workspaceId} and m.connection_id = ${id}
    group by m.folder_id, m.state, m.reason`.execute(db);
  const byFolder = Map.groupBy(rows, ({ folder_id }) => folder_id);
  const hasAll = folders.some(({ role }) => role === 'all');
  return {
    id,
    folders: folders.map((folder): MailFolderView => {
      const counts = byFolder.get(folder.id) ?? [];
      const sum = (state: string) =>
        counts
          .filter((row) => row.state === state)
          .reduce((total, { count }) => total + Number(count), 0);
      const wanted = isWanted(folder, hasAll);
      const booked = counts.reduce((total, { count }) => total + Number(count), 0);
      return {
        id: folder.id,
        path: folder.path,
        role: folder.role as FolderRole | null,
        wanted,
        isChosen: folder.wanted !== null,
        onServer: folder.on_server,
        captured: sum('captured'),
        leftOut: Object.fromEntries(
          counts
            .filter(({ state }) => state === 'left out')
            .map(({ reason, count }) => [reason as LeftOutReason, Number(count)]),
        ),
        waiting: sum('waiting'),
        parked: sum('parked'),
        toCome: wanted ? Math.max(0, (folder.on_server ?? 0) - booked) : 0,
        seenAt: folder.seen_at?.toString() ?? null,
      };
    }),
    can: { edit: mayEdit(transaction, connection) },
  };
}

/** What waits to be tried again, and what was given up until somebody looks at it; newest first. */
export async function readParked(transaction: Transaction, id: string): Promise<ParkedMessage[]> {
  const { db, actor } = transaction;
  await mailboxOf(transaction, id);
  const rows = await db
    .selectFrom('mail_messages')
    .innerJoin('mail_folders', (join) =>
      join
        .onRef('mail_folders.workspace_id', '=', 'mail_messages.workspace_id')
        .onRef('mail_folders.id', '=', 'mail_messages.folder_id'),
    )
    .select(['path', 'uid', 'state', 'reason', 'subject', 'sent_at', 'tries', 'next_try_at'])
    .where('mail_messages.workspace_id', '=', actor.workspaceId)
    .where('mail_messages.connection_id', '=', id)
    .where('state', 'in', ['waiting', 'parked'])
    .orderBy('sent_at', (order) => order.desc().nullsLast())
    .orderBy('uid')
    .limit(mostShown)
    .execute();
  return rows.map((row) => ({
    folder: row.path,
    uid: row.uid,
    state: row.state as ParkedMessage['state'],
    reason: row.reason as ParkedReason,
    subject: row.subject ?? '',
    sentAt: row.sent_at?.toString() ?? null,
    tries: row.tries,
    nextTryAt: row.next_try_at?.toString() ?? null,
  }));
}

/** Says whether a folder is captured; what was captured before stays. */
export async function changeFolder(
  transaction: Transaction,
  id: string,
  folderId: string,
  wanted: boolean | null,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const connection = await mailboxToChange(transaction, id);
  const folder = await db
    .updateTable('mail_folders')
    .set({ wanted })
    .where('workspace_id', '=', actor.workspaceId)
    .where('connection_id', '=', id)
    .where('id', '=', folderId)
    .returning('path')
    .executeTakeFirst();
  if (!folder) throw new FolderNotFound();
  return tellOfConnection(transaction, connection, 'folder chosen', { path: folder.path, wanted });
}

/** Tries at once what waits or was parked. */
export async function retryParked(
  transaction: Transaction,
  id: string,
): Promise<{ event: string }> {
  const { db, actor } = transaction;
  const connection = await mailboxToChange(transaction, id);
  await db
    .updateTable('mail_messages')
    .set({ state: 'waiting', tries: 0, next_try_at: Temporal.Now.instant() })
    .where('workspace_id', '=', actor.workspaceId)
    .where('connection_id', '=', id)
    .where('state', 'in', ['waiting', 'parked'])
    .execute();
  return tellOfConnection(transaction, connection, 'retried', {});
}

async function mailboxOf(transaction: Transaction, id: string): Promise<ConnectionRow> {
  const connection = await findConnection(transaction, id);
  if (connection?.kind !== 'imap') throw new MailboxNotFound();
  return connection;
}

async function mailboxToChange(transaction: Transaction, id: string): Promise<ConnectionRow> {
  const connection = await mailboxOf(transaction, id);
  if (!mayEdit(transaction, connection)) throw new MailboxNotYours();
  return connection;
}
