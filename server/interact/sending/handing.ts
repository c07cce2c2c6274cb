import { randomUUID } from 'node:crypto';
import { digestIds } from '../../../shared/interact/digest.ts';
import type { OutgoingProblem } from '../../../shared/interact/outgoing.ts';
import {
  type ConnectionProblem,
  type ImapSecret,
  ImapSettings,
} from '../../../shared/platform/connections.ts';
import { asActor, systemActor, type Transaction } from '../../platform/access/actor.ts';
import { findActor } from '../../platform/access/actors.ts';
import { type ConnectionRow, findConnection } from '../../platform/connections/connections.ts';
import type { Token } from '../../platform/connections/connector.ts';
import { ConnectionTrouble, needsSomebody, problemOf } from '../../platform/connections/errors.ts';
import { anotherKey, keyOf } from '../../platform/connections/sign-in/tokens.ts';
import { Unanswered } from '../../platform/egress/errors.ts';
import { announce } from '../../platform/events/events.ts';
import type { House } from '../../platform/house.ts';
import { compose } from './composing.ts';
import { contentsOf } from './contents.ts';
import { tellUndelivered } from './following-up.ts';
import {
  filesOf,
  findOutgoing,
  type OutgoingRow,
  type RecipientRow,
  recipientsOf,
} from './outgoing.ts';
import { nextTry, type Reason } from './retrying.ts';
import { type HandedOver, handOver, type Sending, type Submission, submissionOf } from './smtp.ts';

interface Prepared {
  row: OutgoingRow;
  connection: ConnectionRow;
  from: string;
  submission: Submission | OutgoingProblem;
  messageId: string;
  sha256: string;
  bytes: Buffer;
}

/**
 * Hands a due mail to its server. What goes out, and under which Message-ID, is committed before the server
 * sees anything of it: whatever ends this process from then on leaves a mail of which nobody claims to know
 * whether it went.
 */
export async function handMail(house: House, workspaceId: string, id: string): Promise<void> {
  const prepared = await prepare(house, workspaceId, id);
  if (!prepared) return;
  const { row, connection, submission, from, bytes } = prepared;
  const claimed = await asHouse(house, workspaceId, (transaction) => claim(transaction, prepared));
  if (!claimed) return;
  const to = claimed.recipients.map(({ address }) => address);
  const outcome: HandedOver =
    typeof submission === 'string'
      ? { kind: 'not begun', problem: 'failed', words: null }
      : await submit(house, connection, submission, { from, to, bytes });
  const problem = typeof submission === 'string' ? submission : undefined;
  await asHouse(house, workspaceId, (transaction) =>
    settle(transaction, row.id, claimed, outcome, problem),
  );
}

/** A token that was refused before anything was handed over is renewed once. */
async function submit(
  house: House,
  connection: ConnectionRow,
  submission: Submission,
  mail: Sending,
): Promise<HandedOver> {
  const outcome = await handOver(house.egress, submission, mail);
  if (outcome.kind !== 'not begun' || outcome.problem !== 'sign-in refused') return outcome;
  try {
    const key = await anotherKey(house, connection, submission.key);
    if (!key) return outcome;
    const again = await handOver(house.egress, { ...submission, key }, mail);
    return again.kind === 'not begun' && again.problem === 'sign-in refused'
      ? { ...again, problem: 'token refused' }
      : again;
  } catch (error) {
    return { ...outcome, problem: troubleIn(error) };
  }
}

