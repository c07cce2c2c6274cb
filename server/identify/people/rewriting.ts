/** Runs in a worker: the text that is changed was written by whoever likes to. */
import { cardTypes } from '../../../shared/identify/exporting/vcard.ts';
import { partsToSortBy } from '../../../shared/identify/names.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import type { PostalAddress, TopicValue } from '../../../shared/identify/statements.ts';
import { contentLine, escapeText } from '../../../shared/platform/exporting/content-lines.ts';
import { linesOf, type Property, parseProperty } from '../../platform/import/content-lines.ts';
import { factsThere } from '../importing/card-facts.ts';
import { prepareContacts } from '../importing/told.ts';
import { partyOfCard } from './vcard.ts';

/** The topics that go back into a card. */
export const writtenTopics = [
  'name',
  'email',
  'phone',
  'address',
  'affiliation',
  'web',
  'birthday',
  'note',
] as const;
export type WrittenTopic = (typeof writtenTopics)[number];

/** What is to stand in a card no more, by its key, and what in its place or beside the rest. */
export interface CardChange {
  topic: WrittenTopic;
  gone: string[];
  came: { value: unknown; label: string | null }[];
}

interface Line {
  /** As it stands there, with every fold and its end. */
  raw: string;
  unfolded: string;
  /** Of this card itself, not of one within it. */
  property: Property | null;
}

/**
 * The text of a card with some of it changed and everything else as it was, byte by byte: photos, what other
 * programs keep there, the order of lines. null where this is no card that can be changed so.
 */
export function rewriteCard({
  text,
  kind,
  country,
  changes,
  at,
}: {
  text: string;
  kind: PartyKind;
  country: string;
  changes: CardChange[];
  at: string;
}): string | null {
  const card = new CardText(text);
  // The oldest form folds and encodes otherwise; servers of address books do not keep it.
  if (!card.isWhole || !/^[34]/.test(card.value('VERSION'))) return null;
  for (const change of changes) {
    if (change.topic === 'name') rename(card, kind, change);
    else if (change.topic === 'affiliation') employ(card, change);
    else if (change.topic === 'birthday') bear(card, change);
    else changeMany(card, change, kind, country);
  }
  const [rev] = card.named('REV');
  if (rev) card.replace(rev, at.replace(/\.\d+/, '').replaceAll(/[-:]/g, ''));
  return card.text();
}

/** A card that holds no more than whose it is, to be filled by changes. */
export function emptyCard(uid: string, kind: PartyKind): string {
  return [
    'BEGIN:VCARD',
    'VERSION:3.0',
    'PRODID:-//Rapport//Address book//EN',
    `UID:${uid}`,
    ...(kind === 'company' ? ['X-ABShowAs:COMPANY'] : []),
    'END:VCARD',
  ]
    .map(contentLine)
    .join('');
}

class CardText {
  readonly #lines: Line[] = [];
  readonly #end: string;
  readonly isWhole: boolean;

  constructor(text: string) {
    this.#end = /\r\n/.test(text) ? '\r\n' : '\n';
    let depth = 0;
    let cards = 0;
    const lines = linesOf({ text, byte: 0 });
    for (const [index, line] of lines.entries()) {
      const raw = text.slice(line.chars, lines[index + 1]?.chars ?? text.length);
      const last = this.#lines.at(-1);
      if (last && /^[ \t]/.test(line.text)) {
        last.raw += raw;
        last.unfolded += line.text.slice(1);
        continue;
      }
      this.#lines.push({ raw, unfolded: line.text, property: null });
    }
    for (const line of this.#lines) {
      const property = parseProperty(line.unfolded, 0);
      const isMarker = property?.value.trim().toUpperCase() === 'VCARD';
      if (property?.name === 'BEGIN' && isMarker) {
        depth++;
        if (depth === 1) cards++;
      } else if (property?.name === 'END' && isMarker) depth--;
      else if (depth === 1) line.property = property;
    }
    this.isWhole = depth === 0 && cards === 1;
  }

  text(): string {
    return this.#lines.map(({ raw }) => raw).join('');
  }

  named(name: string): Line[] {
    return this.#lines.filter(({ property }) => property?.name === name);
  }

  value(name: string): string {
    return this.named(name)[0]?.property?.value.trim() ?? '';
  }

  get properties(): Property[] {
    return this.#lines.flatMap(({ property }) => property ?? []);
  }

