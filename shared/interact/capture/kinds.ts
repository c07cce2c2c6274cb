import { clauseAt, clausesOf, type Span, words } from './words.ts';

/** What somebody writes down: what happened, or only a note. */
export const entryKinds = ['call', 'meeting', 'email', 'note'] as const;
export type EntryKind = (typeof entryKinds)[number];

export interface KindReading {
  kind: EntryKind;
  /** Who called or wrote, as far as it was said. */
  direction: 'in' | 'out' | null;
  /** It has happened; a meeting named by its noun may still be to come. */
  isPast: boolean;
  /** Where it says so; absent for a note that nothing announces. */
  span: Span | null;
}

interface Cue {
  pattern: RegExp;
  kind: Exclude<EntryKind, 'note'>;
  /** Where the words do not say it, whoever stands before the verb did it. */
  direction?: 'in' | 'out' | 'subject';
  isPast: boolean;
}

const cue = (
  kind: Cue['kind'],
  source: string,
  direction?: Cue['direction'],
  isPast = true,
): Cue => ({ pattern: words(source), kind, isPast, ...(direction ? { direction } : {}) });

const MAIL = '(?:e-?mail|mail|message)';
const POST = '(?:e-?mail|mail|nachricht|schreiben)';

/** Only what has happened, or the noun for it: "will call" and "soll anrufen" are plans, and stay in the note. */
const cues: readonly Cue[] = [
  cue('call', '(?:got |had |took |missed )?(?:a |an |the )?(?:phone ?|video ?)?call from', 'in'),
  cue('call', '(?:was |were )?(?:called|phoned|rung) by', 'in'),
  cue('call', '(?:had |made )?(?:a |the )?(?:phone ?|video ?)?calls? (?:with|to)', 'out'),
  cue(
    'call',
    '(?:called|phoned|telephoned|rang)(?: up| back)?(?! (?:off|it|for|the meeting))',
    'subject',
  ),
  cue('call', '(?:spoke|talked|chatted)(?: (?:to|with|on the phone(?: with| to)?))', 'out'),
  cue('call', '(?:on the )?(?:phone|telephone)(?: conversation| chat)? with', 'out'),
  cue(
    'meeting',
    '(?:had |a |the |team )*(?:meeting|appointment|workshop|lunch|dinner|breakfast|coffee|drinks|beer|demo) (?:with|at)',
    undefined,
    false,
  ),
  cue(
    'meeting',
    '(?:met(?: up)?(?: with)?|ran into|bumped into)(?= (?:@|\\p{L}))(?! (?:the (?:deadline|target|goal|budget)|our|all|expectations?))',
  ),
  cue('meeting', '(?:visited|dropped in on|sat down with)'),
  cue('meeting', 'visit (?:to|at|from|by)', undefined, false),
  cue('email', `(?:got |received )?(?:a |an |the )?(?:${MAIL}|letter) from`, 'in'),
  cue('email', `(?:sent|wrote) (?:a |an |the )?(?:short |long )?(?:${MAIL}|letter) to`, 'out'),
  cue('email', `(?:${MAIL}|letter) to`, 'out'),
  cue('email', '(?:e-?mailed|mailed|texted|messaged)', 'subject'),
  cue('email', 'wrote(?: (?:to|back))?(?! (?:off|down|up|it|that))', 'subject'),

  cue(
    'call',
    '(?:verpasster? |einen |ein |der )?(?:anruf|rückruf|telefonat|telefongespräch) (?:von|vom)',
    'in',
  ),
  cue(
    'call',
    '(?:einen |ein |das )?(?:anruf|rückruf|telefonat|telefongespräch|telefontermin|videocall)(?: (?:mit|bei|an))?',
    'out',
  ),
  cue('call', 'call (?:mit|bei)', 'out'),
  cue('call', '(?:angerufen|zurückgerufen|angeklingelt|durchgerufen)(?: worden)?', 'subject'),
  cue('call', '(?:telefoniert|gesprochen)(?: mit)?', 'out'),
  cue('call', '(?:sprach|sprachen|telefonierte|telefonierten) mit', 'out'),
  cue('call', '(?:rief|riefen)(?= .{0,60}?(?<!\\p{L})an(?!\\p{L}))', 'subject'),
  cue('meeting', '(?:getroffen|besucht|zusammengesessen|zusammengetroffen)(?: mit)?'),
  cue('meeting', '(?:traf|trafen|besuchte|besuchten)(?: mich mit| uns mit)?'),
  cue(
    'meeting',
    '(?:ein |das |der )?(?:treffen|termin|besprechung|meeting|mittagessen|abendessen|frühstück|kaffee|besichtigung|vorführung|workshop|jour fixe) (?:mit|bei)',
    undefined,
    false,
  ),
  cue('meeting', 'besuch (?:bei|von|vom)', undefined, false),
  cue(
    'meeting',
    '(?<=^\\s*|(?:ich|wir) )(?:war|waren)(?=(?: ich| wir| heute| gestern| vorgestern| am \\S+| zu besuch)* bei \\p{L})',
  ),
  cue('email', `(?:${POST}|brief) (?:von|vom)`, 'in'),
  cue('email', `(?:${POST}|brief) an`, 'out'),
  cue('email', '(?:gemailt|geschrieben|zurückgeschrieben|angeschrieben|gemailed)', 'subject'),
  cue('email', '(?:mailte|schrieb|schrieben)(?: an)?(?! (?:ab|auf))', 'subject'),
];