/** Everything that is needed, without holding any row. */
async function prepare(
  house: House,
  workspaceId: string,
  id: string,
): Promise<Prepared | undefined> {
  const read = await asHouse(house, workspaceId, async (transaction) => {
    const row = await findOutgoing(transaction, id);
    if (!row) return undefined;
    const connection = row.connection_id
      ? await findConnection(transaction, row.connection_id)
      : undefined;
    const settings = ImapSettings.safeParse(connection?.settings).data;
    if (!connection || !settings) {
      await write(transaction, row, { state: 'failed', problem: 'no mailbox' });
      return undefined;
    }
    const [owner, recipients, files] = [
      await transaction.db
        .selectFrom('users')
        .select('name')
        .where('workspace_id', '=', workspaceId)
        .where('id', '=', row.owner_id)
        .executeTakeFirst(),
      await recipientsOf(transaction, [id]),
      await filesOf(transaction, [id]),
    ];
    return { row, connection, settings, ownerName: owner?.name ?? '', recipients, files };
  });
  if (!read) return undefined;
  const { row, connection, settings, ownerName, recipients, files } = read;
  const from = settings.address;
  const messageId =
    row.message_id ?? `${row.kept ? '' : digestIds}${randomUUID()}@${from.split('@').at(-1)}`;
  const as = (role: string) => recipients.filter((each) => each.role === role);
  const bytes = row.sha256
    ? await contentsOf(house.files, workspaceId, row.sha256)
    : await compose({
        messageId,
        date: Temporal.Now.instant(),
        from: { address: from, name: ownerName },
        to: as('to'),
        cc: as('cc'),
        bcc: as('bcc'),
        subject: row.subject,
        html: row.html,
        inReplyTo: row.in_reply_to,
        references: row.refs,
        isAutomatic: row.automatic,
        files: await Promise.all(
          files.map(async ({ name, media_type, sha256 }) => ({
            name,
            mediaType: media_type,
            content: await contentsOf(house.files, workspaceId, sha256),
          })),
        ),
      });
  return {
    row,
    connection,
    from,
    messageId,
    bytes,
    sha256: row.sha256 ?? (await house.files.put(workspaceId, bytes)),
    submission: await submissionFor(house, row, connection, settings),
  };
}

async function submissionFor(
  house: House,
  row: OutgoingRow,
  connection: ConnectionRow,
  settings: ImapSettings,
): Promise<Submission | OutgoingProblem> {
  const actor = await findActor(house.db, row.owner_id, row.workspace_id);
  if (!actor || actor.readOnly || actor.level === 'reader') return 'owner cannot write';
  try {
    const key = (await keyOf(house, connection)) as ImapSecret | Token;
    return submissionOf(settings, key) ?? 'no mailbox';
  } catch (error) {
    return troubleIn(error);
  }
}

function troubleIn(error: unknown): ConnectionProblem {
  if (error instanceof ConnectionTrouble || error instanceof Unanswered) return problemOf(error);
  throw error;
}

interface Claimed {
  tries: number;
  recipients: RecipientRow[];
}

