import type { Hono } from 'hono';
import type { Environment } from '../platform/http/environment.ts';
import { type Policy, policyOf } from '../platform/http/policy.ts';

export interface Route {
  method: string;
  path: string;
  policies: Policy[];
  /** Whether the first thing that happens is the policy. */
  policyFirst: boolean;
}

/** The route table as it is served: one entry per method and path, with what it states about access. */
export function routesOf(app: Hono<Environment>): Route[] {
  const groups = Map.groupBy(app.routes, ({ method, path }) => `${method} ${path}`);
  return [...groups.values()].map((handlers) => {
    const stated = handlers.map(({ handler }) => policyOf(handler));
    return {
      method: handlers[0]!.method,
      path: handlers[0]!.path,
      policies: stated.filter((policy) => policy !== undefined),
      policyFirst: stated[0] !== undefined,
    };
  });
}

/** The company's data: everything that needs a sign-in. */
export function guardedRoutes(app: Hono<Environment>): Route[] {
  return routesOf(app).filter(
    ({ method, policies }) =>
      method !== 'ALL' && policies.some((policy) => policy.access !== 'public'),
  );
}
