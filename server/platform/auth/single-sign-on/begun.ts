import { randomBytes } from 'node:crypto';
import type { Auth } from '../auth.ts';
import { mint, spend } from '../challenges.ts';
import { seal, unseal } from '../sealing.ts';

const purpose = 'single sign-on';

/** What the browser keeps, sealed, between leaving for the provider and coming back. */
export interface Begun {
  workspaceId: string;
  /** Settings saved since are another provider, perhaps. */
  issuer: string;
  clientId: string;
  nonce: string;
  codeVerifier: string;
  /** Where it goes on afterwards. */
  to: string;
  /** Whoever was signed in and wants to connect their account; null: somebody wants to come in. */
  connects: string | null;
}

/**
 * The state that goes to the provider and back, and the cookie that only the browser holds that set out:
 * an answer brought by another browser, or for another state, opens nothing. Nothing is kept here until
 * the answer comes, so that nobody fills the database by setting out.
 */
export function beginning(
  auth: Auth,
  begun: Omit<Begun, 'nonce' | 'codeVerifier'>,
): { state: string; cookie: string; begun: Begun } {
  const state = mint(auth.secret, purpose);
  const whole = {
    ...begun,
    nonce: randomBytes(32).toString('base64url'),
    codeVerifier: randomBytes(32).toString('base64url'),
  };
  const cookie = seal(auth.secret, purpose, state, Buffer.from(JSON.stringify(whole)));
  return { state, cookie: cookie.toString('base64url'), begun: whole };
}

/** What was begun with this state in this browser: once, and within minutes. */
export async function beginningOf(
  auth: Auth,
  { state, cookie }: { state: string | undefined; cookie: string | undefined },
): Promise<Begun | undefined> {
  if (!state || !cookie) return undefined;
  const plain = unseal(auth.secret, purpose, state, Buffer.from(cookie, 'base64url'));
  if (!plain || !(await spend(auth.database.query, auth.secret, purpose, state))) return undefined;
  return JSON.parse(plain.toString()) as Begun;
}
