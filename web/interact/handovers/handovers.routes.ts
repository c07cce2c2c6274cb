import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/shell.route.ts';
import { enterRoom, enterRooms } from '../../locales/language.ts';
import { handoverQuery, handoversQuery } from './queries.ts';

const handovers = createRoute({
  getParentRoute: () => shellRoute,
  path: '/handovers',
  loader: ({ context: { client } }) => {
    void client.prefetchQuery(handoversQuery);
    return enterRoom('handover');
  },
  component: lazyRouteComponent(() => import('./HandoversPage.tsx'), 'HandoversPage'),
});

const handover = createRoute({
  getParentRoute: () => shellRoute,
  path: '/handovers/$id',
  loader: ({ context: { client }, params: { id } }) => {
    void client.prefetchQuery(handoverQuery(id));
    return enterRooms('handover', 'ties');
  },
  component: lazyRouteComponent(() => import('./HandoverPage.tsx'), 'HandoverPage'),
});

export const handoverRoutes = [handovers, handover] as const;
