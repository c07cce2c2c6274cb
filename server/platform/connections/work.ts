import { setTimeout as pause } from 'node:timers/promises';
import type { ConnectionKind, ConnectionProblem } from '../../../shared/platform/connections.ts';
import { asActor, systemActor, type Transaction } from '../access/actor.ts';
import { findActor } from '../access/actors.ts';
import { isConnectionLoss } from '../database/failures.ts';
import { announce } from '../events/events.ts';
import type { House } from '../house.ts';
import { alone } from '../import/alone.ts';
import { listWorkspaces } from '../workspaces/workspaces.ts';
import { connectorOf } from './connector.ts';
import { ConnectionTrouble, needsSomebody, problemOf } from './errors.ts';
import { type ConnectionRow, findConnection, reachOf } from './kept.ts';
import { withKey } from './sign-in/tokens.ts';

/** How soon a connection goes on whose server was killed. */
const lookEvery = 5_000;
/** After the first failure, doubled with each further one. */
const firstRest = 10;
const longestRest = 15 * 60;

/**
 * Keeps every connection of this installation at work. One server does it for all of them: it holds a lock
 * of the database, and when it is gone the next one takes over where the rows say.
 */
export function workOnConnections(house: House): void {
  void goOn(house);
}

async function goOn(house: House): Promise<void> {
  const { closing, log, pool } = house;
  while (!closing.aborted) {
    try {
      await alone(pool, 'connections', closing, (held) => new Desk(house, held).work());
    } catch (error) {
      if (!closing.aborted) log.warn({ err: error }, 'working on connections');
    }
    await pause(lookEvery, undefined, { signal: closing, ref: false }).catch(() => undefined);
  }
}

/** The connections at work in this process. */
class Desk {
  readonly #house: House;
  readonly #signal: AbortSignal;
  readonly #running = new Map<string, { stop: AbortController; done: Promise<void> }>();
  #wake = Promise.withResolvers<void>();

  constructor(house: House, signal: AbortSignal) {
    this.#house = house;
    this.#signal = signal;
  }

  async work(): Promise<void> {
    const unwatch = this.#house.live.watch(({ subject, id, verb }) => {
      if (subject !== 'connection' || verb === 'fares') return;
      // Whatever was changed about it: it begins anew with what its row says now.
      this.#running.get(id)?.stop.abort();
      this.#wake.resolve();
    });
    try {
      while (!this.#signal.aborted) {
        for (const row of await this.#due()) this.#take(row);
        const woken = this.#wake.promise;
        await Promise.race([
          pause(lookEvery, undefined, { signal: this.#signal, ref: false }).catch(() => undefined),
          woken,
        ]);
        this.#wake = Promise.withResolvers();
      }
    } finally {
      unwatch();
      for (const { stop } of this.#running.values()) stop.abort();
      await Promise.allSettled([...this.#running.values()].map(({ done }) => done));
    }
  }

  async #due(): Promise<ConnectionRow[]> {
    const due: ConnectionRow[] = [];
    for (const workspaceId of await listWorkspaces(this.#house.db)) {
      const rows = await asActor(this.#house.db, systemActor(workspaceId), ({ db }) =>
        db
          .selectFrom('connections')
          .innerJoin('workspaces', 'workspaces.workspace_id', 'connections.workspace_id')
          .selectAll('connections')
          .where('connections.workspace_id', '=', workspaceId)
          .where('state', '=', 'on')
          // A restored house asks nobody anything until its owner has said so.
          .where('held_since', 'is', null)
          .where('next_try_at', '<=', Temporal.Now.instant())
          .orderBy('connections.id')
          .execute(),
      );
      due.push(...rows);
    }
    return due.filter(({ id }) => !this.#running.has(id));
  }

  #take(row: ConnectionRow): void {
    const stop = new AbortController();
    const done = this.#run(row, stop)
      .catch((error) => this.#house.log.error({ err: error }, 'a connection'))
      .finally(() => {
        this.#running.delete(row.id);
        if (stop.signal.aborted) this.#wake.resolve();
      });
    this.#running.set(row.id, { stop, done });
  }

  async #run(row: ConnectionRow, stop: AbortController): Promise<void> {
    const signal = AbortSignal.any([this.#signal, stop.signal]);
    const connector = connectorOf(row.kind as ConnectionKind);
    try {
      const actor = await findActor(this.#house.db, row.owner_id, row.workspace_id);
      if (!actor || actor.readOnly || actor.level === 'reader') {
        throw new ConnectionTrouble('owner cannot write');
      }
      const isAsRead = await this.#note(row, { tried_at: Temporal.Now.instant() });
      // Changed after its row was read, when there was nothing at work yet that the news of it could stop.
      if (!isAsRead) return stop.abort();
      await withKey(this.#house, row, (secret) =>
        connector.run({
          house: this.#house,
          id: row.id,
          name: row.name,
          reach: reachOf(row),
          actor,
          settings: connector.settings.parse(row.settings),
          secret,
          signal,
          caughtUp: () => this.#well(row),
        }),
      );
      if (!signal.aborted) await this.#well(row, { restsFor: connector.every });
    } catch (error) {
      // Told to stop, or the database restarts: no fault of the other side.
      if (signal.aborted || isConnectionLoss(error)) return;
      const problem = problemOf(error);
      const stands = await this.#ill(row, problem);
      if (stands && problem === 'failed') {
        this.#house.log.error({ err: error, connectionId: row.id }, 'a connection failed');
      }
    }
  }

  /** One that stays at work is due at any time: whoever finds it left alone takes it up at once. */
  async #well(row: ConnectionRow, { restsFor = 0 } = {}): Promise<void> {
    const now = Temporal.Now.instant();
    await this.#note(row, {
      problem: null,
      failures: 0,
      succeeded_at: now,
      next_try_at: now.add({ seconds: restsFor }),
    });
  }

  /** False when it was taken away or changed meanwhile: whatever failed then failed for that, and is nobody's trouble. */
  #ill(row: ConnectionRow, problem: ConnectionProblem): Promise<boolean> {
    return this.#as(row, async (transaction) => {
      const now = await findConnection(transaction, row.id);
      if (!now || now.version !== row.version) return false;
      const failures = now.failures + 1;
      const rest = Math.min(longestRest, firstRest * 2 ** Math.min(failures - 1, 10));
      await this.#write(transaction, row, {
        state: needsSomebody(problem) ? 'needs attention' : 'on',
        problem,
        failures,
        next_try_at: Temporal.Now.instant().add({ seconds: rest }),
      });
      return true;
    });
  }

  #note(row: ConnectionRow, values: Partial<ConnectionRow>): Promise<boolean> {
    return this.#as(row, (transaction) => this.#write(transaction, row, values));
  }

  /** Its version stays: how it fares is nobody's edit. False when it was changed or taken away since. */
  async #write(
    transaction: Transaction,
    { workspace_id, id, audience, version }: ConnectionRow,
    values: Partial<ConnectionRow>,
  ): Promise<boolean> {
    const { numUpdatedRows } = await transaction.db
      .updateTable('connections')
      .set(values)
      .where('workspace_id', '=', workspace_id)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await announce(transaction, { audience, subject: 'connection', id, verb: 'fares' });
    return true;
  }

  #as<T>(row: ConnectionRow, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return asActor(this.#house.db, systemActor(row.workspace_id), work);
  }
}
