import { addressParser, decodeWords } from 'postal-mime';
import { seenAddress } from '../../../shared/identify/addresses.ts';
import { displayName } from '../../../shared/identify/names.ts';
import type { MailAddress } from '../../../shared/interact/mail/message.ts';

/** No mail is written to more; a header with more is an attack on whoever lists its people. */
const mostAddresses = 5_000;

/** The people of an address header, in order, groups opened, each once. */
export function readAddresses(header: string): MailAddress[] {
  const single = readArchivedAddress(header);
  if (single) return [single];
  const people: MailAddress[] = [];
  const met = new Set<string>();
  for (const entry of addressParser(withoutCommasInWords(header), { flatten: true })) {
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

/** A display name as names are written everywhere, of a length that no person's exceeds. */
export function cleanName(name: string): string {
  return displayName(name).slice(0, 300).toWellFormed();
}

const quotedPrintableWord = /=\?([^?\s]+)\?q\?([^?\r\n]*)\?=/gi;

/** Some programs leave a comma as it is inside an encoded name, where it would part the list. */
function withoutCommasInWords(header: string): string {
  return header.replace(quotedPrintableWord, (_, charset: string, text: string) => {
    const safe = text.replace(
      /[ ,;:<>()"@\\]/g,
      (sign) => `=${sign.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`,
    );
    return `=?${charset}?Q?${safe}?=`;
  });
}
