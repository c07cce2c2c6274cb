import { contentLine, escapeText, parameterText } from '../../platform/exporting/content-lines.ts';
import type { TopicValue } from '../statements.ts';
import { displayOf, type ExportedRecord, type Fact, valuesOf } from './record.ts';

/** By this the reader knows a card of ours, whose properties hold exactly what was written. */
export const ownProduct = '-//Rapport//Contacts//EN';
/** Holds a value that no property of a card says, as JSON. */
export const factProperty = 'X-RAPPORT-FACT';
/** Marks a property that repeats, for other programs, what a fact says better. */
export const copyParameter = 'X-RAPPORT-COPY';

export type CardVersion = '3.0' | '4.0';

/** A record as a card: every value that a card has a property for, and the others in properties of our own. */
export function cardOf(record: ExportedRecord, version: CardVersion = '4.0'): string {
  const card = new CardWriter(version);
  card.property('PRODID', ownProduct);
  card.property('UID', `urn:uuid:${record.id}`);
  if (version === '4.0') card.property('KIND', record.kind === 'company' ? 'org' : 'individual');
  else if (record.kind === 'company') card.property('X-ABShowAs', 'COMPANY');
  writeName(card, record);
  for (const fact of record.facts) writeFact(card, fact, record.kind);
  writeEmployment(card, record);
  const tags = valuesOf<string>(record, 'tag');
  if (tags.length > 0) card.structured('CATEGORIES', tags, ',', copied);
  return card.end();
}

const copied = { [copyParameter]: '1' };

class CardWriter {
  readonly version: CardVersion;
  #text: string;
  #groups = 0;

  constructor(version: CardVersion) {
    this.version = version;
    this.#text = `BEGIN:VCARD\r\nVERSION:${version}\r\n`;
  }

  property(name: string, value: string, parameters: Record<string, string> = {}): void {
    const told = Object.entries(parameters).map(([key, text]) => `;${key}=${text}`);
    this.#text += contentLine(`${name}${told.join('')}:${value}`);
  }

  text(name: string, value: string, parameters?: Record<string, string>): void {
    this.property(name, escapeText(value), parameters);
  }

  structured(
    name: string,
    parts: readonly string[],
    separator: ';' | ',' = ';',
    parameters?: Record<string, string>,
  ): void {
    this.property(name, parts.map(escapeText).join(separator), parameters);
  }

  /** A property with a label: the few that vCard knows as its type, any other as Apple's programs write it. */
  labelled(
    name: string,
    label: string | null,
    write: (name: string, parameters: Record<string, string>) => void,
  ): void {
    const type = label !== null && Object.hasOwn(cardTypes, label) ? cardTypes[label] : undefined;
    if (label === null || type) {
      write(name, type ? { TYPE: type } : {});
      return;
    }
    this.#groups += 1;
    const group = `item${this.#groups}`;
    write(`${group}.${name}`, {});
    this.text(`${group}.X-ABLabel`, label);
  }

  fact(fact: Fact): void {
    this.text(factProperty, JSON.stringify(fact));
  }

  end(): string {
    return `${this.#text}END:VCARD\r\n`;
  }
}

/** Labels for which a card has a type of its own. */
export const cardTypes: Readonly<Record<string, string>> = {
  work: 'work',
  home: 'home',
  mobile: 'cell',
  fax: 'fax',
  pager: 'pager',
};

/** Only these control characters survive in a line; a text with others travels as JSON. */
const plain = /^[^\p{Cc}\u2028\u2029]*(?:\n[^\p{Cc}\u2028\u2029]*)*$/u;

