import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';

/** Proxies whose X-Forwarded-For is believed: addresses or ranges such as 10.0.0.0/8. */
export function trustedProxies(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', prefix] = entry.trim().split('/');
    const family = isIPv4(address) ? 'ipv4' : isIPv6(address) ? 'ipv6' : undefined;
    const bits =
      prefix === undefined ? undefined : /^\d+$/.test(prefix) ? Number(prefix) : Number.NaN;
    const most = family === 'ipv4' ? 32 : 128;
    if (!family || (bits !== undefined && !(bits <= most))) {
      throw new TypeError(`“${entry}” is not an address or a range such as 10.0.0.0/8.`);
    }
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, bits, family);
  }
  return list;
}

/**
 * Where a request comes from, as the unit that tries are counted by: an IPv4 address, or the /64 of an
 * IPv6 address, because one customer of a provider owns a whole /64 and can rotate within it.
 *
 * X-Forwarded-For is read from its right end, and only across proxies named in the configuration:
 * everything further left was written by the client.
 */
export function sourceOf(
  peer: string | undefined,
  forwardedFor: string | null,
  trusted: BlockList,
): string {
  const hops = [...(forwardedFor ?? '').split(','), peer ?? ''].map((hop) => unwrap(hop.trim()));
  let source = unwrap(peer ?? '');
  for (const hop of hops.reverse()) {
    if (!isIP(hop)) break;
    source = hop;
    if (!trusted.check(hop, isIPv4(hop) ? 'ipv4' : 'ipv6')) break;
  }
  return isIPv6(source) ? network64(source) : source || 'unknown';
}

/** `::ffff:192.0.2.1` and `[2001:db8::1]` and `fe80::1%eth0` in their plain forms. */
function unwrap(address: string): string {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  if (!isIPv6(bare)) return bare;
  const groups = expand(bare);
  if (groups.slice(0, 5).some((group) => group !== 0) || groups[5] !== 0xffff) return bare;
  const [high = 0, low = 0] = groups.slice(6);
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

function network64(address: string): string {
  const groups = expand(address).slice(0, 4);
  return `${groups.map((group) => group.toString(16)).join(':')}::/64`;
}

function expand(address: string): number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const plain = dotted
    ? `${dotted[1]}${hex(dotted[2]!, dotted[3]!)}:${hex(dotted[4]!, dotted[5]!)}`
    : address;
  const [left = '', right] = plain.split('::');
  const before = left ? left.split(':') : [];
  const after = right ? right.split(':') : [];
  const zeros = Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16));
}

function hex(high: string, low: string): string {
  return (Number(high) * 256 + Number(low)).toString(16);
}
