import { CompiledQuery, sql } from 'kysely';
import type { AccessLevel } from '../../../shared/platform/access.ts';
import type { Database } from '../database/database.ts';
import { isConnectionLoss, isRetryable } from '../database/failures.ts';

/** Who acts: a signed-in user, or the house itself working for a whole workspace. */
export type Actor = UserActor | SystemActor;

export interface UserActor {
  kind: 'user';
  workspaceId: string;
  userId: string;
  level: AccessLevel;
  teamIds: string[];
  /** Whose records the actor sees: the workspace's, their own, their teams'. */
  audiences: string[];
  /** Whose records the actor edits: their own, and for a manager those of everyone in their teams. */
  edits: string[];
  /** A read-only token or a reader changes nothing. */
  readOnly: boolean;
  /** Where the request came from, for the audit log. */
  source?: string;
}

export interface SystemActor {
  kind: 'system';
  workspaceId: string;
  /** On whose behalf, for the stream. */
  userId: string | null;
}

export function systemActor(workspaceId: string, userId: string | null = null): SystemActor {
  return { kind: 'system', workspaceId, userId };
}

/** A connection inside a transaction that has named its actor: the only way to the company's data. */
export interface Transaction {
  db: Database;
  actor: Actor;
  /** The act that is being taken back: what happens meanwhile is told to undo it. */
  undoes?: string;
}

/** An address, the network of one, or nothing that could be more. */
const address = /^[0-9a-f.:/]{1,60}$/i;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whoever only reads sees one state of everything, from the first statement to the last. */
const begins = {
  'read write': 'begin',
  'read only': 'begin isolation level repeatable read read only',
};
export type TransactionMode = keyof typeof begins;

/**
 * Begin and the naming of the actor travel as one message, because `set_config` per request would
 * double its round trips. Every value is a uuid or a word of a closed list, checked here.
 */
function beginAs(actor: Actor, mode: TransactionMode): string {
  const user = actor.kind === 'user' ? actor : undefined;
  const settings: Record<string, string[]> = {
    workspace: [actor.workspaceId],
    user: actor.userId ? [actor.userId] : [],
    audiences: user?.audiences ?? [actor.workspaceId],
    edits: user && !user.readOnly ? user.edits : [],
  };
  for (const value of Object.values(settings).flat()) {
    if (!uuid.test(value)) throw new TypeError(`Not an id: ${JSON.stringify(value)}`);
  }
  const source = user?.source && address.test(user.source) ? user.source : '';
  const level = user ? (user.readOnly ? 'reader' : user.level) : '';
  const assignments = Object.entries(settings).map(
    ([name, values]) => `set_config('rapport.${name}','${values.join(',')}',true)`,
  );
  return `${begins[mode]}; select set_config('rapport.actor','${actor.kind}',true),set_config('rapport.level','${level}',true),set_config('rapport.source','${source}',true),${assignments.join(',')}`;
}

/**
 * Runs `work` in one transaction as `actor`. A serialisation failure, a deadlock or a connection lost
 * before the commit is tried again, so `work` must have no effect outside the database; with one attempt
 * it runs once at most. Work that says it only reads is held to it by the database, and its result does
 * not wait for the end of the transaction.
 */
export async function asActor<T>(
  db: Database,
  actor: Actor,
  work: (transaction: Transaction) => Promise<T>,
  attempts = 3,
  mode: TransactionMode = 'read write',
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    let connected = false;
    let committing = false;
    try {
      return await db.connection().execute(async (connection) => {
        connected = true;
        await connection.executeQuery(CompiledQuery.raw(beginAs(actor, mode)));
        try {
          const result = await work({ db: connection, actor });
          committing = true;
          await connection.executeQuery(CompiledQuery.raw('commit'));
          return result;
        } catch (error) {
          // On a lost connection there is nothing to take back, and the error to tell is the first one.
          await connection.executeQuery(CompiledQuery.raw('rollback')).catch(() => undefined);
          throw error;
        }
      });
    } catch (error) {
      const again = isRetryable(error) || (isConnectionLoss(error) && !committing);
      // Without a connection nothing has been done yet: another one is always tried.
      if (!again || attempt >= (connected ? attempts : 5)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 * 2 ** attempt * Math.random()));
    }
  }
}

/**
 * A step of a user's change that concerns rows the user cannot see (a shared field derived from everyone's
 * activities): it runs as the house, inside the same transaction, and hands the actor back afterwards.
 */
export async function asHouse<T>(
  transaction: Transaction,
  work: (house: Transaction) => Promise<T>,
): Promise<T> {
  const { db, actor } = transaction;
  const house = systemActor(actor.workspaceId, actor.userId);
  await sql`select set_config('rapport.actor', 'system', true)`.execute(db);
  const result = await work({ db, actor: house });
  await sql`select set_config('rapport.actor', ${actor.kind}, true)`.execute(db);
  return result;
}
