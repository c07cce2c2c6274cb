import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/shell.route.ts';
import { readListAddress } from '../../identify/list/address.ts';
import { enterRoom } from '../../locales/language.ts';
import { relationshipFieldsQuery, relationshipsQuery } from './relationships.ts';

const pages = () => import('./RelationshipPages.tsx');

const suppliers = createRoute({
  getParentRoute: () => shellRoute,
  path: '/suppliers',
  validateSearch: readListAddress,
  loaderDeps: ({ search: { filter, sort } }) => ({ filter, sort }),
  loader: ({ context: { client }, deps }) => {
    void client.prefetchInfiniteQuery(relationshipsQuery('supplier', deps));
    void client.prefetchQuery(relationshipFieldsQuery('supplier'));
    return enterRoom('dealings');
  },
  component: lazyRouteComponent(pages, 'SuppliersPage'),
});

const partners = createRoute({
  getParentRoute: () => shellRoute,
  path: '/partners',
  validateSearch: readListAddress,
  loaderDeps: ({ search: { filter, sort } }) => ({ filter, sort }),
  loader: ({ context: { client }, deps }) => {
    void client.prefetchInfiniteQuery(relationshipsQuery('partner', deps));
    void client.prefetchQuery(relationshipFieldsQuery('partner'));
    return enterRoom('dealings');
  },
  component: lazyRouteComponent(pages, 'PartnersPage'),
});

const staff = createRoute({
  getParentRoute: () => shellRoute,
  path: '/staff',
  validateSearch: readListAddress,
  loaderDeps: ({ search: { filter, sort } }) => ({ filter, sort }),
  loader: ({ context: { client }, deps }) => {
    void client.prefetchInfiniteQuery(relationshipsQuery('staff', deps));
    void client.prefetchQuery(relationshipFieldsQuery('staff'));
    return enterRoom('dealings');
  },
  component: lazyRouteComponent(pages, 'StaffPage'),
});

export const relationshipRoutes = [suppliers, partners, staff] as const;
