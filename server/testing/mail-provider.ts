import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export const mailClient = { id: 'rapport', secret: 'between the two of them' };

/** Whose sign-in opens mailboxes, for tests: a real authorisation server on this machine. */
export class MailProvider {
  readonly host: string;
  readonly origin: string;
  readonly #server: Server;
  readonly #provider: Provider;
  readonly #issued: { destroy: () => Promise<void> }[] = [];
  readonly #grants: { destroy: () => Promise<void> }[] = [];
  /** Who sits at its page; null: somebody who goes away. */
  person: string | null = null;
  /** Which mailbox opens for whom; who is not named opens their own. */
  readonly mailboxes = new Map<string, string>();
  /** So long its tokens open anything. */
  seconds = 3600;
  /** Each refresh token is good once; used again, it ends everything that came of it. */
  rotates = true;
  /** Gives a lasting permission. */
  isLasting = true;
  /** How often tokens were asked for. */
  asked = 0;

  private constructor(server: Server, redirectUri: string) {
    const { port } = server.address() as AddressInfo;
    this.#server = server;
    this.host = `127.0.0.1:${port}`;
    this.origin = `http://${this.host}`;
    const provider = new Provider(this.origin, {
      clients: [
        {
          client_id: mailClient.id,
          client_secret: mailClient.secret,
          redirect_uris: [redirectUri],
          grant_types: ['authorization_code', 'refresh_token'],
          response_types: ['code'],
          token_endpoint_auth_method: 'client_secret_basic',
        },
      ],
      scopes: ['mail', 'offline_access'],
      pkce: { required: () => true },
      cookies: { keys: ['one for the tests'] },
      ttl: {
        AccessToken: () => this.seconds,
        AuthorizationCode: 60,
        Grant: 3600,
        IdToken: 600,
        Interaction: 600,
        RefreshToken: 3600,
        Session: 600,
      },
      features: { devInteractions: { enabled: false }, revocation: { enabled: true } },
      issueRefreshToken: async () => this.isLasting,
      rotateRefreshToken: () => this.rotates,
      interactions: { url: (_, { uid }) => `/who/${uid}` },
      findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    });
    this.#provider = provider;
    provider.on('access_token.saved', (token) => this.#issued.push(token));
    const answer = provider.callback();
    server.on('request', (request, response) => {
      if (request.url?.startsWith('/who/')) void this.#ask(request, response);
      else if (request.url?.startsWith('/opens')) void this.#introspect(request, response);
      else {
        if (request.url === '/token') this.asked++;
        void answer(request, response);
      }
    });
  }

  static async start(redirectUri: string): Promise<MailProvider> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new MailProvider(server, redirectUri);
  }

  get registration() {
    return {
      kind: 'other' as const,
      name: 'Post & Co',
      clientId: mailClient.id,
      secret: mailClient.secret,
      authorizationEndpoint: `${this.origin}/auth`,
      tokenEndpoint: `${this.origin}/token`,
      scopes: ['openid', 'mail', 'offline_access'],
    };
  }

  async #ask(request: IncomingMessage, response: ServerResponse) {
    const provider = this.#provider;
    const { prompt, params } = await provider.interactionDetails(request, response);
    if (this.person === null) {
      await provider.interactionFinished(request, response, { error: 'access_denied' });
    } else if (prompt.name === 'login') {
      await provider.interactionFinished(request, response, { login: { accountId: this.person } });
    } else {
      const grant = new provider.Grant({ clientId: mailClient.id, accountId: this.person });
      grant.addOIDCScope(String(params.scope));
      this.#grants.push(grant);
      const consent = { grantId: await grant.save() };
      await provider.interactionFinished(request, response, { consent });
    }
  }

  /** Which mailbox a token opens; null: none. */
  async opens(token: string): Promise<string | null> {
    const found = await this.#provider.AccessToken.find(token);
    if (!found?.isValid || !found.accountId) return null;
    return this.mailboxes.get(found.accountId) ?? found.accountId;
  }

  /** As mail servers ask (RFC 7662). */
  async #introspect(request: IncomingMessage, response: ServerResponse) {
    let body = '';
    for await (const part of request) body += String(part);
    const mailbox = await this.opens(new URLSearchParams(body).get('token') ?? '');
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(mailbox ? { active: true, mailbox } : { active: false }));
  }

  /** Every token that was given out opens nothing any longer; new ones are still given. */
  async forgetTokens(): Promise<void> {
    for (const token of this.#issued.splice(0)) await token.destroy();
  }

  /** Whatever was allowed is taken back. */
  async revoke(): Promise<void> {
    for (const grant of this.#grants.splice(0)) await grant.destroy();
    await this.forgetTokens();
  }

  behave(): void {
    Object.assign(this, { seconds: 3600, rotates: true, isLasting: true, asked: 0 });
    this.mailboxes.clear();
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
