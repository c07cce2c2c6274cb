import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../app/shell.route.ts';

const imports = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/import',
  component: lazyRouteComponent(() => import('./ImportPage.tsx'), 'ImportPage'),
});

export const importRoutes = [imports] as const;
