import type { MailProvider, MailServer } from '../../../../shared/interact/mail-servers.ts';

type Place = Pick<MailServer, 'host' | 'port' | 'encryption'>;

interface Provider {
  id: MailProvider;
  /** What their own addresses end with. */
  domains: readonly string[];
  /** Where mail for the domains of their customers is delivered: the end of the name in the MX record. */
  receives: readonly string[];
  /** Absent where only a program of theirs on one's own machine speaks IMAP. */
  imap?: Place;
  smtp?: Place;
  caldav?: string;
  carddav?: string;
  /** For their own addresses IMAP wants what stands before the @. */
  hasShortName?: true;
}

const tls = (host: string, port: number): Place => ({ host, port, encryption: 'tls' });
const starttls = (host: string): Place => ({ host, port: 587, encryption: 'starttls' });

/** As each provider tells its customers; a domain stands in one row only. */
export const providers: readonly Provider[] = [
  {
    id: 'gmail',
    domains: ['gmail.com', 'googlemail.com'],
    receives: ['google.com', 'googlemail.com'],
    imap: tls('imap.gmail.com', 993),
    smtp: tls('smtp.gmail.com', 465),
  },
  {
    id: 'microsoft',
    domains: [],
    receives: ['mail.protection.outlook.com', 'mx.microsoft'],
    imap: tls('outlook.office365.com', 993),
    smtp: starttls('smtp.office365.com'),
  },
  {
    id: 'microsoft',
    domains: [
      'outlook.com',
      'outlook.de',
      'outlook.at',
      'hotmail.com',
      'hotmail.de',
      'hotmail.co.uk',
      'hotmail.fr',
      'live.com',
      'live.de',
      'live.at',
      'msn.com',
    ],
    receives: ['olc.protection.outlook.com'],
    imap: tls('outlook.office365.com', 993),
    smtp: starttls('smtp-mail.outlook.com'),
  },
  {
    id: 'icloud',
    domains: ['icloud.com', 'me.com', 'mac.com'],
    receives: ['mail.icloud.com'],
    imap: tls('imap.mail.me.com', 993),
    smtp: starttls('smtp.mail.me.com'),
    caldav: 'https://caldav.icloud.com/',
    carddav: 'https://contacts.icloud.com/',
    hasShortName: true,
  },
  {
    id: 'aol',
    domains: ['aol.com', 'aol.de', 'aim.com'],
    receives: [],
    imap: tls('imap.aol.com', 993),
    smtp: tls('smtp.aol.com', 465),
  },
  {
    id: 'yahoo',
    domains: [
      'yahoo.com',
      'yahoo.de',
      'yahoo.fr',
      'yahoo.it',
      'yahoo.es',
      'yahoo.co.uk',
      'ymail.com',
      'rocketmail.com',
    ],
    receives: ['yahoodns.net'],
    imap: tls('imap.mail.yahoo.com', 993),
    smtp: tls('smtp.mail.yahoo.com', 465),
  },
  {
    id: 'fastmail',
    domains: ['fastmail.com', 'fastmail.fm'],
    receives: ['messagingengine.com'],
    imap: tls('imap.fastmail.com', 993),
    smtp: tls('smtp.fastmail.com', 465),
    caldav: 'https://caldav.fastmail.com/',
    carddav: 'https://carddav.fastmail.com/',
  },
  {
    id: 'gmx',
    domains: ['gmx.de', 'gmx.net', 'gmx.at', 'gmx.ch', 'gmx.eu'],
    receives: ['gmx.net'],
    imap: tls('imap.gmx.net', 993),
    smtp: tls('mail.gmx.net', 465),
    caldav: 'https://caldav.gmx.net/',
    carddav: 'https://carddav.gmx.net/',
  },
  {
    id: 'gmx',
    domains: ['gmx.com', 'gmx.us', 'gmx.co.uk'],
    receives: ['gmx.com'],
    imap: tls('imap.gmx.com', 993),
    smtp: starttls('mail.gmx.com'),
  },
  {
    id: 'web.de',
    domains: ['web.de', 'email.de'],
    receives: ['web.de'],
    imap: tls('imap.web.de', 993),
    smtp: starttls('smtp.web.de'),
    caldav: 'https://caldav.web.de/',
    carddav: 'https://carddav.web.de/',
  },
  {
    id: 't-online',
    domains: ['t-online.de', 'magenta.de'],
    receives: ['t-online.de'],
    imap: tls('secureimap.t-online.de', 993),
    smtp: tls('securesmtp.t-online.de', 465),
  },
  {
    id: 'ionos',
    domains: [],
    receives: ['kundenserver.de', 'ionos.de'],
    imap: tls('imap.ionos.de', 993),
    smtp: tls('smtp.ionos.de', 465),
  },
  {
    id: 'ionos',
    domains: [],
    receives: ['ionos.com'],
    imap: tls('imap.ionos.com', 993),
    smtp: tls('smtp.ionos.com', 465),
  },
  {
    id: 'strato',
    domains: [],
    receives: ['rzone.de'],
    imap: tls('imap.strato.de', 993),
    smtp: tls('smtp.strato.de', 465),
  },
  {
    id: 'posteo',
    domains: ['posteo.de', 'posteo.net', 'posteo.at', 'posteo.ch', 'posteo.org'],
    receives: ['posteo.de'],
    imap: tls('posteo.de', 993),
    smtp: tls('posteo.de', 465),
    caldav: 'https://posteo.de:8443/',
    carddav: 'https://posteo.de:8443/',
  },
  {
    id: 'mailbox.org',
    domains: ['mailbox.org'],
    receives: ['mailbox.org'],
    imap: tls('imap.mailbox.org', 993),
    smtp: tls('smtp.mailbox.org', 465),
    caldav: 'https://dav.mailbox.org/caldav/',
    carddav: 'https://dav.mailbox.org/carddav/',
  },
  {
    id: 'proton',
    domains: ['proton.me', 'protonmail.com', 'protonmail.ch', 'pm.me'],
    receives: ['protonmail.ch'],
  },
];

export function providerOfDomain(domain: string): Provider | undefined {
  return providers.find(({ domains }) => domains.includes(domain));
}

/** By where the domain's mail is delivered; `hosts` are those of its MX records, the preferred one first. */
export function providerOfDelivery(hosts: readonly string[]): Provider | undefined {
  // A filter before the mailbox stands first in the records: the first known one that is named counts.
  for (const host of hosts) {
    const found = providers.find(({ receives }) =>
      receives.some((end) => host === end || host.endsWith(`.${end}`)),
    );
    if (found) return found;
  }
  return undefined;
}

export function serversOf(provider: Provider, address: string, isOwnDomain: boolean) {
  const short = address.slice(0, address.lastIndexOf('@'));
  const user = provider.hasShortName && isOwnDomain ? short : address;
  return {
    provider: provider.id,
    foundBy: 'provider' as const,
    imap: provider.imap ? { ...provider.imap, user } : null,
    smtp: provider.smtp ? { ...provider.smtp, user: address } : null,
    caldav: provider.caldav ?? null,
    carddav: provider.carddav ?? null,
  };
}
