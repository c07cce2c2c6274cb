import { readMoment } from '../capture/moments.ts';
import { words } from '../capture/words.ts';
import { splitText } from '../mail/quoting.ts';

/** A sentence of a mail that asks, promises, or names a time to meet. */
export interface Saying {
  kind: 'request' | 'promise' | 'date';
  text: string;
  /** The day it names, and the hour if it names one. */
  on: Temporal.PlainDate | null;
  time: Temporal.PlainTime | null;
}

export interface SayingContext {
  /** When and where the mail was written: "Friday" is the one after that. */
  now: Temporal.ZonedDateTime;
  /** 5/12 is the twelfth of May where people write so. */
  monthFirst: boolean;
}

const longestText = 20_000;
const longestSentence = 400;
const mostOfAKind = 3;

const REQUEST = words(
  "(?:could|can|would|will) (?:you|someone|somebody|anyone)|would you mind|do you (?:have|know|offer|need)|please|we(?: would|[’']d)? (?:need|like)(?: you)? to|i(?: would|[’']d) (?:need|like to (?:order|have|ask|know))|(?:kindly )?let (?:me|us) know|" +
    '(?:könnten|können|würden|wollen|mögen) sie|(?:könntest|kannst|würdest|magst) du|(?:könntet|könnt|würdet) ihr|(?:haben|wissen|bieten) sie|(?:hast|weißt) du|bitte|(?:ich|wir) (?:bräuchte|bräuchten|benötige|benötigen|brauche|brauchen|bitte|bitten)|(?:geben|sagen|teilen|lassen) sie (?:mir|uns)|um rückmeldung',
);
const PROMISE = words(
  "(?:i|we)(?:[’']ll| will| shall| am going to| are going to) (?!not\\b|never\\b|be (?:happy|glad|out|away)|need\\b|have to\\b)\\p{L}+|you(?:[’']ll| will) (?:have|get|receive|hear)|" +
    '(?:ich|wir) (?:werde|werden) (?!nicht\\b|keine?\\b)|(?:ich|wir) (?:schicke|schicken|sende|senden|melde|melden|rufe|rufen|kläre|klären|prüfe|prüfen|gebe|geben|liefere|liefern|bringe|bringen|kümmere|kümmern|erledige|erledigen|besorge|besorgen|reiche|reichen|bereite|bereiten|komme|kommen)(?! nicht)|(?:melde|kümmere) mich|(?:schicke|sende|liefere|rufe|gebe) (?:ich|dir|ihnen|euch)|(?:schicken|senden|liefern|melden|rufen|geben) wir|sie (?:erhalten|bekommen|hören)|du (?:erhältst|bekommst|hörst)',
);
/** What is only thought of, said to have been, or stands in a question is no promise. */
const UNSURE = words(
  'if|unless|would|could|might|maybe|perhaps|probably|hope|hopefully|try|falls|wenn|sofern|würde|würden|könnte|könnten|vielleicht|wahrscheinlich|hoffentlich|hoffe|hoffen|versuche|versuchen|gerne mal|eventuell',
);
/** A time is one to meet at only where people say so. */
const MEETING = words(
  'meet|meeting|call|talk|speak|visit|lunch|dinner|coffee|appointment|demo|come (?:by|over)|see you|available|free|suit|suits|work for you|zoom|teams|' +
    'treffen|termin|telefonieren|telefonat|besprechung|besprechen|sprechen|besuch|besuche|besuchen|vorbeikommen|vorbei|mittagessen|abendessen|kaffee|zeit|passt|passen|sehen|videocall|vorführung|besichtigung',
);
const POLITE =
  /^(?:please (?:find|see|note|do not|don't|accept|excuse)|bitte (?:finden|beachten|entschuldigen|verzeihen)|(?:thank|danke|vielen dank|besten dank))|(?:do not hesitate|feel free|zögern sie nicht|stehe? (?:ich|wir) .{0,30}zur verfügung|(?:if|should) (?:you have|there (?:is|are)|anything|something) .{0,30}(?:question|unclear|missing)|(?:bei|falls|wenn|sollten?) .{0,30}(?:fragen|unklar))/iu;

/** What the sentences of a mail ask, promise and propose, by rules alone; only what is new in it counts. */
export function readSayings(body: string, { now, monthFirst }: SayingContext): Saying[] {
  const found: Saying[] = [];
  for (const text of sentencesOf(splitText(body.slice(0, longestText)).fresh)) {
    const kind = kindOf(text);
    const moment = momentIn(text, { now, monthFirst });
    const day = dayOf(moment, text, { now, monthFirst });
    const isAhead = day !== null && Temporal.PlainDate.compare(day, now.toPlainDate()) >= 0;
    const on = isAhead ? day : null;
    const time = on ? moment.time : null;
    if (on && time && text.search(MEETING) >= 0) found.push({ kind: 'date', text, on, time });
    else if (kind) found.push({ kind, text, on, time });
  }
  return (['date', 'request', 'promise'] as const).flatMap((kind) =>
    found.filter((saying) => saying.kind === kind).slice(0, mostOfAKind),
  );
}

function momentIn(text: string, { now, monthFirst }: SayingContext) {
  return readMoment(text, { now, isPast: false, monthFirst, cue: { from: 0, to: text.length } });
}

/** The day that a sentence names, as its writer means it. */
export function dayNamedIn(text: string, context: SayingContext): Temporal.PlainDate | null {
  return dayOf(momentIn(text, context), text, context);
}

/** "By Friday" is a day too, which the reading of what happened keeps apart. */
function dayOf(
  { day, dues }: ReturnType<typeof readMoment>,
  text: string,
  { now, monthFirst }: SayingContext,
): Temporal.PlainDate | null {
  if (day) return day;
  const [due] = dues;
  if (!due) return null;
  const said = text
    .slice(due.from, due.to)
    .replace(/^(?:by|until|till|before|bis(?: (?:zum|spätestens))?|spätestens)\s+/iu, '');
  const whole = { from: 0, to: said.length };
  return readMoment(said, { now, isPast: false, monthFirst, cue: whole }).day;
}

function kindOf(text: string): 'request' | 'promise' | null {
  if (POLITE.test(text)) return null;
  const asks = text.search(REQUEST) >= 0;
  if (!text.endsWith('?') && text.search(PROMISE) >= 0 && text.search(UNSURE) < 0) {
    // "Please send it, then I will order": what comes first is meant.
    if (!asks || text.search(PROMISE) < text.search(REQUEST)) return 'promise';
  }
  return asks ? 'request' : null;
}

const ABBREVIATION =
  /(?:\d|(?<!\p{L})(?:dr|mr|mrs|ms|prof|mag|ing|dipl|hr|fr|st|ca|bzw|tel|nr|no|z\.\s?b|u\.\s?a|d\.\s?h|e\.\s?g|i\.\s?e|etc|usw|inkl|exkl|zzgl|incl|excl|evtl|ggf|max|min))$/iu;

/** An empty line, the item of a list, or the end of a greeting. */
const PARAGRAPH =
  /\n\s*\n|\n(?=\s*[-*•]\s)|(?<=^(?:dear|hello|hi|good (?:morning|afternoon|evening)|hallo|liebe[rs]?|sehr geehrte[rs]?|guten (?:tag|morgen|abend)|servus|moin|grüß (?:gott|dich))(?!\p{L}).{0,80}[,!]\s?)\n/imu;

/** Sentences of running text: lines that a mail program broke are joined, lists and greetings stay apart. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  for (const paragraph of text.split(PARAGRAPH)) {
    const line = paragraph.replaceAll(/\s+/gu, ' ').trim();
    let from = 0;
    for (const end of line.matchAll(/[.!?]+(?=\s|$)/gu)) {
      if (end[0] === '.' && ABBREVIATION.test(line.slice(from, end.index))) continue;
      sentences.push(line.slice(from, end.index + end[0].length));
      from = end.index + end[0].length;
    }
    sentences.push(line.slice(from));
  }
  return sentences
    .map((sentence) => sentence.trim())
    .filter(({ length }) => length >= 6 && length <= longestSentence);
}
