/** What an automatic answer says of whoever is away: until when, who stands in, or that they have left. */
export interface Absence {
  /** The first day on which they are there again. */
  backOn: Temporal.PlainDate | null;
  standIns: { name: string; address: string }[];
  hasLeft: boolean;
}

const longestText = 20_000;
const mostStandIns = 5;
/** Longer than that nobody is away; a date beyond it is about something else. */
const longestDays = 550;

/**
 * Reads an automatic answer by rules, in English and German. `written` is the day on which it was written: a date
 * without a year is the next one from there. What is not clear is left out.
 */
export function readAbsence(
  { subject, text }: { subject: string; text: string },
  written: Temporal.PlainDate,
): Absence | null {
  const whole = `${subject}\n${text}`
    .slice(0, longestText)
    .replaceAll(/[ \t\u00a0]+/g, ' ')
    .replaceAll(/([^.:\n>])\n(?=\p{Ll})/gu, '$1 ');
  const hasLeft = leaving.some((pattern) => pattern.test(whole));
  const backOn = hasLeft ? null : returnIn(whole, written);
  const standIns = standInsIn(whole);
  if (!hasLeft && !backOn && standIns.length === 0 && !away.test(whole)) return null;
  return { backOn, standIns, hasLeft };
}

const away =
  /\b(?:out of (?:the )?office|on (?:vacation|holiday|leave|annual leave|parental leave)|away from my (?:desk|office)|abwesen(?:d|heit)|nicht im (?:Büro|Haus)|im Urlaub|in Elternzeit|außer Haus)\b/iu;

const leaving = [
  /\b(?:no longer|not) (?:with|employed (?:by|at)|working (?:for|at|with)|works? (?:for|at|with)|part of) (?:the |our )?(?:company|firm|organi[sz]ation|team|us|\p{Lu})/iu,
  /\b(?:has|have) left (?:the|our) (?:company|firm|organi[sz]ation)\b/iu,
  /\b(?:nicht mehr (?:bei|für) \p{L}[^.\n]{0,60}(?:tätig|beschäftigt|angestellt|arbeite)|nicht mehr (?:im Unternehmen|in (?:unserem|der) (?:Unternehmen|Firma|Haus)|bei uns)|(?:hat|habe) (?:das|unser) (?:Unternehmen|Haus) verlassen|(?:hat|habe) die Firma verlassen|(?:aus|aus dem) Unternehmen ausgeschieden)/iu,
];

const months: Record<string, number> = Object.fromEntries(
  [
    ['january', 'jan', 'januar', 'jänner', 'jän'],
    ['february', 'feb', 'februar', 'feber'],
    ['march', 'mar', 'märz', 'maerz', 'mrz'],
    ['april', 'apr'],
    ['may', 'mai'],
    ['june', 'jun', 'juni'],
    ['july', 'jul', 'juli'],
    ['august', 'aug'],
    ['september', 'sep', 'sept'],
    ['october', 'oct', 'oktober', 'okt'],
    ['november', 'nov'],
    ['december', 'dec', 'dezember', 'dez'],
  ].flatMap((names, at) => names.map((name) => [name, at + 1])),
);
const MONTH = Object.keys(months)
  .toSorted((one, other) => other.length - one.length)
  .join('|');
const DATE = [
  String.raw`(?<iy>\d{4})-(?<im>\d{1,2})-(?<id>\d{1,2})`,
  String.raw`(?<gd>\d{1,2})\. ?(?<gm>\d{1,2})\.(?: ?(?<gy>\d{4}|\d{2}(?!\d)))?`,
  String.raw`(?<nd>\d{1,2})(?:st|nd|rd|th|\.)?(?: of)? (?<nm>${MONTH})\b\.?,?(?: (?<ny>\d{4}))?`,
  String.raw`(?<um>${MONTH})\b\.? (?<ud>\d{1,2})(?:st|nd|rd|th)?(?:,? (?<uy>\d{4}))?`,
].join('|');
const WEEKDAY =
  '(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend)';
const before = String.raw`(?:on |from |as of |until |till |the |dem |den |am |zum |einschließlich |inkl\. |including |${WEEKDAY},? |der )*`;

/** They are there again on this day itself. */
const returning = new RegExp(
  String.raw`(?:(?:be |am |will )?(?:back|returning|return(?: to (?:the |my )?office)?|available again|in the office again|reachable again)(?: again)?(?: in (?:the |my )?office)?|(?:wieder|zurück)[^.\n\d]{0,40}?(?:ab|am|zum)|ab) ${before}(?:${DATE})`,
  'iu',
);
/** And on this one not yet. */
const lasting = new RegExp(
  String.raw`(?:until|till|through|up to(?: and including)?|bis(?: einschließlich| inklusive| inkl\.)?|[–-]) ${before}(?:${DATE})`,
  'iu',
);

