import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/shell.route.ts';
import { notificationsQuery } from './queries.ts';

const notifications = createRoute({
  getParentRoute: () => shellRoute,
  path: '/notifications',
  validateSearch: ({ which }: Record<string, unknown>): { which?: 'all' } =>
    which === 'all' ? { which } : {},
  loaderDeps: ({ search }) => search,
  loader: ({ context: { client }, deps: { which } }) => {
    void client.prefetchInfiniteQuery(notificationsQuery(which ?? 'unread'));
  },
  component: lazyRouteComponent(() => import('./NotificationsPage.tsx'), 'NotificationsPage'),
});

export const notificationRoutes = [notifications] as const;
