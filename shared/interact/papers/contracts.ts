import type { ContractTerms } from '../dealings/contracts.ts';
import { COUNT, daysIn, type FoundDay, readSpan, spanOf, UNIT } from './days.ts';
import { kindOfPaper, type Paper } from './paper.ts';

export type ContractReading = Pick<
  ContractTerms,
  'what' | 'number' | 'from' | 'to' | 'notice' | 'renewsMonths'
>;

const WHAT =
  /(?<![\p{L}-])(?:(?!(?:a|an|the|our|their|new|signed|this|my|der|die|das|ein|eine|einen|neuer?|neuen|unser|with|mit|and|und|has|have|hat|haben|to|of|for|per|als)\s)\p{L}[\p{L}-]*\s)?(?:contract|agreement|subscription|lease)(?!\p{L})|(?<![\p{L}-])\p{L}*(?:vertrag|vereinbarung|abonnement|abo)(?!\p{L})/iu;
const FROM =
  /(?:with effect from|commenc(?:es|ing) (?:on )?|effective(?: date)?:?|start(?:s|ing)?(?: date| on)?:?|begin(?:s|ning|nt)?(?: on| am)?:?|vertragsbeginn:?|laufzeitbeginn:?|(?<!\p{L})(?:from|since|as of|ab(?: dem)?|seit(?: dem)?|vom|von))\s*$/iu;
const TO =
  /(?:expir(?:es|ing)(?: on)?|end(?:s|ing|et)?(?: date| on| am)?:?|vertragsende:?|läuft bis|(?<!\p{L})(?:until|till|to|through|bis(?: zum| einschließlich)?)|[–—-])\s*$/iu;
const BY_NOTICE = /(?:kündbar|kündigung|notice|cancel\p{L}*|terminat\p{L}*)\b[^.;\n]{0,40}$/iu;
const TERM = new RegExp(
  `(?:term|laufzeit|duration|dauer|vertragsdauer|mindestlaufzeit|for|für|über|auf)(?:\\s+(?:of|von|beträgt|is|a period of|die dauer von|fest))*\\s*:?\\s+(${COUNT})(?:\\s?\\(\\p{L}+\\))?[\\s-]+(${UNIT})(?!\\p{L})`,
  'iu',
);
const NOTICE = [
  new RegExp(
    `(?<!\\p{L})(${COUNT})(?:\\s?\\(\\d+\\))?[\\s-]+(${UNIT})[’']?\\s+(?:written |prior )*(?:notice|kündigungsfrist|kündigung)`,
    'iu',
  ),
  new RegExp(
    `(?:notice(?: period)?|kündigungsfrist|kündbar|kündigen|terminat\\p{L}+|cancel\\p{L}*)[^.;\\n]{0,60}?(?<!\\p{L})(${COUNT})(?:\\s?\\(\\p{L}+\\))?[\\s-]+(${UNIT})(?!\\p{L})`,
    'iu',
  ),
];
const RENEWS =
  /renew\p{L}*|verlänger\p{L}*|auto-?renew\p{L}*|automatically extended|stillschweigend/iu;
const NOT_RENEWED =
  /(?:not|no|nicht|keine|ohne)\s+(?:automatic(?:ally)?\s+|automatische\s+)?(?:renew|verlänger)|does not renew|(?:renew|verlänger)\p{L}*\s+(?:sich\s+)?(?:not|nicht)/iu;
const YEARLY = /year|annual|yearly|jähr|jahr|12\s?mon/iu;
const MONTHLY = /month|monat/iu;
const NUMBER =
  /(?:contract|agreement|vertrags?)[\s-]*(?:nr|no|nummer|number|#)\.?\s*[:#]?\s*([A-Z]{0,6}[-/_.]?\d[\w./-]*)/iu;

const mostRead = 30_000;

/** What a text says of a contract; null where it names no term: "sent the contract to Ida" is a note. */
export function readContract(
  said: string,
  { monthFirst }: { monthFirst: boolean },
): ContractReading | null {
  const text = said.slice(0, mostRead);
  const what = WHAT.exec(text)?.[0].trim();
  if (!what) return null;
  const days = daysIn(text, monthFirst);
  const before = (day: FoundDay) => text.slice(Math.max(0, day.from - 60), day.from);
  const from = days.find((day) => FROM.test(before(day)) && !BY_NOTICE.test(before(day)));
  const until = days.find((day) => TO.test(before(day)) && !BY_NOTICE.test(before(day)));
  const [, count, unit] = TERM.exec(text) ?? [];
  const last =
    until?.day ??
    (from && count && unit ? from.day.add(spanOf(count, unit)).subtract({ days: 1 }) : undefined);
  const renewsMonths = renewalIn(text);
  const notice = noticeIn(text);
  if (!last && !(from && (notice || renewsMonths))) return null;
  if (last && from && Temporal.PlainDate.compare(last, from.day) < 0) return null;
  return {
    what: `${what.charAt(0).toUpperCase()}${what.slice(1)}`.slice(0, 300),
    number:
      NUMBER.exec(text)?.[1]
        ?.replace(/[.,/-]+$/, '')
        .slice(0, 100) ?? '',
    from: from?.day.toString() ?? null,
    to: last?.toString() ?? null,
    notice,
    renewsMonths: last ? renewsMonths : null,
  };
}

function noticeIn(text: string): ContractReading['notice'] {
  for (const pattern of NOTICE) {
    const [, count, unit] = pattern.exec(text) ?? [];
    if (!count || !unit) continue;
    const span = spanOf(count, unit);
    const [name, number] = Object.entries(span)[0] as ['days' | 'weeks' | 'months', number];
    return { count: number, unit: name };
  }
  return null;
}

/** "Renews yearly", "verlängert sich um 12 Monate"; a year where nothing more is said. */
function renewalIn(text: string): number | null {
  const at = text.search(RENEWS);
  if (at < 0 || NOT_RENEWED.test(text)) return null;
  const near = text.slice(Math.max(0, at - 30), at + 90).split(/[.;](?=\s|$)/u);
  const clause = near.find((part) => RENEWS.test(part)) ?? near[0]!;
  const after = clause.slice(Math.max(0, clause.search(RENEWS)));
  const span = readSpan(after);
  if (span && 'months' in span) return span.months;
  if (/quarter|quartal|vierteljähr/iu.test(clause)) return 3;
  if (YEARLY.test(clause)) return 12;
  return MONTHLY.test(clause) ? 1 : 12;
}

/** The same of a file that calls itself a contract. */
export function readContractPaper(
  paper: Paper,
  context: { monthFirst: boolean },
): ContractReading | null {
  if (kindOfPaper(paper) !== 'contract') return null;
  const reading = readContract(paper.lines.join('\n'), context);
  const title = paper.lines
    .slice(0, 20)
    .find((line) => line.length <= 90 && WHAT.test(line) && !/[.:]$/.test(line));
  return reading && title ? { ...reading, what: title.replaceAll('\t', ' ').trim() } : reading;
}
