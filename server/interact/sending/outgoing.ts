import { sql } from 'kysely';
import type { BounceReason } from '../../../shared/interact/mail/delivery-report.ts';
import type {
  OutgoingProblem,
  OutgoingState,
  OutgoingView,
  RecipientState,
  SenderView,
} from '../../../shared/interact/outgoing.ts';
import { ImapSettings } from '../../../shared/platform/connections.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { OutgoingNotFound } from './errors.ts';

/** One's own mail that is written here, discarded or not. */
export function findOutgoing({ db, actor }: Transaction, id: string) {
  return db
    .selectFrom('outgoing_mails')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
}
export type OutgoingRow = NonNullable<Awaited<ReturnType<typeof findOutgoing>>>;

export function recipientsOf({ db, actor }: Transaction, ids: readonly string[]) {
  return db
    .selectFrom('outgoing_recipients')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where(sql<boolean>`mail_id = any (${ids}::uuid[])`)
    .orderBy('mail_id')
    .orderBy('position')
    .execute();
}
export type RecipientRow = Awaited<ReturnType<typeof recipientsOf>>[number];

export function filesOf({ db, actor }: Transaction, ids: readonly string[]) {
  return db
    .selectFrom('outgoing_files')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where(sql<boolean>`mail_id = any (${ids}::uuid[])`)
    .orderBy('id')
    .execute();
}

const mostListed = 500;

/** What one writes, and what is on its way or did not get there; what arrived stands on the timelines. */
export async function listOutgoing(transaction: Transaction): Promise<OutgoingView[]> {
  const { db, actor } = transaction;
  if (!actor.userId) return [];
  const rows = await db
    .selectFrom('outgoing_mails')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('audience', '=', actor.userId)
    .where('state', '<>', 'accepted')
    .where('discarded_at', 'is', null)
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .limit(mostListed)
    .execute();
  return viewsOf(transaction, rows);
}

export async function viewOutgoing(transaction: Transaction, id: string): Promise<OutgoingView> {
  const row = await findOutgoing(transaction, id);
  if (!row || row.discarded_at) throw new OutgoingNotFound();
  const [view] = await viewsOf(transaction, [row]);
  return view!;
}

async function viewsOf(transaction: Transaction, rows: OutgoingRow[]): Promise<OutgoingView[]> {
  const ids = rows.map(({ id }) => id);
  const recipients = Map.groupBy(await recipientsOf(transaction, ids), ({ mail_id }) => mail_id);
  const files = Map.groupBy(await filesOf(transaction, ids), ({ mail_id }) => mail_id);
  return rows.map((row) => ({
    id: row.id,
    state: row.state as OutgoingState,
    from: row.connection_id,
    recipients: (recipients.get(row.id) ?? []).map(
      ({ role, address, name, state, words, bounce }) => ({
        role: role as OutgoingView['recipients'][number]['role'],
        address,
        name,
        state: state as RecipientState,
        words,
        bounce: bounce as BounceReason | null,
      }),
    ),
    subject: row.subject,
    html: row.html,
    answers: row.answers_id,
    files: (files.get(row.id) ?? []).map(({ id, name, bytes }) => ({ id, name, bytes })),
    sendAt: row.send_at?.toString() ?? null,
    sendZone: row.send_zone,
    nextTryAt: row.next_try_at?.toString() ?? null,
    problem: row.problem as OutgoingProblem | null,
    words: row.words,
    followUpOn: row.follow_up_on?.toString() ?? null,
    activityId: row.activity_id,
    updatedAt: row.updated_at.toString(),
    version: row.version,
  }));
}

/** The mailboxes of one's own that can send, with what stands under the mails from there. */
export async function listSenders(transaction: Transaction): Promise<SenderView[]> {
  const { db, actor } = transaction;
  const rows = await db
    .selectFrom('connections')
    .leftJoin('mail_signatures', (join) =>
      join
        .onRef('mail_signatures.workspace_id', '=', 'connections.workspace_id')
        .onRef('mail_signatures.connection_id', '=', 'connections.id')
        .onRef('mail_signatures.owner_id', '=', 'connections.owner_id'),
    )
    .select(['connections.id', 'connections.name', 'connections.settings', 'mail_signatures.html'])
    .where('connections.workspace_id', '=', actor.workspaceId)
    .where('connections.owner_id', '=', actor.userId)
    .where('connections.kind', '=', 'imap')
    .orderBy('connections.id')
    .execute();
  return rows.flatMap(({ id, name, settings, html }) => {
    const { data } = ImapSettings.safeParse(settings);
    return data?.smtp ? [{ id, name, address: data.address, signature: html ?? '' }] : [];
  });
}
