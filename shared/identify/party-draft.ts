import { z } from 'zod';
import type { ProblemCell } from '../platform/import/imports.ts';
import { roles } from '../strategy/roles.ts';
import { Fact } from './exporting/record.ts';
import type { NameParts } from './names.ts';

/** Longest texts and lists a draft carries; anything longer is cut, with a problem that says so. */
export const draftLimits = {
  name: 500,
  short: 1_000,
  note: 100_000,
  extra: 20_000,
  list: 200,
  extras: 5_000,
  photo: 8 * 1024 * 1024,
} as const;

const short = z.string().max(draftLimits.short);
const labelled = z.object({ value: short.min(1), label: short });

export const PartyDraft = z.object({
  kind: z.enum(['person', 'company']),
  /** As the person writes it. May be empty when only an address or a number is known. */
  name: z.string().max(draftLimits.name),
  nameParts: z
    .object({
      given: short.optional(),
      family: short.optional(),
      prefix: short.optional(),
      suffix: short.optional(),
      additional: short.optional(),
    })
    .optional(),
  emails: z.array(labelled).max(draftLimits.list),
  /** What stands in place of an address in an archive that masks them. */
  handles: z.array(short.min(1)).max(draftLimits.list).optional(),
  /** Values as parsePhone answers: E.164 where that is possible, else as it was written. */
  phones: z
    .array(labelled.extend({ raw: short, extension: short.optional() }))
    .max(draftLimits.list),
  addresses: z
    .array(
      z.object({
        label: short,
        street: short,
        locality: short,
        region: short,
        postalCode: short,
        /** ISO 3166-1 alpha-2 when known, else empty; the text keeps what was written. */
        country: z.string().max(2),
        text: short,
      }),
    )
    .max(draftLimits.list),
  urls: z.array(labelled).max(draftLimits.list),
  affiliation: z.object({ companyName: short, title: short, department: short }).optional(),
  /** ISO date, or "--04-03" when the year is not told. */
  birthday: z
    .string()
    .regex(/^(?:\d{4}|-)-\d{2}-\d{2}$/)
    .optional(),
  note: z.string().max(draftLimits.note).optional(),
  roles: z.array(z.enum(roles)),
  tags: z.array(short).max(draftLimits.list).optional(),
  uid: short.optional(),
  /** Who here is responsible, as the source names them: an address or a name. */
  owner: labelled.optional(),
  /** Base64 data or an address; an address is never fetched without being asked. */
  photo: z
    .object({
      mediaType: short,
      data: z.string().max(draftLimits.photo).optional(),
      url: short.optional(),
    })
    .optional(),
  /**
   * From a file that we wrote ourselves: the values as they were stored, taken as they stand. Nothing is
   * concluded from them, and the rest of the draft only says whom it is about.
   */
  exact: z.array(Fact).max(10_000).optional(),
  /** Columns and properties without a place of their own: kept, so nothing is lost. */
  extra: z
    .array(z.object({ label: short, value: z.string().max(draftLimits.extra) }))
    .max(draftLimits.extras),
});
export type PartyDraft = z.infer<typeof PartyDraft>;

/** A problem of one draft; the reader adds where it stands. */
export interface DraftProblem {
  code: string;
  message: string;
  severity: 'error' | 'warning';
  field?: string;
  /** The cell that is to blame, where it is one of a table. */
  cell?: ProblemCell;
}

