import type { Context, MiddlewareHandler } from 'hono';
import { type AccessLevel, accessLevels } from '../../../shared/platform/access.ts';
import { Refusal } from '../../../shared/platform/errors.ts';
import { asActor, type Transaction } from '../access/actor.ts';
import { ReadOnly } from '../access/reach.ts';
import type { House } from '../house.ts';
import type { Environment } from './environment.ts';
import { answerOnce, idempotencyKey, storedAnswer } from './idempotency.ts';

/**
 * Every route states its policy by one of these; a test reads them back from the route table and fails
 * for a route without one. The policy also opens the request's transaction, so that a route cannot reach
 * data before its access is settled.
 */
export interface Policy {
  access: AccessLevel | 'public';
  /** Public routes say why nobody needs to sign in. */
  because?: string;
}

const policies = new WeakMap<object, Policy>();

export function policyOf(handler: object): Policy | undefined {
  return policies.get(handler);
}

function stated<H extends MiddlewareHandler<Environment>>(policy: Policy, handler: H): H {
  policies.set(handler, policy);
  return handler;
}

export function openToAll(because: string): MiddlewareHandler<Environment> {
  return stated({ access: 'public', because }, (_context, next) => next());
}

export interface Policies {
  /** At least this access level; runs in one transaction that names the actor. */
  atLeast: (level: AccessLevel) => MiddlewareHandler<Environment>;
  /**
   * For what somebody keeps for themselves, such as what they have read: nothing of the company's changes by
   * it, so that readers may too; a token that only reads may not.
   */
  forOneself: () => MiddlewareHandler<Environment>;
  /** The same check for routes that stream: they open their own transactions. */
  atLeastStreaming: (level: AccessLevel) => MiddlewareHandler<Environment>;
}

export class OwnersOnly extends Refusal {
  constructor(level: AccessLevel) {
    super(
      'access.level',
      403,
      `This needs the access level "${level}". An owner of the workspace can do it or raise yours.`,
    );
  }
}

const modeOf = (context: Context) => (changing(context) ? 'read write' : 'read only');
const changing = (context: Context) => !['GET', 'HEAD'].includes(context.req.method);

export function policiesOf(house: House): Policies {
  const check = (context: Context<Environment>, level: AccessLevel) => {
    const { actor } = context.var;
    if (accessLevels.indexOf(actor.level) > accessLevels.indexOf(level)) {
      throw level === 'member' ? new ReadOnly() : new OwnersOnly(level);
    }
    if (actor.readOnly && changing(context)) throw new ReadOnly();
  };

  const inTransaction =
    (settle: (context: Context<Environment>) => void): MiddlewareHandler<Environment> =>
    async (context, next) => {
      settle(context);
      const key = idempotencyKey(context);
      const work = async (transaction: Transaction) => {
        context.set('transaction', transaction);
        const stored =
          key === undefined ? undefined : await storedAnswer(transaction, context, key);
        if (stored) {
          context.res = stored;
          return;
        }
        await next();
        // Hono has turned a fault into an answer by now; the transaction must still be rolled back.
        if (context.error) throw context.error;
        if (key !== undefined) await answerOnce(transaction, context, key);
      };
      // Waited for before the transaction, so that a slow sender holds no connection of the database.
      if (changing(context)) await context.req.text();
      // One attempt: what stands behind `next` can run only once per request.
      await asActor(house.db, context.var.actor, work, 1, modeOf(context));
    };

  return {
    atLeast: (level) =>
      stated(
        { access: level },
        inTransaction((context) => check(context, level)),
      ),
    forOneself: () =>
      stated(
        { access: 'reader' },
        inTransaction(({ var: { signedIn } }) => {
          if (signedIn.by === 'token' && signedIn.scope === 'read') throw new ReadOnly();
        }),
      ),
    atLeastStreaming: (level) =>
      stated({ access: level }, async (context, next) => {
        check(context, level);
        await next();
      }),
  };
}
