import { unguarded } from '../../platform/exporting/formula-guard.ts';
import { isCompanyName, legalForm } from '../company-names.ts';
import { displayName, nameFromParts, partsOfFamilyFirst } from '../names.ts';
import {
  type DraftProblem,
  emptyDraft,
  finishDraft,
  hasUnstorable,
  identifies,
  type PartyDraft,
  tidyText,
} from '../party-draft.ts';
import { splitPrefix } from '../salutations.ts';
import { cellOf, excerpt, headingOf, NOTHING } from './cells.ts';
import type { ColumnMapping, Mapping } from './columns.ts';
import { readEmails, readPhones, withCallingCode } from './contact-cells.ts';
import { rowOfOwn } from './own-rows.ts';
import { type PostalParts, toAddress } from './postal-cells.ts';
import { type RoleWords, roleOf } from './role-words.ts';
import { isEmptyDate, readDate } from './written-dates.ts';

export interface RowOptions {
  /** Where numbers without a country are dialled from. */
  country?: string | undefined;
  /** How the person says that 03/04/2020 is to be read. */
  dateOrder?: 'dmy' | 'mdy' | 'ymd' | undefined;
  /** What the company calls customers, suppliers and others. */
  roleWords?: RoleWords | undefined;
}

/** Mailboxes of a house, not of a person. */
const ROLE_MAILBOX =
  /^(?:info|sales|office|contact|kontakt|hello|hallo|support|service|mail|post|team|admin|vertrieb|verkauf|einkauf|buchhaltung|accounting|billing|rechnung|hr|jobs|press|presse|marketing|contacto|ventas|administracion|accueil|commercial|direction|secretariat)$/i;

/**
 * One row as a person or company. Nothing in the row is lost: what has no place, or cannot be read, is
 * kept under the heading of its column.
 */
