import { startAuthentication } from '@simplewebauthn/browser';
import { api } from './api.ts';

type SignInOptions = Parameters<typeof startAuthentication>[0]['optionsJSON'];

export async function signInWithPasskey(): Promise<void> {
  const { ticket, options } = await api.post<{ ticket: string; options: SignInOptions }>(
    '/api/auth/sign-in/passkey/options',
  );
  const response = await startAuthentication({ optionsJSON: options });
  await api.post('/api/auth/sign-in/passkey', { ticket, response });
}

/** Browsers make passkeys for names and never for addresses of numbers. */
export function canUsePasskeys(): boolean {
  return 'PublicKeyCredential' in window && !/^[\d.]+$|:/.test(location.hostname);
}

/** Whoever closes the browser's own box has said all there is to say. */
export function isTakenBack(error: unknown): boolean {
  return error instanceof Error && ['NotAllowedError', 'AbortError'].includes(error.name);
}
