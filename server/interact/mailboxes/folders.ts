import type { ListResponse, StatusObject } from 'imapflow';
import type { FolderRole } from '../../../shared/interact/mailboxes.ts';
import { asActor, systemActor, type Transaction } from '../../platform/access/actor.ts';
import type { Connected } from '../../platform/connections/connector.ts';
import { nextId } from '../../platform/database/ids.ts';

/** A folder as it stands at the server. */
export interface ListedFolder {
  path: string;
  role: FolderRole | null;
  status: StatusObject;
}

const roles: Record<string, FolderRole> = {
  '\\Inbox': 'inbox',
  '\\Sent': 'sent',
  '\\Archive': 'archive',
  '\\All': 'all',
  '\\Drafts': 'drafts',
  '\\Junk': 'junk',
  '\\Trash': 'trash',
  '\\Flagged': 'flagged',
};

/** Those that hold messages; a server's answer about each is in `status`. */
export function listedFolders(listed: readonly ListResponse[]): ListedFolder[] {
  return listed.flatMap(({ path, flags, specialUse, status }) =>
    flags.has('\\Noselect') || flags.has('\\NonExistent') || !status
      ? []
      : [{ path, role: (specialUse && roles[specialUse]) || null, status }],
  );
}

/** Nothing of these is correspondence, or it is a second sight of what lies elsewhere. */
const unwanted: ReadonlySet<string | null> = new Set(['drafts', 'junk', 'trash', 'flagged']);

/**
 * What is captured as long as nobody said otherwise. Where one folder shows all messages, as Gmail has it, it
 * alone is read: the others show the same ones once more.
 */
export function isWanted(
  { role, wanted }: { role: string | null; wanted: boolean | null },
  hasAll: boolean,
): boolean {
  if (wanted !== null) return wanted;
  return hasAll ? role === 'all' : !unwanted.has(role);
}

export function foldersOf({ db, actor }: Transaction, connectionId: string) {
  return db
    .selectFrom('mail_folders')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('connection_id', '=', connectionId)
    .orderBy('path')
    .execute();
}
export type FolderRow = Awaited<ReturnType<typeof foldersOf>>[number];

/** Writes down which folders there are, and answers them as they are known here. */
export async function keepFolders(
  transaction: Transaction,
  { id, reach }: Pick<Connected<never, never>, 'id' | 'reach'>,
  listed: readonly ListedFolder[],
): Promise<FolderRow[]> {
  const { db, actor } = transaction;
  const known = new Map((await foldersOf(transaction, id)).map((folder) => [folder.path, folder]));
  const added = listed.filter(({ path }) => !known.has(path));
  for (let from = 0; from < added.length; from += 1_000) {
    await db
      .insertInto('mail_folders')
      .values(
        added.slice(from, from + 1_000).map(({ path, role }) => ({
          workspace_id: actor.workspaceId,
          id: nextId(),
          connection_id: id,
          audience: reach.audience,
          path,
          role,
        })),
      )
      .execute();
  }
  for (const { path, role } of listed) {
    const folder = known.get(path);
    if (folder && folder.role !== role) {
      await db
        .updateTable('mail_folders')
        .set({ role })
        .where('workspace_id', '=', actor.workspaceId)
        .where('id', '=', folder.id)
        .execute();
    }
  }
  return foldersOf(transaction, id);
}

/** Folders that were deleted or renamed at the server; what was captured of them stays. */
export async function dropFolders(
  { house, actor: { workspaceId } }: Pick<Connected<never, never>, 'house' | 'actor'>,
  gone: readonly FolderRow[],
): Promise<void> {
  if (gone.length === 0) return;
  await asActor(house.db, systemActor(workspaceId), ({ db }) =>
    db
      .deleteFrom('mail_folders')
      .where('workspace_id', '=', workspaceId)
      .where(
        'id',
        'in',
        gone.map(({ id }) => id),
      )
      .execute(),
  );
}

/** Counts that agree may hide a message that came for one that went. */
const compareEveryHours = 24;

export function isToBeCompared({ compared_at }: FolderRow): boolean {
  const last = Temporal.Now.instant().subtract({ hours: compareEveryHours });
  return compared_at === null || Temporal.Instant.compare(compared_at, last) < 0;
}

/** Nothing came, went or changed since the folder was last accounted for. */
export function isUnchanged(folder: FolderRow, status: StatusObject): boolean {
  return (
    !isToBeCompared(folder) &&
    folder.seen_at !== null &&
    folder.uid_validity !== null &&
    folder.uid_validity > 0 &&
    folder.uid_validity === Number(status.uidValidity ?? 0n) &&
    folder.next_uid === status.uidNext &&
    folder.on_server === status.messages &&
    (folder.modseq ?? '') === (status.highestModseq?.toString() ?? '')
  );
}