export function rowToDraft(
  row: readonly string[],
  mapping: Mapping,
  options: RowOptions = {},
): { draft: PartyDraft | null; problems: DraftProblem[] } {
  const own = rowOfOwn(row, mapping);
  if (own) return own;
  const problems: DraftProblem[] = [];
  const draft = emptyDraft();
  const parts: Record<'given' | 'family' | 'additional' | 'prefix' | 'suffix', string> = {
    given: '',
    family: '',
    additional: '',
    prefix: '',
    suffix: '',
  };
  const affiliation = { companyName: '', title: '', department: '' };
  const addresses = new Map<string, PostalParts>();
  const callingCodes = new Map<string, string>();
  const phoneCells: { column: ColumnMapping; text: string }[] = [];
  const labels = labelsBeside(row, mapping.columns);
  let unstorable = false;
  let writtenName = '';

  for (const column of mapping.columns) {
    const cell = row[column.column];
    if (!cell) continue;
    if (hasUnstorable(cell)) unstorable = true;
    const text = unguarded(tidyText(cell));
    if (!text) continue;
    const label = labels?.get(`${column.field}:${column.slot}`) ?? column.label;
    switch (column.field) {
      case 'name':
        if (writtenName) keepBeside(draft, column, text, writtenName);
        else writtenName = displayName(text);
        break;
      case 'given':
      case 'family':
      case 'additional':
      case 'suffix':
        if (parts[column.field]) keepBeside(draft, column, text, parts[column.field]);
        else parts[column.field] = displayName(text);
        break;
      case 'prefix': {
        const { salutation, title } = splitPrefix(displayName(text));
        if (salutation) draft.extra.push({ label: headingOf(column), value: salutation });
        // "Dr." may stand both in the salutation and in a column of its own.
        if (title && !parts.prefix.includes(title)) {
          parts.prefix = title.includes(parts.prefix) ? title : `${parts.prefix} ${title}`;
        }
        break;
      }
      case 'company':
        if (affiliation.companyName) keepBeside(draft, column, text, affiliation.companyName);
        else affiliation.companyName = displayName(text);
        break;
      case 'title':
      case 'department':
        if (affiliation[column.field]) keepBeside(draft, column, text, affiliation[column.field]);
        else affiliation[column.field] = displayName(text);
        break;
      case 'email':
        readEmails(text, label, column, draft, problems);
        break;
      case 'phone':
        phoneCells.push({ column: { ...column, label }, text });
        break;
      case 'url':
        for (const value of text.split(/ ::: |[\n|;]|,\s+/)) {
          if (value.trim()) draft.urls.push({ value: value.trim(), label });
        }
        break;
      case 'street':
      case 'street2':
      case 'houseNumber':
      case 'locality':
      case 'region':
      case 'postalCode':
      case 'country':
      case 'address': {
        const key = `${column.label}:${column.slot}`;
        const address = addresses.get(key) ?? {
          label: labels?.get(`address:${column.slot}`) ?? column.label,
        };
        const before = address[column.field];
        address[column.field] = before ? `${before}\n${text}` : text;
        if (column.field === 'houseNumber') address.numberHeader = column.header;
        addresses.set(key, address);
        break;
      }
      case 'birthday':
        if (draft.birthday) keepBeside(draft, column, text, draft.birthday);
        else readBirthday(text, column, mapping, options, draft, problems);
        break;
      case 'note':
        draft.note = draft.note ? `${draft.note}\n\n${text}` : text;
        break;
      case 'role':
        readRoles(text, column, draft, options.roleWords);
        break;
      case 'tag':
        for (const tag of text.split(/ ::: |[;,|\n]/)) {
          const bare = tag.replace(/^\s*\*\s*/, '').trim();
          if (!bare) continue;
          draft.tags ??= [];
          draft.tags.push(bare);
        }
        break;
      case 'uid':
        // By it the other program can be looked up later, so it is kept to be seen as well.
        draft.extra.push({ label: headingOf(column), value: text });
        draft.uid ??= text;
        break;
      case 'photo':
        draft.photo = { mediaType: '', url: text };
        break;
      case 'owner':
        if (draft.owner) keepBeside(draft, column, text, draft.owner.value);
        else draft.owner = { value: text, label: headingOf(column) };
        break;
      case 'callingCode':
        callingCodes.set(column.slot, text);
        break;
      case 'label':
      case 'exported':
      case 'skip':
        break;
      case 'extra':
        if (!isEmptyDate(text)) {
          draft.extra.push({ label: column.keepAs ?? headingOf(column), value: text });
        }
        break;
    }
  }
  // Cells beyond the last known column have no heading, and are still somebody's data.
  for (let column = mapping.columns.length; column < row.length; column += 1) {
    const value = tidyText(row[column] ?? '');
    if (value) draft.extra.push({ label: `Column ${column + 1}`, value });
  }

  const postal = [...addresses.values()].map(toAddress);
  draft.addresses = postal.filter((address) => address.text !== '');
  const dialledFrom = postal.find(({ country }) => country !== '')?.country ?? options.country;
  for (const { column, text } of phoneCells) {
    const number = withCallingCode(text, callingCodes.get(column.slot));
    readPhones(number, column, dialledFrom, draft, problems);
  }

  if (mapping.nameOrder === 'family-first' && writtenName) {
    const turned = partsOfFamilyFirst(writtenName);
    if (turned) {
      parts.given ||= turned.given;
      parts.family ||= turned.family;
      writtenName = nameFromParts(turned);
    }
  }
  draft.name = writtenName || nameFromParts(parts);
  if (parts.given || parts.family) {
    draft.nameParts = Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== ''));
  } else {
    for (const key of ['prefix', 'suffix', 'additional'] as const) {
      const column = mapping.columns.find(({ field }) => field === key);
      if (parts[key] && column) draft.extra.push({ label: headingOf(column), value: parts[key] });
    }
  }
  decideKind(draft, affiliation, mapping);
  if (unstorable) {
    problems.push({
      code: 'csv.control-characters',
      severity: 'warning',
      message:
        'The row holds control characters (such as NUL) that no text can keep; the rest of each cell was kept.',
    });
  }
  if (!identifies(draft)) {
    return {
      draft: null,
      problems: [
        {
          code: 'csv.nobody',
          severity: 'error',
          message:
            'No name, e-mail address or phone number stands in this row, so it was not imported. Fill one in and import the file again.',
        },
      ],
    };
  }
  const finished = finishDraft(draft);
  return { draft: finished.draft, problems: [...problems, ...finished.problems] };
}

