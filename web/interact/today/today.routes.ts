import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/shell.route.ts';
import { enterRooms } from '../../locales/language.ts';
import { todayQuery, worthQuery } from './queries.ts';

const today = createRoute({
  getParentRoute: () => shellRoute,
  path: '/today',
  loader: ({ context: { client } }) => {
    void client.prefetchQuery(todayQuery());
    void client.prefetchQuery(worthQuery());
    return enterRooms('tasks', 'dealings', 'actions');
  },
  component: lazyRouteComponent(() => import('./TodayPage.tsx'), 'TodayPage'),
});

export const todayRoutes = [today] as const;
