import { sql } from 'kysely';
import type { ActivityView, ForwardTrouble } from '../../../shared/interact/activities.ts';
import { splitText } from '../../../shared/interact/mail/quoting.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { ChangedMeanwhile, mayEdit } from '../../platform/access/reach.ts';
import { readEntries } from '../timeline/entries.ts';
import { ActivityNotFound, ActivityNotYours } from './errors.ts';

/** Finds an activity among those the actor may see, in the trash or not. */
export function findActivity({ db, actor }: Transaction, id: string) {
  return db
    .selectFrom('activities')
    .select([
      'id',
      'kind',
      'audience',
      'visibility',
      'owner_id',
      'assigned_to',
      'occurred_at',
      'version',
      'trashed_at',
    ])
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function activityToEdit(transaction: Transaction, id: string, version: number) {
  const activity = await findActivity(transaction, id);
  if (!activity || activity.trashed_at) throw new ActivityNotFound();
  if (!mayEdit(transaction, activity)) throw new ActivityNotYours();
  if (activity.version !== version) throw new ChangedMeanwhile();
  return activity;
}

/**
 * Whether a mail was read as it was sent, so that its text stays. Only what is written by hand points to
 * people themselves; a mail points to the addresses that stood in it.
 */
export async function isCaptured(
  { db, actor }: Transaction,
  { id, kind }: { id: string; kind: string },
): Promise<boolean> {
  if (kind !== 'email') return false;
  const byHand = await db
    .selectFrom('participants')
    .select('position')
    .where('workspace_id', '=', actor.workspaceId)
    .where('activity_id', '=', id)
    .where('party_id', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return byHand === undefined;
}

/** One activity opened, with the parts of its text and its files. */
export async function viewActivity(transaction: Transaction, id: string): Promise<ActivityView> {
  const activity = await findActivity(transaction, id);
  const [entry] = activity && !activity.trashed_at ? await readEntries(transaction, [id]) : [];
  if (!activity || !entry) throw new ActivityNotFound();
  const { db, actor } = transaction;
  const text = await db
    .selectFrom('activity_texts')
    .select(['body', sql<boolean>`html is not null`.as('has_html')])
    .where('workspace_id', '=', actor.workspaceId)
    .where('activity_id', '=', id)
    .executeTakeFirst();
  const files = await db
    .selectFrom('attachments')
    .select(['id', 'name', 'media_type', 'bytes', 'inline'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('activity_id', '=', id)
    .orderBy('id')
    .execute();
  const body = text?.body ?? '';
  return {
    ...entry,
    body:
      activity.kind === 'email'
        ? splitText(body).parts.map((part) => ({ part: part.kind, text: part.text }))
        : [{ part: 'new', text: body }],
    hasHtml: text?.has_html ?? false,
    forward: activity.kind === 'email' ? await forwardOf(transaction, id) : null,
    files: files.map((file) => ({
      id: file.id,
      name: file.name,
      mediaType: file.media_type,
      bytes: file.bytes,
      inline: file.inline,
    })),
    can: { edit: mayEdit(transaction, activity) },
  };
}

/** Who handed a mail on to us, by the name they have here. */
async function forwardOf({ db, actor }: Transaction, id: string): Promise<ActivityView['forward']> {
  const row = await db
    .selectFrom('mails')
    .leftJoin('users', (join) =>
      join
        .onRef('users.workspace_id', '=', 'mails.workspace_id')
        .onRef('users.email', '=', 'mails.forwarded_by'),
    )
    .select(['forwarded_by', 'forward_trouble', 'users.name'])
    .where('mails.workspace_id', '=', actor.workspaceId)
    .where('activity_id', '=', id)
    .executeTakeFirst();
  if (!row || (row.forwarded_by === null && row.forward_trouble === null)) return null;
  return {
    by: row.name ?? row.forwarded_by ?? '',
    trouble: row.forward_trouble as ForwardTrouble | null,
  };
}
