import { ExportedRecord, Fact } from '../../../shared/identify/exporting/record.ts';
import {
  cardTypes,
  copyParameter,
  factProperty,
  ownProduct,
} from '../../../shared/identify/exporting/vcard.ts';
import { type Property, splitValue, unescapeText } from '../../platform/import/content-lines.ts';

/**
 * A card that we wrote ourselves, read to the letter: nothing in it is trimmed, guessed or concluded. Null
 * when it is none, or was changed so that it no longer says whom it is about; then it is read like any other.
 */
export function recordOfOwnCard(properties: readonly Property[]): ExportedRecord | null {
  const value = (name: string) => properties.find((property) => property.name === name)?.value;
  if (value('PRODID') !== ownProduct) return null;
  const isCompany =
    value('KIND')?.toLowerCase() === 'org' || value('X-ABSHOWAS')?.toLowerCase() === 'company';
  const labels = new Map(
    properties
      .filter(({ name }) => name === 'X-ABLABEL')
      .map(({ group, value: text }) => [group, unescapeText(text)]),
  );
  const facts = properties
    .filter(({ params }) => !params.has(copyParameter))
    .flatMap((property) => factOf(property, labels));
  const given = properties.find(({ name, params }) => name === 'N' && !params.has(copyParameter));
  const name = facts.find(({ topic }) => topic === 'name');
  if (given && name) {
    const [familyName, givenName] = splitValue(given.value, ';');
    Object.assign(name.value as object, {
      ...(givenName ? { given: givenName } : {}),
      ...(familyName ? { family: familyName } : {}),
    });
  }
  const read = ExportedRecord.safeParse({
    id: value('UID')?.replace(/^urn:uuid:/, ''),
    kind: isCompany ? 'company' : 'person',
    facts,
  });
  return read.success ? read.data : null;
}

function factOf(property: Property, labels: ReadonlyMap<string, string>): Fact[] {
  const { name, value, group, params } = property;
  const text = unescapeText(value);
  const label = labels.get(group) ?? labelOfType(params.get('TYPE')?.[0]);
  switch (name) {
    case 'FN':
      return [{ topic: 'name', value: { display: text }, label: null }];
    case 'EMAIL':
      return [{ topic: 'email', value: text, label }];
    case 'TEL':
      return [{ topic: 'phone', value: text, label }];
    case 'URL':
      return [{ topic: 'web', value: text, label }];
    case 'NOTE':
      return [{ topic: 'note', value: text, label: null }];
    case 'BDAY':
      return [{ topic: 'birthday', value: birthdayOf(property), label: null }];
    case 'ADR':
      return [{ topic: 'address', value: addressOf(property), label }];
    case factProperty:
      return told(text);
    default:
      return [];
  }
}

function labelOfType(type: string | undefined): string | null {
  const known = Object.entries(cardTypes).find(([, name]) => name === type?.toLowerCase());
  return known?.[0] ?? null;
}

function birthdayOf({ value, params }: Property): string {
  const digits = value.replace(/\D/g, '');
  const omitted = params.get('X-APPLE-OMIT-YEAR')?.[0];
  if (digits.length === 4) return `--${digits.slice(0, 2)}-${digits.slice(2)}`;
  const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
  return omitted && day.startsWith(omitted) ? `-${day.slice(4)}` : day;
}

function addressOf({ value, params }: Property): Record<string, string> {
  const [, , street = '', locality = '', region = '', postalCode = ''] = splitValue(value, ';');
  return {
    street,
    locality,
    region,
    postalCode,
    country: params.get('CC')?.[0] ?? '',
    text: params.get('LABEL')?.[0] ?? '',
  };
}

function told(text: string): Fact[] {
  try {
    return [Fact.parse(JSON.parse(text))];
  } catch {
    return [];
  }
}
