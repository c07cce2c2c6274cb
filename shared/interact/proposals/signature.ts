import { legalForm } from '../../identify/company-names.ts';
import { foldForSearch } from '../../platform/folding.ts';
import { readContacts } from '../capture/contacts.ts';
import { splitText } from '../mail/quoting.ts';

/** What somebody writes of themselves under a mail. */
export interface SignatureReading {
  name: string | null;
  title: string | null;
  company: string | null;
  phones: string[];
}

interface Sender {
  name: string;
  address: string;
}

/** More lines are a disclaimer or another text. */
const mostLines = 14;
const longestLine = 120;

const CLOSING =
  /^(?:(?:with )?(?:best|kind|kindest|warm|warmest|many)(?: (?:regards|wishes|thanks))?|regards|cheers|thanks(?: (?:a lot|again|in advance))?|thank you(?: very much)?|sincerely(?: yours)?|yours(?: (?:sincerely|faithfully|truly))?|all the best|(?:mit )?(?:freundlichen|freundlichem|besten|herzlichen|lieben|vielen|schönen)(?: (?:grüßen|gruß|grüssen|gruss|dank))?(?: (?:aus|nach) .{2,30})?|(?:viele|beste|liebe|herzliche|schöne|freundliche) (?:grüße|grüsse)(?: (?:aus|nach) .{2,30})?|(?:herzlichst|hochachtungsvoll|mfg|lg|vg|bg)|(?:besten|vielen|herzlichen) dank(?: und (?:viele|beste|liebe) grüße)?)\s*[,.!]?$/iu;

/** A word of it makes a line a title: what people are, not what they do all day. */
const TITLE =
  /(?<!\p{L})(?:chief|ceo|cfo|cto|coo|cmo|cio|vp|vice president|president|head|director|manager|managing|lead|leader|officer|partner|founder|owner|engineer|developer|architect|designer|consultant|advisor|adviser|analyst|assistant|secretary|accountant|buyer|purchaser|purchasing|sales|account executive|coordinator|specialist|editor|lawyer|attorney|professor|lecturer|technician|supervisor|administrator|representative|\p{L}*leiter(?:in)?|\p{L}*leitung|geschäftsführer(?:in)?|geschäftsleitung|vorstand|vorständin|prokurist(?:in)?|inhaber(?:in)?|\p{L}*berater(?:in)?|referent(?:in)?|\p{L}*assistent(?:in)?|assistenz|sekretariat|sachbearbeiter(?:in)?|einkauf|einkäufer(?:in)?|vertrieb|\p{L}*verkauf|verkäufer(?:in)?|außendienst|innendienst|buchhaltung|buchhalter(?:in)?|\p{L}*ingenieur(?:in)?|entwickler(?:in)?|techniker(?:in)?|\p{L}*meister(?:in)?|redakteur(?:in)?|anwalt|anwältin|rechtsanwalt|rechtsanwältin|architekt(?:in)?|kundenbetreuer(?:in)?|gründer(?:in)?|gesellschafter(?:in)?|disponent(?:in)?)(?!\p{L})/iu;
/** What the law wants under a letter names others than the writer. */
const LEGAL =
  /(?:amtsgericht|handelsregister|registergericht|firmenbuch|hr[ab]\s*\d|ust-?id|vat|uid[- ]?nr|tax (?:id|no)|company (?:no|number|reg)|registered (?:in|office)|sitz der|geschäftsführ(?:er|ung)(?:in)?(?:nen)?\s*:|managing directors?\s*:|vorstand\s*:|aufsichtsrat|iban|bic\b|confidential|vertraulich|disclaimer|unsubscribe)/iu;
const LABEL =
  /^\(?(?:t|tel|telefon|telephone|phone|ph|fon|m|mob|mobil|mobile|mobiltelefon|cell|handy|d|direct|durchwahl|office|büro|zentrale|e|e-?mail|mail|w|web|www|internet|f|fax|telefax|a|address|adresse)\)?\s*[.:]?$/iu;
const FAX = /(?<!\p{L})(?:f|fax|telefax)\s*[.:)]?\s*$/iu;

/**
 * Reads what stands under a mail: after its mark, or after words of farewell. Nothing is guessed: what has no
 * sign of a name, a title or a company is left alone. Null where nobody signed.
 */
