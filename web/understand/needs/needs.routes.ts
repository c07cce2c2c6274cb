import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/shell.route.ts';
import { enterRooms } from '../../locales/language.ts';

const needs = createRoute({
  getParentRoute: () => shellRoute,
  path: '/needs',
  loader: () => enterRooms('needs', 'understand'),
  component: lazyRouteComponent(() => import('./NeedsPage.tsx'), 'NeedsPage'),
});

interface WhoSearch {
  text?: string;
  /** Whose need it is. */
  about?: string;
  of?: 'person' | 'company';
}

const who = createRoute({
  getParentRoute: () => shellRoute,
  path: '/who',
  validateSearch: ({ text, about, of }: Record<string, unknown>): WhoSearch => ({
    ...(typeof text === 'string' && text.trim() ? { text } : {}),
    ...(typeof about === 'string' && (of === 'person' || of === 'company') ? { about, of } : {}),
  }),
  loader: () => enterRooms('needs', 'understand', 'ties'),
  component: lazyRouteComponent(() => import('../who/WhoPage.tsx'), 'WhoPage'),
});

export const needRoutes = [needs, who] as const;
