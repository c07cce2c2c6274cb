import type { Context, MiddlewareHandler } from 'hono';
import type { FoundActor } from '../access/actors.ts';
import { requestSource } from '../auth/doors.ts';
import {
  SecondFactorRequired,
  SignInRequired,
  SingleSignOnRequired,
  WorkspaceNotYours,
} from '../auth/errors.ts';
import type { SignedIn } from '../auth/sessions.ts';
import { isWithin } from '../auth/switching.ts';
import type { House } from '../house.ts';
import type { Environment } from './environment.ts';

/** Settles who asks, and in which of their workspaces. */
export function signedInOnly({ auth, actors, config }: House): MiddlewareHandler<Environment> {
  return async (context, next) => {
    const source = requestSource(context, config.trustedProxies);
    const who = await auth.sessions.authenticate(context.req.raw.headers, { source });
    if (!who) throw new SignInRequired();
    const found = await actorFor(context, who, actors.find);
    const { secondFactorFrom, singleSignOnOnly, workspaceKind: _, ...actor } = found;
    if (who.by === 'session') {
      const isElsewhere = singleSignOnOnly && who.method !== 'single sign-on';
      // Owners get in when the provider does not answer, with more than a password.
      if (isElsewhere && actor.level !== 'owner') throw new SingleSignOnRequired();
      if (who.method === 'password' && (isElsewhere || isPast(secondFactorFrom))) {
        throw new SecondFactorRequired();
      }
    }
    context.set('signedIn', who);
    context.set('actor', {
      ...actor,
      source,
      ...(who.scope === 'read' ? { readOnly: true } : {}),
    });
    await next();
  };
}

/**
 * A token works in its one workspace. A browser names the one its page shows with every request, so that
 * a page left open never writes into the workspace that another window has turned to meanwhile; what
 * names none goes where the session was last.
 */
async function actorFor(
  context: Context<Environment>,
  who: SignedIn,
  find: House['actors']['find'],
): Promise<FoundActor> {
  if (who.by === 'token') {
    const actor = await find(who.userId, who.workspaceId);
    if (!actor) throw new SignInRequired();
    return actor;
  }
  const named = namedBy(context);
  if (named !== undefined) {
    const actor = isId(named) ? await find(who.userId, named) : undefined;
    if (!actor || !reaches(who, actor)) throw new WorkspaceNotYours();
    return actor;
  }
  const last = who.workspaceId ? await find(who.userId, who.workspaceId) : undefined;
  const actor =
    last && reaches(who, last) ? last : await find(who.userId, who.confinedTo ?? undefined);
  if (!actor) throw new SignInRequired();
  return actor;
}

function reaches(
  { confinedTo }: { confinedTo: string | null },
  { workspaceId, workspaceKind: kind }: FoundActor,
): boolean {
  return isWithin(confinedTo, { workspaceId, kind });
}

/** Links, frames and streams can set no header, so their address names it. */
function namedBy({ req }: Context): string | undefined {
  const isRead = req.method === 'GET' || req.method === 'HEAD';
  return req.header('x-workspace') ?? (isRead ? req.query('workspace') : undefined);
}

function isPast(moment: Temporal.Instant | null): boolean {
  return moment !== null && Temporal.Instant.compare(moment, Temporal.Now.instant()) <= 0;
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
