import { createHash } from 'node:crypto';
import type { ClientAuth, Configuration, CustomFetch } from 'openid-client';
import type { ConnectionProblem } from '../../../../shared/platform/single-sign-on.ts';
import type { Egress } from '../../egress/egress.ts';
import { Unanswered } from '../../egress/errors.ts';

/** Loaded by the first who signs in this way; most installations never do. */
const library = () => import('openid-client');

export interface Client {
  issuer: string;
  clientId: string;
  secret: string;
}

/** Clocks of two machines are never quite the same. */
const toleratedSeconds = 60;

/** A provider is not what it was said to be, in words that the settings have a sentence for. */
export class ProviderProblem extends Error {
  override name = 'ProviderProblem';
  readonly problem: ConnectionProblem;
  readonly host: string;
  /** What the provider calls itself, where that is the problem. */
  readonly told: string | null;

  constructor(
    problem: ConnectionProblem,
    host: string,
    also: { told?: string; cause?: unknown } = {},
  ) {
    super(`${host}: ${problem}`, { cause: also.cause });
    this.problem = problem;
    this.host = host;
    this.told = also.told ?? null;
  }
}

/** How a request of the library leaves: through the one door, whatever it was going to do itself. */
export function askThrough(egress: Egress): CustomFetch {
  return (url, { method, headers, body }) => {
    const text = body === undefined || body === null ? undefined : String(body);
    return egress.ask(url, { method, headers, ...(text === undefined ? {} : { body: text }) });
  };
}

/** Why no answer came, if that is what lies under an error of the library's. */
export function unansweredIn(error: unknown): Unanswered | undefined {
  if (error instanceof Unanswered) return error;
  return error instanceof Error ? unansweredIn(error.cause) : undefined;
}

/** What the provider says of itself, read and judged; throws ProviderProblem. */
export async function openProvider(egress: Egress, client: Client): Promise<Configuration> {
  const {
    discovery,
    customFetch,
    clockTolerance,
    enableNonRepudiationChecks,
    allowInsecureRequests,
  } = await library();
  const issuer = new URL(client.issuer);
  const config = await discovery(
    issuer,
    client.clientId,
    { client_secret: client.secret, [clockTolerance]: toleratedSeconds },
    await authentication(client.secret),
    {
      [customFetch]: askThrough(egress),
      // Without it the library takes the transport for proof enough and leaves signatures unchecked; and
      // http is for what the operator allows in a network of their own, which the door looks after.
      execute: [
        enableNonRepudiationChecks,
        ...(issuer.protocol === 'http:' ? [allowInsecureRequests] : []),
      ],
    },
  ).catch((cause: unknown) => {
    throw problemOf(cause, issuer.host);
  });
  judge(config, issuer);
  return config;
}

function problemOf(cause: unknown, host: string): ProviderProblem {
  const missed = unansweredIn(cause);
  if (missed) return new ProviderProblem(missed.reason, missed.host, { cause });
  const { code, cause: inner } = cause as { code?: string; cause?: unknown };
  if (code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED') {
    const told = (inner as { body?: { issuer?: unknown } } | undefined)?.body?.issuer;
    return new ProviderProblem('other issuer', host, { cause, ...named(told) });
  }
  const status = inner instanceof Response ? inner.status : 0;
  return new ProviderProblem(status >= 300 && status < 400 ? 'moved' : 'not a provider', host, {
    cause,
  });
}

/** An address and nothing else of what a stranger answered. */
function named(told: unknown): { told?: string } {
  return typeof told === 'string' && told.length <= 200 && URL.canParse(told) ? { told } : {};
}

/**
 * The library lets a provider of many companies call itself otherwise than it is called here. Then anybody
 * with an account at one of the others could come, so the two names have to be the same.
 */
