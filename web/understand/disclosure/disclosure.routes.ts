import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/shell.route.ts';
import { partyQuery } from '../../identify/parties/queries.ts';
import { enterRooms } from '../../locales/language.ts';
import { privatePagesQuery } from './queries.ts';

const disclosure = createRoute({
  getParentRoute: () => shellRoute,
  path: '/people/$id/page',
  loader: ({ context: { client }, params: { id } }) => {
    void client.prefetchQuery(partyQuery('person', id));
    void client.prefetchQuery(privatePagesQuery(id));
    return enterRooms('disclosure', 'settings', 'understand');
  },
  component: lazyRouteComponent(() => import('./PrivatePage.tsx'), 'PrivatePage'),
});

export const disclosureRoutes = [disclosure] as const;
