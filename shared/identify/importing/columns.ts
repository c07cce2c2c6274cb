import { z } from 'zod';
import { foldForSearch } from '../../platform/folding.ts';
import { isCompanyName } from '../company-names.ts';
import { isOwnHeading, ownTable } from '../exporting/columns.ts';
import { partsOfFamilyFirst } from '../names.ts';
import { countryCode } from './countries.ts';
import { type Field, fields, type HeaderReading, readHeading } from './header-words.ts';
import { callColumns, type ListedKind, listedKinds } from './listed.ts';
import { isPurchase, purchaseColumns, purchasesByValue } from './purchase-columns.ts';
import { type RoleWords, roleOf } from './role-words.ts';
import { settleColumns } from './settling.ts';
import { dateOrderOf, isEmptyDate, readDate } from './written-dates.ts';

export const ColumnMapping = z.object({
  /** 0-based position in the row. */
  column: z.int().min(0),
  header: z.string(),
  field: z.enum(fields),
  label: z.string(),
  slot: z.string(),
  of: z.enum(fields).optional(),
  /** For a fact: under which heading it is kept, if not its own. So it finds a field of the company's own. */
  keepAs: z.string().trim().min(1).max(100).optional(),
  /** 0–1; below 0.5 the screen asks. */
  confidence: z.number(),
  /** A sentence for the person who checks the proposal. */
  why: z.string(),
});
export type ColumnMapping = z.infer<typeof ColumnMapping>;

/** How a table becomes people and companies; proposed here, corrected by a person, used by `rowToDraft`. */
export const Mapping = z.object({
  columns: z.array(ColumnMapping),
  /** What its rows tell of, where they are no people or companies. */
  about: z.enum(listedKinds).optional(),
  /** What a row with only one name is. */
  kind: z.enum(['person', 'company']),
  nameOrder: z.enum(['as-written', 'family-first']),
  dateOrder: z.enum(['dmy', 'mdy', 'ymd', 'unclear']),
});
export type Mapping = z.infer<typeof Mapping>;

const EMAIL = /[^\s<>;,|"'():[\]]+@[^\s<>;,|"'():[\]@]+\.[^\s<>;,|"'():[\]@]+/;
const PHONE = /^'?(?:tel:)?[+(]?\d[\d\s().\-/]{5,}\d(?:\s*(?:x|ext\.?)\s*\d+)?$/i;
const URL = /^(?:https?:\/\/|www\.)\S+$/i;

/** Whether a mapping can name a person or company at all. */
export function identifiesSomebody(mapping: Mapping): boolean {
  const has = (...wanted: Field[]) => mapping.columns.some(({ field }) => wanted.includes(field));
  if (mapping.about === 'calls')
    return has('callAt') && (has('callNumber') || (has('callFrom') && has('callTo')));
  if (mapping.about === 'purchases') return isPurchase(has);
  return mapping.columns.some(({ field }) =>
    ['name', 'given', 'family', 'email', 'phone', 'company', 'exported'].includes(field),
  );
}

/**
 * Proposes a field for each column, from its heading and from what the sample shows. A heading that the
 * values contradict ("Phone" holding Yes and No) is not followed.
 */
