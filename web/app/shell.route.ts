import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router';
import { Failure, Missing } from './Failure.tsx';
import { Root } from './Root.tsx';
import { Shell } from './Shell.tsx';
import { isSetupOpen, sessionQuery } from './session.ts';

export const rootRoute = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Root,
  errorComponent: Failure,
  notFoundComponent: Missing,
});

/** The parent of every screen that needs somebody signed in. Rooms hang their own routes below it. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: Shell,
  beforeLoad: async ({ context: { client }, location }) => {
    if (await client.ensureQueryData(sessionQuery)) return;
    if (await isSetupOpen()) throw redirect({ to: '/welcome', replace: true });
    throw redirect({
      to: '/sign-in',
      search: location.href === '/' ? {} : { to: location.href },
      replace: true,
    });
  },
});
