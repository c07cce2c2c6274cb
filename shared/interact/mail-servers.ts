import { z } from 'zod';
import { domainOf, normaliseEmail } from '../identify/addresses.ts';

/** Whose servers are known here, because many people have their mail with them or their sign-in is special. */
export const mailProviders = [
  'gmail',
  'microsoft',
  'icloud',
  'yahoo',
  'aol',
  'fastmail',
  'gmx',
  'web.de',
  't-online',
  'ionos',
  'strato',
  'posteo',
  'mailbox.org',
  'proton',
] as const;
export const MailProvider = z.enum(mailProviders);
export type MailProvider = z.infer<typeof MailProvider>;

export const MailServer = z.object({
  host: z.string(),
  port: z.number().int(),
  encryption: z.enum(['tls', 'starttls']),
  /** Under which name one signs in there. */
  user: z.string(),
});
export type MailServer = z.infer<typeof MailServer>;

/** How the servers were found, the surest first. */
export const discoveryWays = [
  /** Their domain, or where its mail is delivered, is a provider’s that is known here. */
  'provider',
  /** The domain says so itself, at its own address over https. */
  'domain',
  /** The domain says so in its name records (RFC 6186, RFC 8314). */
  'names',
  /** Nothing is known: what most have. */
  'guess',
] as const;
export const DiscoveryWay = z.enum(discoveryWays);
export type DiscoveryWay = z.infer<typeof DiscoveryWay>;

export const MailDiscoveryInput = z.strictObject({
  address: z.string().trim().max(320).refine(isMailboxAddress, {
    message: 'Give the e-mail address of the mailbox, such as ada@example.com.',
  }),
});
export type MailDiscoveryInput = z.infer<typeof MailDiscoveryInput>;

/** An address whose domain can be asked for its servers. */
function isMailboxAddress(text: string): boolean {
  const address = normaliseEmail(text);
  return (
    address !== null && /\.[^.\]]+$/.test(domainOf(address)) && !domainOf(address).startsWith('[')
  );
}

export const MailServers = z.object({
  /** In the form it is kept in: lower case, its domain in ASCII. */
  address: z.string(),
  provider: MailProvider.nullable(),
  foundBy: DiscoveryWay,
  /** null: this provider has none that could be asked. */
  imap: MailServer.nullable(),
  smtp: MailServer.nullable(),
  /** Where calendars and contacts stand, if the domain tells (RFC 6764). */
  caldav: z.string().nullable(),
  carddav: z.string().nullable(),
});
export type MailServers = z.infer<typeof MailServers>;
