import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/shell.route.ts';
import { enterRooms } from '../../locales/language.ts';

const assumptions = createRoute({
  getParentRoute: () => shellRoute,
  path: '/assumptions',
  loader: () => enterRooms('understand', 'ties', 'dealings'),
  component: lazyRouteComponent(() => import('./AssumptionsPage.tsx'), 'AssumptionsPage'),
});

export const assumptionRoutes = [assumptions] as const;
