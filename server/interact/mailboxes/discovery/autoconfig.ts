import { domainOf } from '../../../../shared/identify/addresses.ts';
import type { MailServer } from '../../../../shared/interact/mail-servers.ts';
import { xmlParser } from '../../../platform/import/workbook/xml.ts';
import { serverName, serverPort } from './host.ts';

/** Where a domain keeps its configuration for mail programs (draft-ietf-mailmaint-autoconfig). */
export function configAddresses(address: string): string[] {
  const domain = domainOf(address);
  const query = `emailaddress=${encodeURIComponent(address)}`;
  return [
    `https://autoconfig.${domain}/mail/config-v1.1.xml?${query}`,
    `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`,
  ];
}

/** Much more than any that is meant: a list of a few servers. */
const longestConfig = 64 * 1024;
const longestValue = 320;
const parts = ['hostname', 'port', 'socketType', 'username', 'authentication'] as const;
type Part = (typeof parts)[number];

interface Told extends Partial<Record<Part, string>> {
  type: string;
}

/** The servers a configuration names that can be used with encryption and a password. */
export function readConfig(
  xml: string,
  address: string,
): { imap: MailServer | null; smtp: MailServer | null } {
  if (xml.length > longestConfig) return { imap: null, smtp: null };
  const found: Told[] = [];
  let server: Told | undefined;
  let part: Part | undefined;
  const parser = xmlParser({
    open(name, { type = '' }) {
      if (name === 'incomingServer' || name === 'outgoingServer') {
        server = { type: type.toLowerCase() };
        found.push(server);
      }
      part = parts.find((known) => known === name);
      // Of several ways of signing in the last would stand; one that takes a password is enough.
      if (server && part && !(part === 'authentication' && isPassword(server[part]))) {
        server[part] = '';
      } else part = undefined;
    },
    text(text) {
      if (server && part) server[part] = `${server[part] ?? ''}${text}`.slice(0, longestValue);
    },
    close(name) {
      if (name === 'incomingServer' || name === 'outgoingServer') server = undefined;
      part = undefined;
    },
  });
  parser.write(xml);
  parser.end();
  return { imap: bestOf(found, 'imap', address), smtp: bestOf(found, 'smtp', address) };
}

/** An encrypted line from its first byte on is preferred (RFC 8314, 3). */
function bestOf(found: readonly Told[], type: string, address: string): MailServer | null {
  const usable = found
    .filter((told) => told.type === type)
    .map((told) => usableServer(told, address))
    .filter((server) => server !== null);
  return usable.find(({ encryption }) => encryption === 'tls') ?? usable[0] ?? null;
}

function usableServer(told: Told, address: string): MailServer | null {
  const host = serverName(filled(told.hostname, address));
  const port = serverPort(told.port?.trim() ?? '');
  const encryption = encryptions[told.socketType?.trim().toUpperCase() ?? ''];
  if (!host || !port || !encryption || !isPassword(told.authentication ?? 'password-cleartext')) {
    return null;
  }
  const user = filled(told.username, address);
  return { host, port, encryption, user: /^[^\p{Cc}]+$/u.test(user) ? user : address };
}

const encryptions: Record<string, MailServer['encryption']> = { SSL: 'tls', STARTTLS: 'starttls' };

function isPassword(authentication: string | undefined): boolean {
  return /^(password-(cleartext|encrypted)|plain|secure)$/.test(authentication?.trim() ?? '');
}

function filled(text: string | undefined, address: string): string {
  const values: Record<string, string> = {
    EMAILADDRESS: address,
    EMAILLOCALPART: address.slice(0, address.lastIndexOf('@')),
    EMAILDOMAIN: domainOf(address),
  };
  return (text ?? '')
    .trim()
    .replace(/%([A-Z]+)%/g, (whole, name: string) => values[name] ?? whole)
    .slice(0, longestValue);
}
