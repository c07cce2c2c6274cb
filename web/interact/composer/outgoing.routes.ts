import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/shell.route.ts';
import { enterRoom } from '../../locales/language.ts';
import { outgoingQuery } from './queries.ts';

const outgoing = createRoute({
  getParentRoute: () => shellRoute,
  path: '/outgoing',
  loader: ({ context: { client } }) => {
    void client.prefetchQuery(outgoingQuery);
    return enterRoom('outgoing');
  },
  component: lazyRouteComponent(() => import('./OutgoingPage.tsx'), 'OutgoingPage'),
});

export const outgoingRoutes = [outgoing] as const;
