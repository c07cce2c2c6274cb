import { isNamePrefix } from '../salutations.ts';
import type { ColumnMapping, Sample } from './columns.ts';
import type { Field } from './header-words.ts';
import { foldHeading } from './headings.ts';

/** Decides what only the columns beside it tell of a column: whose name, which line of which address. */
export function settleColumns(columns: ColumnMapping[], samples: Sample[]): void {
  settleNames(columns);
  settleTitles(columns, samples);
  settleStreetLines(columns);
  settleAddresses(columns);
  refuseDoubles(columns, samples);
}

/** "Name" beside "Vorname" is the family name, "Nombre" beside "Apellidos" the given one. */
function settleNames(columns: ColumnMapping[]): void {
  const has = (field: Field) => columns.some((column) => column.field === field);
  // The Turkish given name is an English advertisement where no family name stands beside it.
  const given = columns.find(({ field }) => field === 'given');
  if (given && foldHeading(given.header) === 'ad' && !has('family')) {
    const why = 'No family name stands beside it; kept under its own heading.';
    Object.assign(given, { field: 'extra', confidence: 0.5, why });
  }
  const name = columns.find(({ field }) => field === 'name');
  if (!name) return;
  if (has('given') && !has('family')) {
    Object.assign(name, { field: 'family', why: 'It stands beside the given name.' });
  } else if (has('family') && !has('given')) {
    Object.assign(name, { field: 'given', why: 'It stands beside the family name.' });
  }
}

/** "Title" says "Dr." or "Ms." where its values do, or where another column holds the job title. */
function settleTitles(columns: ColumnMapping[], samples: Sample[]): void {
  const titles = columns.filter(({ field }) => field === 'title');
  for (const column of titles) {
    if (!/^(?:title|titel|titre|titulo)$/.test(foldHeading(column.header))) continue;
    const sample = samples[column.column];
    const silent = !sample || sample.values.length === 0;
    if (silent ? titles.length === 1 : sample.share(isNamePrefix) <= 0.5) continue;
    Object.assign(column, {
      field: 'prefix',
      why: silent
        ? 'Another column holds the job title, so this stands before the name.'
        : 'Its values stand before a name; they are no job titles.',
    });
  }
}

const TOWN_PARTS = new Set<Field>(['locality', 'region', 'postalCode', 'country']);

/**
 * "Street 2" is the second of two addresses where "City 2" stands beside it, and else the second line of
 * the one address.
 */
function settleStreetLines(columns: ColumnMapping[]): void {
  for (const column of columns) {
    if (!/^(?:street2?|address)$/.test(column.field) || !column.slot) continue;
    const beside = (slot: string) =>
      columns.filter((other) => other.slot === slot && other.label === column.label);
    const numbered = beside(column.slot);
    if (numbered.some(({ field }) => TOWN_PARTS.has(field))) {
      const hasStreet = numbered.some(({ field }) => field === 'street');
      if (!hasStreet && column.field === 'street2') column.field = 'street';
      continue;
    }
    // A whole address under each number is no line of another.
    const isWhole = !beside('').some(({ field }) => TOWN_PARTS.has(field));
    if (column.field === 'address' && isWhole) continue;
    column.field = Number(column.slot) > 1 ? 'street2' : 'street';
    column.slot = '';
  }
}

/** "Address" beside a town or postal code is only its street. */
function settleAddresses(columns: ColumnMapping[]): void {
  for (const column of columns) {
    if (column.field !== 'address') continue;
    const parts = columns.filter(
      (other) =>
        (other.field === 'locality' || other.field === 'postalCode') &&
        other.slot === column.slot &&
        (other.label === column.label || !column.label),
    );
    const label = parts[0]?.label ?? '';
    const street = columns.some(
      (other) => other.field === 'street' && other.slot === column.slot && other.label === label,
    );
    if (parts.length > 0 && !street) {
      Object.assign(column, {
        field: 'street',
        label,
        why: 'A town or postal code has its own column, so this is the street.',
      });
    } else if (foldHeading(column.header) === 'location' && columns.some(isPostal)) {
      // Beside a written address it is a floor or an office.
      Object.assign(column, {
        field: 'extra',
        confidence: 0.5,
        why: 'The address has its own columns; kept under its own heading.',
      });
    }
  }
}

function isPostal({ field }: ColumnMapping): boolean {
  return field === 'street' || field === 'postalCode' || field === 'locality';
}

const SINGLE = new Set<Field>([
  'name',
  'given',
  'family',
  'additional',
  'suffix',
  'company',
  'title',
  'department',
  'birthday',
  'uid',
  'photo',
]);

/**
 * A field that holds one value keeps one column, and an address one column for each of its parts: the
 * first that is filled well. The others are kept under their headings.
 */
function refuseDoubles(columns: ColumnMapping[], samples: Sample[]): void {
  const filled = ({ column }: ColumnMapping) => samples[column]?.values.length ?? 0;
  const kept = new Map<string, ColumnMapping>();
  for (const column of columns) {
    const inAddress = TOWN_PARTS.has(column.field);
    if (!inAddress && !SINGLE.has(column.field)) continue;
    const key = inAddress ? `${column.field}:${column.label}:${column.slot}` : column.field;
    const earlier = kept.get(key);
    // A later column counts for more only where the earlier one is as good as empty.
    const better = earlier !== undefined && filled(earlier) * 10 < filled(column);
    if (!earlier || better) kept.set(key, column);
    const refused = better ? earlier : earlier && column;
    if (!refused) continue;
    Object.assign(refused, {
      field: 'extra',
      confidence: 0.5,
      why: 'Another column already holds this; kept under its own heading.',
    });
  }
}
