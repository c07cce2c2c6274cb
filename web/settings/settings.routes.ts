import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router';
import { shellRoute } from '../app/shell.route.ts';
import { enterRooms } from '../locales/language.ts';
import { isSettingsPage } from './pages.ts';

const component = lazyRouteComponent(() => import('./SettingsPage.tsx'), 'SettingsPage');

const loader = () => enterRooms('settings', 'signOn', 'hooks', 'ties', 'told');

const settings = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings',
  loader,
  component,
});

const onePage = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/$page',
  beforeLoad: ({ params: { page } }) => {
    if (!isSettingsPage(page)) throw notFound();
  },
  loader,
  component,
});

const mailbox = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/connections/$id',
  loader: () => enterRooms('settings', 'connections', 'import'),
  component: lazyRouteComponent(() => import('./connections/MailboxPage.tsx'), 'MailboxPage'),
});

export const settingsRoutes = [settings, onePage, mailbox] as const;