function returnIn(text: string, written: Temporal.PlainDate): Temporal.PlainDate | null {
  const back = dateOf(returning.exec(text), written);
  if (back) return back;
  const last = dateOf(lasting.exec(text), written);
  return last?.add({ days: 1 }) ?? null;
}

function dateOf(
  match: RegExpExecArray | null,
  written: Temporal.PlainDate,
): Temporal.PlainDate | null {
  const { iy, im, id, gd, gm, gy, nd, nm, ny, um, ud, uy } = match?.groups ?? {};
  const day = Number(id ?? gd ?? nd ?? ud);
  const month = Number(im ?? gm) || months[(nm ?? um ?? '').toLowerCase()];
  const said = iy ?? gy ?? ny ?? uy;
  if (!day || !month) return null;
  const year = said === undefined ? written.year : Number(said.length === 2 ? `20${said}` : said);
  const date = plainDate(year, month, day);
  if (!date) return null;
  const isPast = Temporal.PlainDate.compare(date, written) < 0;
  const meant = isPast && said === undefined ? plainDate(year + 1, month, day) : date;
  if (!meant || Temporal.PlainDate.compare(meant, written) < 0) return null;
  return written.until(meant).days <= longestDays ? meant : null;
}

function plainDate(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return null;
  }
}

const turning =
  /(?:contact|reach(?: out)?|turn to|get in touch with|e-?mail|write to|direct|forward|wenden sie sich|kontaktieren|erreichen sie|vertret(?:en|ung|ungsweise)|ansprechpartner(?:in)?|schreiben sie|vertritt mich|hilft ihnen|my colleague|meine(?:r)? kolleg(?:e|in|en))/iu;
const address = /[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/u;
const NAME = String.raw`(?:(?:Dr|Prof|Dipl-Ing|Mag)\. ?)*\p{Lu}[\p{L}'’-]{1,40}(?: (?:von|van|de|der|zu|zur|le|la|di))*(?: \p{Lu}[\p{L}'’-]{1,40}){1,3}`;

/** Names with an address close by, in a sentence that sends people to somebody. */
function standInsIn(text: string): Absence['standIns'] {
  const found = new Map<string, string>();
  for (const passage of passagesOf(text)) {
    let rest = passage;
    for (let match = address.exec(rest); match; match = address.exec(rest)) {
      const where = match[0].replace(/\.$/, '').toLowerCase();
      const name = nameBefore(rest.slice(0, match.index));
      if (name && !found.has(where)) found.set(where, name);
      rest = rest.slice(match.index + match[0].length);
      if (found.size === mostStandIns) return listed(found);
    }
  }
  return listed(found);
}

const listed = (found: Map<string, string>) =>
  [...found].map(([where, name]) => ({ name, address: where }));

/** From a word that sends people elsewhere, as far as that goes. */
function passagesOf(text: string): string[] {
  const lines = text.split(/\n{2,}|\n(?=[–-]{2})/);
  return lines.flatMap((line) => {
    const at = line.search(turning);
    return at < 0 ? [] : [line.slice(at, at + 600)];
  });
}

const noNames =
  /^(?:Please|Bitte|In|Sie|You|My|Meine?r?|Herrn?|Frau|Mrs?|Ms|Mx|Contact|Kontakt|Urgent|Dringende?n?|For|Für|Kollegen?|Kollegin|Vertretung|Ansprechpartner(?:in)?|E-Mail|Email|Mail|Tel|Telefon|Phone)$/;

function nameBefore(text: string): string | null {
  const near = text
    .slice(-120)
    .replaceAll(/\b(?:Frau|Herrn?|Mrs|Mr|Ms)\b\.?/g, ' ')
    .replaceAll(/[<>(),;:|"„“\n]+/g, ' ')
    .replaceAll(/ +/g, ' ');
  const names = [...near.matchAll(new RegExp(NAME, 'gu'))].flatMap(([name]) => {
    const words = name.split(' ');
    while (words.length > 0 && noNames.test(words[0]!)) words.shift();
    while (words.length > 0 && noNames.test(words.at(-1)!)) words.pop();
    return words.length >= 2 ? [words.join(' ')] : [];
  });
  return names.at(-1) ?? null;
}
