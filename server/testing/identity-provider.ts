import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export const client = { id: 'rapport', secret: 'a secret between the two & only them' };

/** What a provider says of somebody; `sub` is who they are there. */
export interface Person {
  sub: string;
  email?: string;
  email_verified?: unknown;
  name?: string;
  [claim: string]: unknown;
}

interface Token {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
}

/** A company's own sign-in, for tests: a real provider on this machine, that can be told to misbehave. */
export class IdentityProvider {
  readonly issuer: string;
  readonly host: string;
  readonly #server: Server;
  readonly #key: KeyObject;
  readonly people = new Map<string, Person>();
  /** Who sits at the provider's own page; null: the page asks. */
  person: string | null = null;
  /** Changes what it says of somebody before it signs. */
  change: ((token: Token) => Partial<Token>) | undefined;
  /** Signs with a key that is not among those it publishes. */
  signsWithAnother = false;
  /** How long ago or ahead its clock is, in seconds. */
  clock = 0;

  private constructor(server: Server, redirectUris: string[]) {
    const { port } = server.address() as AddressInfo;
    this.#server = server;
    this.host = `127.0.0.1:${port}`;
    this.issuer = `http://${this.host}`;
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    this.#key = privateKey;
    const jwk = { ...privateKey.export({ format: 'jwk' }), kid: 'only', alg: 'RS256', use: 'sig' };
    const provider = new Provider(this.issuer, {
      jwks: { keys: [jwk] },
      clients: [
        {
          client_id: client.id,
          client_secret: client.secret,
          redirect_uris: redirectUris,
          grant_types: ['authorization_code'],
          response_types: ['code'],
        },
      ],
      claims: { openid: ['sub', 'hd'], email: ['email', 'email_verified'], profile: ['name'] },
      cookies: { keys: ['one for the tests'] },
      // Said so that it does not remark on each.
      ttl: {
        AccessToken: 600,
        AuthorizationCode: 60,
        Grant: 600,
        IdToken: 600,
        Interaction: 600,
        Session: 600,
      },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_, { uid }) => `/who/${uid}` },
      findAccount: (_, accountId) => ({
        accountId,
        claims: () => this.people.get(accountId) ?? { sub: accountId },
      }),
      // Nobody is asked whether their company may know who they are.
      async loadExistingGrant({ oidc }) {
        const grant = new provider.Grant({
          clientId: oidc.client!.clientId,
          accountId: oidc.session!.accountId!,
        });
        grant.addOIDCScope('openid email profile');
        await grant.save();
        return grant;
      },
    });
    provider.use(async (context, next) => {
      await next();
      const body = context.body as { id_token?: string } | undefined;
      if (context.path === '/token' && body?.id_token) {
        context.body = { ...body, id_token: this.#rewritten(body.id_token) };
      }
    });
    const answer = provider.callback();
    server.on('request', (request, response) => {
      if (request.url?.startsWith('/who/')) void this.#ask(provider, request, response);
      else void answer(request, response);
    });
  }

  static async start(redirectUris: string[]): Promise<IdentityProvider> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new IdentityProvider(server, redirectUris);
  }

  /** The page at which somebody says who they are, with nothing more to it. */
  async #ask(provider: Provider, request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url!, this.issuer);
    const accountId = url.searchParams.get('as') ?? this.person;
    if (accountId === 'nobody') {
      const refusal = { error: 'access_denied', error_description: 'They went away.' };
      await provider.interactionFinished(request, response, refusal);
    } else if (accountId) {
      await provider.interactionFinished(request, response, { login: { accountId } });
    } else {
      const links = [...this.people.keys(), 'nobody'].map(
        (each) => `<li><a href="?as=${encodeURIComponent(each)}">${each}</a></li>`,
      );
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(
        `<!doctype html><title>Who is it?</title><h1>Who is it?</h1><ul>${links.join('')}`,
      );
    }
  }

  #rewritten(token: string): string {
    const [header, claims] = token
      .split('.')
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
    for (const claim of ['iat', 'exp', 'auth_time'] as const) {
      if (typeof claims[claim] === 'number') claims[claim] += this.clock;
    }
    return this.signed({ header, claims, ...this.change?.({ header, claims }) });
  }

  signed({ header, claims }: Token): string {
    const parts = [header, claims].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    if (header.alg === 'none') return `${parts.join('.')}.`;
    const key = this.signsWithAnother
      ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
      : this.#key;
    const signature = sign('RSA-SHA256', Buffer.from(parts.join('.')), key);
    return [...parts, signature.toString('base64url')].join('.');
  }

  /** Everything as it is when nothing was said. */
  behave(): void {
    this.change = undefined;
    this.signsWithAnother = false;
    this.clock = 0;
    this.person = null;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