const headings: Record<string, EntryKind> = {
  call: 'call',
  phone: 'call',
  anruf: 'call',
  telefonat: 'call',
  tel: 'call',
  meeting: 'meeting',
  visit: 'meeting',
  treffen: 'meeting',
  termin: 'meeting',
  besprechung: 'meeting',
  besuch: 'meeting',
  mail: 'email',
  email: 'email',
  'e-mail': 'email',
  note: 'note',
  notiz: 'note',
  memo: 'note',
};
const HEADING = new RegExp(`^\\s*(${Object.keys(headings).join('|')})\\s*(?::|\\s[–—-]\\s)`, 'iu');

/** It did not take place, or is only being arranged. */
const UNDONE = words(
  "not|never|nobody|no one|didn't|didn’t|couldn't|couldn’t|wasn't|haven't|hasn't|tried to|to be|nicht|nie|niemand|niemanden|kein|keine|keinen|versucht|" +
    'arrange|arranged|schedule|scheduled|agreed|cancelled|canceled|postponed|planned|plan|planning|set up|rescheduled|' +
    'vereinbart|vereinbaren|ausgemacht|ausmachen|abgesagt|absagen|verschoben|verschieben|geplant|planen|angesetzt|' +
    'should|shall|must|need|needs|wants?|please|soll|sollen|sollte|muss|müssen|möchte|wollte|bitte|will|would|could|möglich|wird|werde',
);
const US = words(
  'i|we|us|just|have|ich|wir|uns|habe|haben|hab|heute|gestern|today|yesterday|soeben|gerade|eben',
);
const SOMEBODY = /[\p{Lu}@][\p{L}\p{M}'’.-]+|(?<!\p{L})(?:he|she|they|er|sie)(?!\p{L})/gu;

/** Says what a text tells of: the first call, meeting or mail in it that took place, else a note. */
export function readKind(text: string): KindReading {
  const heading = HEADING.exec(text);
  if (heading) {
    const kind = headings[heading[1]!.toLowerCase()]!;
    const from = heading[0].length - heading[0].trimStart().length;
    return { kind, direction: null, isPast: false, span: { from, to: heading[0].length } };
  }
  const clauses = clausesOf(text);
  let first: KindReading | null = null;
  for (const { pattern, kind, direction, isPast } of cues) {
    for (const found of text.matchAll(pattern)) {
      const from = found.index;
      if (first?.span && from >= first.span.from) break;
      const to = from + found[0].trimEnd().length;
      const clause = clauseAt(clauses, from);
      if (text.slice(clause.from, clause.to).search(UNDONE) !== -1) continue;
      first = {
        kind,
        direction:
          direction === 'subject'
            ? doneBy(text.slice(clause.from, from), found[0])
            : (direction ?? null),
        isPast,
        span: { from, to },
      };
      break;
    }
  }
  return first ?? { kind: 'note', direction: null, isPast: false, span: null };
}

/** "Otto called" and "Otto hat angerufen" were theirs; "called Otto" and "Otto angerufen" were ours. */
function doneBy(before: string, verb: string): 'in' | 'out' {
  if (/worden$/iu.test(verb)) return 'in';
  if (before.search(US) !== -1 && before.search(words('hat|mich|uns')) === -1) return 'out';
  const somebody = [...before.matchAll(SOMEBODY)].length > 0;
  if (/^(?:an|zurück|durch)ge|^gemail|^geschrieben/iu.test(verb)) {
    if (before.search(words('wurde|wurden|worden|bin|sind')) !== -1) return 'in';
    return somebody && before.search(words('hat|haben mich|haben uns')) !== -1 ? 'in' : 'out';
  }
  return somebody ? 'in' : 'out';
}