/** Nothing when it was taken back, or somebody else has taken it up, while it was prepared. */
async function claim(
  transaction: Transaction,
  { row, messageId, sha256 }: Prepared,
): Promise<Claimed | undefined> {
  const { db, actor } = transaction;
  const now = Temporal.Now.instant();
  const tries = row.tries + 1;
  const { numUpdatedRows } = await db
    .updateTable('outgoing_mails')
    .set({
      state: 'handed',
      message_id: messageId,
      sha256,
      handed_at: now,
      first_tried_at: row.first_tried_at ?? now,
      tries,
      next_try_at: null,
      version: row.version + 1,
      updated_at: now,
    })
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .where('state', 'in', ['waiting', 'deferred'])
    .where('discarded_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return undefined;
  await db
    .updateTable('outgoing_recipients')
    .set({ state: 'handed' })
    .where('workspace_id', '=', actor.workspaceId)
    .where('mail_id', '=', row.id)
    .where('state', 'in', ['open', 'deferred'])
    .execute();
  await announce(transaction, changed(row));
  const recipients = await recipientsOf(transaction, [row.id]);
  return { tries, recipients: recipients.filter(({ state }) => state === 'handed') };
}

/** Writes down what became of one try; another try, begun since by somebody's decision, is left alone. */
async function settle(
  transaction: Transaction,
  id: string,
  { tries, recipients: tried }: Claimed,
  outcome: HandedOver,
  known: OutgoingProblem | undefined,
): Promise<void> {
  const { db, actor } = transaction;
  const row = await db
    .selectFrom('outgoing_mails')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('id', '=', id)
    .where('tries', '=', tries)
    .where('state', 'in', ['handed', 'unknown'])
    .forUpdate()
    .executeTakeFirst();
  if (!row) return;
  const recipients = await recipientsOf(transaction, [id]);
  const positions = new Set(tried.map(({ position }) => position));
  for (const recipient of recipients) {
    if (!positions.has(recipient.position)) continue;
    const verdict =
      outcome.kind === 'answered'
        ? outcome.of(recipient.address)
        : { state: 'deferred', code: null, words: outcome.words };
    Object.assign(recipient, verdict);
    await db
      .updateTable('outgoing_recipients')
      .set({ state: verdict.state, code: verdict.code, words: verdict.words })
      .where('workspace_id', '=', actor.workspaceId)
      .where('mail_id', '=', id)
      .where('position', '=', recipient.position)
      .execute();
  }
  const problem = outcome.kind === 'not begun' ? (known ?? outcome.problem) : null;
  await conclude(transaction, row, recipients, problem);
}

/** What is true of the mail follows from what is true of each recipient. */
export async function conclude(
  transaction: Transaction,
  row: OutgoingRow,
  recipients: readonly RecipientRow[],
  problem: OutgoingProblem | null,
): Promise<void> {
  const { db, actor } = transaction;
  const has = (state: string) => recipients.some((each) => each.state === state);
  const said = recipients.findLast(({ words, state }) => words && state !== 'accepted');
  const values = { problem, words: said?.words ?? null, next_try_at: null };
  const arrived =
    has('accepted') && !row.activity_id && row.kept ? { activity_due: true, copy_due: true } : {};
  const now = Temporal.Now.instant();
  const again =
    has('deferred') &&
    nextTry(now, {
      firstTriedAt: row.first_tried_at ?? now,
      tries: row.tries,
      reason: reasonOf(problem),
    });
  if (again) {
    return write(transaction, row, {
      ...values,
      ...arrived,
      state: 'deferred',
      next_try_at: again,
    });
  }
  if (has('deferred')) {
    await db
      .updateTable('outgoing_recipients')
      .set({ state: 'failed' })
      .where('workspace_id', '=', actor.workspaceId)
      .where('mail_id', '=', row.id)
      .where('state', '=', 'deferred')
      .execute();
  }
  const state = has('unknown')
    ? 'unknown'
    : has('failed') || has('deferred')
      ? 'failed'
      : 'accepted';
  await write(transaction, row, { ...values, ...arrived, state });
  if (state !== 'accepted') await tellUndelivered(transaction, row);
}

function reasonOf(problem: OutgoingProblem | null): Reason {
  if (!problem) return 'refused for now';
  return problem === 'no mailbox' || needsSomebody(problem) ? 'needs somebody' : 'trouble';
}

async function write(
  transaction: Transaction,
  row: OutgoingRow,
  values: Partial<OutgoingRow>,
): Promise<void> {
  await transaction.db
    .updateTable('outgoing_mails')
    .set({ ...values, version: row.version + 1, updated_at: Temporal.Now.instant() })
    .where('workspace_id', '=', row.workspace_id)
    .where('id', '=', row.id)
    .execute();
  await announce(transaction, changed(row));
}

const changed = ({ id, audience }: OutgoingRow) => ({
  subject: 'outgoing',
  id,
  audience,
  verb: 'changed',
});

function asHouse<T>(
  house: House,
  workspaceId: string,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  return asActor(house.db, systemActor(workspaceId), work);
}

/** Mails that were on their way when their process ended, or when a backup was taken: nobody knows. */
export async function findForgotten(
  house: Transaction,
  states: string[],
  before?: Temporal.Instant,
): Promise<void> {
  const { db, actor } = house;
  const rows = await db
    .selectFrom('outgoing_mails')
    .selectAll()
    .where('workspace_id', '=', actor.workspaceId)
    .where('state', 'in', states)
    .$if(before !== undefined, (query) => query.where('updated_at', '<', before!))
    .forUpdate()
    .execute();
  for (const row of rows) await forget(house, row);
}

async function forget(house: Transaction, row: OutgoingRow): Promise<void> {
  const { db, actor } = house;
  await db
    .updateTable('outgoing_recipients')
    .set({ state: 'unknown' })
    .where('workspace_id', '=', actor.workspaceId)
    .where('mail_id', '=', row.id)
    .where('state', 'in', ['open', 'handed', 'deferred'])
    .execute();
  await write(house, row, { state: 'unknown', next_try_at: null });
  await tellUndelivered(house, row);
}

/** Something of ours failed, and is told in the log: what was not begun rests, what was is unknown. */
export function afterFault(house: House, workspaceId: string, id: string): Promise<void> {
  return asHouse(house, workspaceId, async (transaction) => {
    const row = await findOutgoing(transaction, id);
    if (row?.state === 'handed') return forget(transaction, row);
    if (row?.state !== 'waiting' && row?.state !== 'deferred') return;
    const next = Temporal.Now.instant().add({ minutes: 15 });
    await write(transaction, row, { state: 'deferred', problem: 'failed', next_try_at: next });
  });
}
