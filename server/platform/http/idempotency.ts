import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { sql } from 'kysely';
import { Refusal } from '../../../shared/platform/errors.ts';
import type { Transaction } from '../access/actor.ts';
import type { Environment } from './environment.ts';

export class KeyUnderWay extends Refusal {
  constructor() {
    super(
      'idempotency.under-way',
      409,
      'A request with this Idempotency-Key is being worked on right now. Ask again shortly for its answer.',
      {
        headers: { 'retry-after': '1' },
      },
    );
  }
}

export class KeyUsedOtherwise extends Refusal {
  constructor() {
    super(
      'idempotency.other-request',
      422,
      'This Idempotency-Key was used for another request. Use a new key for a new request.',
    );
  }
}

export class UnusableKey extends Refusal {
  constructor() {
    super('idempotency.unusable-key', 400, 'An Idempotency-Key has 1 to 255 visible characters.');
  }
}

/** The key of a request that sends one, if it is usable. */
export function idempotencyKey({ req }: Context): string | undefined {
  const key = req.method === 'POST' ? req.header('idempotency-key') : undefined;
  if (key !== undefined && !/^[\x21-\x7e]{1,255}$/.test(key)) throw new UnusableKey();
  return key;
}

/**
 * The answer given earlier to this key, if there is one. The key is locked for the length of the
 * transaction, so of many equal requests at once one works and the others are told to ask again.
 */
export async function storedAnswer(
  { db, actor }: Transaction,
  context: Context<Environment>,
  key: string,
): Promise<Response | undefined> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`${actor.workspaceId} ${actor.userId} ${key}`}, 0)) as locked`.execute(
    db,
  );
  if (!rows[0]?.locked) throw new KeyUnderWay();
  const stored = await db
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'status', 'response'])
    .where('workspace_id', '=', actor.workspaceId)
    .where('user_id', '=', actor.userId!)
    .where('key', '=', key)
    .executeTakeFirst();
  if (!stored) return undefined;
  if (stored.request_hash !== (await requestHash(context))) throw new KeyUsedOtherwise();
  return new Response(stored.response || null, {
    status: stored.status,
    headers: { 'content-type': 'application/json', 'idempotent-replay': 'true' },
  });
}

/** Keeps the answer beside the effect: both are committed, or neither. */
export async function answerOnce(
  { db, actor }: Transaction,
  context: Context<Environment>,
  key: string,
): Promise<void> {
  await db
    .insertInto('idempotency_keys')
    .values({
      workspace_id: actor.workspaceId,
      user_id: actor.userId!,
      key,
      request_hash: await requestHash(context),
      status: context.res.status,
      response: await context.res.clone().text(),
    })
    .execute();
}

/** A request may be repeated for a week; after that its answer is forgotten. */
const rememberedDays = 7;

export async function expireKeys({ db, actor }: Transaction): Promise<void> {
  await db
    .deleteFrom('idempotency_keys')
    .where('workspace_id', '=', actor.workspaceId)
    .where('created_at', '<', Temporal.Now.instant().subtract({ hours: 24 * rememberedDays }))
    .execute();
}

async function requestHash(context: Context<Environment>): Promise<string> {
  const body = await context.req.text();
  return createHash('sha256')
    .update(`${context.req.method} ${context.req.path}\n${body}`)
    .digest('hex');
}
