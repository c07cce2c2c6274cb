import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import { portOf, type Resolve, requireUsual, resolveBySystem, settle } from './destination.ts';
import { Unanswered, unanswered } from './errors.ts';

export interface Question {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  /** Where more, or less, than usual is meant. */
  limits?: Partial<Limits>;
  signal?: AbortSignal;
}

export interface Reached {
  /** To connect to. */
  address: string;
  /** Whose certificate it has to show. */
  host: string;
  /** The operator named it, and answers for the way there. */
  isNamed: boolean;
}

export interface Limits {
  /** From the question to the last byte of the answer. */
  milliseconds: number;
  bytes: number;
}

const usual: Limits = { milliseconds: 10_000, bytes: 1024 * 1024 };

/**
 * The one door through which the server itself asks other machines anything, at addresses that somebody
 * typed or that came with an answer. What must not be reached is refused where the connection is made, so
 * that neither a name that changes its address nor a redirect leads past it: no redirect is followed,
 * each is an answer like another. Nothing is unpacked, so that a small answer stays small.
 */
export interface Egress {
  /** Throws Unanswered when the request did not leave or nothing of use came back. */
  ask: (address: string, question?: Question) => Promise<Response>;
  /**
   * For what does not speak HTTP: the address of a host to connect to, judged like those of `ask`. Ports
   * other than these the operator names. Throws Unanswered.
   */
  reach: (host: string, port: number, usualPorts: readonly number[]) => Promise<Reached>;
  close: () => Promise<void>;
}

export function openEgress({
  allowed = new Set(),
  resolve = resolveBySystem,
  limits = usual,
}: {
  allowed?: ReadonlySet<string>;
  resolve?: Resolve;
  limits?: Limits;
}): Egress {
  const agent = new Agent({
    allowH2: false,
    pipelining: 1,
    headersTimeout: limits.milliseconds,
    bodyTimeout: limits.milliseconds,
    connect: (to, done) => {
      const port = to.port || (to.protocol === 'http:' ? '80' : '443');
      settle({ hostname: to.hostname, port }, { allowed, resolve }).then(
        (addresses) =>
          buildConnector({
            lookup: only(addresses),
            timeout: limits.milliseconds,
            maxCachedSessions: 0,
          })(to, done),
        (error: Error) => done(error, null),
      );
    },
  });

  return {
    async ask(address, { method = 'GET', headers = {}, body, limits: own = {}, signal } = {}) {
      const url = URL.parse(address);
      if (!url) throw new Unanswered('address', '');
      const host = `${url.hostname}:${portOf(url)}`;
      requireUsual(url, allowed);
      const { milliseconds, bytes } = { ...limits, ...own };
      const late = AbortSignal.timeout(milliseconds);
      try {
        return await answerOf(
          await agent.request({
            origin: url.origin,
            path: `${url.pathname}${url.search}`,
            method: method as Dispatcher.HttpMethod,
            headers: { 'accept-encoding': 'identity', ...headers },
            body: body ?? null,
            headersTimeout: milliseconds,
            bodyTimeout: milliseconds,
            signal: signal ? AbortSignal.any([late, signal]) : late,
          }),
          host,
          bytes,
        );
      } catch (error) {
        throw unanswered(error, host);
      }
    },
    async reach(name, port, usualPorts) {
      const url = URL.parse(`http://${name}:${port}`);
      if (url?.pathname !== '/' || url.username || url.search || url.hash) {
        throw new Unanswered('address', `${name}:${port}`);
      }
      const { hostname } = url;
      const host = `${hostname}:${port}`;
      const isNamed = allowed.has(host);
      if (!isNamed && !usualPorts.includes(port)) throw new Unanswered('port', host);
      const bare = hostname.replace(/^\[(.*)\]$/, '$1');
      try {
        const [first] = await settle({ hostname: bare, port: String(port) }, { allowed, resolve });
        return { address: first!.address, host: bare, isNamed };
      } catch (error) {
        throw unanswered(error, host);
      }
    },
    close: () => agent.destroy(),
  };
}

/** Connects to what was judged and to nothing else: the name is not looked up a second time. */
function only(addresses: LookupAddress[]): LookupFunction {
  return (_host, options, done) => {
    if (options.all) done(null, addresses);
    else done(null, addresses[0]!.address, addresses[0]!.family);
  };
}

async function answerOf(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  host: string,
  most: number,
): Promise<Response> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body as AsyncIterable<Uint8Array>) {
    size += part.length;
    // Leaving the loop ends the connection.
    if (size > most) throw new Unanswered('too large', host);
    parts.push(part);
  }
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') throw new Unanswered('no answer', host);
  const told = new Headers();
  for (const [name, value = []] of Object.entries(headers)) {
    for (const each of [value].flat()) told.append(name, each);
  }
  const isEmpty = [204, 205, 304].includes(statusCode);
  return new Response(isEmpty ? null : Buffer.concat(parts), { status: statusCode, headers: told });
}
