import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/shell.route.ts';
import { enterRooms } from '../../locales/language.ts';

interface CalendarSearch {
  view?: 'day' | 'week' | 'agenda';
  /** A day of what is shown; without it today. */
  on?: string;
}

const calendar = createRoute({
  getParentRoute: () => shellRoute,
  path: '/calendar',
  validateSearch: ({ view, on }: Record<string, unknown>): CalendarSearch => ({
    ...(view === 'day' || view === 'week' || view === 'agenda' ? { view } : {}),
    ...(typeof on === 'string' && /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(on)
      ? { on }
      : {}),
  }),
  loader: () => enterRooms('calendar', 'ties', 'tasks', 'dealings'),
  component: lazyRouteComponent(() => import('./CalendarPage.tsx'), 'CalendarPage'),
});

export const calendarRoutes = [calendar] as const;
