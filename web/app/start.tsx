import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Locale } from '../ui/Locale.tsx';
import { ApiProblem, isElsewhere, isHalfway, isOutside, isSignedOut } from './api.ts';
import { startWorkerWhereInstalled } from './installed.ts';
import { currentLook } from './look.ts';
import { startSpeaking } from './ownWords.ts';
import { createAppRouter } from './router.ts';
import { leaveWorkspace, sessionQuery } from './session.ts';

/** Draws the app; words and Temporal must be there already. */
export function start(element: HTMLElement): void {
  startSpeaking();
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // A refusal stays one however often it is asked for; only a lost answer is worth another try.
        retry: (failures, error) =>
          !(error instanceof ApiProblem && error.status < 500) && failures < 2,
      },
    },
  });
  const router = createAppRouter(client);
  client.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated') return;
    // The session ended elsewhere. The page is kept in the address, so that signing in leads back.
    if (isOutside(query.state.error)) leaveWorkspace();
    else if (isHalfway(query.state.error)) void router.navigate({ to: '/second-step' });
    else if (isElsewhere(query.state.error)) void router.navigate({ to: '/single-sign-on' });
    else if (isSignedOut(query.state.error)) client.setQueryData(sessionQuery.queryKey, null);
    else if (query.queryKey[0] === sessionQuery.queryKey[0] && query.state.data === null)
      void router.invalidate();
  });
  startWorkerWhereInstalled(currentLook().notices);
  // A notice was pressed.
  navigator.serviceWorker?.addEventListener(
    'message',
    ({ data }: MessageEvent<{ show: string }>) => void router.navigate({ to: data.show }),
  );
  createRoot(element).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <Locale>
          <QueryClientProvider client={client}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </Locale>
      </I18nProvider>
    </StrictMode>,
  );
}
