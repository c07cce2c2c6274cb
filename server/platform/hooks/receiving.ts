import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '../../../shared/platform/errors.ts';
import type { HookPurpose } from '../../../shared/platform/hooks.ts';
import { asActor, asHouse, systemActor, type Transaction } from '../access/actor.ts';
import { unseal } from '../auth/sealing.ts';
import { nextId } from '../database/ids.ts';
import type { House } from '../house.ts';
import {
  DeliveryNotUnderstood,
  DeliveryTooLarge,
  HookNotFound,
  HookPaused,
  NobodyKeepsHook,
} from './errors.ts';
import { placeOf } from './hooks.ts';
import { sealedFor } from './keeping.ts';
import { deliveryOf, requireSigned } from './signature.ts';

/** A message of any purpose fits many times over. */
export const mostBytes = 64 * 1024;
/** How long it is known what came. */
const keptDays = 30;

/** A purpose of doors: what a message is, for whom it is, and what follows from it. */
export interface Purpose<Message> {
  message: z.ZodType<Message>;
  /** Whose telephone, where the message says so. */
  extensionOf: (message: Message) => string;
  /** As the colleague concerned, in the transaction in which the delivery becomes known. */
  /** Answers with what is to stand beside the delivery, if anything is missing. */
  receive: (
    transaction: Transaction,
    hookId: string,
    message: Message,
  ) => Promise<string | undefined>;
}
type Receive = (transaction: Transaction, hookId: string) => Promise<string | undefined>;
type Read = (content: unknown) => { extension: string; receive: Receive };
const purposes = new Map<string, Read>();

/** A higher room says what messages of a purpose mean. */
export function registerPurpose<Message>(name: HookPurpose, of: Purpose<Message>): void {
  purposes.set(name, (content) => {
    const message = of.message.safeParse(content);
    if (!message.success) throw new DeliveryNotUnderstood(z.prettifyError(message.error));
    return {
      extension: of.extensionOf(message.data),
      receive: (transaction, hookId) => of.receive(transaction, hookId, message.data),
    };
  });
}

/**
 * Takes one delivery, or refuses it with a reason that its sender and the settings are told. Nothing of it is
 * parsed before its signature is known to be right, and the same message has its effect once.
 */
export async function takeDelivery(
  house: House,
  token: string,
  request: Request,
): Promise<'taken' | 'known'> {
  const place = placeOf(token);
  const hook = place && (await findDoor(house, place));
  if (!hook) throw new HookNotFound();
  let messageId: string | null = null;
  try {
    if (hook.paused) throw new HookPaused();
    const body = await bytesOf(request);
    const delivery = deliveryOf(request.headers);
    requireSigned(delivery, body, hook.secrets);
    messageId = delivery.id;
    const { extension, receive } = purposes.get(hook.purpose)!(jsonOf(body));
    const userId = hook.users.get(extension) ?? hook.keeperId;
    const actor =
      (await writing(house, hook, userId)) ?? (await writing(house, hook, hook.keeperId));
    if (!actor) throw new NobodyKeepsHook();
    return await asActor(house.db, actor, async (transaction) => {
      const isNew = await asHouse(transaction, (inside) => noteTaken(inside, hook.id, delivery.id));
      const note = isNew ? await receive(transaction, hook.id) : undefined;
      if (note)
        await asHouse(transaction, (inside) => noteBeside(inside, hook.id, delivery.id, note));
      return isNew ? 'taken' : 'known';
    });
  } catch (error) {
    if (error instanceof Refusal) {
      await asActor(house.db, systemActor(hook.workspaceId), (transaction) =>
        noteRefused(transaction, hook.id, messageId, error.message),
      );
    }
    throw error;
  }
}

interface Door {
  workspaceId: string;
  id: string;
  purpose: string;
  keeperId: string;
  paused: boolean;
  secrets: Buffer[];
  /** By the telephone. */
  users: ReadonlyMap<string, string>;
}

