import { companyDomainOf, isRoleAddress } from './addresses.ts';
import { isCompanyName } from './company-names.ts';
import type { PartyKind } from './parties.ts';

/** Mailboxes that a person alone opens as readily as a firm does: no desk is named. */
const ownMailbox = /^(?:e?mail|hello|hi|hallo|post)@/i;

/** `mail@manfred-huber.example` is Manfred Huber's own: the domain is made of nothing but his name. */
export function isOwnMailbox(email: string, name: string): boolean {
  return (
    ownMailbox.test(email) && !isCompanyName(name) && isNamedBy(companyDomainOf(email), name, 2)
  );
}

/**
 * Who writes from an address, by the name beside it. A desk is its company's, whoever sits there that day:
 * the name is the company's only when it looks like one, and "Maria Huber <office@…>" tells of none.
 */
export function whoWrites(address: string, said: string): { kind: PartyKind; name: string } {
  const name = said.includes('@') ? '' : said.trim();
  if (!isRoleAddress(address) || isOwnMailbox(address, name)) return { kind: 'person', name };
  const domain = companyDomainOf(address);
  if (isCompanyName(name) || isNamedBy(domain, name, 1)) return { kind: 'company', name };
  // Where anybody opens a mailbox it is no company's desk, so that the name beside it is a person's.
  if (!domain && name) return { kind: 'person', name };
  return { kind: 'company', name: '' };
}

/** Whether the domain is the name, in either order of its words and either way of writing an umlaut. */
function isNamedBy(domain: string | null, name: string, leastWords: number): boolean {
  const label = domain?.split('.')[0]?.replace(/-/g, '') ?? '';
  const words = plainWords(name);
  if (!label || words.length < leastWords) return false;
  return [words, [...words].reverse()].some(
    (order) => inAscii(order.join('')) === label || withoutAccents(order.join('')) === label,
  );
}

function plainWords(name: string): string[] {
  return (
    name
      .toLowerCase()
      .normalize('NFC')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

const spelled: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

function inAscii(text: string): string {
  return withoutAccents(text.replace(/[äöüß]/g, (letter) => spelled[letter] ?? letter));
}

function withoutAccents(text: string): string {
  return text.replace(/ß/g, 'ss').normalize('NFKD').replace(/\p{M}/gu, '');
}
