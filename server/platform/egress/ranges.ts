import { BlockList, isIPv4, isIPv6 } from 'node:net';

/**
 * Addresses that lead to machines of everybody and not into a network of somebody's: what IANA's registries
 * of special-purpose addresses leave over. Of IPv6 only the part that is given out counts at all, so that
 * every way of wrapping an IPv4 address in one (mapped, compatible, NAT64, 6to4, Teredo) is outside.
 */
export function isPublic(address: string): boolean {
  if (isIPv4(address)) return !special.v4.check(address, 'ipv4');
  if (!isIPv6(address) || address.includes('%')) return false;
  return givenOut.v6.check(address, 'ipv6') && !special.v6.check(address, 'ipv6');
}

/**
 * Addresses behind which no service is ever meant: the machine's own wire, where clouds keep the secrets of
 * their machines, and those that are nobody's or everybody's. A name never leads there, allowed or not.
 */
export function isNobodys(address: string): boolean {
  if (isIPv4(address)) return nobodys.v4.check(address, 'ipv4');
  return !isIPv6(address) || address.includes('%') || nobodys.v6.check(address, 'ipv6');
}

interface Ranges {
  v4: BlockList;
  v6: BlockList;
}

// Apart by family: a list that holds the range of mapped addresses would find every IPv4 address in it.
function ranges(list: string): Ranges {
  const found = { v4: new BlockList(), v6: new BlockList() };
  for (const range of list.trim().split(/\s+/)) {
    const [address = '', bits] = range.split('/');
    if (isIPv4(address)) found.v4.addSubnet(address, Number(bits), 'ipv4');
    else found.v6.addSubnet(address, Number(bits), 'ipv6');
  }
  return found;
}

const special = ranges(`
  0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 168.63.129.16/32 169.254.0.0/16 172.16.0.0/12
  192.0.0.0/24 192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24
  198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
  2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20`);

const givenOut = ranges('2000::/3');

const nobodys = ranges(`
  0.0.0.0/8 100.100.100.200/32 168.63.129.16/32 169.254.0.0/16 192.0.0.0/24 224.0.0.0/4 240.0.0.0/4
  ::/128 ::ffff:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/32 2002::/16 fd00:ec2::/32 fd20:ce::/32
  fe80::/10 fec0::/10 ff00::/8`);
