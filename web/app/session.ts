import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { SetupInput, SignInInput } from '../../shared/platform/sign-in.ts';
import type { SessionView } from '../../shared/platform/workspace.ts';
import { ApiProblem, api, isSignedOut } from './api.ts';

/** Who is signed in, or null. Asked once; signing in and out write it anew. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) =>
    api.get<SessionView>('/session', { signal }).catch((error: unknown) => {
      if (isSignedOut(error)) return null;
      throw error;
    }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Whether nobody has an account yet, so that the first run begins. Afterwards its address is gone. */
export function isSetupOpen(): Promise<boolean> {
  return api.get<{ open: boolean }>('/api/auth/setup').then(
    ({ open }) => open,
    (error: unknown) => {
      if (error instanceof ApiProblem && error.status === 404) return false;
      throw error;
    },
  );
}

export function signIn(credentials: SignInInput): Promise<unknown> {
  return api.post('/api/auth/sign-in/email', credentials);
}

/** Creates the owner's account, and signs in with it. */
export function createOwner(owner: SetupInput): Promise<unknown> {
  return api.post('/api/auth/setup', owner);
}

/** Leaves nothing of the person's data behind in this browser's memory. */
export async function signOut(client: QueryClient): Promise<void> {
  await api.post('/api/auth/sign-out');
  client.clear();
}