function findDoor(
  { db, auth }: House,
  { workspaceId, key }: { workspaceId: string; key: string },
): Promise<Door | undefined> {
  return asActor(
    db,
    systemActor(workspaceId),
    async (transaction) => {
      const hook = await transaction.db
        .selectFrom('hooks')
        .selectAll()
        .where('workspace_id', '=', workspaceId)
        .where('key', '=', key)
        .where('removed_at', 'is', null)
        .executeTakeFirst();
      if (!hook) return undefined;
      const extensions = await transaction.db
        .selectFrom('hook_extensions')
        .select(['extension', 'user_id'])
        .where('workspace_id', '=', workspaceId)
        .where('hook_id', '=', hook.id)
        .execute();
      const isEarlier =
        hook.earlier_until &&
        Temporal.Instant.compare(hook.earlier_until, Temporal.Now.instant()) > 0;
      const sealed = [
        hook.secret,
        ...(isEarlier && hook.earlier_secret ? [hook.earlier_secret] : []),
      ];
      return {
        workspaceId,
        id: hook.id,
        purpose: hook.purpose,
        keeperId: hook.keeper_id,
        paused: hook.paused_at !== null,
        secrets: sealed.flatMap((one) => unseal(auth.secret, sealedFor, hook.id, one) ?? []),
        users: new Map(extensions.map(({ extension, user_id }) => [extension, user_id])),
      };
    },
    3,
    'read only',
  );
}

/** Somebody who may write; whoever has left or only reads may not. */
async function writing({ actors }: House, { workspaceId }: Door, userId: string) {
  const actor = await actors.find(userId, workspaceId);
  return actor && !actor.readOnly ? actor : undefined;
}

/** The body, never more of it than is allowed, whatever its length was said to be. */
async function bytesOf(request: Request): Promise<Buffer> {
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) throw new DeliveryTooLarge();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > mostBytes) throw new DeliveryTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new DeliveryNotUnderstood('it is no JSON in UTF-8');
  }
}

/** Whether it is the first of this name; of many at once the others wait until that is decided. */
async function noteTaken(
  { db, actor }: Transaction,
  hookId: string,
  messageId: string,
): Promise<boolean> {
  const { rows } = await sql<{ times: number }>`
    insert into hook_deliveries as known (workspace_id, id, hook_id, message_id, outcome)
    values (${actor.workspaceId}, ${nextId()}, ${hookId}, ${messageId}, 'taken')
    on conflict (workspace_id, hook_id, message_id) where outcome = 'taken'
      do update set times = known.times + 1, last_at = now()
    returning times`.execute(db);
  return rows[0]?.times === 1;
}

async function noteBeside(
  { db, actor }: Transaction,
  hookId: string,
  messageId: string,
  note: string,
): Promise<void> {
  await db
    .updateTable('hook_deliveries')
    .set({ reason: note })
    .where('workspace_id', '=', actor.workspaceId)
    .where('hook_id', '=', hookId)
    .where('message_id', '=', messageId)
    .where('outcome', '=', 'taken')
    .execute();
}

async function noteRefused(
  { db, actor }: Transaction,
  hookId: string,
  messageId: string | null,
  reason: string,
): Promise<void> {
  await sql`
    insert into hook_deliveries as known (workspace_id, id, hook_id, message_id, outcome, reason, hour)
    values (${actor.workspaceId}, ${nextId()}, ${hookId}, ${messageId}, 'refused', ${reason.slice(0, 500)},
      date_trunc('hour', now(), 'UTC'))
    on conflict (workspace_id, hook_id, reason, hour) where outcome = 'refused'
      do update set times = known.times + 1, last_at = now(), message_id = excluded.message_id`.execute(
    db,
  );
}

export async function forgetDeliveries({ db, actor }: Transaction): Promise<void> {
  await db
    .deleteFrom('hook_deliveries')
    .where('workspace_id', '=', actor.workspaceId)
    .where('last_at', '<', Temporal.Now.instant().subtract({ hours: keptDays * 24 }))
    .execute();
}
