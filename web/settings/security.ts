import { startRegistration } from '@simplewebauthn/browser';
import { queryOptions } from '@tanstack/react-query';
import type { PasskeyView, Proof, SecondFactorView } from '../../shared/platform/sign-in.ts';
import type {
  ConnectionTest,
  ConnectionTestInput,
  SingleSignOnInput,
  SingleSignOnView,
} from '../../shared/platform/single-sign-on.ts';
import type { ProtectionView, SecondFactorRule } from '../../shared/platform/team.ts';
import { ApiProblem, api } from '../app/api.ts';

type RegistrationOptions = Parameters<typeof startRegistration>[0]['optionsJSON'];

export const secondFactorQuery = queryOptions({
  queryKey: ['second factor'],
  queryFn: ({ signal }) => api.get<SecondFactorView>('/api/auth/second-factor', { signal }),
});
export const beginAuthenticator = (proof?: Proof) =>
  api.post<{ secret: string; uri: string }>('/api/auth/second-factor/begin', { proof });
export const confirmAuthenticator = (code: string) =>
  api.post<{ recoveryCodes: string[] }>('/api/auth/second-factor/confirm', { code });
export const makeRecoveryCodes = (proof?: Proof) =>
  api.post<{ recoveryCodes: string[] }>('/api/auth/second-factor/recovery-codes', { proof });
export const removeAuthenticator = (proof?: Proof) =>
  api.post('/api/auth/second-factor/remove', { proof });

export const passkeysQuery = queryOptions({
  queryKey: ['passkeys'],
  queryFn: ({ signal }) => api.get<{ rows: PasskeyView[] }>('/api/auth/passkeys', { signal }),
});
export const renamePasskey = (id: string, name: string) =>
  api.post('/api/auth/passkeys/name', { id, name });
export const removePasskey = (id: string, proof?: Proof) =>
  api.post('/api/auth/passkeys/removal', { id, proof });

/** The server asks, the device makes it, the server keeps its public half. */
export async function addPasskey(name: string, proof?: Proof): Promise<void> {
  const { ticket, options } = await api.post<{ ticket: string; options: RegistrationOptions }>(
    '/api/auth/passkeys/options',
    { proof },
  );
  const response = await startRegistration({ optionsJSON: options });
  await api.post('/api/auth/passkeys', { ticket, name, response });
}

export const protectionQuery = queryOptions({
  queryKey: ['protection'],
  queryFn: ({ signal }) => api.get<{ rows: ProtectionView[] }>('/users/protection', { signal }),
});
export const resetSecondFactor = (userId: string) => api.delete(`/users/${userId}/second-factor`);
export const requireSecondFactor = (rule: SecondFactorRule) =>
  api.put('/users/second-factor', rule);

export const singleSignOnQuery = queryOptions({
  queryKey: ['single sign-on'],
  queryFn: ({ signal }) => api.get<SingleSignOnView>('/single-sign-on', { signal }),
});
export const saveSingleSignOn = (input: SingleSignOnInput) => api.put('/single-sign-on', input);
export const removeSingleSignOn = () => api.delete('/single-sign-on');
export const testSingleSignOn = (input: ConnectionTestInput) =>
  api.post<ConnectionTest>('/single-sign-on/test', input);
export const cutConnection = (userId: string) =>
  api.delete(`/single-sign-on/connections/${userId}`);

export function wantsProof(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === 'proof.required';
}
