import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/shell.route.ts';
import { enterRooms } from '../locales/language.ts';

/** Where the link of an invitation leads; its token stands behind `#` and reaches no log. */
export const joinRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/join',
  loader: () => enterRooms('settings', 'signOn'),
  component: lazyRouteComponent(() => import('./JoinPage.tsx'), 'JoinPage'),
});
