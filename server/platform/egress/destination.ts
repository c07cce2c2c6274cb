import { promises as dns, type LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { Unanswered } from './errors.ts';
import { isNobodys, isPublic } from './ranges.ts';

/** Every address of a name, in the order in which they are to be tried. */
export type Resolve = (host: string) => Promise<LookupAddress[]>;

export const resolveBySystem: Resolve = (host) => dns.lookup(host, { all: true });

/**
 * `sso.office.example, 10.0.0.7:8443`: what the operator allows although it stands in a network of their
 * own, or does not speak https at its usual port. The port is part of it, so that nothing else on that
 * machine is reached.
 */
export function allowedHosts(entries: readonly string[]): ReadonlySet<string> {
  return new Set(
    entries.map((entry) => {
      const url = URL.parse(`http://${entry.trim()}`);
      if (url?.pathname !== '/' || url.search || url.hash || url.username || url.password) {
        throw new TypeError(`“${entry.trim()}” is not a host such as sso.office.example:8443.`);
      }
      // A URL leaves out the port that is usual for its scheme, and 80 has to be said here.
      return `${url.hostname}:${url.port || (/:0*80$/.test(entry.trim()) ? '80' : '443')}`;
    }),
  );
}

export function portOf(url: URL): string {
  return url.port || (url.protocol === 'http:' ? '80' : '443');
}

/** Whether an address may be asked at all, before anybody looks its name up. */
export function requireUsual(url: URL, allowed: ReadonlySet<string>): void {
  const host = `${url.hostname}:${portOf(url)}`;
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  if (!isWeb || url.username || url.password || !url.hostname)
    throw new Unanswered('address', host);
  if (allowed.has(host)) return;
  if (url.protocol !== 'https:') throw new Unanswered('address', host);
  if (portOf(url) !== '443') throw new Unanswered('port', host);
}

/**
 * The addresses to connect to: looked up this once, and all of them judged, because a name that leads to
 * one machine inside and to one outside is meant to get past just this. Throws Unanswered otherwise.
 */
export async function settle(
  { hostname, port }: { hostname: string; port: string },
  { allowed, resolve }: { allowed: ReadonlySet<string>; resolve: Resolve },
): Promise<LookupAddress[]> {
  const literal = isIP(hostname);
  const host = `${literal === 6 ? `[${hostname}]` : hostname}:${port}`;
  if (literal) {
    if (!isPublic(hostname) && !allowed.has(host)) throw new Unanswered('private', host);
    return [{ address: hostname, family: literal }];
  }
  const addresses = await resolve(hostname);
  if (addresses.length === 0) throw new Unanswered('unknown host', host);
  const isFine = allowed.has(host)
    ? ({ address }: LookupAddress) => !isNobodys(address)
    : ({ address }: LookupAddress) => isPublic(address);
  if (!addresses.every(isFine)) throw new Unanswered('private', host);
  return addresses;
}
