import { queryOptions } from '@tanstack/react-query';
import type { ConnectionView } from '../../../shared/platform/connections.ts';
import type {
  MailProviderChange,
  MailProviderInput,
  MailProviders,
  MailProviderView,
  MailSignInBegun,
} from '../../../shared/platform/mail-providers.ts';
import { api } from '../../app/api.ts';
import { settingsOf } from './words.ts';

export const mailProvidersQuery = queryOptions({
  // By this word live updates know it.
  queryKey: ['mail provider'],
  queryFn: ({ signal }) => api.get<MailProviders>('/mail-providers', { signal }),
});

export const addMailProvider = (input: MailProviderInput) =>
  api.post<{ id: string }>('/mail-providers', input);

export const changeMailProvider = ({ id, ...change }: MailProviderChange & { id: string }) =>
  api.patch<{ version: number }>(`/mail-providers/${id}`, change);

export const removeMailProvider = ({ id, version }: Pick<MailProviderView, 'id' | 'version'>) =>
  api.delete<{ event: string }>(`/mail-providers/${id}?version=${String(version)}`);

/** The page is left for that of the provider, which sends the browser back to `signed-in`. */
export async function leaveToSignIn(id: string): Promise<void> {
  const { url } = await api.post<MailSignInBegun>(`/connections/${id}/sign-in`);
  window.location.assign(url);
}

export const finishSignIn = (query: string) =>
  api.post<{ id: string }>('/connections/sign-in', { query });

/** Those of whom only its owner’s sign-in helps. */
export const needsSignIn = ({ problem, settings }: ConnectionView) =>
  settingsOf({ settings }).signIn !== undefined &&
  (problem === 'sign in needed' || problem === 'token refused');
