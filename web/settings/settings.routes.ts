import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router';
import { shellRoute } from '../app/shell.route.ts';
import { isSettingsPage } from './topics.ts';

const component = lazyRouteComponent(() => import('./SettingsPage.tsx'), 'SettingsPage');

const settings = createRoute({ getParentRoute: () => shellRoute, path: '/settings', component });

const onePage = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/$page',
  beforeLoad: ({ params: { page } }) => {
    if (!isSettingsPage(page)) throw notFound();
  },
  component,
});

export const settingsRoutes = [settings, onePage] as const;
