import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/shell.route.ts';
import { enterRooms } from '../../locales/language.ts';

const brief = createRoute({
  getParentRoute: () => shellRoute,
  path: '/people/$id/brief',
  validateSearch: (search: Record<string, unknown>): { for?: 'mail' } =>
    search.for === 'mail' ? { for: 'mail' } : {},
  loader: () => enterRooms('brief', 'understand', 'dealings', 'ties'),
  component: lazyRouteComponent(() => import('./BriefPage.tsx'), 'BriefPage'),
});

export const briefRoutes = [brief] as const;
