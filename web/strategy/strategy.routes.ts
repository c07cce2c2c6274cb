import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../app/shell.route.ts';
import { enterRoom } from '../locales/language.ts';
import { draftQuery, strategyQuery } from './queries.ts';

const strategy = createRoute({
  getParentRoute: () => shellRoute,
  path: '/strategy',
  validateSearch: ({ view }: Record<string, unknown>): { view?: 'versions' } =>
    view === 'versions' ? { view } : {},
  loader: ({ context: { client } }) => {
    void client.prefetchQuery(strategyQuery);
    void client.prefetchQuery(draftQuery);
    return enterRoom('strategy');
  },
  component: lazyRouteComponent(() => import('./StrategyPage.tsx'), 'StrategyPage'),
});

const start = createRoute({
  getParentRoute: () => shellRoute,
  path: '/strategy/start',
  loader: () => enterRoom('strategy'),
  component: lazyRouteComponent(() => import('./StartPage.tsx'), 'StartPage'),
});

export const strategyRoutes = [strategy, start] as const;