export function emptyDraft(kind: PartyDraft['kind'] = 'person'): PartyDraft {
  return {
    kind,
    name: '',
    emails: [],
    phones: [],
    addresses: [],
    urls: [],
    roles: [],
    extra: [],
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNSTORABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const UNSTORABLE_ALL = new RegExp(UNSTORABLE, 'g');

/** NFC, no control characters, line breaks as \n, trimmed. */
export function tidyText(text: string): string {
  // Most cells are plain ASCII: nothing to normalise, and this is called for every cell of a file.
  if (/^[\x20-\x7e]*$/.test(text)) return text.trim();
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(UNSTORABLE_ALL, '')
    .normalize('NFC')
    .trim();
}

/** Whether the text holds characters that no database text can keep. */
export function hasUnstorable(text: string): boolean {
  return UNSTORABLE.test(text);
}

/**
 * The last step of every contact reader: caps lengths, drops doubles, and names what was cut. Never throws.
 */
export function finishDraft(draft: PartyDraft): { draft: PartyDraft; problems: DraftProblem[] } {
  const problems: DraftProblem[] = [];
  const cut = (text: string, most: number, field: string): string => {
    if (text.length <= most) return text;
    problems.push({
      code: 'party.text-cut',
      severity: 'warning',
      field,
      message: `The ${field} is ${text.length.toLocaleString('en')} characters long; the first ${most.toLocaleString('en')} were kept.`,
    });
    return text.slice(0, most).toWellFormed();
  };
  const fewer = <T>(list: T[], most: number, field: string): T[] => {
    if (list.length <= most) return list;
    problems.push({
      code: 'party.list-cut',
      severity: 'warning',
      field,
      message: `There are ${list.length.toLocaleString('en')} ${field}; the first ${most.toLocaleString('en')} were kept.`,
    });
    return list.slice(0, most);
  };
  const { short: most } = draftLimits;
  const label = (text: string) => cut(text, most, 'label');
  const finished: PartyDraft = {
    kind: draft.kind,
    name: cut(draft.name, draftLimits.name, 'name'),
    emails: fewer(distinct(draft.emails), draftLimits.list, 'e-mail addresses').map((email) => ({
      value: cut(email.value, most, 'e-mail address'),
      label: label(email.label),
    })),
    phones: fewer(distinct(draft.phones), draftLimits.list, 'phone numbers').map((phone) => ({
      ...phone,
      value: cut(phone.value, most, 'phone number'),
      raw: cut(phone.raw, most, 'phone number'),
      label: label(phone.label),
    })),
    addresses: fewer(draft.addresses, draftLimits.list, 'postal addresses').map((address) => ({
      label: label(address.label),
      street: cut(address.street, most, 'street'),
      locality: cut(address.locality, most, 'town'),
      region: cut(address.region, most, 'region'),
      postalCode: cut(address.postalCode, most, 'postal code'),
      country: address.country,
      text: cut(address.text, most, 'postal address'),
    })),
    urls: fewer(distinct(draft.urls), draftLimits.list, 'web addresses').map((url) => ({
      value: cut(url.value, most, 'web address'),
      label: label(url.label),
    })),
    roles: [...new Set(draft.roles)],
    extra: fewer(draft.extra, draftLimits.extras, 'further values').map((extra) => ({
      label: label(extra.label),
      value: cut(extra.value, draftLimits.extra, extra.label.slice(0, 60) || 'value'),
    })),
  };
  const parts = finishParts(draft.nameParts, (text) => cut(text, most, 'name'));
  if (parts) finished.nameParts = parts;
  if (draft.affiliation) {
    finished.affiliation = {
      companyName: cut(draft.affiliation.companyName, most, 'company'),
      title: cut(draft.affiliation.title, most, 'title'),
      department: cut(draft.affiliation.department, most, 'department'),
    };
  }
  if (draft.birthday) finished.birthday = draft.birthday;
  if (draft.note) finished.note = cut(draft.note, draftLimits.note, 'note');
  if (draft.tags?.length) {
    const tags = fewer([...new Set(draft.tags)], draftLimits.list, 'tags');
    finished.tags = tags.map((tag) => cut(tag, most, 'tag'));
  }
  if (draft.owner) {
    const { value, label: heading } = draft.owner;
    finished.owner = { value: cut(value, most, 'owner'), label: label(heading) };
  }
  if (draft.uid) finished.uid = cut(draft.uid, most, 'identifier');
  if (draft.photo?.data && draft.photo.data.length > draftLimits.photo) {
    problems.push({
      code: 'party.photo-too-large',
      severity: 'warning',
      field: 'photo',
      message: 'The photo is larger than 6 MB and was left out; everything else was kept.',
    });
  } else if (draft.photo?.url && draft.photo.url.length > most) {
    problems.push({
      code: 'party.photo-too-large',
      severity: 'warning',
      field: 'photo',
      message: 'The address of the photo is too long to be one and was left out.',
    });
  } else if (draft.photo) finished.photo = draft.photo;
  return { draft: finished, problems };
}

function finishParts(parts: NameParts | undefined, cut: (text: string) => string) {
  if (!parts) return undefined;
  const kept: NameParts = {};
  for (const key of ['given', 'family', 'prefix', 'suffix', 'additional'] as const) {
    const part = parts[key];
    if (part) kept[key] = cut(part);
  }
  return Object.keys(kept).length > 0 ? kept : undefined;
}

function distinct<T extends { value: string }>(list: T[]): T[] {
  if (list.length < 2) return list;
  const seen = new Set<string>();
  return list.filter((item) => {
    const key = item.value.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Whether anything in the draft says who this is. */
export function identifies(draft: PartyDraft): boolean {
  return draft.name !== '' || draft.emails.length > 0 || draft.phones.length > 0;
}
