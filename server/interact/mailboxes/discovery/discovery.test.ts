import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { MailServers } from '../../../../shared/interact/mail-servers.ts';
import { Unanswered } from '../../../platform/egress/errors.ts';
import { readConfig } from './autoconfig.ts';
import { discoverMailServers } from './discovery.ts';
import { serverName } from './host.ts';
import type { Names } from './names.ts';
import { providers } from './providers.ts';

interface World {
  /** `exchange` by domain, in the order of preference. */
  mx?: Record<string, string[]>;
  /** `host:port` by service and domain. */
  srv?: Record<string, string[]>;
  txt?: Record<string, string>;
  hosts?: string[];
  /** What stands at an address over https. */
  pages?: Record<string, string>;
}

function world({ mx = {}, srv = {}, txt = {}, hosts = [], pages = {} }: World) {
  const asked: string[] = [];
  const names: Names = {
    mx: async (domain) => (mx[domain] ?? []).map((exchange, priority) => ({ exchange, priority })),
    srv: async (name) =>
      (srv[name] ?? []).map((place, priority) => {
        const [host = '', port = '0'] = place.split(':');
        return { name: host, port: Number(port), priority, weight: 0 };
      }),
    txt: async (name) => (txt[name] ? [[txt[name]]] : []),
    has: async (host) => hosts.includes(host),
  };
  const ask = async (address: string) => {
    asked.push(address);
    const page = pages[address.split('?')[0] ?? ''];
    if (page === undefined) throw new Unanswered('unknown host', 'autoconfig');
    return new Response(page);
  };
  const find = (address: string) => discoverMailServers(address, { names, ask });
  return { find, asked };
}

const config = (servers: string) =>
  `<?xml version="1.0"?><clientConfig version="1.1"><emailProvider id="mill.example">${servers}</emailProvider></clientConfig>`;
const incoming = (host: string, port = '993', socket = 'SSL', more = '') =>
  `<incomingServer type="imap"><hostname>${host}</hostname><port>${port}</port>
   <socketType>${socket}</socketType><username>%EMAILADDRESS%</username>
   <authentication>password-cleartext</authentication>${more}</incomingServer>`;
const ada = 'ada@mill.example';
const tls = { port: 993, encryption: 'tls', user: ada };

describe('the servers of an address', () => {
  test('at a known provider are known without asking anybody', async () => {
    const { find, asked } = world({});
    const gmail = await find('Ada.Kettle@GMail.com ');
    expect(gmail).toMatchObject({
      address: 'ada.kettle@gmail.com',
      provider: 'gmail',
      foundBy: 'provider',
      imap: { host: 'imap.gmail.com', port: 993, encryption: 'tls', user: 'ada.kettle@gmail.com' },
      smtp: { host: 'smtp.gmail.com', port: 465, encryption: 'tls' },
    });
    expect((await find('ada@icloud.com')).imap?.user).toBe('ada');
    expect(await find('ada@proton.me')).toMatchObject({ provider: 'proton', imap: null });
    expect(asked).toEqual([]);
  });

  test('of a company whose mail a known provider takes are that provider’s', async () => {
    const { find } = world({
      mx: {
        'mill.example': ['filter.guard.example', 'mill-example.mail.protection.outlook.com'],
        'teapot.example': ['aspmx.l.google.com'],
        'kettle.example': ['notgoogle.com'],
      },
    });
    expect(await find(ada)).toMatchObject({ provider: 'microsoft', imap: { user: ada } });
    expect(await find('tom@teapot.example')).toMatchObject({ provider: 'gmail' });
    expect((await find('tom@kettle.example')).provider).toBeNull();
  });

  test('are read from what the domain publishes itself', async () => {
    const { find, asked } = world({
      pages: {
        'https://autoconfig.mill.example/mail/config-v1.1.xml': config(
          incoming('in.%EMAILDOMAIN%') +
            `<outgoingServer type="smtp"><hostname>out.mill.example</hostname><port>587</port>
             <socketType>STARTTLS</socketType><username>%EMAILLOCALPART%</username></outgoingServer>`,
        ),
      },
      srv: { '_imaps._tcp.mill.example': ['other.mill.example:993'] },
    });
    expect(await find(ada)).toMatchObject({
      provider: null,
      foundBy: 'domain',
      imap: { host: 'in.mill.example', ...tls },
      smtp: { host: 'out.mill.example', port: 587, encryption: 'starttls', user: 'ada' },
    });
    expect(asked.every((one) => new URL(one).hostname.endsWith('mill.example'))).toBe(true);
  });

  test('are read from its well-known address where nothing else answers', async () => {
    const { find } = world({
      pages: {
        'https://mill.example/.well-known/autoconfig/mail/config-v1.1.xml': config(
          incoming('in.mill.example', '143', 'STARTTLS'),
        ),
      },
    });
    expect((await find(ada)).imap).toMatchObject({ port: 143, encryption: 'starttls' });
  });

  test('are read from its name records', async () => {
    const { find } = world({
      srv: {
        '_imaps._tcp.mill.example': ['.:0'],
        '_imap._tcp.mill.example': ['mail.mill.example:143'],
        '_submissions._tcp.mill.example': ['mail.mill.example:465'],
        '_caldavs._tcp.mill.example': ['cal.mill.example:8443'],
        '_carddavs._tcp.mill.example': ['dav.mill.example:443'],
      },
      txt: { '_carddavs._tcp.mill.example': 'path=/cards/' },
    });
    expect(await find(ada)).toMatchObject({
      foundBy: 'names',
      imap: { host: 'mail.mill.example', port: 143, encryption: 'starttls' },
      smtp: { host: 'mail.mill.example', port: 465, encryption: 'tls' },
      caldav: 'https://cal.mill.example:8443/.well-known/caldav',
      carddav: 'https://dav.mill.example/cards/',
    });
  });

  test('are guessed when nobody tells, and said to be a guess', async () => {
    const nobody = await world({}).find(ada);
    expect(nobody).toMatchObject({ foundBy: 'guess', imap: { host: 'imap.mill.example', ...tls } });
    const one = await world({ hosts: ['mail.mill.example'] }).find(ada);
    expect(one).toMatchObject({
      foundBy: 'guess',
      imap: { host: 'mail.mill.example', ...tls },
      smtp: { host: 'mail.mill.example', port: 465 },
    });
  });

  test('of a domain with an umlaut are asked for in ASCII', async () => {
    const { find, asked } = world({});
    const found = await find('Änne@Mühle.example');
    expect(found.address).toBe('änne@xn--mhle-0ra.example');
    expect(found.imap?.host).toBe('imap.xn--mhle-0ra.example');
    expect(asked[0]).toContain('autoconfig.xn--mhle-0ra.example/');
  });

  test('never hold a path that leads to another host', async () => {
    const { find } = world({
      srv: { '_caldavs._tcp.mill.example': ['cal.mill.example:443'] },
      txt: { '_caldavs._tcp.mill.example': 'path=//evil.example/' },
    });
    expect((await find(ada)).caldav).toBeNull();
  });
});

