import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { asActor, systemActor, type Transaction } from '../../platform/access/actor.ts';
import { isConnectionLoss } from '../../platform/database/failures.ts';
import type { House } from '../../platform/house.ts';
import { alone } from '../../platform/import/alone.ts';
import { listWorkspaces } from '../../platform/workspaces/workspaces.ts';
import { settleReports } from './bounces.ts';
import { fileLater, fileSent, settleFound } from './filing.ts';
import { followUp } from './following-up.ts';
import { afterFault, findForgotten, handMail } from './handing.ts';

const lookEvery = 5_000;

/**
 * Sends what is due, in one process of the installation at a time. Mails of one mailbox go one after the
 * other; a server that lets wait holds up its own mailbox only.
 */
export function workOnSending(house: House): void {
  void (async () => {
    const { closing, log, pool } = house;
    while (!closing.aborted) {
      try {
        await alone(pool, 'sending', closing, (held) => new Desk(house, held).work());
      } catch (error) {
        if (!closing.aborted) log.warn({ err: error }, 'sending mail');
      }
      await pause(lookEvery, undefined, { signal: closing, ref: false }).catch(() => undefined);
    }
  })();
}

interface Due {
  workspace_id: string;
  id: string;
  lane: string;
  state: string;
}

export class Desk {
  readonly #house: House;
  readonly #signal: AbortSignal;
  readonly #lanes = new Map<string, Promise<void>>();
  #wake = Promise.withResolvers<void>();

  constructor(house: House, signal: AbortSignal) {
    this.#house = house;
    this.#signal = signal;
  }

  async work(): Promise<void> {
    const unwatch = this.#house.live.watch(({ subject }) => {
      if (subject === 'outgoing') this.#wake.resolve();
    });
    try {
      await this.findForgotten();
      while (!this.#signal.aborted) {
        this.#wake = Promise.withResolvers();
        const next = await this.look();
        await Promise.race([
          pause(Math.max(50, Math.min(lookEvery, next)), undefined, {
            signal: this.#signal,
            ref: false,
          }).catch(() => undefined),
          this.#wake.promise,
        ]);
      }
    } finally {
      unwatch();
      await Promise.allSettled(this.#lanes.values());
    }
  }

  /** What an ended process had in its hands. */
  async findForgotten(): Promise<void> {
    for (const workspaceId of await listWorkspaces(this.#house.db)) {
      await this.#as(workspaceId, (transaction) => findForgotten(transaction, ['handed']));
    }
  }

  /** Takes up what is due; answers in how many milliseconds the next mail is. */
  async look(): Promise<number> {
    let next = lookEvery;
    for (const workspaceId of await listWorkspaces(this.#house.db)) {
      const { due, soonest } = await this.#as(workspaceId, dueIn);
      next = Math.min(next, soonest);
      for (const mail of due) this.#take(mail);
    }
    return next;
  }

  /** Until nothing that was taken up is in hand any more. */
  async idle(): Promise<void> {
    await Promise.all(this.#lanes.values());
  }

  #take(mail: Due): void {
    if (this.#lanes.has(mail.lane) || this.#signal.aborted) return;
    const { log } = this.#house;
    const done = (
      mail.state === 'to file'
        ? fileSent(this.#house, mail.workspace_id, mail.id)
        : handMail(this.#house, mail.workspace_id, mail.id)
    )
      .catch(async (error) => {
        // The database restarts: what was in hand is found by whoever goes on.
        if (isConnectionLoss(error)) return;
        log.error({ err: error, mailId: mail.id }, 'sending a mail');
        const rest = mail.state === 'to file' ? fileLater : afterFault;
        await rest(this.#house, mail.workspace_id, mail.id);
      })
      .catch((error) => log.error({ err: error, mailId: mail.id }, 'putting off a mail'))
      .finally(() => {
        this.#lanes.delete(mail.lane);
        this.#wake.resolve();
      });
    this.#lanes.set(mail.lane, done);
  }

  #as<T>(workspaceId: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return asActor(this.#house.db, systemActor(workspaceId), work);
  }
}

async function dueIn(transaction: Transaction): Promise<{ due: Due[]; soonest: number }> {
  const { db, actor } = transaction;
  const workspace = await db
    .selectFrom('workspaces')
    .select(['kind', 'held_since'])
    .where('workspace_id', '=', actor.workspaceId)
    .executeTakeFirstOrThrow();
  if (workspace.kind === 'sample') return { due: [], soonest: lookEvery };
  if (workspace.held_since) {
    // What a backup has waiting went out since, or it did not: this copy cannot know, and asks.
    await findForgotten(transaction, ['waiting', 'deferred', 'handed'], workspace.held_since);
    return { due: [], soonest: lookEvery };
  }
  await settleFound(transaction);
  await settleReports(transaction);
  await followUp(transaction);
  const { rows } = await sql<Due & { in_ms: number }>`
    select workspace_id, id, coalesce(connection_id, owner_id)::text as lane, state,
      greatest(0, extract(epoch from coalesce(next_try_at, send_at) - now()) * 1000)::float8 as in_ms
    from outgoing_mails
    where workspace_id = ${actor.workspaceId} and state in ('waiting', 'deferred') and discarded_at is null
    union all
    select workspace_id, id, id::text || ' to file', 'to file', 0
    from outgoing_mails
    where workspace_id = ${actor.workspaceId} and (activity_due or copy_due)
      and (copy_next_at is null or copy_next_at <= now())
    order by in_ms, id limit 500`.execute(db);
  const due = rows.filter(({ in_ms }) => in_ms === 0);
  return { due, soonest: rows.find(({ in_ms }) => in_ms > 0)?.in_ms ?? lookEvery };
}
