import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type {
  SecondFactorInput,
  SetupInput,
  SignInAnswer,
  SignInInput,
} from '../../shared/platform/sign-in.ts';
import type { SessionView } from '../../shared/platform/workspace.ts';
import { forgetDrafts } from '../interact/capture/draft.ts';
import { ApiProblem, api, isSignedOut } from './api.ts';
import { forgetVisits } from './recent.ts';
import { rememberWorkspace, showWorkspace } from './workspace.ts';

/** Who is signed in, or null. Asked once; signing in and out write it anew. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) =>
    api.get<SessionView>('/session', { signal }).then(
      (session) => {
        showWorkspace(session.workspace.id);
        return session;
      },
      (error: unknown) => {
        if (isSignedOut(error)) return null;
        throw error;
      },
    ),
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

export function signIn(credentials: SignInInput): Promise<SignInAnswer> {
  return api.post('/api/auth/sign-in/email', credentials);
}

/** The second half of a sign-in: a code of the app, or a recovery code. */
export function finishSignIn(input: SecondFactorInput): Promise<unknown> {
  return api.post('/api/auth/sign-in/second-factor', input);
}

/** Creates the owner's account, and signs in with it. */
export function createOwner(owner: SetupInput): Promise<unknown> {
  return api.post('/api/auth/setup', owner);
}

/** Leaves nothing of the person's data behind in this browser's memory. */
export async function signOut(client: QueryClient): Promise<void> {
  await api.post('/api/auth/sign-out');
  rememberWorkspace(undefined);
  forgetDrafts();
  client.clear();
}

/**
 * Turns this window to another workspace. The page is loaded anew, so that nothing of the other one is
 * left: no answers, no live updates, nothing that undo could reach.
 */
export async function enterWorkspace(id: string): Promise<void> {
  await api.post('/api/auth/switch-workspace', { id });
  rememberWorkspace(id);
  forgetVisits();
  location.assign('/');
}

/** One's sample company, made at the first call; an invented one to look around in. */
export async function enterSample(): Promise<void> {
  const { id } = await api.put<{ id: string }>('/sample', {});
  await enterWorkspace(id);
}

/** Throws away the sample company this page shows, and goes back. */
export async function removeSample(backTo: string): Promise<void> {
  await api.delete('/sample');
  // The server would refuse whatever still names it.
  rememberWorkspace(backTo);
  await enterWorkspace(backTo);
}

/** The workspace of this page is gone: wherever the session was last is where one goes on. */
export function leaveWorkspace(): void {
  rememberWorkspace(undefined);
  forgetVisits();
  location.assign('/');
}
