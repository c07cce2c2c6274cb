import { getDomain } from 'tldts';
import { isToken, type Token } from '../connections/connector.ts';
import { ConnectionTrouble } from '../connections/errors.ts';
import { Unanswered } from '../egress/errors.ts';
import type { House } from '../house.ts';
import { type Multistatus, readMultistatus } from './multistatus.ts';

/** An entry as it was handed over, with what names its state. */
export interface DavAnswer {
  status: number;
  /** Where the answer came from in the end. */
  url: URL;
  etag: string | null;
  text: string;
}

interface DavQuestion {
  method: string;
  depth?: '0' | '1';
  body?: string;
  type?: string;
  ifMatch?: string;
  ifNoneMatch?: string;
}

/** A listing of a hundred thousand entries has this size, and no single entry has. */
const mostBytes = 24 * 1024 * 1024;
const patience = 60_000;
const mostRedirects = 5;

/**
 * Speaks WebDAV (RFC 4918) with one server, through the one way out. The name and the password go to the
 * machine they were given for; to another one of the same domain only where a redirect or the server's own
 * answer leads there over https, as providers do that keep each customer on a machine of its own.
 */
export class DavClient {
  readonly #house: House;
  readonly #home: URL;
  readonly #authorization: string;
  readonly #signal: AbortSignal | undefined;

  constructor(
    house: House,
    { url, user }: { url: string; user: string },
    key: { password: string } | Token,
    signal?: AbortSignal,
  ) {
    this.#house = house;
    this.#home = serverUrl(url);
    this.#authorization = isToken(key)
      ? `Bearer ${key.accessToken}`
      : `Basic ${Buffer.from(`${user}:${key.password}`).toString('base64')}`;
    this.#signal = signal;
  }

  get home(): URL {
    return this.#home;
  }

  /** What one asks of the same server, wherever its answers said it lies. */
  address(href: string, base: URL = this.#home): URL {
    const url = URL.parse(href, base);
    if (!url || !isSameServer(this.#home, url)) throw new Unanswered('address', url?.host ?? '');
    return url;
  }

  /** An answer that has parts, or `null` where the server has none for this address. */
  async multistatus(
    url: URL,
    question: Omit<DavQuestion, 'ifMatch' | 'ifNoneMatch'>,
  ): Promise<(Multistatus & { url: URL; status: number }) | null> {
    const answer = await this.ask(url, question);
    if (answer.status === 207)
      return { ...readMultistatus(answer.text), url: answer.url, status: 207 };
    if ([403, 409, 412, 507].includes(answer.status)) {
      const { errors } = readMultistatus(answer.text);
      return { resources: [], syncToken: null, errors, url: answer.url, status: answer.status };
    }
    if (answer.status >= 500) throw new Unanswered('no answer', url.host);
    return null;
  }

  async ask(url: URL, question: DavQuestion): Promise<DavAnswer> {
    let at = this.address(url.href);
    for (let redirects = 0; ; redirects++) {
      const response = await this.#house.egress.ask(at.href, {
        method: question.method,
        headers: this.#headers(question),
        ...(question.body === undefined ? {} : { body: question.body }),
        limits: { milliseconds: patience, bytes: mostBytes },
        ...(this.#signal ? { signal: this.#signal } : {}),
      });
      const location = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && response.status !== 304 && location) {
        // What is written goes where it was meant to and nowhere else.
        if (redirects === mostRedirects || /^(?:PUT|DELETE)$/.test(question.method)) {
          throw new Unanswered('no answer', at.host);
        }
        at = this.address(location, at);
        continue;
      }
      if (response.status === 401) throw new ConnectionTrouble('sign-in refused');
      if (response.status === 429 || response.status === 503) {
        throw new Unanswered('no answer', at.host);
      }
      return {
        status: response.status,
        url: at,
        etag: response.headers.get('etag'),
        text: await response.text(),
      };
    }
  }

  #headers({ body, depth, type, ifMatch, ifNoneMatch }: DavQuestion): Record<string, string> {
    return {
      authorization: this.#authorization,
      'user-agent': 'Rapport',
      ...(depth ? { depth } : {}),
      ...(body === undefined ? {} : { 'content-type': type ?? 'application/xml; charset=utf-8' }),
      ...(ifMatch ? { 'if-match': ifMatch } : {}),
      ...(ifNoneMatch ? { 'if-none-match': ifNoneMatch } : {}),
    };
  }
}

/** `cloud.example` means https; what is no address is refused as one. */
export function serverUrl(typed: string): URL {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`);
  if (!url?.hostname || url.username || url.password) throw new Unanswered('address', '');
  url.hash = '';
  url.search = '';
  return url;
}

function isSameServer(home: URL, url: URL): boolean {
  if (url.username || url.password) return false;
  if (url.origin === home.origin) return true;
  const domain = getDomain(home.hostname);
  return (
    domain !== null &&
    url.protocol === 'https:' &&
    url.port === '' &&
    getDomain(url.hostname) === domain
  );
}
