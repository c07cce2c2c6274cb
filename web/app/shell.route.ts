import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router';
import { isElsewhere, isHalfway } from './api.ts';
import { Failure, Missing } from './Failure.tsx';
import { wordsQuery } from './ownWords.ts';
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
    // Asked for together, so that the first thing drawn already speaks the company's own words.
    const [session, words] = await Promise.all([
      client.ensureQueryData(sessionQuery),
      client.ensureQueryData(wordsQuery),
    ]).catch((error: unknown) => {
      if (isHalfway(error)) throw redirect({ to: '/second-step', replace: true });
      if (isElsewhere(error)) throw redirect({ to: '/single-sign-on', replace: true });
      throw error;
    });
    if (session) {
      // They were asked for before somebody signed in.
      if (!words) await client.fetchQuery({ ...wordsQuery, staleTime: 0 });
      return;
    }
    if (await isSetupOpen()) throw redirect({ to: '/welcome', replace: true });
    throw redirect({
      to: '/sign-in',
      search: location.href === '/' ? {} : { to: location.href },
      replace: true,
    });
  },
});