function judge(config: Configuration, typed: URL): void {
  const told = config.serverMetadata();
  const bare = (address: string) => URL.parse(address)?.href.replace(/\/$/, '');
  if (bare(told.issuer) !== bare(typed.href)) {
    throw new ProviderProblem('other issuer', typed.host, named(told.issuer));
  }
  const endpoint = URL.parse(told.authorization_endpoint ?? '');
  const isWeb = endpoint?.protocol === 'https:' || endpoint?.protocol === typed.protocol;
  const usable = isWeb && told.token_endpoint && told.jwks_uri;
  const hasCode = told.response_types_supported?.includes('code') ?? true;
  const methods = told.code_challenge_methods_supported;
  if (!usable || !hasCode || (methods && !methods.includes('S256'))) {
    throw new ProviderProblem('incomplete', typed.host);
  }
}

/** In the standard's own way, unless the provider says that it takes the secret in the other alone. */
async function authentication(secret: string): Promise<ClientAuth> {
  const { ClientSecretBasic, ClientSecretPost } = await library();
  const [basic, post] = [ClientSecretBasic(secret), ClientSecretPost(secret)];
  return (as, client, body, headers) => {
    const ways = as.token_endpoint_auth_methods_supported ?? [];
    const takesPost = ways.includes('client_secret_post') && !ways.includes('client_secret_basic');
    (takesPost ? post : basic)(as, client, body, headers);
  };
}

/**
 * All that can be tried without somebody signing in: the description, the keys, and whether the provider
 * knows the client, by a code that cannot be right. Throws ProviderProblem.
 */
export async function tryProvider(
  egress: Egress,
  client: Client,
  redirectUri: string,
): Promise<void> {
  const { authorizationCodeGrant } = await library();
  const config = await openProvider(egress, client);
  const { jwks_uri: keys = '', token_endpoint: tokens = '' } = config.serverMetadata();
  const keyHost = URL.parse(keys)?.host ?? '';
  const answer = await egress.ask(keys).catch((error: unknown) => {
    throw problemOf(error, keyHost);
  });
  const told: unknown = await answer.json().catch(() => null);
  if (!answer.ok || !hasKeys(told)) throw new ProviderProblem('no keys', keyHost);

  const state = 'connection-test';
  const url = new URL(redirectUri);
  url.search = String(
    new URLSearchParams({ code: state, state, iss: config.serverMetadata().issuer }),
  );
  const refusal: unknown = await authorizationCodeGrant(config, url, {
    expectedState: state,
    pkceCodeVerifier: createHash('sha256').update(state).digest('base64url'),
  }).catch((error: unknown) => error);
  const missed = unansweredIn(refusal);
  if (missed) throw new ProviderProblem(missed.reason, missed.host);
  const { error, status } = refusal as { error?: string; status?: number };
  // “Invalid grant” is what a provider says to a client that it knows.
  if (error === 'invalid_client' || error === 'unauthorized_client' || status === 401) {
    throw new ProviderProblem('client refused', URL.parse(tokens)?.host ?? '');
  }
}

/** Providers as they were read lately: asked again after a while, and at once when their settings change. */
export type Providers = (workspaceId: string, client: Client) => Promise<Configuration>;

const readAgainAfter = 10 * 60_000;
/** One that does not answer is not asked by everybody who tries meanwhile. */
const triedAgainAfter = 5_000;

export function openProviders(egress: Egress): Providers {
  const read = new Map<string, { key: string; until: number; config: Promise<Configuration> }>();
  return (workspaceId, client) => {
    const key = createHash('sha256').update(JSON.stringify(client)).digest('base64url');
    const known = read.get(workspaceId);
    if (known?.key === key && known.until > performance.now()) return known.config;
    const config = openProvider(egress, client);
    const entry = { key, until: performance.now() + readAgainAfter, config };
    read.set(workspaceId, entry);
    config.catch(() => {
      entry.until = performance.now() + triedAgainAfter;
    });
    return config;
  };
}

function hasKeys(told: unknown): boolean {
  const keys = (told as { keys?: unknown } | null)?.keys;
  return Array.isArray(keys) && keys.length > 0;
}