function writeName(card: CardWriter, record: ExportedRecord): void {
  const names = record.facts.filter(({ topic }) => topic === 'name');
  const [only] = names;
  const name = only?.value as TopicValue<'name'> | undefined;
  const isWhole =
    names.length === 1 &&
    only?.label === null &&
    Object.values(name ?? {}).every((text) => plain.test(text) && text !== '') &&
    // A company's card has no parts of a name.
    (record.kind === 'person' || Object.keys(name ?? {}).length === 1);
  if (!isWhole) for (const fact of names) card.fact(fact);
  const mark = isWhole ? {} : copied;
  const display = displayOf(record);
  card.text('FN', display, mark);
  if (record.kind === 'company') {
    card.structured('ORG', [display], ';', copied);
    if (card.version === '3.0') card.structured('N', [display, '', '', '', ''], ';', copied);
    return;
  }
  const { family = '', given = '' } = name ?? {};
  const hasParts = family !== '' || given !== '';
  // Older programs show nobody without it.
  if (hasParts) card.structured('N', [family, given, '', '', ''], ';', mark);
  else if (card.version === '3.0') card.structured('N', [display, '', '', '', ''], ';', copied);
}

function writeFact(card: CardWriter, fact: Fact, kind: ExportedRecord['kind']): void {
  const { topic, value, label } = fact;
  const isPlain = Object.values(typeof value === 'string' ? { value } : (value as object)).every(
    (text) => typeof text !== 'string' || plain.test(text),
  );
  const mark = isPlain ? {} : copied;
  switch (topic) {
    case 'name':
      return;
    case 'email':
    case 'phone':
    case 'web': {
      if (!isPlain || (label !== null && !plain.test(label))) card.fact(fact);
      const name = { email: 'EMAIL', phone: 'TEL', web: 'URL' }[topic];
      const exact = isPlain && (label === null || plain.test(label));
      card.labelled(name, label === null || plain.test(label) ? label : null, (as, parameters) =>
        card.text(as, value as string, exact ? parameters : { ...parameters, ...copied }),
      );
      return;
    }
    case 'note':
      if (label !== null || !isPlain) card.fact(fact);
      card.text('NOTE', value as string, label === null ? mark : copied);
      return;
    case 'birthday':
      writeBirthday(card, fact, kind);
      return;
    case 'address':
      writeAddress(card, fact, isPlain);
      return;
    default:
      card.fact(fact);
  }
}

function writeBirthday(card: CardWriter, fact: Fact, kind: ExportedRecord['kind']): void {
  const day = fact.value as string;
  const isWhole = fact.label === null && kind === 'person';
  if (!isWhole) card.fact(fact);
  const mark = isWhole ? {} : copied;
  if (!day.startsWith('--'))
    card.property('BDAY', card.version === '4.0' ? day.replaceAll('-', '') : day, mark);
  else if (card.version === '4.0')
    card.property('BDAY', `--${day.slice(2).replace('-', '')}`, mark);
  else card.property('BDAY', `1604${day.slice(1)}`, { ...mark, 'X-APPLE-OMIT-YEAR': '1604' });
}

function writeAddress(card: CardWriter, fact: Fact, isPlain: boolean): void {
  const address = fact.value as TopicValue<'address'>;
  const { label } = fact;
  // Parameters of the older version have no way to write a line break or a quote.
  const isWhole = card.version === '4.0' && isPlain && (label === null || plain.test(label));
  if (!isWhole) card.fact(fact);
  card.labelled('ADR', label === null || plain.test(label) ? label : null, (name, parameters) =>
    card.structured(
      name,
      [
        '',
        '',
        address.street,
        address.locality,
        address.region,
        address.postalCode,
        address.country,
      ],
      ';',
      {
        ...parameters,
        ...(isWhole ? {} : copied),
        ...(isWhole && address.text ? { LABEL: parameterText(address.text) } : {}),
        ...(isWhole && address.country ? { CC: address.country } : {}),
      },
    ),
  );
}

/** Where somebody works now, for other programs; the fact besides says since when, and where they were before. */
function writeEmployment(card: CardWriter, record: ExportedRecord): void {
  if (record.kind === 'company') return;
  const present = valuesOf<TopicValue<'affiliation'>>(record, 'affiliation').findLast(
    ({ to }) => !to,
  );
  if (!present) return;
  card.structured(
    'ORG',
    [present.companyName, ...(present.department ? [present.department] : [])],
    ';',
    copied,
  );
  if (present.title) card.text('TITLE', present.title, copied);
}
