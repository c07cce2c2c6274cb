import { foldHeading } from './headings.ts';

/** What the rows of a table are, where they are not people or companies. */
export const listedKinds = ['calls', 'purchases'] as const;
export type ListedKind = (typeof listedKinds)[number];

/** What a column of a list of calls may hold. */
export const callFields = [
  'callAt',
  'callTime',
  'callDirection',
  'callNumber',
  'callName',
  'callFrom',
  'callTo',
  'callDuration',
  'callOutcome',
  'callOwn',
  'callExtension',
] as const;
export type CallField = (typeof callFields)[number];

/** Headings of telephone systems and telephones, folded, in English, German, French and Spanish. */
const callHeadings: Record<CallField, string> = {
  callAt:
    'datum|datum uhrzeit|datum zeit|datum und uhrzeit|date|date time|date and time|datetime|call date|calldate|call time|' +
    'start|start time|starttime|started|started at|time stamp|timestamp|zeitpunkt|beginn|anrufbeginn|startzeit|anrufzeit|' +
    'date heure|date et heure|date de l appel|date appel|debut|fecha|fecha y hora|fecha hora|fecha de llamada|inicio',
  callTime: 'uhrzeit|time|zeit|heure|hora|time of day',
  callDirection:
    'typ|type|richtung|direction|call type|calltype|call direction|anruftyp|anrufart|art|sens|type d appel|tipo|' +
    'tipo de llamada|direccion|sentido',
  callNumber:
    'rufnummer|nummer|telefonnummer|telefon|number|phone|phone number|telephone number|telephone|external number|' +
    'remote number|caller number|gegenstelle|numero|numero de telephone|telefono|numero de telefono|tel',
  callName:
    'name|contact|contact name|cached name|caller name|kontakt|kontaktname|nom|nombre|contacto',
  callFrom:
    'from|von|caller|caller id|callerid|src|source|anrufer|calling number|appelant|de|origen|quelle|from number',
  callTo:
    'to|an|nach|callee|called|called number|dst|destination|angerufener|ziel|zielrufnummer|appele|destino|to number',
  callDuration:
    'dauer|duration|call duration|talk time|talking|talking time|gesprachsdauer|billsec|duree|duree de l appel|duracion|' +
    'duration s|duration sec|duration seconds|duration in seconds|dauer s|dauer in sekunden|length',
  callOutcome:
    'status|disposition|result|call status|ergebnis|outcome|answered|beantwortet|statut|estado|resultat',
  callOwn:
    'eigene rufnummer|own number|own telephone number|eigene nummer|line|leitung|local number|did|msn|notre numero|mi numero',
  callExtension: 'nebenstelle|extension|durchwahl|ext|poste|agent',
};

const byHeading = new Map<string, CallField>(
  callFields.flatMap((field) =>
    callHeadings[field].split('|').map((heading) => [foldHeading(heading), field] as const),
  ),
);
/** What was talked counts before what it lasted with the ringing. */
const talked = new Set(['billsec', 'talk time', 'talking', 'talking time', 'gesprachsdauer']);

const directionWords: Record<'in' | 'out' | 'missed', string> = {
  in: 'in|incoming|inbound|eingehend|angenommen|ankommend|received|answered|entrant|recu|entrante|recibida',
  out: 'out|outgoing|outbound|ausgehend|gewahlt|abgehend|dialed|dialled|placed|sortant|emis|saliente|realizada',
  missed:
    'missed|verpasst|entgangen|in abwesenheit|abgelehnt|abgewiesen|blockiert|rejected|declined|blocked|unanswered|voicemail|' +
    'manque|refuse|perdida|rechazada',
};
const directions = new Map(
  Object.entries(directionWords).flatMap(([direction, words]) =>
    words.split('|').map((word) => [foldHeading(word), direction as 'in' | 'out' | 'missed']),
  ),
);

/** What a telephone system says of the way of a call: a word, or the number that stands for it. */
export function directionSaid(text: string, label: string): 'in' | 'out' | 'missed' | null {
  const folded = foldHeading(text);
  const numbered = { box: 'in missed missed out', oldBox: 'in missed out out' }[label];
  if (/^\d+$/.test(folded)) {
    const list = (numbered ?? 'in out missed missed missed').split(' ');
    return (list[Number(folded) - 1] as 'in' | 'out' | 'missed' | undefined) ?? null;
  }
  const said = directions.get(folded);
  if (said) return said;
  return [...directions].find(([word]) => folded.split(' ').includes(word))?.[1] ?? null;
}

/**
 * Which columns of a table of calls hold what, by their headings; null where it is none. How numbers stand for
 * ways and whether "0:05" is hours or minutes is said in the label of the column.
 */
export function callColumns(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  /** Somebody says that it is one. */
  isSaid = false,
): { field: CallField | null; label: string }[] | null {
  const folded = headers.map(foldHeading);
  const found = folded.map((heading) => byHeading.get(heading) ?? null);
  const at = (field: CallField) => found.indexOf(field);
  const talk = folded.findIndex((heading) => talked.has(heading));
  const columns = found.map((field, column) => {
    if (field === null) return { field: null, label: '' };
    const first = field === 'callDuration' && talk >= 0 ? talk : at(field);
    return { field: first === column ? field : null, label: '' };
  });
  const has = (field: CallField) => at(field) >= 0;
  const values = (field: CallField) =>
    rows.map((row) => row[at(field)]?.trim() ?? '').filter(Boolean);
  const ways = has('callDirection') ? values('callDirection') : [];
  const isToldWays =
    ways.length > 0 &&
    ways.filter((way) => directionSaid(way, '') !== null).length >= ways.length * 0.8;
  const isCalls =
    has('callAt') &&
    (has('callNumber') || (has('callFrom') && has('callTo'))) &&
    (has('callDuration') || isToldWays);
  const isPeople = folded.some((heading) => /(?:^| )(?:e ?mail|mail)(?: |$)/.test(heading));
  if (!isSaid && (!isCalls || isPeople)) return null;
  // A FRITZ!Box counts its ways in its own manner, and lengths in hours and minutes.
  const isBox = has('callOwn') && has('callExtension') && ways.some((way) => /^\d$/.test(way));
  return columns.map(({ field }) => ({
    field,
    label:
      field === 'callDirection' && isBox
        ? ways.includes('4')
          ? 'box'
          : 'oldBox'
        : field === 'callDuration' && isBox
          ? 'h:mm'
          : '',
  }));
}
