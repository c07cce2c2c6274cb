import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/shell.route.ts';

/** For whoever signed in with a password where the company asks for more. */
export const guardRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/second-step',
  component: lazyRouteComponent(() => import('./GuardPage.tsx'), 'GuardPage'),
});
