import { isCompanyName } from '../../identify/company-names.ts';
import { foldForSearch } from '../../platform/folding.ts';
import type { ContactReading } from './contacts.ts';
import { nouns, particles } from './names.ts';
import { type Span, without } from './words.ts';

/** Somebody new, as one line tells: "new Petra Neumann, Kettle & Daughters, petra@kettle.example". */
export interface Newcomer {
  kind: 'person' | 'company';
  name: string;
  company: string | null;
  title: string | null;
  /** What has no place of its own. */
  note: string | null;
  spans: Span[];
}

const START =
  /^\s*(?:add |neu(?:e[rns]?)? |new |neu(?:e[rns]?)?: ?|new: ?)(?:(?:(person|contact|lead|customer|client|kontakt|ansprechpartner(?:in)?|kunde|kundin|interessent(?:in)?)|(company|firma|firm|organisation|organization|unternehmen))(?!\p{L}))?\s*:?\s*/iu;
/** Not "von" and "of", which belong to names as often. */
const AT = /\s+(?:at|from|bei)\s+(?=\p{Lu}|\p{N})/u;
/** What people are, as they write it. */
const TITLE =
  /(?<!\p{L})(?:head|manager|manageress|director|ceo|cto|cfo|coo|cio|owner|founder|buyer|purchasing|sales|marketing|assistant|engineer|lead|chief|president|partner|consultant|accountant|leiter(?:in)?|geschäftsführer(?:in)?|geschäftsführung|inhaber(?:in)?|chef(?:in)?|einkauf|einkäufer(?:in)?|einkaufsleiter(?:in)?|vertrieb|verkauf|verkäufer(?:in)?|assistent(?:in)?|assistenz|prokurist(?:in)?|vorstand|direktor(?:in)?|ingenieur(?:in)?|techniker(?:in)?|berater(?:in)?|buchhaltung|buchhalter(?:in)?|meister(?:in)?|sekretär(?:in)?|\p{L}+leiter(?:in)?|\p{L}+leitung)(?!\p{L})/iu;

/** Reads a line that says it is about somebody new; null for every other text. */
export function readNewcomer(text: string, contacts: readonly ContactReading[]): Newcomer | null {
  const start = START.exec(text);
  if (!start) return null;
  const [opening, , asCompany] = start;
  const rest = without(text, contacts);
  const parts = [...rest.slice(opening.length).matchAll(/[^,;\n|]+/gu)].map((found) => {
    const from = opening.length + found.index + (found[0].length - found[0].trimStart().length);
    const part = found[0].trim().replace(/\s+/g, ' ');
    return { part, from, to: from + found[0].trim().length };
  });
  const first = parts.find(({ part }) => part !== '');
  // "Neu im Team", "new offer wanted": a name is written with a capital letter.
  if (!first || !/^(?:\p{Lu}|\p{Lo}|\d)/u.test(first.part)) return null;
  const [name = '', at] = asCompany ? [first.part] : split(first.part);
  const itsWords = name.split(' ');
  if (itsWords.length > 6 || nouns.has(foldForSearch(itsWords[0]!))) return null;
  if (!itsWords.every((word) => /^[\p{Lu}\p{Lo}\p{N}&]/u.test(word) || particles.has(word)))
    return null;
  const newcomer: Newcomer = {
    kind: asCompany || isCompanyName(name) ? 'company' : 'person',
    name,
    company: at ?? null,
    title: null,
    note: null,
    spans: [{ from: 0, to: first.to }],
  };
  const left: string[] = [];
  for (const { part, from, to } of parts) {
    if (from <= first.from || part === '' || LABEL.test(part)) continue;
    const here = part.replace(/^(?:at|from|bei|von)\s+(?=\p{Lu}|\p{N})/u, '');
    const isName = /^(?:\p{Lu}|\p{N})/u.test(here) && here.split(' ').length <= 6;
    if (
      newcomer.kind === 'person' &&
      !newcomer.title &&
      TITLE.test(part) &&
      !isCompanyName(part) &&
      part.split(' ').length <= 6
    ) {
      const [title = '', company] = split(part);
      newcomer.title = title;
      newcomer.company ??= company ?? null;
    } else if (newcomer.kind === 'person' && !newcomer.company && isName) newcomer.company = here;
    else {
      left.push(part);
      continue;
    }
    newcomer.spans.push({ from, to });
  }
  if (left.length > 0) newcomer.note = left.join(', ');
  return newcomer;
}

/** What stands before a number or an address says only what it is. */
const LABEL =
  /^(?:tel|telefon|phone|mobile|mobil|handy|fax|e-?mail|mail|web|website|www|t|m|e)?[.:]?$/iu;

function split(part: string): [string, string?] {
  const found = AT.exec(part);
  if (!found) return [part.trim()];
  return [part.slice(0, found.index).trim(), part.slice(found.index + found[0].length).trim()];
}

/** The key by which a newcomer's company is looked up. */
export const companyLookup = (newcomer: Newcomer): string | null =>
  newcomer.company === null ? null : foldForSearch(newcomer.company);
