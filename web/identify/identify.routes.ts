import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../app/shell.route.ts';

const people = createRoute({
  getParentRoute: () => shellRoute,
  path: '/people',
  component: lazyRouteComponent(() => import('./people/PeoplePage.tsx'), 'PeoplePage'),
});

const person = createRoute({
  getParentRoute: () => shellRoute,
  path: '/people/$id',
  component: lazyRouteComponent(() => import('./people/PersonPage.tsx'), 'PersonPage'),
});

const companies = createRoute({
  getParentRoute: () => shellRoute,
  path: '/companies',
  component: lazyRouteComponent(() => import('./companies/CompaniesPage.tsx'), 'CompaniesPage'),
});

const company = createRoute({
  getParentRoute: () => shellRoute,
  path: '/companies/$id',
  component: lazyRouteComponent(() => import('./companies/CompanyPage.tsx'), 'CompanyPage'),
});

export const identifyRoutes = [people, person, companies, company] as const;
