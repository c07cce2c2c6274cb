import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/shell.route.ts';
import { enterRooms } from '../../locales/language.ts';

const share = createRoute({
  getParentRoute: () => shellRoute,
  path: '/share',
  loader: () => enterRooms('capture', 'import'),
  component: lazyRouteComponent(() => import('./SharePage.tsx'), 'SharePage'),
});

export const shareRoutes = [share] as const;
