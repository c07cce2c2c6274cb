import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/shell.route.ts';
import { handoverQuery, handoversQuery } from './queries.ts';

const handovers = createRoute({
  getParentRoute: () => shellRoute,
  path: '/handovers',
  loader: ({ context: { client } }) => {
    void client.prefetchQuery(handoversQuery);
  },
  component: lazyRouteComponent(() => import('./HandoversPage.tsx'), 'HandoversPage'),
});

const handover = createRoute({
  getParentRoute: () => shellRoute,
  path: '/handovers/$id',
  loader: ({ context: { client }, params: { id } }) => {
    void client.prefetchQuery(handoverQuery(id));
  },
  component: lazyRouteComponent(() => import('./HandoverPage.tsx'), 'HandoverPage'),
});

export const handoverRoutes = [handovers, handover] as const;
