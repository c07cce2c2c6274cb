import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/shell.route.ts';
import { enterRooms } from '../../locales/language.ts';

const inbox = createRoute({
  getParentRoute: () => shellRoute,
  path: '/inbox',
  validateSearch: (
    search: Record<string, unknown>,
  ): { split?: string; whose?: string; open?: string; mail?: string } => search,
  loader: () => enterRooms('inbox', 'outgoing', 'tasks', 'dealings'),
  component: lazyRouteComponent(() => import('./InboxPage.tsx'), 'InboxPage'),
});

export const inboxRoutes = [inbox] as const;