export function proposeMapping(
  headers: readonly string[] | null,
  sampleRows: readonly (readonly string[])[],
  roleWords?: RoleWords,
): Mapping {
  const own = headers && ownTable(headers);
  if (own) return mappingOfOwn(headers);
  const calls = headers && callColumns(headers, sampleRows);
  if (calls) return mappingOfListed('calls', headers, calls, sampleRows);
  const purchases = headers && purchaseColumns(headers, sampleRows);
  if (purchases) return mappingOfListed('purchases', headers, purchases, sampleRows);
  let width = headers?.length ?? 0;
  for (const row of sampleRows) if (row.length > width) width = row.length;
  const columns: ColumnMapping[] = [];
  const samples: Sample[] = [];
  for (let column = 0; column < width; column += 1) {
    const sample = sampleOf(sampleRows, column);
    samples.push(sample);
    columns.push(
      proposeColumn(column, headers?.[column] ?? '', sample, headers === null, roleWords),
    );
  }
  guessNamesFromAddresses(columns, sampleRows);
  settleColumns(columns, samples);
  dropLonelyCompany(columns, samples);

  const name = columns.find(({ field }) => field === 'name');
  const names = name ? (samples[name.column]?.values ?? []) : [];
  const birthday = columns.find(({ field }) => field === 'birthday');
  const dates = birthday ? (samples[birthday.column]?.values ?? []) : [];
  const people: Mapping = {
    columns,
    kind: readsAsCompanies(columns, names) ? 'company' : 'person',
    nameOrder: name && isFamilyFirst(name.header, names) ? 'family-first' : 'as-written',
    dateOrder: dateOrderOf(dates),
  };
  if (headers !== null || identifiesSomebody(people)) return people;
  const bought = purchasesByValue(sampleRows, width);
  const unnamed = Array.from({ length: width }, () => '');
  return bought ? mappingOfListed('purchases', unnamed, bought, sampleRows) : people;
}

function mappingOfOwn(headers: readonly string[]): Mapping {
  const columns = headers.map((header, column) => ({
    column,
    header,
    field: isOwnHeading(header) ? ('exported' as const) : ('extra' as const),
    label: '',
    slot: '',
    confidence: 1,
    why: 'Rapport wrote this table itself; its columns are read to the letter.',
  }));
  return { columns, kind: 'person', nameOrder: 'as-written', dateOrder: 'ymd' };
}

interface ListedColumn {
  field: Field | null;
  label: string;
}

/** A list of what happened, as its headings say. */
function mappingOfListed(
  about: ListedKind,
  headers: readonly string[],
  columns: readonly ListedColumn[],
  rows: readonly (readonly string[])[],
): Mapping {
  const day = about === 'calls' ? 'callAt' : 'orderAt';
  const at = columns.findIndex(({ field }) => field === day);
  return {
    about,
    columns: headers.map((header, column) => {
      const { field = null, label = '' } = columns[column] ?? {};
      return {
        column,
        header,
        field: field ?? ('skip' as const),
        label,
        slot: '',
        confidence: 1,
        why: field
          ? header
            ? `The heading “${header}” says so.`
            : 'Its values say so.'
          : about === 'calls'
            ? 'A call has no place for it.'
            : 'A purchase has no place for it.',
      };
    }),
    kind: 'person',
    nameOrder: 'as-written',
    dateOrder: dateOrderOf(rows.map((row) => row[at] ?? '')),
  };
}

/** The same table read as calls or purchases, or as people again, as far as its headings say what holds what. */
export function readAs(
  about: Mapping['about'],
  mapping: Mapping,
  /** Different values of each column. */
  samples: readonly (readonly string[])[],
): Mapping {
  const headers = mapping.columns.map(({ header }) => header);
  const longest = Math.max(0, ...samples.map((values) => values.length));
  const rows = Array.from({ length: longest }, (_, row) =>
    headers.map((_header, column) => samples[column]?.[row] ?? ''),
  );
  if (about === undefined) {
    const { about: _, ...people } = mapping;
    const proposed = headers.map((header) => readHeading(header)[0]);
    return {
      ...people,
      columns: mapping.columns.map((column, index) => ({
        ...column,
        field: proposed[index]?.field ?? 'extra',
        label: proposed[index]?.label ?? '',
        slot: proposed[index]?.slot ?? '',
      })),
    };
  }
  const isUnnamed = about === 'purchases' && headers.every((header) => header === '');
  const byValue = isUnnamed ? purchasesByValue(rows, headers.length) : null;
  const byHeading = about === 'calls' ? callColumns : purchaseColumns;
  const columns = byValue ?? byHeading(headers, rows, true) ?? [];
  const listed = mappingOfListed(about, headers, columns, rows);
  return mapping.dateOrder === 'unclear' ? listed : { ...listed, dateOrder: mapping.dateOrder };
}

