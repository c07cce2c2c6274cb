import { draftOfRecord } from '../../../shared/identify/exporting/draft.ts';
import { countryCode } from '../../../shared/identify/importing/countries.ts';
import { readDate } from '../../../shared/identify/importing/written-dates.ts';
import { displayName, nameFromParts, partsOfFamilyFirst } from '../../../shared/identify/names.ts';
import {
  type DraftProblem,
  draftLimits,
  emptyDraft,
  finishDraft,
  identifies,
  type PartyDraft,
  tidyText,
} from '../../../shared/identify/party-draft.ts';
import { parsePhone } from '../../../shared/identify/phones.ts';
import { type Property, splitValue, unescapeText } from '../../platform/import/content-lines.ts';
import { recordOfOwnCard } from './own-card.ts';

export interface Card {
  properties: Property[];
  /** Lines that are no properties. */
  unreadable: { text: string; line: number }[];
  version: string;
}

export interface CardProblem extends DraftProblem {
  line?: number;
}

/** Says nothing about the person: about the file, or already taken from elsewhere. */
const SILENT = new Set([
  'VERSION',
  'PRODID',
  'REV',
  'BEGIN',
  'END',
  'PROFILE',
  'X-ABLABEL',
  'X-ABADR',
  'CLASS',
  'X-MS-OL-DESIGN',
  'X-MS-OL-DEFAULT-POSTAL-ADDRESS',
]);

/** What the properties of one card say about a person or company. */
export function partyOfCard(
  card: Card,
  options: { country?: string } = {},
): { draft: PartyDraft | null; problems: CardProblem[] } {
  const own = recordOfOwnCard(card.properties);
  if (own) return { draft: draftOfRecord(own), problems: [] };
  const problems: CardProblem[] = card.unreadable.slice(0, 20).map(({ text, line }) => ({
    line,
    code: 'vcard.unreadable-line',
    severity: 'warning',
    message: `Line ${line} is not a property of a card and was left out: “${text.trim().slice(0, 60)}”.`,
  }));
  const draft = emptyDraft();
  const organisation = { companyName: '', title: '', department: '' };
  let written = '';
  let kind = '';
  let nickname = '';
  const phones: Property[] = [];
  const postalLabels: { label: string; text: string }[] = [];
  const byGroup = groupValues(card.properties);

  for (const property of card.properties) {
    const { name, value } = property;
    const text = tidyText(unescapeText(value));
    if (text === '' || SILENT.has(name)) continue;
    const label = labelOf(property, byGroup);
    switch (name) {
      case 'FN':
        written ||= displayName(text);
        break;
      case 'N': {
        const [family, given, additional, prefix, suffix] = splitValue(value, ';').map((part) =>
          displayName(part.replace(/,(?=\S)/g, ' ')),
        );
        draft.nameParts = { family, given, additional, prefix, suffix };
        break;
      }
      case 'NICKNAME':
        nickname ||= displayName(text);
        draft.extra.push({ label: 'Nickname', value: text });
        break;
      case 'EMAIL':
        draft.emails.push({
          value: text.replace(/^mailto:/i, '').replace(/^<(.*)>$/, '$1'),
          label,
        });
        break;
      case 'TEL':
        phones.push(property);
        break;
      case 'ADR': {
        const address = readAddress(property, label, byGroup);
        if (address) draft.addresses.push(address);
        break;
      }
      case 'LABEL':
        postalLabels.push({ label, text });
        break;
      case 'URL':
        draft.urls.push({ value: text, label });
        break;
      case 'ORG': {
        const [company, ...departments] = splitValue(value, ';').map((part) => displayName(part));
        if (organisation.companyName) draft.extra.push({ label: 'Organization', value: text });
        else {
          organisation.companyName = company ?? '';
          organisation.department = departments.filter(Boolean).join(', ');
        }
        break;
      }
      case 'TITLE':
        if (organisation.title) draft.extra.push({ label: 'Title', value: text });
        else organisation.title = displayName(text);
        break;
      case 'BDAY':
        readBirthday(property, text, draft, problems);
        break;
      case 'NOTE':
        draft.note = draft.note ? `${draft.note}\n\n${text}` : text;
        break;
      case 'CATEGORIES':
        draft.tags = [
          ...(draft.tags ?? []),
          ...splitValue(value, ',').map(tidyText).filter(Boolean),
        ];
        break;
      case 'UID':
        draft.uid = text;
        break;
      case 'PHOTO':
        readPhoto(property, draft);
        break;
      case 'KIND':
      case 'X-ADDRESSBOOKSERVER-KIND':
        kind = text.toLowerCase();
        break;
      case 'X-ABSHOWAS':
        if (/company/i.test(text)) kind = 'org';
        break;
      default:
        keepExtra(property, text, label, draft, problems);
    }
  }

  if (kind === 'group')
    return { draft: null, problems: [...problems, groupProblem(card, written)] };
  settleName(draft, written, nickname, organisation, kind);
  for (const { label, text } of postalLabels) {
    const address = draft.addresses.find((one) => one.label === label);
    if (address) address.text = text;
    else draft.addresses.push({ ...emptyAddress, label, text });
  }
  const country = draft.addresses.find((address) => address.country)?.country || options.country;
  for (const property of phones)
    readPhone(property, labelOf(property, byGroup), country, draft, problems);
  if (!identifies(draft)) {
    problems.push({
      code: 'vcard.nobody',
      severity: 'error',
      message:
        'The card names nobody: it has no name, organisation, e-mail address or phone number. It was not imported.',
    });
    return { draft: null, problems };
  }
  const finished = finishDraft(draft);
  return { draft: finished.draft, problems: [...problems, ...finished.problems] };
}

