/**
 * What in a mail is new. A reply carries the text it answers, a signature and often a footer of a list;
 * on screen these fold away, and the line in a list shows the first new words.
 */
export type PartKind = 'new' | 'attribution' | 'quoted' | 'signature' | 'footer';

export interface TextPart {
  kind: PartKind;
  text: string;
}

export interface SplitText {
  parts: TextPart[];
  /** The new words only, paragraphs kept. */
  fresh: string;
  /** One line for lists; the whole text serves where nothing is new. */
  preview: string;
}

/** Longer bodies are cut here: what matters for a fold stands far before. */
const mostLines = 20_000;
const previewLength = 200;

const quoteMark = /^\s{0,3}(?:>|\|(?:\s|$))/;

/** "On …, Anna wrote:" in the languages mail programs speak. Each needs its opening and its verb. */
const attributions: RegExp[] = [
  /^\s*on\b.{6,400}\bwrote\s*:?\s*$/is,
  /^\s*(?:am|on|den)\b.{4,400}\bschrieb(?:en)?\b.{0,200}:\s*$/is,
  /^\s*le\b.{6,400}\ba\s+écrit\s*:?\s*$/is,
  /^\s*el\b.{6,400}\bescribió\s*:?\s*$/is,
  /^\s*(?:il|in data|il giorno)\b.{4,400}\b(?:ha\s+scritto|scrive)\s*:?\s*$/is,
  /^\s*(?:op|on)\b.{4,400}\b(?:schreef|geschreven)\b.{0,200}:?\s*$/is,
  /^\s*(?:em|a|no dia)\b.{6,400}\b(?:escreveu|escrito)\s*:?\s*$/is,
  /^\s*(?:den|d\.|på|kl)\b.{4,400}\b(?:skrev|kirjoitti)\b.{0,200}:?\s*$/is,
  /^\s*.{4,400}\bkirjoitti\s*:\s*$/is,
  /^\s*(?:dnia|w dniu)\b.{4,400}\b(?:napisał|pisze|napisał\(a\))\s*:?\s*$/is,
  /^\s*.{4,400}\b(?:пишет|написал|написала|пише)\s*:?\s*$/is,
  /^\s*(?:dne)\b.{4,400}\bnapsal(?:\(a\)|a)?\s*:?\s*$/is,
];

/** Forms without an opening word, which would take the lines above along if they were tried first. */
const looseAttributions: RegExp[] = [
  // Any language, as long as it names a time and an address: "2 марта 2026 10:00, Ben <ben at y.org>:"
  /^\s*\S.{4,300}\d{1,2}:\d{2}.{0,300}<[^<>]{3,200}>[^<>]{0,30}:\s*$/s,
  // "2009/11/17 Anna Keller <anna@example.org>" and "Anna Keller <anna@example.org> wrote:"
  /^\s*\d{4}[/-]\d{1,2}[/-]\d{1,2}\b.{1,200}<[^<>\s]{3,200}>\s*:?\s*$/s,
  /^\s*.{2,300}\b(?:wrote|writes|writes to|said|schrieb|a écrit|escribió|ha scritto)\s*:\s*$/is,
  /^\s*[^<>\n]{1,200}<[^<>\s]{3,200}(?:@|\sat\s)[^<>\s]{1,200}>\s*(?:wrote|schrieb|a écrit|escribió)?\s*:\s*$/is,
];

