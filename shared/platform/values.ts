import { z } from 'zod';

/** Ids are UUIDv7, made in the server. */
export const Id = z.uuid();

/** The years that every part of the house can hold: PostgreSQL has no year 0, and text has four digits. */
export function isUsableYear(year: number): boolean {
  return year >= 1 && year <= 9999;
}

const unusableYear = 'Give a year from 0001 to 9999.';

/** An instant as ISO 8601 text; both sides read it with Temporal.Instant.from. */
export const InstantText = z.iso.datetime({ offset: true }).refine(isUsableInstant, unusableYear);
export const DateText = z.iso
  .date()
  .refine((text) => isUsableYear(Number(text.slice(0, 4))), unusableYear);

export function isUsableInstant(text: string): boolean {
  try {
    return isUsableYear(Temporal.Instant.from(text).toZonedDateTimeISO('UTC').year);
  } catch {
    return false;
  }
}

/** One page of a list; `next` is opaque and null on the last page. */
export const pageOf = <T extends z.ZodType>(row: T) =>
  z.object({ rows: z.array(row), next: z.string().nullable() });

/** Every edit says which version it was made on, so that nobody's change is lost. */
export const Version = z.number().int().positive();
export const Versioned = z.strictObject({ version: Version });
/** The version in an address, for changes without a body. */
export const VersionQuery = z.object({ version: z.coerce.number().int().positive() });
export const IdParam = z.object({ id: Id });

/** Country by which phone numbers without a prefix are read. */
export const CountryCode = z
  .string()
  .regex(/^[A-Z]{2}$/, 'Give the two letters of a country, such as AT.');

export const Zone = z
  .string()
  .max(100)
  .refine(isZone, 'Give the name of a time zone, such as Europe/Vienna.');

function isZone(name: string): boolean {
  // An offset such as +02:00 knows no summer time.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Temporal.ZonedDateTime(0n, name);
    return true;
  } catch {
    return false;
  }
}
