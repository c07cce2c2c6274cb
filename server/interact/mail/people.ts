import { addressParser, decodeWords } from 'postal-mime';
import { seenAddress } from '../../../shared/identify/addresses.ts';
import type { MailAddress } from '../../../shared/interact/mail/message.ts';

/** No mail is written to more; a header with more is an attack on whoever lists its people. */
const mostAddresses = 5_000;

/** The people of an address header, in order, groups opened, each once. */
export function readAddresses(header: string): MailAddress[] {
  const single = readArchivedAddress(header);
  if (single) return [single];
  const people: MailAddress[] = [];
  const met = new Set<string>();
  for (const entry of addressParser(header, { flatten: true })) {
    if (people.length >= mostAddresses) break;
    const person = toPerson(cleanName(entry.name), entry.address ?? '');
    if (!person || met.has(person.key)) continue;
    met.add(person.key);
    people.push(person);
  }
  return people;
}

/** List archives write "anna at example.org (Anna Keller)", masked or not; the text before the name is the address. */
function readArchivedAddress(header: string): MailAddress | null {
  const match = /^([^<>"(),;]{1,320})\s\((.*)\)\s*$/su.exec(header);
  const address = match?.[1]?.trim() ?? '';
  if (!/\s/.test(address)) return null;
  const seen = seenAddress(address);
  if (!seen || !(seen.mailable || /@|\bat\b/.test(address))) return null;
  return { name: cleanName(decodeWords(match?.[2] ?? '')), ...seen };
}

function toPerson(name: string, address: string): MailAddress | null {
  // What the parser could not take for an address stands in the name: "anna at example.org".
  const seen = seenAddress(withoutDecoration(address) || name);
  if (!seen) return null;
  const said = address ? name : '';
  return { name: seenAddress(said)?.key === seen.key ? '' : said, ...seen };
}

/** Obsolete forms (RFC 822): a route before the address, comments inside it. */
function withoutDecoration(address: string): string {
  return address.replace(/^@[^:\s]{1,300}:/, '').replace(/\([^()]{0,300}\)/g, '');
}

const invisible = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+/gu;

/** A display name without the quotes, control and direction characters that clients and forgers add. */
export function cleanName(name: string): string {
  const plain = name.normalize('NFC').replace(invisible, ' ').replace(/\s+/gu, ' ').trim();
  const unquoted = /^(["'])(.*)\1$/su.exec(plain)?.[2]?.trim() ?? plain;
  return unquoted.slice(0, 300).toWellFormed();
}