  /** Another value under the same name, group and label. */
  replace(line: Line, value: string, isAddress = false): void {
    const { unfolded, property } = line;
    const head = unfolded.slice(0, unfolded.length - property!.value.length - 1);
    const outdated = isAddress
      ? /;(?:ENCODING|CHARSET|LABEL|CC|GEO|TZ)=(?:"[^"]*"|[^;"])*/gi
      : /;(?:ENCODING|CHARSET)=(?:"[^"]*"|[^;"])*/gi;
    const begin = head.replaceAll(outdated, '');
    line.unfolded = `${begin}:${value}`;
    line.property = { ...property!, value };
    line.raw = this.#written(line.unfolded);
  }

  /** With what its group says of it. */
  remove(line: Line): void {
    const group = line.property?.group.toLowerCase();
    const isGone = (each: Line) =>
      each === line ||
      (group &&
        each.property?.group.toLowerCase() === group &&
        /^X-AB(?:LABEL|ADR)$/.test(each.property.name));
    const kept = this.#lines.filter((each) => !isGone(each));
    this.#lines.splice(0, this.#lines.length, ...kept);
  }

  /** At the end. */
  add(unfolded: string): void {
    const end = this.#lines.findLastIndex(({ unfolded: text }) => /^END:VCARD\s*$/i.test(text));
    const line = { raw: this.#written(unfolded), unfolded, property: parseProperty(unfolded, 0) };
    this.#lines.splice(end, 0, line);
  }

  /** Under a label that other programs know, or as Apple's programs write one of one's own. */
  addLabelled(name: string, value: string, label: string | null): void {
    const type = label !== null && Object.hasOwn(cardTypes, label) ? cardTypes[label] : undefined;
    if (type || !label) {
      this.add(`${name}${type ? `;TYPE=${type}` : ''}:${value}`);
      return;
    }
    const taken = new Set(this.properties.map(({ group }) => group.toLowerCase()));
    let number = 1;
    while (taken.has(`item${number}`)) number++;
    this.add(`item${number}.${name}:${value}`);
    this.add(`item${number}.X-ABLabel:${escapeText(label)}`);
  }

  /** The first of a name gets the value; without one it is added, and without a value it goes. */
  set(name: string, value: string | null): void {
    const [line] = this.named(name);
    if (value === null) {
      if (line) this.remove(line);
    } else if (line) this.replace(line, value);
    else this.add(`${name}:${value}`);
  }

  #written(unfolded: string): string {
    const written = contentLine(unfolded);
    return this.#end === '\r\n' ? written : written.replaceAll('\r\n', '\n');
  }
}

const propertyNames = {
  email: 'EMAIL',
  phone: 'TEL',
  address: 'ADR',
  web: 'URL',
  note: 'NOTE',
} as const;

function changeMany(
  card: CardText,
  { topic, gone, came }: CardChange,
  kind: PartyKind,
  country: string,
): void {
  const name = propertyNames[topic as keyof typeof propertyNames];
  const left = [...came];
  const says = (lines: Line[], key: string) => keyOf(card, lines, topic, kind, country) === key;
  for (const key of gone) {
    let line = card.named(name).find((each) => says([each], key));
    if (!line && topic === 'note' && says(card.named(name), key)) {
      // Several lines are read as one note: the first of them takes what it is to be.
      const [first, ...others] = card.named(name);
      for (const other of others) card.remove(other);
      line = first;
    }
    const next = left.shift();
    if (line && next)
      card.replace(line, writtenValue(topic, next.value, line), topic === 'address');
    else if (line) card.remove(line);
    else if (next) left.unshift(next);
  }
  for (const { value, label } of left) {
    const isThere = card
      .named(name)
      .some((each) => writtenValue(topic, value, each) === each.property?.value);
    // A note has no label in a card.
    if (!isThere)
      card.addLabelled(name, writtenValue(topic, value), topic === 'note' ? null : label);
  }
}