/** What the sample shows of one column. */
export interface Sample {
  values: string[];
  distinct: number;
  share: (test: (value: string) => boolean) => number;
}

function sampleOf(rows: readonly (readonly string[])[], column: number): Sample {
  const values: string[] = [];
  for (const row of rows) {
    const value = row[column]?.slice(0, 300).trim();
    if (value) values.push(value);
  }
  return {
    values,
    distinct: new Set(values).size,
    share: (test) => (values.length ? values.filter(test).length / values.length : 0),
  };
}

function proposeColumn(
  column: number,
  header: string,
  sample: Sample,
  headerless: boolean,
  roleWords?: RoleWords,
): ColumnMapping {
  const base = { column, header, label: '', slot: '' };
  const refused: string[] = [];
  for (const reading of headerless ? [] : readHeading(header)) {
    const doubt = contradiction(reading, sample, roleWords);
    if (doubt === null) {
      return {
        ...base,
        field: reading.field,
        label: reading.label,
        slot: reading.slot,
        ...(reading.of ? { of: reading.of } : {}),
        confidence: sample.values.length === 0 ? 0.8 : 0.95,
        why: `The heading “${header}” says so.`,
      };
    }
    refused.push(doubt);
  }
  const byValue = proposeByValue(sample);
  if (byValue) return { ...base, ...byValue };
  return {
    ...base,
    field: 'extra',
    confidence: refused.length > 0 ? 0.6 : 0.5,
    why: refused[0] ?? 'Neither the heading nor the values are known; kept under its own heading.',
  };
}

const hasLetters = (value: string) => /\p{L}/u.test(value);
const isYesNo = (value: string) =>
  /^(?:yes|no|y|n|true|false|t|f|ja|nein|oui|non|si|sí|0|1|x|-|unknown|nonexistent)$/i.test(value);

