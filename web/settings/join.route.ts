import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/shell.route.ts';

/** Where the link of an invitation leads; its token stands behind `#` and reaches no log. */
export const joinRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/join',
  component: lazyRouteComponent(() => import('./JoinPage.tsx'), 'JoinPage'),
});
