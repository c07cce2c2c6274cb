import type { MiddlewareHandler } from 'hono';
import { ForeignOrigin } from './errors.ts';
import { ownOrigins } from './origins.ts';
import { bearerOf } from './sessions.ts';

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses changes that another site makes a visitor's browser send. A browser names the site in Origin
 * and Sec-Fetch-Site; neither can be set by a page. Requests with a Bearer token are exempt, because a
 * browser never adds one by itself and the cookie is then ignored. A request without a cookie (signing
 * in, or a program) may come without Origin, but not with a foreign one.
 */
export function ownOriginOnly(publicUrl: string): MiddlewareHandler {
  const own = ownOrigins(publicUrl);
  return async (context, next) => {
    const { headers, method } = context.req.raw;
    if (!harmless.has(method) && bearerOf(headers) === null && !isOwn(headers, own)) {
      throw new ForeignOrigin();
    }
    await next();
  };
}

function isOwn(headers: Headers, own: string[]): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return false;
  const origin = headers.get('origin');
  return origin === null ? !headers.has('cookie') : own.includes(origin);
}
