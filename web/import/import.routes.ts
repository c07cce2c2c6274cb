import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { shellRoute } from '../app/shell.route.ts';
import { enterRoom } from '../locales/language.ts';

const imports = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/import',
  loader: () => enterRoom('import'),
  component: lazyRouteComponent(() => import('./ImportsPage.tsx'), 'ImportsPage'),
});

const oneImport = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/import/$id',
  loader: () => enterRoom('import'),
  component: lazyRouteComponent(() => import('./ImportPage.tsx'), 'ImportPage'),
});

/** The short address that people say and remember. */
const short = createRoute({
  getParentRoute: () => shellRoute,
  path: '/import',
  beforeLoad: () => {
    throw redirect({ to: '/settings/import', replace: true });
  },
});

export const importRoutes = [imports, oneImport, short] as const;
