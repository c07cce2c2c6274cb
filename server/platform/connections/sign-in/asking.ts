import type { Configuration, TokenEndpointResponse } from 'openid-client';
import { askThrough, unansweredIn } from '../../auth/single-sign-on/provider.ts';
import type { Egress } from '../../egress/egress.ts';
import { ConnectionTrouble } from '../errors.ts';
import { MailProviderAway, PermissionMissing } from './errors.ts';
import { type Places, placesOf } from './known.ts';
import type { MailProviderRow } from './providers.ts';

/** Loaded by the first who signs in this way; most installations never do. */
const library = () => import('openid-client');

/** What somebody allowed, as the provider gave it. */
export interface Tokens {
  accessToken: string;
  refreshToken: string;
  /** When the first of them ends. */
  expiresAt: string;
  /** By whom they were given, and to which registration: they are sent nowhere else. */
  tokenEndpoint: string;
  clientId: string;
}

export interface Registration {
  egress: Egress;
  row: MailProviderRow;
  secret: string;
}

/** Where nothing is said about it, a token is taken for a short one. */
const usualSeconds = 600;

/**
 * `iss` is what the answer calls its writer (RFC 9207); it counts when it stands where people sign in, so that
 * an answer of another provider is never taken for one of this.
 */
async function configurationOf(
  { egress, row, secret }: Registration,
  places: Places,
  iss?: string | null,
): Promise<Configuration> {
  const client = await library();
  const { origin } = new URL(places.authorizationEndpoint);
  const issuer = iss && URL.parse(iss)?.origin === origin ? iss : origin;
  const config = new client.Configuration(
    {
      issuer,
      authorization_endpoint: places.authorizationEndpoint,
      token_endpoint: places.tokenEndpoint,
    },
    row.client_id,
    { client_secret: secret },
    row.kind === 'other' ? client.ClientSecretBasic(secret) : client.ClientSecretPost(secret),
  );
  config[client.customFetch] = askThrough(egress);
  // What the operator allows in a network of their own; the door looks after it.
  if (places.tokenEndpoint.startsWith('http:')) client.allowInsecureRequests(config);
  return config;
}

/** Where somebody signs in and allows it. */
export async function addressToSignIn(
  registration: Registration,
  asked: { state: string; codeVerifier: string; redirectUri: string },
): Promise<URL> {
  const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await library();
  const places = placesOf(registration.row);
  const config = await configurationOf(registration, places);
  return buildAuthorizationUrl(config, {
    ...places.extra,
    redirect_uri: asked.redirectUri,
    scope: places.scopes.join(' '),
    state: asked.state,
    code_challenge: await calculatePKCECodeChallenge(asked.codeVerifier),
    code_challenge_method: 'S256',
  });
}

/** Changes what the browser brought back for tokens. Throws PermissionMissing or MailProviderAway. */
export async function exchange(
  registration: Registration,
  answer: { url: URL; state: string; codeVerifier: string },
): Promise<Tokens> {
  const { authorizationCodeGrant } = await library();
  const places = placesOf(registration.row);
  const iss = answer.url.searchParams.get('iss');
  const config = await configurationOf(registration, places, iss);
  const told = await authorizationCodeGrant(config, answer.url, {
    expectedState: answer.state,
    pkceCodeVerifier: answer.codeVerifier,
  }).catch((cause: unknown) => {
    const unanswered = unansweredIn(cause);
    if (unanswered) throw new MailProviderAway(unanswered, { cause });
    const { error } = cause as { error?: string };
    if (error === 'access_denied' || error === 'consent_required') {
      throw new PermissionMissing('cancelled', { cause });
    }
    throw new PermissionMissing(isOurFault(cause) ? 'client' : 'refused', { cause });
  });
  if (!told.refresh_token) throw new PermissionMissing('not lasting');
  return tokensOf(registration, places, told, told.refresh_token);
}

/** New tokens for old ones. Throws ConnectionTrouble or Unanswered. */
export async function refresh(registration: Registration, kept: Tokens): Promise<Tokens> {
  const { refreshTokenGrant } = await library();
  const places = placesOf(registration.row);
  if (kept.tokenEndpoint !== places.tokenEndpoint || kept.clientId !== registration.row.client_id) {
    throw new ConnectionTrouble('sign in needed');
  }
  const config = await configurationOf(registration, places);
  const told = await refreshTokenGrant(config, kept.refreshToken).catch((cause: unknown) => {
    const unanswered = unansweredIn(cause);
    if (unanswered) throw unanswered;
    if (isOurFault(cause)) throw new ConnectionTrouble('client refused', { cause });
    const { error, status = 0 } = cause as { error?: string; status?: number };
    // Its own trouble and ours is tried again; a clear no is for whoever signed in.
    if (!error || status >= 500 || error === 'temporarily_unavailable') {
      throw new ConnectionTrouble(error ? 'no answer' : 'not understood', { cause });
    }
    throw new ConnectionTrouble('sign in needed', { cause });
  });
  // One that gives no new refresh token goes on with the one before.
  return tokensOf(registration, places, told, told.refresh_token ?? kept.refreshToken);
}

function isOurFault(cause: unknown): boolean {
  const { error, status } = cause as { error?: string; status?: number };
  return error === 'invalid_client' || error === 'unauthorized_client' || status === 401;
}

function tokensOf(
  { row }: Registration,
  { tokenEndpoint }: Places,
  { access_token: accessToken, expires_in: seconds = usualSeconds }: TokenEndpointResponse,
  refreshToken: string,
): Tokens {
  const expiresAt = Temporal.Now.instant().add({ seconds: Math.floor(Math.max(0, seconds)) });
  return {
    accessToken,
    refreshToken,
    expiresAt: expiresAt.toString(),
    tokenEndpoint,
    clientId: row.client_id,
  };
}
