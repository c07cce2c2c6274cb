import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sourceOf, trustedProxies } from './source.ts';

const none = trustedProxies([]);
const ours = trustedProxies(['10.0.0.0/8', '2001:db8:feed::1']);

describe('where a request comes from', () => {
  test('without a proxy it is the peer, whatever the request claims', () => {
    expect(sourceOf('198.51.100.4', '203.0.113.9', none)).toBe('198.51.100.4');
    expect(sourceOf(undefined, '203.0.113.9', none)).toBe('unknown');
  });

  test('behind our proxies it is the last address that is not ours', () => {
    expect(sourceOf('10.1.2.3', '1.1.1.1, 203.0.113.9, 10.9.9.9', ours)).toBe('203.0.113.9');
    expect(sourceOf('::ffff:10.1.2.3', '203.0.113.9', ours)).toBe('203.0.113.9');
    expect(sourceOf('2001:db8:feed::1', '203.0.113.9', ours)).toBe('203.0.113.9');
  });

  test('nonsense in the header stops the search where it stands', () => {
    expect(sourceOf('10.1.2.3', '203.0.113.9, <script>', ours)).toBe('10.1.2.3');
    expect(sourceOf('10.1.2.3', '', ours)).toBe('10.1.2.3');
  });

  test('one IPv6 customer is one source, and a mapped IPv4 address is itself', () => {
    expect(sourceOf('2001:db8:1:2:3:4:5:6', null, none)).toBe('2001:db8:1:2::/64');
    expect(sourceOf('2001:db8:1:2::1', null, none)).toBe('2001:db8:1:2::/64');
    expect(sourceOf('::ffff:192.0.2.1', null, none)).toBe('192.0.2.1');
    expect(sourceOf('::ffff:c000:201', null, none)).toBe('192.0.2.1');
    expect(sourceOf('fe80::1%eth0', null, none)).toBe('fe80:0:0:0::/64');
  });

  test('rotating the lower half of an IPv6 address changes nothing', () => {
    fc.assert(
      fc.property(fc.ipV6(), fc.ipV6(), (a, b) => {
        const source = sourceOf(a, null, none);
        if (!source.endsWith('::/64')) return;
        const network = source.slice(0, -'::/64'.length);
        expect(sourceOf(`${network}:1:2:3:4`, b, none)).toBe(source);
      }),
    );
  });

  test('a header of any shape never throws and never wins over a peer that is no proxy of ours', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        expect(sourceOf('192.0.2.1', header, ours)).toBe('192.0.2.1');
        expect(sourceOf('10.0.0.1', header, ours)).toBeTypeOf('string');
      }),
    );
  });

  test('a proxy that is no address is refused at the start', () => {
    for (const wrong of ['proxy.local', '10.0.0.0/33', '10.0.0.0/', '::1/129', '']) {
      expect(() => trustedProxies([wrong]), wrong).toThrow(/not an address or a range/);
    }
  });
});