const emptyAddress = {
  label: '',
  street: '',
  locality: '',
  region: '',
  postalCode: '',
  country: '',
  text: '',
};

/** `item1.X-ABLabel` and `item1.X-ABADR` speak of the other properties in their group. */
function groupValues(properties: Property[]): Map<string, string> {
  const values = new Map<string, string>();
  for (const { group, name, value } of properties) {
    if (group && (name === 'X-ABLABEL' || name === 'X-ABADR')) {
      values.set(`${group.toLowerCase()}.${name}`, unescapeText(value));
    }
  }
  return values;
}

function labelOf(property: Property, byGroup: Map<string, string>): string {
  const own = byGroup.get(`${property.group.toLowerCase()}.X-ABLABEL`);
  if (own) {
    const apple = /^_\$!<(.+)>!\$_$/.exec(own);
    return (apple?.[1] ?? own).trim().toLowerCase();
  }
  const types = new Set(
    (property.params.get('TYPE') ?? []).flatMap((type) => type.toLowerCase().split(',')),
  );
  const place = types.has('work') ? 'work' : types.has('home') ? 'home' : '';
  if (types.has('fax')) return place ? `${place} fax` : 'fax';
  if (types.has('cell') || types.has('mobile') || types.has('iphone')) return 'mobile';
  if (types.has('pager')) return 'pager';
  if (place) return place;
  for (const type of types) {
    if (
      !/^(?:pref|internet|voice|text|video|msg|x400|dom|intl|postal|parcel|uri|charset.*)$/.test(
        type,
      )
    ) {
      return type.replace(/^x-/, '');
    }
  }
  return '';
}

function readAddress(
  property: Property,
  label: string,
  byGroup: Map<string, string>,
): PartyDraft['addresses'][number] | null {
  const [
    box = '',
    extended = '',
    road = '',
    locality = '',
    region = '',
    postalCode = '',
    country = '',
  ] = splitValue(property.value, ';').map(tidyText);
  const street = [box, extended, road].filter(Boolean).join('\n');
  const lines = [street, [postalCode, locality].filter(Boolean).join(' '), region, country];
  const text =
    tidyText(property.params.get('LABEL')?.[0] ?? '') || lines.filter(Boolean).join('\n');
  if (!text) return null;
  const code = byGroup.get(`${property.group.toLowerCase()}.X-ABADR`) ?? '';
  return {
    label,
    street,
    locality,
    region,
    postalCode,
    country: countryCode(country) || (country || code ? countryCode(code) : ''),
    text,
  };
}

function readPhone(
  property: Property,
  label: string,
  country: string | undefined,
  draft: PartyDraft,
  problems: CardProblem[],
): void {
  const text = tidyText(unescapeText(property.value));
  const phone = parsePhone(text.replace(/^tel:/i, '').replace(/;ext=(\d+)/i, ' ext. $1'), country);
  if (!/\d/.test(text)) {
    draft.extra.push({ label: label ? `Phone (${label})` : 'Phone', value: text });
    problems.push({
      line: property.line,
      code: 'vcard.not-a-phone',
      severity: 'warning',
      field: 'phone',
      message: `“${text.slice(0, 60)}” holds no digits, so it is not a phone number; it was kept as text.`,
    });
    return;
  }
  draft.phones.push({
    value: phone.value,
    raw: text,
    label,
    ...(phone.extension ? { extension: phone.extension } : {}),
  });
}