/** A second column of a field that holds one value is not lost: it stays a fact under its own heading. */
function keepBeside(draft: PartyDraft, column: ColumnMapping, text: string, first: string): void {
  if (displayName(text) !== first) draft.extra.push({ label: headingOf(column), value: text });
}

function labelsBeside(
  row: readonly string[],
  columns: readonly ColumnMapping[],
): Map<string, string> | undefined {
  let labels: Map<string, string> | undefined;
  for (const column of columns) {
    if (column.field !== 'label' || !column.of) continue;
    const label = tidyText(row[column.column] ?? '')
      .replace(/^\*\s*/, '')
      .toLowerCase();
    // Outlook names the protocol of an e-mail address here, which says nothing of its kind.
    if (!label || /^(?:smtp|ex)$/.test(label)) continue;
    labels ??= new Map();
    labels.set(`${column.of}:${column.slot}`, label);
  }
  return labels;
}

/** Several kinds of relationship may stand in one cell; what is none that is known stays a fact. */
function readRoles(
  text: string,
  column: ColumnMapping,
  draft: PartyDraft,
  own: RoleWords | undefined,
): void {
  const whole = roleOf(text, own);
  const parts = whole ? [text] : text.split(/[;,|\n]/);
  const unknown: string[] = [];
  for (const part of parts) {
    const role = roleOf(part, own);
    if (role) draft.roles.push(role);
    else if (part.trim()) unknown.push(part.trim());
  }
  if (unknown.length > 0) draft.extra.push({ label: headingOf(column), value: unknown.join(', ') });
}

function readBirthday(
  text: string,
  column: ColumnMapping,
  mapping: Mapping,
  options: RowOptions,
  draft: PartyDraft,
  problems: DraftProblem[],
): void {
  if (isEmptyDate(text)) return;
  const read = readDate(text, mapping.dateOrder, options.dateOrder, options.country);
  if (read.date === null) {
    if (NOTHING.test(text)) return;
    draft.extra.push({ label: headingOf(column), value: text });
    problems.push({
      code: 'csv.not-a-date',
      severity: 'warning',
      cell: cellOf(column, text),
      field: 'birthday',
      message: `“${excerpt(text)}” is not a day of the calendar; it was kept as text under “${headingOf(column)}”.`,
    });
    return;
  }
  draft.birthday = read.date;
  if (read.doubtful) {
    problems.push({
      code: 'csv.date-doubtful',
      severity: 'warning',
      cell: cellOf(column, text),
      field: 'birthday',
      message: `“${excerpt(text)}” may be read day first or month first; it was read as ${read.date}. If that is wrong, write the dates of the column as year-month-day, such as 2026-03-14, and import the file again.`,
    });
  }
}

/** A row without any person is a company's; so is a lone name that carries a legal form. */
function decideKind(
  draft: PartyDraft,
  affiliation: { companyName: string; title: string; department: string },
  mapping: Mapping,
): void {
  const onlyHouseMailboxes =
    draft.emails.length > 0 &&
    draft.emails.every(({ value }) => ROLE_MAILBOX.test(value.split('@')[0] ?? ''));
  const knowsPeople = mapping.columns.some(({ field }) => /^(?:name|given|family)$/.test(field));
  if (!draft.name && affiliation.companyName) {
    if (!knowsPeople || draft.emails.length === 0 || onlyHouseMailboxes) {
      draft.kind = 'company';
      draft.name = affiliation.companyName;
      if (affiliation.title) draft.extra.push({ label: 'Title', value: affiliation.title });
      if (affiliation.department) {
        draft.extra.push({ label: 'Department', value: affiliation.department });
      }
      return;
    }
  }
  if (draft.name && !draft.nameParts) {
    const alone = !affiliation.companyName || affiliation.companyName === draft.name;
    const certain =
      legalForm(draft.name) !== null || (onlyHouseMailboxes && isCompanyName(draft.name));
    if (alone && (mapping.kind === 'company' || certain)) {
      draft.kind = 'company';
      return;
    }
  }
  if (affiliation.companyName || affiliation.title || affiliation.department) {
    draft.affiliation = affiliation;
  }
}
