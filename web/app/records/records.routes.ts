import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { partyQuery } from '../../identify/parties/queries.ts';
import { enterRooms } from '../../locales/language.ts';
import { shellRoute } from '../shell.route.ts';
import { readRecordAddress } from './address.ts';

const person = createRoute({
  getParentRoute: () => shellRoute,
  path: '/people/$id',
  validateSearch: readRecordAddress,
  loader: ({ context: { client }, params: { id } }) => {
    void client.prefetchQuery(partyQuery('person', id));
    return enterRooms('ties', 'understand');
  },
  component: lazyRouteComponent(() => import('./PersonPage.tsx'), 'PersonPage'),
});

const company = createRoute({
  getParentRoute: () => shellRoute,
  path: '/companies/$id',
  validateSearch: readRecordAddress,
  loader: ({ context: { client }, params: { id } }) => {
    void client.prefetchQuery(partyQuery('company', id));
    return enterRooms('ties', 'understand');
  },
  component: lazyRouteComponent(() => import('./CompanyPage.tsx'), 'CompanyPage'),
});

export const recordRoutes = [person, company] as const;
