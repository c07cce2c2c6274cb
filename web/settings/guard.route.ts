import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/shell.route.ts';

/** For whoever signed in with a password where the company asks for its own sign-in. */
export const singleSignOnRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/single-sign-on',
  component: lazyRouteComponent(() => import('./SingleSignOnPage.tsx'), 'SingleSignOnPage'),
});

/** For whoever signed in with a password where the company asks for more. */
export const guardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/second-step',
  component: lazyRouteComponent(() => import('./GuardPage.tsx'), 'GuardPage'),
});
