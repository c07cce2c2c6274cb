import { displayName } from '../names.ts';
import type { DraftProblem, PartyDraft } from '../party-draft.ts';
import { parsePhone } from '../phones.ts';
import { cellOf, excerpt, headingOf, NOTHING } from './cells.ts';
import type { ColumnMapping } from './columns.ts';

const ADDRESSES = /[^\s<>;,|"'():[\]]+@[^\s<>;,|"'():[\]]+|"[^"\n]+"@[^\s<>;,|]+/g;

/** The addresses of a cell, and the name in front of a single one. */
export function readEmails(
  text: string,
  label: string,
  column: ColumnMapping,
  draft: PartyDraft,
  problems: DraftProblem[],
): void {
  if (NOTHING.test(text)) return;
  const found = text.match(ADDRESSES);
  if (!found) {
    draft.extra.push({ label: headingOf(column), value: text });
    problems.push({
      code: 'csv.not-an-email',
      severity: 'warning',
      cell: cellOf(column, text),
      field: 'email',
      message: `“${excerpt(text)}” is not an e-mail address; it was kept as text under “${headingOf(column)}”.`,
    });
    return;
  }
  for (const value of found) draft.emails.push({ value: value.replace(/[.;,]+$/, ''), label });
  // "Anna Meier <anna@example.com>": the name in front of the address is kept when there is no other.
  const inFront = /^\s*"?([^"<>@]+?)"?\s*<[^<>]+>\s*$/.exec(text);
  if (inFront?.[1] && found.length === 1) draft.name ||= displayName(inFront[1]);
}

/** Some programs keep "+49" in a column of its own, or a list of numbers as JSON. */
export function withCallingCode(text: string, code: string | undefined): string {
  if (text.startsWith('[')) return numbersInJson(text) ?? text;
  const prefix = code?.replace(/[^\d]/g, '');
  return prefix && !/^(?:\+|00)/.test(text) ? `+${prefix} ${text.replace(/^0+/, '')}` : text;
}

function numbersInJson(text: string): string | undefined {
  try {
    const list: unknown = JSON.parse(text);
    if (!Array.isArray(list)) return undefined;
    return list
      .map((each: { number?: unknown; callingCode?: unknown } | null) =>
        withCallingCode(String(each?.number ?? ''), String(each?.callingCode ?? '')),
      )
      .join('; ');
  } catch {
    return undefined;
  }
}

/** The numbers of a cell; what is none, or not a whole one, is kept as it was written. */
export function readPhones(
  text: string,
  column: ColumnMapping,
  country: string | undefined,
  draft: PartyDraft,
  problems: DraftProblem[],
): void {
  for (const one of text.split(
    /\s*(?: ::: |[;|\n])\s*|,\s*(?=[+(0])|\s+(?:or|oder|ou|o|und|and|\/)\s+(?=[+(0])/,
  )) {
    const raw = one.trim();
    if (!raw || NOTHING.test(raw)) continue;
    const phone = parsePhone(raw, country);
    if (phone.valid) {
      draft.phones.push({
        value: phone.value,
        raw: phone.raw,
        label: column.label,
        ...(phone.extension ? { extension: phone.extension } : {}),
      });
      continue;
    }
    const digits = raw.replace(/\D/g, '').length;
    if (/\d[.,]\d+E\+?\d+/i.test(raw) || digits < 3) {
      draft.extra.push({ label: headingOf(column), value: raw });
      problems.push({
        code: 'csv.not-a-phone',
        severity: 'warning',
        cell: cellOf(column, text),
        field: 'phone',
        message: /E\+?\d/i.test(raw)
          ? `“${excerpt(raw)}” was a phone number before a spreadsheet rounded it; its digits are lost here. It was kept as text.`
          : `“${excerpt(raw)}” is not a phone number; it was kept as text under “${headingOf(column)}”.`,
      });
      continue;
    }
    draft.phones.push({ value: phone.raw, raw: phone.raw, label: column.label });
    problems.push(
      country || raw.startsWith('+')
        ? {
            code: 'csv.phone-unreadable',
            severity: 'warning',
            cell: cellOf(column, text),
            field: 'phone',
            message: `“${excerpt(raw)}” is not a complete phone number${country ? ` in ${country}` : ''}; it was kept as written.`,
          }
        : {
            code: 'csv.phone-without-country',
            severity: 'warning',
            field: 'phone',
            message: `Phone numbers such as “${excerpt(raw)}” have no country code and were kept as written. Say which country they are dialled from and import again to make them dialable.`,
          },
    );
  }
}
