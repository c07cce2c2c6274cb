import { domainOf, normaliseEmail } from '../../../../shared/identify/addresses.ts';
import type { MailServer, MailServers } from '../../../../shared/interact/mail-servers.ts';
import type { Egress } from '../../../platform/egress/egress.ts';
import { configAddresses, readConfig } from './autoconfig.ts';
import { deliveryOf, type Names, placeOf } from './names.ts';
import { providerOfDelivery, providerOfDomain, serversOf } from './providers.ts';

type Found = Pick<MailServers, 'provider' | 'foundBy' | 'imap' | 'smtp'> &
  Partial<Pick<MailServers, 'caldav' | 'carddav'>>;

/**
 * The servers of an address, from what is known here and from what its own domain tells. Nobody else is
 * asked: a public list of providers would learn whose mail is read with what.
 */
export async function discoverMailServers(
  text: string,
  { names, ask }: { names: Names; ask: Egress['ask'] },
): Promise<MailServers> {
  const address = normaliseEmail(text)!;
  const domain = domainOf(address);
  const known = providerOfDomain(domain);
  if (known) return { address, ...serversOf(known, address, true) };
  const [found, caldav, carddav] = await Promise.all([
    fromDomain(address, { names, ask }),
    davOf(names, 'caldav', domain),
    davOf(names, 'carddav', domain),
  ]);
  return {
    address,
    ...found,
    caldav: caldav ?? found.caldav ?? null,
    carddav: carddav ?? found.carddav ?? null,
  };
}

/** All questions leave together, because each may take its time; the surest answer counts. */
async function fromDomain(
  address: string,
  { names, ask }: { names: Names; ask: Egress['ask'] },
): Promise<Found> {
  const domain = domainOf(address);
  const [delivery, configs, told] = await Promise.all([
    deliveryOf(names, domain),
    Promise.all(configAddresses(address).map((place) => configAt(place, address, ask))),
    fromNames(names, address),
  ]);
  const provider = providerOfDelivery(delivery);
  if (provider) return serversOf(provider, address, false);
  const config = configs.find((one) => one?.imap);
  if (config) {
    return { provider: null, foundBy: 'domain', imap: config.imap, smtp: config.smtp ?? told.smtp };
  }
  if (told.imap) return { provider: null, foundBy: 'names', ...told };
  return { provider: null, foundBy: 'guess', ...(await guess(names, address)), ...smtpOf(told) };
}

/** What the names say about sending holds, also where they are silent about reading. */
function smtpOf({ smtp }: { smtp: MailServer | null }) {
  return smtp ? { smtp } : {};
}

async function configAt(place: string, address: string, ask: Egress['ask']) {
  try {
    const answer = await ask(place, { headers: { accept: 'application/xml, text/xml' } });
    return answer.status === 200 ? readConfig(await answer.text(), address) : null;
  } catch {
    // Most domains have none; whatever is wrong there, the next way is tried.
    return null;
  }
}

async function fromNames(names: Names, address: string) {
  const domain = domainOf(address);
  const server = async (encrypted: string, upgraded: string): Promise<MailServer | null> => {
    const [first, second] = await Promise.all([
      placeOf(names, encrypted, domain),
      placeOf(names, upgraded, domain),
    ]);
    if (first) return { ...first, encryption: 'tls', user: address };
    return second && { ...second, encryption: 'starttls', user: address };
  };
  const [imap, smtp] = await Promise.all([
    server('imaps', 'imap'),
    server('submissions', 'submission'),
  ]);
  return { imap, smtp };
}

/** The names that most have, of which those that lead anywhere are preferred. */
async function guess(names: Names, address: string) {
  const domain = domainOf(address);
  const [imap, mail, smtp] = [`imap.${domain}`, `mail.${domain}`, `smtp.${domain}`];
  const [hasImap, hasMail, hasSmtp] = await Promise.all([imap, mail, smtp].map(names.has));
  return {
    imap: tls(hasImap || !hasMail ? imap : mail, 993, address),
    smtp: tls(hasSmtp || !hasMail ? smtp : mail, 465, address),
  };
}

function tls(host: string, port: number, user: string): MailServer {
  return { host, port, encryption: 'tls', user };
}

/** RFC 6764: the place by SRV, the path by TXT beside it or at its well-known address. */
async function davOf(
  names: Names,
  kind: 'caldav' | 'carddav',
  domain: string,
): Promise<string | null> {
  const [place, texts] = await Promise.all([
    placeOf(names, `${kind}s`, domain),
    names.txt(`_${kind}s._tcp.${domain}`),
  ]);
  if (!place) return null;
  const path = texts
    .map((chunks) => /^path=(\/[!-~]*)$/.exec(chunks.join(''))?.[1])
    .find((one) => one !== undefined);
  const url = URL.parse(path ?? `/.well-known/${kind}`, `https://${place.host}:${place.port}`);
  // A path such as //elsewhere.example would name another host.
  return url?.hostname === place.host ? url.href : null;
}
