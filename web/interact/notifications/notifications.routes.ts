import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/shell.route.ts';
import { enterRoom } from '../../locales/language.ts';
import { notificationsQuery } from './queries.ts';

const notifications = createRoute({
  getParentRoute: () => shellRoute,
  path: '/notifications',
  validateSearch: ({ which }: Record<string, unknown>): { which?: 'all' } =>
    which === 'all' ? { which } : {},
  loaderDeps: ({ search }) => search,
  loader: ({ context: { client }, deps: { which } }) => {
    void client.prefetchInfiniteQuery(notificationsQuery(which ?? 'unread'));
    return enterRoom('told');
  },
  component: lazyRouteComponent(() => import('./NotificationsPage.tsx'), 'NotificationsPage'),
});

export const notificationRoutes = [notifications] as const;
