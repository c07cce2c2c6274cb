import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/shell.route.ts';
import { enterRoom } from '../../locales/language.ts';
import { waitingQuery } from './queries.ts';

const calls = createRoute({
  getParentRoute: () => shellRoute,
  path: '/calls',
  loader: ({ context: { client } }) => {
    void client.prefetchQuery(waitingQuery);
    return enterRoom('calls');
  },
  component: lazyRouteComponent(() => import('./CallsPage.tsx'), 'CallsPage'),
});

export const callRoutes = [calls] as const;