/** A line after which everything is the text answered or forwarded. */
const divider =
  /^\s*[-_*=~]{2,}\s*(?:original message|original appointment|forwarded message|reply message|ursprüngliche nachricht|originalnachricht|weitergeleitete nachricht|message d'origine|message transféré|message original|mensaje original|mensaje reenviado|mensagem original|messaggio originale|messaggio inoltrato|oorspronkelijk bericht|doorgestuurd bericht|original meddelelse|oprindelig meddelelse|originalmeddelande|ursprungligt meddelande|opprinnelig melding|wiadomość oryginalna|исходное сообщение|пересылаемое сообщение|原始邮件|元のメッセージ)\s*[-_*=~]{0,}\s*$/iu;
const forwardLine =
  /^\s*(?:begin forwarded message|anfang der weitergeleiteten nachricht|début du message (?:réexpédié|transféré)|inicio del mensaje reenviado|inizio messaggio inoltrato|begin doorgestuurd bericht)\s*:\s*$/iu;

/** "Von: … Gesendet: … An: … Betreff: …": the block Outlook puts before the text it answers. */
const fromLabel =
  /^\s*\*?(?:from|von|de|da|van|från|fra|lähettäjä|od|от|发件人|差出人)\s*\*?\s*[:：]\*?\s*\S/iu;
const otherLabel =
  /^\s*\*?(?:sent|date|to|cc|subject|reply-to|gesendet|datum|an|kopie|betreff|envoyé|objet|à|enviado(?: el)?|para|asunto|fecha|inviato|data|a|oggetto|verzonden|aan|onderwerp|skickat|till|ämne|sendt|til|emne|lähetetty|vastaanottaja|aihe|wysłano|do|temat|отправлено|дата|кому|тема|发送时间|收件人|主题|送信日時|宛先|件名)\s*\*?\s*[:：]\*?/iu;

const signatureMark = /^(?:--|\u2014|__)\s?$/;
const deviceSignature =
  /^\s*(?:\(?sent (?:from|via|with|by) (?:my |a |the )?(?:\p{L}[\w.\-®™' ]{1,60})|gesendet (?:von|mit) (?:meinem |meiner |der )?[\p{L}\w.\-®™' ]{2,60}|von (?:meinem|unterwegs)[\p{L}\w.\-®™' ]{2,60}gesendet|diese nachricht wurde von meinem [\p{L}\w.\-®™' ]{2,80}|envoyé (?:de|depuis|à partir de) (?:mon |ma |l')?[\p{L}\w.\-®™' ]{2,60}|enviado (?:desde|de) (?:mi |meu )?[\p{L}\w.\-®™' ]{2,60}|inviato da(?:l mio)?[\p{L}\w.\-®™' ]{2,60}|verzonden (?:vanaf|van|met) mijn [\p{L}\w.\-®™' ]{2,60}|get outlook for (?:ios|android|mac|windows)\b.{0,60}|(?:outlook für|outlook pour) (?:ios|android)\b.{0,80}|sent from (?:yahoo|aol) mail.{0,60})\)?\.?\s*(?:<?https?:\S{1,300})?\s*$/iu;
/** "-Anna Keller", as writers of few words sign. */
const dashedName = /^\s{0,3}[-\u2013\u2014]\p{Lu}[\p{L}.'’-]*(?:\s+\p{Lu}[\p{L}.'’-]*){0,3}\s*$/u;
/** A sentence, not a device: "Sent from my phone to you, please read the rest below." */
const longestDeviceLine = 90;

const footerRule = /^\s*[_=*-]{10,}\s*$/;
const footerWords =
  /(?:mailing list|unsubscribe|abmelden|abbestellen|désabonn|darse de baja|list-?info|listinfo|mailman|googlegroups\.com|groups\.google|list archives?|to post to this group|you received this message because)/iu;

export function splitText(text: string): SplitText {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const rest = lines.splice(mostLines);
  const kinds = classify(lines);
  const parts = group(lines, kinds);
  if (rest.length > 0) parts.push({ kind: 'quoted', text: rest.join('\n') });
  const fresh = parts
    .filter((part) => part.kind === 'new')
    .map((part) => part.text.trim())
    .filter(Boolean)
    .join('\n\n');
  return { parts, fresh, preview: previewOf(fresh || text) };
}

function classify(lines: readonly string[]): PartKind[] {
  const kinds: PartKind[] = lines.map((line) => (quoteMark.test(line) ? 'quoted' : 'new'));
  markAttributions(lines, kinds);
  const tail = tailStart(lines, kinds);
  for (let i = tail; i < lines.length; i++) kinds[i] = 'quoted';
  markFooter(lines, kinds, tail);
  markSignature(lines, kinds, tail);
  fillGaps(lines, kinds);
  return kinds;
}

/** Attributions wrap over up to four lines and stand directly above the text they introduce. */
function markAttributions(lines: readonly string[], kinds: PartKind[]): void {
  for (let i = 0; i < lines.length; i++) {
    if (kinds[i] !== 'quoted' || (i > 0 && kinds[i - 1] === 'quoted')) continue;
    let last = i - 1;
    while (last >= 0 && i - last <= 6 && lines[last]!.trim() === '') last--;
    if (last < 0 || kinds[last] !== 'new') continue;
    const first = attributionStart(lines, kinds, last);
    for (let k = first; k < i && first >= 0; k++) kinds[k] = 'attribution';
  }
}

function attributionStart(
  lines: readonly string[],
  kinds: readonly PartKind[],
  last: number,
): number {
  for (const patterns of [attributions, looseAttributions]) {
    for (let first = last; first >= Math.max(0, last - 3); first--) {
      if (lines[first]!.trim() === '' || kinds[first] !== 'new') break;
      if (isAttribution(lines.slice(first, last + 1), patterns)) return first;
    }
  }
  return -1;
}

function isAttribution(lines: readonly string[], patterns = attributions): boolean {
  const text = lines.join(' ');
  return text.length <= 600 && patterns.some((pattern) => pattern.test(text));
}

/** Where the rest of the mail is the text answered, without marks on its lines. */
function tailStart(lines: readonly string[], kinds: readonly PartKind[]): number {
  for (let i = 0; i < lines.length; i++) {
    if (kinds[i] !== 'new') continue;
    const line = lines[i]!;
    if (divider.test(line) || forwardLine.test(line)) return i;
    if (fromLabel.test(line) && isHeaderBlock(lines, i)) return ruleAbove(lines, i);
    if (isBareAttribution(lines, kinds, i)) return i;
  }
  return lines.length;
}

function isHeaderBlock(lines: readonly string[], from: number): boolean {
  let labels = 0;
  for (let i = from + 1; i < Math.min(lines.length, from + 8); i++) {
    const line = lines[i]!;
    if (otherLabel.test(line)) labels++;
    else if (line.trim() === '' && labels > 0) break;
  }
  return labels >= 2;
}

function ruleAbove(lines: readonly string[], at: number): number {
  let above = at - 1;
  while (above >= 0 && lines[above]!.trim() === '') above--;
  return above >= 0 && footerRule.test(lines[above]!) ? above : at;
}

/** An attribution with date and address that is followed by unmarked text: the answer stands above it. */
function isBareAttribution(
  lines: readonly string[],
  kinds: readonly PartKind[],
  at: number,
): boolean {
  if (!/^\s*(?:on|am|le|el|il|op|em|den|w dniu)\b/i.test(lines[at]!)) return false;
  for (let length = 1; length <= 3 && at + length <= lines.length; length++) {
    const block = lines.slice(at, at + length);
    if (block.at(-1)!.trim() === '') return false;
    const text = block.join(' ');
    if (!/\d{4}|\d{1,2}[:.]\d{2}/.test(text) || !/:\s*$/.test(text) || !isAttribution(block))
      continue;
    let next = at + length;
    while (next < lines.length && lines[next]!.trim() === '') next++;
    return next === lines.length || kinds[next] === 'new';
  }
  return false;
}

function markFooter(lines: readonly string[], kinds: PartKind[], end: number): void {
  const lowest = Math.max(0, end - 25);
  for (let i = lowest; i < end; i++) {
    if (kinds[i] !== 'new') continue;
    const opens =
      footerRule.test(lines[i]!) ||
      signatureMark.test(lines[i]!) ||
      /^you received this message because/i.test(lines[i]!);
    if (!opens) continue;
    const block = lines.slice(i, end);
    const allNew = kinds.slice(i, end).every((kind) => kind === 'new');
    if (
      !allNew ||
      block.filter((line) => line.trim()).length > 14 ||
      !footerWords.test(block.join('\n'))
    )
      continue;
    for (let k = i; k < end; k++) kinds[k] = 'footer';
    return;
  }
}

/**
 * A signature runs from its mark to the next quoted text or the end. The mark counts only where little
 * follows: two dashes are also drawn between paragraphs.
 */
function markSignature(lines: readonly string[], kinds: PartKind[], end: number): void {
  for (let i = 0; i < end; i++) {
    if (kinds[i] !== 'new') continue;
    const line = lines[i]!;
    const device = line.length <= longestDeviceLine && deviceSignature.test(line);
    const name = dashedName.test(line) && !/^\s*[-\u2013\u2014]/u.test(lines[i - 1] ?? '');
    if (!device && !name && !signatureMark.test(line)) continue;
    const longest = name ? 0 : device ? 3 : line === '-- ' ? 30 : 12;
    let length = 0;
    let stop = i + 1;
    for (; stop < end && kinds[stop] === 'new' && length <= longest; stop++) {
      if (lines[stop]!.trim()) length++;
    }
    if (length > longest) continue;
    for (let k = i; k < stop; k++) kinds[k] = 'signature';
    i = stop;
  }
}

/** Blank lines take the kind of what is on both sides, so that a quotation folds in one piece. */
function fillGaps(lines: readonly string[], kinds: PartKind[]): void {
  for (let i = 1; i < lines.length; i++) {
    if (kinds[i] !== 'new' || lines[i]!.trim() !== '' || kinds[i - 1] === 'new') continue;
    let next = i;
    while (next < lines.length && lines[next]!.trim() === '') next++;
    const kind = next === lines.length || kinds[next] === kinds[i - 1] ? kinds[i - 1]! : 'new';
    for (let k = i; k < next; k++) kinds[k] = kind;
    i = next;
  }
}

function group(lines: readonly string[], kinds: readonly PartKind[]): TextPart[] {
  const parts: TextPart[] = [];
  let start = 0;
  for (let i = 1; i <= lines.length; i++) {
    if (i < lines.length && kinds[i] === kinds[start]) continue;
    parts.push({ kind: kinds[start] ?? 'new', text: lines.slice(start, i).join('\n') });
    start = i;
  }
  return parts;
}

function previewOf(text: string): string {
  const line = text
    .slice(0, 4_000)
    .replace(/https?:\/\/\S{60,}/g, '…')
    .replace(/[-_=*#~]{4,}/g, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  if (line.length <= previewLength) return line;
  const cut = line.slice(0, previewLength);
  const space = cut.lastIndexOf(' ');
  return `${(space > previewLength / 2 ? cut.slice(0, space) : cut).toWellFormed()}…`;
}
