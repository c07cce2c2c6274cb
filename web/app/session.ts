import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { AccessLevel } from '../../shared/platform/access.ts';
import { api, isSignedOut } from './api.ts';

export interface Session {
  user: { id: string; name: string; email: string; level: AccessLevel };
  workspace: { id: string; name: string };
}

/** Who is signed in, or null. Asked once; signing in and out write it anew. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) =>
    api.get<Session>('/session', { signal }).catch((error: unknown) => {
      if (isSignedOut(error)) return null;
      throw error;
    }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Whether nobody has an account yet, so that the first run begins. */
export function isSetupOpen(): Promise<boolean> {
  return api.get<{ open: boolean }>('/setup').then(({ open }) => open);
}

export interface Credentials {
  email: string;
  password: string;
}

export function signIn(credentials: Credentials): Promise<unknown> {
  return api.post('/api/auth/sign-in/email', credentials);
}

export interface Owner extends Credentials {
  companyName: string;
  name: string;
}

export function createOwner(owner: Owner): Promise<unknown> {
  return api.post('/setup', owner);
}

/** Leaves nothing of the person's data behind in this browser's memory. */
export async function signOut(client: QueryClient): Promise<void> {
  await api.post('/api/auth/sign-out');
  client.clear();
}
