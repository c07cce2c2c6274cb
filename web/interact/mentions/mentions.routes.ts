import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/shell.route.ts';
import { enterRooms } from '../../locales/language.ts';

const mentions = createRoute({
  getParentRoute: () => shellRoute,
  path: '/mentions',
  // How a source fares is said in the words of connections.
  loader: () => enterRooms('mentions', 'connections'),
  component: lazyRouteComponent(() => import('./MentionsPage.tsx'), 'MentionsPage'),
});

export const mentionRoutes = [mentions] as const;