describe('what a domain publishes', () => {
  const read = (xml: string) => readConfig(xml, ada);

  test('counts only with encryption and a password', () => {
    expect(read(config(incoming('in.mill.example', '143', 'plain'))).imap).toBeNull();
    const token = '<authentication>OAuth2</authentication>';
    const both = config(incoming('in.mill.example', '993', 'SSL', token));
    expect(read(both).imap?.host).toBe('in.mill.example');
    const only = both.replaceAll('password-cleartext', 'OAuth2');
    expect(read(only).imap).toBeNull();
  });

  test('prefers a line that is encrypted from its first byte on', () => {
    const two = incoming('a.mill.example', '143', 'STARTTLS') + incoming('b.mill.example');
    expect(read(config(two)).imap?.host).toBe('b.mill.example');
  });

  test('makes nothing grow, opens no file and names no machine by its number', () => {
    const bomb = `<!DOCTYPE a [<!ENTITY x "in.mill.example"><!ENTITY y SYSTEM "file:///etc/passwd">]>`;
    expect(read(bomb + config(incoming('&x;'))).imap).toBeNull();
    expect(read(bomb + config(incoming('&y;'))).imap).toBeNull();
    for (const host of [
      '127.0.0.1',
      '0x7f.1',
      '2130706433',
      '[::1]',
      'localhost',
      'in.mill.example/../x',
      'in mill.example',
      'user@in.mill.example',
      'in.mill.example:25',
      'x'.repeat(300),
      `${'x'.repeat(64)}.example`,
      'in_side.example',
      '%UNKNOWN%.example',
      '',
    ])
      expect(read(config(incoming(host))).imap, host).toBeNull();
    for (const port of ['0', '-1', '65536', '9e3', ''])
      expect(read(config(incoming('in.mill.example', port))).imap, port).toBeNull();
    expect(read(' '.repeat(70_000) + config(incoming('in.mill.example'))).imap).toBeNull();
  });

  property.prop([fc.string({ maxLength: 400 }), fc.string({ maxLength: 80 })])(
    'is never believed beyond what a server can be',
    (noise, host) => {
      for (const xml of [noise, config(incoming(host) + noise), config(noise) + incoming(host)]) {
        const found = { ...read(xml), address: ada, provider: null, foundBy: 'domain' };
        const told = MailServers.parse({ ...found, caldav: null, carddav: null });
        for (const server of [told.imap, told.smtp]) {
          if (server) expect(serverName(server.host)).toBe(server.host);
        }
      }
    },
  );
});

property.prop([fc.string({ unit: 'binary', maxLength: 100 })])(
  'a name of a server is a host and nothing else',
  (text) => {
    const name = serverName(text);
    if (name !== null) expect(new URL(`https://${name}/`).host).toBe(name);
  },
);

test('a domain belongs to one provider, and every server has a name', () => {
  const domains = providers.flatMap(({ domains: own }) => own);
  expect(new Set(domains).size).toBe(domains.length);
  for (const { imap, smtp } of providers) {
    for (const server of [imap, smtp]) {
      if (server) expect(serverName(server.host)).toBe(server.host);
    }
  }
});