function readBirthday(
  property: Property,
  text: string,
  draft: PartyDraft,
  problems: CardProblem[],
): void {
  const omitted = property.params.get('X-APPLE-OMIT-YEAR')?.[0];
  const read = readDate(text.replace(/T.*$/, '').replace(/^--(\d\d)(\d\d)$/, '--$1-$2'), 'ymd');
  if (read.date === null) {
    draft.extra.push({ label: 'Birthday', value: text });
    problems.push({
      line: property.line,
      code: 'vcard.not-a-date',
      severity: 'warning',
      field: 'birthday',
      message: `“${text.slice(0, 60)}” is not a full day of the calendar; it was kept as text.`,
    });
    return;
  }
  draft.birthday = omitted && read.date.startsWith(omitted) ? `-${read.date.slice(4)}` : read.date;
}

function readPhoto(property: Property, draft: PartyDraft): void {
  if (draft.photo) return;
  const value = property.value.trim();
  const inline = /^data:([^;,]*)[^,]*;base64,([\s\S]+)$/i.exec(value);
  if (inline) {
    draft.photo = {
      mediaType: inline[1] || 'image/jpeg',
      data: (inline[2] ?? '').replace(/\s/g, ''),
    };
    return;
  }
  if (/^(?:b|base64)$/i.test(property.params.get('ENCODING')?.[0] ?? '')) {
    const type = property.params.get('TYPE')?.[0]?.toLowerCase() ?? 'jpeg';
    draft.photo = {
      mediaType: type.includes('/') ? type : `image/${type}`,
      data: value.replace(/\s/g, ''),
    };
    return;
  }
  if (/^https?:/i.test(value)) draft.photo = { mediaType: '', url: unescapeText(value) };
}

function keepExtra(
  property: Property,
  text: string,
  label: string,
  draft: PartyDraft,
  problems: CardProblem[],
): void {
  const binary =
    /^(?:b|base64)$/i.test(property.params.get('ENCODING')?.[0] ?? '') || /^data:/i.test(text);
  if (binary || text.length > draftLimits.extra) {
    problems.push({
      line: property.line,
      code: 'vcard.binary-left-out',
      severity: 'warning',
      field: property.name,
      message: `The ${property.name} property holds ${binary ? 'binary data' : 'very much text'}, which has no place here; it was left out.`,
    });
    return;
  }
  // "City;;" and the like: separators alone are no value.
  const readable = text.replace(/^[;,\s]+|[;,\s]+$/g, '');
  if (readable === '') return;
  const name = property.name.replace(/^X-(?:MS-|EVOLUTION-|ANDROID-)?/, '') || property.name;
  // Apple names these by their label alone: an anniversary, a spouse.
  const bare = /^AB(?:DATE|RELATEDNAMES)$/.test(name) && label ? '' : name;
  const words = (bare || label).replace(/-/g, ' ').toLowerCase();
  const title = words.charAt(0).toUpperCase() + words.slice(1);
  draft.extra.push({ label: label && bare ? `${title} (${label})` : title, value: readable });
}

function settleName(
  draft: PartyDraft,
  written: string,
  nickname: string,
  organisation: { companyName: string; title: string; department: string },
  kind: string,
): void {
  const parts = draft.nameParts ?? {};
  if (!Object.values(parts).some(Boolean)) delete draft.nameParts;
  const company = organisation.companyName;
  const named = written || nameFromParts(parts);
  const isCompany =
    /^org/.test(kind) || (company !== '' && !draft.nameParts && (!named || named === company));
  if (isCompany) {
    draft.kind = 'company';
    draft.name = company || named;
    delete draft.nameParts;
    if (organisation.title) draft.extra.push({ label: 'Title', value: organisation.title });
    if (organisation.department)
      draft.extra.push({ label: 'Department', value: organisation.department });
    return;
  }
  const turned = partsOfFamilyFirst(named);
  const agrees =
    turned !== null &&
    turned.family === parts.family &&
    parts.given !== undefined &&
    turned.given.startsWith(parts.given);
  draft.name = agrees ? nameFromParts(parts) : named || nickname;
  if (company || organisation.title || organisation.department) draft.affiliation = organisation;
}

function groupProblem(card: Card, name: string): CardProblem {
  const members = card.properties.filter(({ name }) => /MEMBER$/.test(name)).length;
  return {
    code: 'vcard.group',
    severity: 'error',
    message: `“${name || 'A card'}” is a list of ${members} contacts, not a person or company. The list was not imported; its members are read from cards of their own.`,
  };
}
