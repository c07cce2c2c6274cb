import type { MiddlewareHandler } from 'hono';
import { requestSource } from '../auth/auth.routes.ts';
import { SignInRequired } from '../auth/errors.ts';
import type { House } from '../house.ts';
import type { Environment } from './environment.ts';

/** Settles who asks, and in which of their workspaces: the one of the token, of X-Workspace, or the first. */
export function signedInOnly({ auth, actors, config }: House): MiddlewareHandler<Environment> {
  return async (context, next) => {
    const who = await auth.sessions.authenticate(context.req.raw.headers, {
      source: requestSource(context, config.trustedProxies),
    });
    if (!who) throw new SignInRequired();
    const workspaceId = who.by === 'token' ? who.workspaceId : context.req.header('x-workspace');
    const actor = isId(workspaceId) ? await actors.find(who.userId, workspaceId) : undefined;
    if (!actor) throw new SignInRequired();
    context.set('signedIn', who);
    context.set('actor', who.scope === 'read' ? { ...actor, readOnly: true } : actor);
    await next();
  };
}

function isId(text: string | undefined): boolean {
  return text === undefined || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
