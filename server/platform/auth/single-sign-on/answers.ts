import type { Configuration } from 'openid-client';
import { normaliseEmail } from '../accounts.ts';
import { AnswerRefused } from '../errors.ts';
import type { Begun } from './begun.ts';
import { unansweredIn } from './provider.ts';

/** Who came back, as the provider vouches for them. */
export interface Vouched {
  issuer: string;
  subject: string;
  /** Null unless the provider says that it is theirs. */
  email: string | null;
  /** What the provider says without vouching for it; for its domain alone. */
  saidEmail: string | null;
  name: string;
}

/** Where the provider asks who it is. */
export async function addressToAsk(
  config: Configuration,
  { state, begun, redirectUri }: { state: string; begun: Begun; redirectUri: string },
): Promise<URL> {
  const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await import('openid-client');
  return buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: 'openid email profile',
    state,
    nonce: begun.nonce,
    code_challenge: await calculatePKCECodeChallenge(begun.codeVerifier),
    code_challenge_method: 'S256',
  });
}

/**
 * Changes the code for who it is: signature, issuer, audience, times and nonce are the library's to check,
 * and everything it does not like is refused. Throws AnswerRefused.
 */
export async function readAnswer(
  config: Configuration,
  { url, state, begun }: { url: URL; state: string; begun: Begun },
): Promise<Vouched> {
  const { authorizationCodeGrant, fetchUserInfo } = await import('openid-client');
  const tokens = await authorizationCodeGrant(config, url, {
    expectedState: state,
    expectedNonce: begun.nonce,
    pkceCodeVerifier: begun.codeVerifier,
    idTokenExpected: true,
  }).catch(refuse);
  const claims = tokens.claims();
  if (!claims) throw new AnswerRefused('provider');
  let told: Record<string, unknown> = claims;
  if (claims.email === undefined && config.serverMetadata().userinfo_endpoint) {
    // Some tell the address only when asked again; the subject has to be the same.
    const more = await fetchUserInfo(config, tokens.access_token, claims.sub).catch(refuse);
    told = { ...more, ...claims };
  }
  return vouchedBy(claims.iss, claims.sub, told);
}

function vouchedBy(issuer: string, subject: string, told: Record<string, unknown>): Vouched {
  const said = typeof told.email === 'string' ? normaliseEmail(told.email) : '';
  const saidEmail = /^[^@\s]+@[^@\s]+$/.test(said) && said.length <= 254 ? said : null;
  // Some providers write the word instead of the value.
  const isVerified = told.email_verified === true || told.email_verified === 'true';
  return {
    issuer,
    subject,
    saidEmail,
    email: isVerified && isTheirs(issuer, saidEmail, told) ? saidEmail : null,
    name: nameOf(told, saidEmail ?? subject),
  };
}

/**
 * Anybody could once make an account at Google with an address of their employer's, and keep it when they
 * leave; only accounts that the company itself keeps there carry its domain.
 */
function isTheirs(issuer: string, email: string | null, told: Record<string, unknown>): boolean {
  if (issuer !== 'https://accounts.google.com' || email?.endsWith('@gmail.com')) return true;
  return typeof told.hd === 'string' && told.hd.toLowerCase() === email?.split('@')[1];
}

function nameOf(told: Record<string, unknown>, otherwise: string): string {
  const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
  const parts = [text(told.given_name), text(told.family_name)].filter(Boolean).join(' ');
  return (text(told.name) || parts || otherwise.split('@')[0] || otherwise).slice(0, 200);
}

function refuse(cause: unknown): never {
  if (unansweredIn(cause)) throw new AnswerRefused('provider', { cause });
  const { code, error } = cause as { code?: string; error?: string };
  if (error === 'access_denied') throw new AnswerRefused('cancelled', { cause });
  const isClock = code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED';
  throw new AnswerRefused(isClock ? 'clock' : 'provider', { cause, isWrong: !isClock });
}