export function readSignature(body: string, sender: Sender): SignatureReading | null {
  const lines = signedLines(body, sender);
  if (!lines) return null;
  const contacts = lines.flatMap((line) => dialled(line));
  const pieces = lines.flatMap(piecesOf);
  const own = tokensOf(sender.name);
  const name = pieces.find((piece) => isOwnName(piece, own)) ?? null;
  const others = pieces.filter((piece) => piece !== name && !LEGAL.test(piece));
  const company =
    others.find((piece) => legalForm(piece) !== null && !/[:@]/.test(piece)) ??
    others.find((piece) => isOfDomain(piece, sender.address)) ??
    null;
  const title =
    others.find((piece) => piece !== company && TITLE.test(piece) && isTitle(piece)) ?? null;
  if (!name && !title && !company && contacts.length === 0) return null;
  return { name, title, company, phones: [...new Set(contacts)] };
}

function signedLines(body: string, sender: Sender): string[] | null {
  const { parts } = splitText(body);
  // What stands under the text answered was written by somebody else.
  const answered = parts.findIndex(({ kind }) => kind === 'quoted');
  const own = answered < 0 ? parts : parts.slice(0, answered);
  const marked = own.filter(({ kind }) => kind === 'signature').map(({ text }) => text);
  const written = own.filter(({ kind }) => kind === 'new').map(({ text }) => text);
  const lines = linesOf(written.at(-1) ?? '');
  const closing = lines.findLastIndex((line) => CLOSING.test(line));
  const named = lines.findLastIndex((line) => isOwnName(line, tokensOf(sender.name)));
  const from = closing >= 0 ? closing + 1 : named;
  const farewell = from >= 0 && lines.length - from <= mostLines ? lines.slice(from) : [];
  const all = [...farewell, ...marked.flatMap(linesOf)].filter(
    (line) => !/^[-–—_*=\s]+$/.test(line),
  );
  return all.length > 0 ? all.slice(0, 2 * mostLines) : null;
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replaceAll(/[*_]{1,2}(?=\S)|(?<=\S)[*_]{1,2}/g, '').trim())
    .filter((line) => line !== '');

/** "Anna Keller | Head of Sales · Kettle Ltd" says three things. */
function piecesOf(line: string): string[] {
  if (line.length > longestLine) return [];
  const rest = readContacts(line).reduce(
    (text, { from, to }) => text.slice(0, from) + ' '.repeat(to - from) + text.slice(to),
    line,
  );
  return rest
    .split(/\s*[|·•\t]\s*|\s{3,}|\s+[–—]\s+/u)
    .map((piece) => piece.replace(/^[-–—]\s*|[,;]$/gu, '').trim())
    .filter((piece) => piece.length > 1 && !LABEL.test(piece));
}

function dialled(line: string): string[] {
  return readContacts(line)
    .filter(({ topic, from }) => topic === 'phone' && !FAX.test(line.slice(0, from)))
    .map(({ value }) => value);
}

function isTitle(piece: string): boolean {
  return piece.length <= 80 && !/[.!?@\d]\s*$|:|\p{L}{2,}\.\s+\p{Lu}/u.test(piece);
}

const tokensOf = (name: string): string[] =>
  foldForSearch(name)
    .split(/[^\p{L}]+/u)
    .filter(Boolean);

/** The sender's own name, with titles or a second given name that their address does not show. */
function isOwnName(piece: string, own: readonly string[]): boolean {
  if (own.length < 2 || piece.length > 60) return false;
  const said = new Set(tokensOf(piece));
  return own.every((token) => said.has(token)) && said.size <= own.length + 3;
}

/** "Kettle Works" writes from kettle-works.example. */
function isOfDomain(piece: string, address: string): boolean {
  const label =
    foldForSearch(address.split('@')[1] ?? '')
      .split('.')
      .at(-2) ?? '';
  const said = tokensOf(piece).join('');
  return (
    label.length >= 4 &&
    piece.length <= 60 &&
    !/[.!?@:]/.test(piece) &&
    (said === label.replaceAll('-', '') || said.startsWith(label.replaceAll('-', ''))) &&
    said.length <= label.length + 20
  );
}
