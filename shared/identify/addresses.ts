/**
 * What an e-mail address is, and when two are the same.
 *
 * The same person is recognised by the same *key*. For an address that can be written to, the key is
 * the address trimmed, composed (NFC), in lower case, its domain in ASCII; dots and plus parts stay,
 * because only the receiving provider knows what they mean. Text that is no address ("edd @end|ng
 * |rom deb|@n@org") is a key of its own: the same text is the same writer, but nobody can be written
 * to under it. The two never collide, since a key of the second kind does not parse as the first.
 */
import { parse as parseDomain } from 'tldts';
import { remember } from '../platform/remember.ts';
import {
  ambiguousRoleNames,
  automaticNames,
  freeMailDomains,
  regionNames,
  roleNames,
} from './address-lists.ts';

export interface SeenAddress {
  key: string;
  /** True when mail can be sent there; false for an opaque key. */
  mailable: boolean;
}

const longestAddress = 320;
const atomText = /^[^\s"(),:;<>@[\\\]\p{Cc}\p{Cf}]+$/u;
const quotedText = /^"(?:[^"\\\p{Cc}]|\\[^\p{Cc}])*"$/u;
const domainLabel = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

/** The address in the one form it is stored and compared in, or null when it is not an address. */
export function normaliseEmail(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed.length > longestAddress) return null;
  const folded = trimmed.normalize('NFC').toLowerCase().normalize('NFC');
  const at = folded.lastIndexOf('@');
  if (at < 1) return null;
  const local = normaliseLocalPart(folded.slice(0, at));
  const domain = normaliseDomain(folded.slice(at + 1));
  return local && domain ? `${local}@${domain}` : null;
}

function normaliseLocalPart(local: string): string | null {
  if (atomText.test(local)) return local;
  if (!quotedText.test(local)) return null;
  // "anna.keller"@x.org and anna.keller@x.org are one mailbox; quotes stay only where they are needed.
  const bare = local.slice(1, -1).replace(/\\(.)/gu, '$1');
  return atomText.test(bare) ? bare : local;
}

/** A host name in lower-case ASCII (IDN as punycode), or null. An address literal ([192.0.2.1]) stays. */
export function normaliseDomain(text: string): string | null {
  const domain = text.trim().toLowerCase().replace(/\.$/, '');
  if (/^\[[0-9a-f.:]+\]$|^\[ipv6:[0-9a-f.:]+\]$/.test(domain)) return domain;
  const ascii = isAscii(domain) ? domain : toAscii(domain);
  if (!ascii || ascii.length > 253) return null;
  return ascii.split('.').every((label) => domainLabel.test(label)) ? ascii : null;
}

function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text);
}

function toAscii(domain: string): string | null {
  // The URL parser would read these as other parts of an address, or decode them.
  if (/[\s/\\?#@:%[\]]/u.test(domain)) return null;
  return URL.parse(`http://${domain}/`)?.hostname ?? null;
}

/**
 * The key under which an address met in mail is remembered.
 *
 * List archives write "anna at example.org". That is read as anna@example.org only where nothing else
 * can be meant: one " at ", an ordinary local part, and a domain under a known public suffix. Masked
 * addresses (letters replaced, domains missing) stay opaque, because a guess could name a stranger.
 */
export function seenAddress(text: string): SeenAddress | null {
  const plain = text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .toWellFormed();
  if (!plain) return null;
  const email = normaliseEmail(plain) ?? normaliseEmail(spokenAddress(plain) ?? '');
  if (email) return { key: email, mailable: true };
  const key = plain.normalize('NFC').toLowerCase().normalize('NFC').slice(0, longestAddress).trim();
  return { key, mailable: false };
}

function spokenAddress(text: string): string | null {
  const match = /^(\S+) at (\S+)$/iu.exec(text);
  if (!match || text.includes('@')) return null;
  const [, local = '', host = ''] = match;
  const domain = normaliseDomain(host);
  if (!domain || !/^[a-z0-9._+'=-]+$/iu.test(local)) return null;
  const parsed = parseDomain(domain);
  return parsed.isIcann && parsed.domain ? `${local}@${domain}` : null;
}

export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1);
}

function localPartOf(email: string): string {
  return email.slice(0, Math.max(0, email.lastIndexOf('@')));
}

/**
 * The part of a domain a company registered: "mail.example.co.uk" → "example.co.uk". Suffixes rented
 * out privately count too (firm.uk.com is a firm, uk.com is not), unless the domain *is* such a suffix.
 * Under a top level that the public suffix list does not know, its last rule "*" holds: one label counts.
 */
export const registrableDomain = remember((domain: string): string | null => {
  const ascii = normaliseDomain(domain);
  if (!ascii) return null;
  const narrow = parseDomain(ascii, { allowPrivateDomains: true });
  return narrow.domain ?? parseDomain(ascii).domain;
});

/** A provider whose addresses belong to persons, so that its domain says nothing about a company. */
export const isFreeMailDomain = remember((domain: string): boolean => {
  const ascii = normaliseDomain(domain);
  if (!ascii) return false;
  if (freeMailDomains.has(ascii)) return true;
  const registered = registrableDomain(ascii);
  return registered !== null && freeMailDomains.has(registered);
});

/** The domain under which a company is known by this address; null for free-mail and unreadable ones. */
export function companyDomainOf(address: string): string | null {
  const at = address.lastIndexOf('@');
  const domain = at > 0 ? registrableDomain(address.slice(at + 1)) : null;
  return domain && !isFreeMailDomain(domain) ? domain : null;
}

/** The words of a local part, the first of which names a desk or a machine: "info-berlin+x" → "info". */
function deskName(email: string): { whole: string; first: string; rest: string[] } {
  const whole = localPartOf(email.toLowerCase()).split('+')[0] ?? '';
  const [first = '', ...rest] = whole.split(/[._-]/);
  return { whole: whole.replace(/[._-]/g, ''), first, rest };
}

/** An address of a desk (info@, sales@, buchhaltung@), which belongs to the company and not to a person. */
export function isRoleAddress(email: string): boolean {
  const { whole, first, rest } = deskName(email);
  if (roleNames.has(whole) || isAutomaticAddress(email)) return true;
  if (!roleNames.has(first)) return false;
  // "it-support@" and "hr.emea@" are desks, "hr.schmidt@" is Herr Schmidt.
  return !ambiguousRoleNames.has(first) || rest.every(isPartOfCompany);
}

/** Further words of a desk's address: another desk, a number, a country or a region, never a name. */
function isPartOfCompany(word: string): boolean {
  return roleNames.has(word) || regionNames.has(word) || /^(?:\d+|[a-z]{2})$/.test(word);
}

/** An address nobody reads (noreply@, mailer-daemon@). */
export function isAutomaticAddress(email: string): boolean {
  const { whole, first } = deskName(email);
  if (automaticNames.has(whole) || automaticNames.has(first)) return true;
  return (
    /^(?:no|dont|donot|never|nicht|ne)-?_?\.?(?:reply|respond|antworten|pasrepondre)/.test(whole) ||
    /noreply$/.test(whole)
  );
}