/** Why the values of a column cannot be what its heading says, or null. */
function contradiction(
  reading: HeaderReading,
  sample: Sample,
  roleWords?: RoleWords,
): string | null {
  if (sample.values.length === 0) return null;
  const { field } = reading;
  const few =
    sample.values.length >= 30 && sample.distinct <= Math.max(3, sample.values.length * 0.02);
  switch (field) {
    case 'email':
      return sample.share((value) => EMAIL.test(value)) < 0.2
        ? 'No value in it is an e-mail address.'
        : null;
    case 'phone':
      return sample.share((value) => /\d(?:\D*\d){3}/.test(value)) < 0.2 ||
        sample.share(isYesNo) > 0.5
        ? 'Its values are not phone numbers.'
        : null;
    case 'name':
    case 'given':
    case 'family':
    case 'company':
      if (sample.share((value) => hasLetters(value) && !isYesNo(value)) < 0.5) {
        return 'Its values are not names.';
      }
      // "First name" and "Company" can mean nothing else; a bare "Name" also heads lists of files and codes.
      if (field !== 'name') return null;
      if (few && sample.distinct <= 10) {
        return 'The same few words repeat in it; these are not names.';
      }
      return sample.share(isCodeLike) > 0.8 ? 'Its values are codes, not names.' : null;
    case 'birthday':
      return sample.share(
        (value) => isEmptyDate(value) || readDate(value, 'unclear').date !== null,
      ) < 0.2
        ? 'Its values are not dates.'
        : null;
    case 'role':
      return sample.share((value) => roleOf(value, roleWords) !== undefined) < 0.5
        ? 'Its values are not roles that are known here.'
        : null;
    case 'url':
      return sample.share((value) => /\.\p{L}{2,}|^https?:|\//u.test(value)) < 0.2
        ? 'Its values are not web addresses.'
        : null;
    case 'photo':
      return sample.share((value) => /^(?:https?:|data:)/.test(value)) < 0.2
        ? 'It holds no pictures.'
        : null;
    case 'uid':
      return sample.distinct < sample.values.length * 0.9 ? 'The same values repeat in it.' : null;
    case 'country':
    case 'locality':
    case 'street':
    case 'title':
      return sample.share(hasLetters) < 0.3 || sample.share(isYesNo) > 0.5
        ? `Its values are not a ${field === 'locality' ? 'town' : field}.`
        : null;
    default:
      return null;
  }
}

/** "us_east_1", "ak12293661", "v0.3": letters, but nothing a person or company is called. */
function isCodeLike(value: string): boolean {
  return (
    !/\s/.test(value) &&
    (/_|\p{L}\d\p{L}|\.(?:txt|csv|dat|inp|mps)$/u.test(value) ||
      (value.match(/\d/g)?.length ?? 0) > 2)
  );
}

function proposeByValue(
  sample: Sample,
): Pick<ColumnMapping, 'field' | 'confidence' | 'why'> | null {
  if (sample.values.length === 0) return null;
  const emails = sample.share((value) => EMAIL.test(value) && value.length < 250);
  if (emails > 0.5)
    return { field: 'email', confidence: 0.9, why: 'Its values are e-mail addresses.' };
  const urls = sample.share((value) => URL.test(value));
  if (urls > 0.6) return { field: 'url', confidence: 0.8, why: 'Its values are web addresses.' };
  // Bare digits may be amounts or keys; a phone number shows itself by its plus or its separators.
  const phones = sample.share(
    (value) =>
      PHONE.test(value) &&
      !isEmptyDate(value) &&
      /^\+\d|^00[1-9]|[\s()/-]/.test(value) &&
      readDate(value, 'unclear').date === null &&
      !/^\d{4}-\d{2}-\d{2}/.test(value),
  );
  if (phones > 0.6)
    return { field: 'phone', confidence: 0.7, why: 'Its values look like phone numbers.' };
  const countries = sample.share((value) => value.length > 2 && countryCode(value) !== '');
  if (countries > 0.8)
    return { field: 'country', confidence: 0.7, why: 'Its values are countries.' };
  return null;
}

const isWordy = (value: string) => /^\p{L}[\p{L}\p{M}.'’ -]{0,60}$/u.test(value);

/** An unknown column whose words return in the e-mail address of the same row holds names. */
function guessNamesFromAddresses(
  columns: ColumnMapping[],
  rows: readonly (readonly string[])[],
): void {
  if (columns.some(({ field }) => ['name', 'given', 'family'].includes(field))) return;
  const email = columns.find(({ field }) => field === 'email');
  const phone = columns.find(({ field }) => field === 'phone');
  const open = columns.filter(({ field }) => field === 'extra');
  const named: ColumnMapping[] = [];
  if (email) {
    for (const column of open) {
      let seen = 0;
      let matching = 0;
      for (const row of rows) {
        const value = row[column.column]?.trim() ?? '';
        const local = foldForSearch(row[email.column]?.split('@')[0] ?? '');
        if (!value || !local) continue;
        seen += 1;
        if (!isWordy(value.replace(/,/g, ''))) continue;
        const words = foldForSearch(value).split(/[\s,.-]+/);
        if (words.some((word) => word.length > 2 && local.includes(word))) matching += 1;
      }
      if (seen > 0 && matching / seen > 0.3) named.push(column);
    }
  }
  const why = 'Its words return in the e-mail address of the same row.';
  if (named.length >= 2 && named[0] && named[1]) {
    Object.assign(named[0], { field: 'given', confidence: 0.7, why });
    Object.assign(named[1], { field: 'family', confidence: 0.7, why });
    return;
  }
  if (named[0]) {
    Object.assign(named[0], { field: 'name', confidence: 0.7, why });
    return;
  }
  if (!email && !phone) return;
  const likely = open.find((column) => {
    const sample = sampleOf(rows, column.column);
    const full = sample.share(
      (value) => isWordy(value) && / /.test(value) && value.split(' ').length < 5,
    );
    return full > 0.7 && sample.distinct > sample.values.length * 0.8;
  });
  if (likely) {
    Object.assign(likely, {
      field: 'name',
      confidence: 0.5,
      why: 'Its values look like names and stand beside addresses or numbers.',
    });
  }
}

/** Without any person, "Client" or "Company" must at least not be the same few words over and over. */
function dropLonelyCompany(columns: ColumnMapping[], samples: Sample[]): void {
  const identified = columns.some(({ field }) =>
    ['name', 'given', 'family', 'email', 'phone'].includes(field),
  );
  if (identified) return;
  for (const column of columns) {
    const sample = samples[column.column];
    if (column.field !== 'company' || !sample) continue;
    if (sample.values.length >= 30 && sample.distinct < sample.values.length * 0.2) {
      Object.assign(column, {
        field: 'extra',
        confidence: 0.5,
        why: 'The same few words repeat in it; these are not companies.',
      });
    }
  }
}

/**
 * Whether a table with one column of names lists companies: they say so, or nothing personal stands
 * beside them and most do not have the shape of a person's name.
 */
function readsAsCompanies(columns: ColumnMapping[], names: readonly string[]): boolean {
  const has = (...wanted: Field[]) => columns.some(({ field }) => wanted.includes(field));
  if (has('given', 'family')) return false;
  if (!has('name')) return has('company');
  if (names.filter(isCompanyName).length * 2 > names.length) return true;
  if (has('email', 'birthday', 'title', 'company', 'prefix', 'additional')) return false;
  if (!has('street', 'address', 'locality', 'postalCode', 'url')) return false;
  const personal = names.filter((name) =>
    /^\p{L}[\p{L}\p{M}.-]*(?:,? (?!(?:of|on|at|the|and|und|et|y)\b)\p{L}[\p{L}\p{M}.-]*){1,2}$/u.test(
      name,
    ),
  );
  return names.length >= 5 && personal.length < names.length * 0.6;
}

function isFamilyFirst(header: string, names: readonly string[]): boolean {
  const commas = names.filter(
    (name) => partsOfFamilyFirst(name) !== null && !isCompanyName(name),
  ).length;
  const said =
    /(?:last|family|nach|familien|sur)\s?name.*(?:first|given|vor)|nom.*prenom|apellidos.*nombre|name,\s*vor/i.test(
      foldForSearch(header),
    );
  return (
    commas > 0 &&
    (said ? commas * 2 >= names.length : names.length >= 3 && commas >= names.length * 0.8)
  );
}

/**
 * Whether the first row names columns rather than a person: it knows headings, or it differs in kind from
 * everything beneath it.
 */
export function isHeaderRow(
  row: readonly string[],
  below: readonly (readonly string[])[],
): boolean {
  const cells = row.map((cell) => cell.trim());
  const filled = cells.filter(Boolean);
  if (filled.length === 0) return false;
  if (filled.some((cell) => EMAIL.test(cell) || URL.test(cell) || cell.length > 150)) return false;
  if (callColumns(cells, below) !== null || purchaseColumns(cells, below) !== null) return true;
  const known = filled.filter((cell) => readHeading(cell).length > 0).length;
  if (known >= 2 || (known === 1 && filled.length <= 3)) return true;
  const numeric = (value: string) => /^[\d.,:/\s+-]+$/.test(value);
  if (filled.some(numeric) && known === 0) return false;
  if (new Set(filled.map(foldForSearch)).size < filled.length && known === 0) return false;
  let differing = 0;
  let alike = 0;
  cells.forEach((cell, column) => {
    const values = below.map((other) => other[column]?.trim() ?? '').filter(Boolean);
    if (!cell || values.length === 0) return;
    const share =
      values.filter((value) => numeric(value) || EMAIL.test(value)).length / values.length;
    if (share > 0.7 && !numeric(cell)) differing += 1;
    else if (values.includes(cell)) alike += 1;
  });
  return differing > alike || (known > 0 && alike === 0);
}
