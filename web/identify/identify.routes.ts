import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../app/shell.route.ts';
import { pairsQuery, readDuplicatesAddress } from './duplicates/queries.ts';
import { readListAddress } from './list/address.ts';
import { catalogQuery, partiesQuery } from './parties/queries.ts';
import { viewsQuery } from './views/queries.ts';

// Loaders only begin to ask: the page itself decides what to show while it waits.

const people = createRoute({
  getParentRoute: () => shellRoute,
  path: '/people',
  validateSearch: readListAddress,
  loaderDeps: ({ search: { filter, sort, view } }) => ({ filter, sort, view }),
  loader: ({ context: { client }, deps }) => {
    // What a saved view shows is known once the views are there.
    if (deps.view) void client.prefetchQuery(viewsQuery);
    else void client.prefetchInfiniteQuery(partiesQuery('person', deps));
    void client.prefetchQuery(catalogQuery);
  },
  component: lazyRouteComponent(() => import('./people/PeoplePage.tsx'), 'PeoplePage'),
});

const companies = createRoute({
  getParentRoute: () => shellRoute,
  path: '/companies',
  validateSearch: readListAddress,
  loaderDeps: ({ search: { filter, sort, view } }) => ({ filter, sort, view }),
  loader: ({ context: { client }, deps }) => {
    // What a saved view shows is known once the views are there.
    if (deps.view) void client.prefetchQuery(viewsQuery);
    else void client.prefetchInfiniteQuery(partiesQuery('company', deps));
    void client.prefetchQuery(catalogQuery);
  },
  component: lazyRouteComponent(() => import('./companies/CompaniesPage.tsx'), 'CompaniesPage'),
});

const duplicates = createRoute({
  getParentRoute: () => shellRoute,
  path: '/duplicates',
  validateSearch: readDuplicatesAddress,
  loaderDeps: ({ search }) => ({ importId: search.import }),
  loader: ({ context: { client }, deps: { importId } }) => {
    void client.prefetchInfiniteQuery(pairsQuery(importId));
  },
  component: lazyRouteComponent(() => import('./duplicates/DuplicatesPage.tsx'), 'DuplicatesPage'),
});

export const identifyRoutes = [duplicates, people, companies] as const;
