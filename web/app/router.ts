import type { QueryClient } from '@tanstack/react-query';
import {
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  redirect,
} from '@tanstack/react-router';
import { identifyRoutes } from '../identify/identify.routes.ts';
import { importRoutes } from '../import/import.routes.ts';
import { calendarRoutes } from '../interact/calendar/calendar.routes.ts';
import { callRoutes } from '../interact/calls/calls.routes.ts';
import { outgoingRoutes } from '../interact/composer/outgoing.routes.ts';
import { relationshipRoutes } from '../interact/dealings/relationships.routes.ts';
import { handoverRoutes } from '../interact/handovers/handovers.routes.ts';
import { inboxRoutes } from '../interact/inbox/inbox.routes.ts';
import { mentionRoutes } from '../interact/mentions/mentions.routes.ts';
import { notificationRoutes } from '../interact/notifications/notifications.routes.ts';
import { shareRoutes } from '../interact/share/share.routes.ts';
import { todayRoutes } from '../interact/today/today.routes.ts';
import { enterRoom } from '../locales/language.ts';
import { guardRoute, singleSignOnRoute } from '../settings/guard.route.ts';
import { joinRoute } from '../settings/join.route.ts';
import { settingsRoutes } from '../settings/settings.routes.ts';
import { strategyRoutes } from '../strategy/strategy.routes.ts';
import { assumptionRoutes } from '../understand/assumptions/assumptions.routes.ts';
import { briefRoutes } from '../understand/brief/brief.routes.ts';
import { disclosureRoutes } from '../understand/disclosure/disclosure.routes.ts';
import { needRoutes } from '../understand/needs/needs.routes.ts';
import { recordRoutes } from './records/records.routes.ts';
import { rootRoute, shellRoute } from './shell.route.ts';

const home = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/today', replace: true });
  },
});

interface SignInSearch {
  to?: string;
  /** Why single sign-on led back here. */
  problem?: string;
  /** Whose single sign-on is meant, on a server that several share. */
  company?: string;
}

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: ({ to, problem, company }: Record<string, unknown>): SignInSearch => ({
    // Only an address of our own: anything else could lead a person elsewhere after signing in.
    ...(typeof to === 'string' && /^\/(?![/\\])/.test(to) ? { to } : {}),
    ...(typeof problem === 'string' ? { problem } : {}),
    ...(typeof company === 'string' ? { company } : {}),
  }),
  loader: () => enterRoom('signOn'),
  component: lazyRouteComponent(() => import('./SignInPage.tsx'), 'SignInPage'),
});

const welcome = createRoute({
  getParentRoute: () => rootRoute,
  path: '/welcome',
  loader: () => enterRoom('settings'),
  component: lazyRouteComponent(() => import('./WelcomePage.tsx'), 'WelcomePage'),
});

const showcase = createRoute({
  getParentRoute: () => rootRoute,
  path: '/_ui',
  // Developers see it always; in a shipped build whoever knows to ask: /_ui?show=1
  beforeLoad: ({ search }) => {
    if (!import.meta.env.DEV && !('show' in search)) throw notFound();
  },
  component: lazyRouteComponent(() => import('./showcase/ShowcasePage.tsx'), 'ShowcasePage'),
});

const routes = rootRoute.addChildren([
  home,
  signIn,
  welcome,
  joinRoute,
  guardRoute,
  singleSignOnRoute,
  showcase,
  shellRoute.addChildren([
    ...todayRoutes,
    ...inboxRoutes,
    ...identifyRoutes,
    ...relationshipRoutes,
    ...recordRoutes,
    ...notificationRoutes,
    ...handoverRoutes,
    ...calendarRoutes,
    ...callRoutes,
    ...mentionRoutes,
    ...assumptionRoutes,
    ...briefRoutes,
    ...needRoutes,
    ...disclosureRoutes,
    ...outgoingRoutes,
    ...shareRoutes,
    ...importRoutes,
    ...strategyRoutes,
    ...settingsRoutes,
  ]),
]);

export function createAppRouter(client: QueryClient) {
  return createRouter({
    routeTree: routes,
    context: { client },
    defaultPreload: 'intent',
    // Freshness is Query's matter; the router only asks it to begin early.
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