/** What lines say, read as the whole card is: numbers are dialled from where its address is. */
function keyOf(
  card: CardText,
  lines: readonly Line[],
  topic: WrittenTopic,
  kind: PartyKind,
  country: string,
): string | undefined {
  const about = (name: string, value: string): Property => ({
    name,
    value,
    group: '',
    params: new Map(),
    line: 0,
  });
  const others =
    topic === 'phone' ? card.named('ADR').flatMap(({ property }) => property ?? []) : [];
  const labels = card.properties.filter(({ name }) => /^X-AB(?:LABEL|ADR)$/.test(name));
  const { draft } = partyOfCard(
    {
      properties: [
        about('FN', 'A'),
        ...(kind === 'company' ? [about('KIND', 'org')] : []),
        ...lines.flatMap(({ property }) => property ?? []),
        ...others,
        ...labels,
      ],
      unreadable: [],
      version: card.value('VERSION'),
    },
    { country },
  );
  if (!draft) return undefined;
  const [told] = prepareContacts([{ value: draft, locator: {} }], country);
  const facts = told && [
    ...factsThere(told),
    ...told.desks.map(({ valueKey: key }) => ({ topic: 'email', key })),
  ];
  return facts?.find((fact) => fact.topic === topic)?.key;
}

function writtenValue(topic: WrittenTopic, value: unknown, line?: Line): string {
  if (topic === 'address') {
    const { street, locality, region, postalCode, country, text } = value as PostalAddress;
    const parts = ['', '', street, locality, region, postalCode, country];
    const isParted = parts.some(Boolean);
    return (isParted ? parts : ['', '', text, '', '', '', '']).map(escaped).join(';');
  }
  // What is a URI is no text: commas and semicolons are its own.
  if (topic === 'web') return escaped(value as string).replaceAll(/\\([,;])/g, '$1');
  const scheme = /^(?:tel|mailto):/i.exec(line?.property?.value.trim() ?? '')?.[0] ?? '';
  return scheme + escaped(value as string);
}

const escaped = (text: string) => escapeText(text.replace(/\r\n?/g, '\n'));

function rename(card: CardText, kind: PartyKind, { came }: CardChange): void {
  const name = came[0]?.value as TopicValue<'name'> | undefined;
  if (!name) return;
  card.set('FN', escaped(name.display));
  const [line] = card.named('N');
  if (kind === 'company') {
    const [org] = card.named('ORG');
    const units = org ? splitRaw(org.property!.value).slice(1) : [];
    card.set('ORG', [escaped(name.display), ...units].join(';'));
    const isOlder = card.value('VERSION').startsWith('3') && card.named('X-ABSHOWAS').length > 0;
    if (line || isOlder) card.set('N', `${escaped(name.display)};;;;`);
    return;
  }
  const { family = '', given = '' } =
    name.family || name.given ? name : partsToSortBy(name.display);
  const [, , , prefix = '', suffix = ''] = splitRaw(line?.property?.value ?? '');
  card.set('N', [escaped(family), escaped(given), '', prefix, suffix].join(';'));
}

/** A day as the card's form writes it; without a year in the newer one, and as Apple's programs do in the older. */
function bear(card: CardText, { came }: CardChange): void {
  const day = came[0]?.value as TopicValue<'birthday'> | undefined;
  const [line] = card.named('BDAY');
  if (line) card.remove(line);
  if (!day) return;
  const isNewer = card.value('VERSION').startsWith('4');
  if (!day.startsWith('--')) card.add(`BDAY:${isNewer ? day.replaceAll('-', '') : day}`);
  else if (isNewer) card.add(`BDAY:--${day.slice(2).replace('-', '')}`);
  else card.add(`BDAY;X-APPLE-OMIT-YEAR=1604:1604${day.slice(1)}`);
}

function employ(card: CardText, { came }: CardChange): void {
  const job = came[0]?.value as TopicValue<'affiliation'> | undefined;
  const [org] = card.named('ORG');
  const [, ...units] = splitRaw(org?.property?.value ?? '');
  if (!job) {
    card.set('ORG', null);
    card.set('TITLE', null);
    return;
  }
  const isSameDepartment = units.filter(Boolean).join(', ') === escaped(job.department);
  const departments = isSameDepartment ? units : job.department ? [escaped(job.department)] : [];
  card.set('ORG', [escaped(job.companyName), ...departments].join(';'));
  card.set('TITLE', job.title ? escaped(job.title) : null);
}

/** The parts of a structured value as they are written. */
function splitRaw(value: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < value.length; at++) {
    if (value[at] === '\\') at++;
    else if (value[at] === ';') {
      parts.push(value.slice(from, at));
      from = at + 1;
    }
  }
  return value === '' ? [] : [...parts, value.slice(from)];
}
