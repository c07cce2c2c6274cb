import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/shell.route.ts';
import { enterRoom, enterRooms } from '../locales/language.ts';

/** For whoever signed in with a password where the company asks for its own sign-in. */
export const singleSignOnRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/single-sign-on',
  loader: () => enterRooms('settings', 'signOn'),
  component: lazyRouteComponent(() => import('./SingleSignOnPage.tsx'), 'SingleSignOnPage'),
});

/** For whoever signed in with a password where the company asks for more. */
export const guardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/second-step',
  loader: () => enterRoom('settings'),
  component: lazyRouteComponent(() => import('./GuardPage.tsx'), 'GuardPage'),
});
