import { z } from 'zod';

/** Ids are UUIDv7, made in the server. */
export const Id = z.uuid();

/** An instant as ISO 8601 text; both sides read it with Temporal.Instant.from. */
export const InstantText = z.iso.datetime({ offset: true });
export const DateText = z.iso.date();

/** One page of a list; `next` is opaque and null on the last page. */
export const pageOf = <T extends z.ZodType>(row: T) =>
  z.object({ rows: z.array(row), next: z.string().nullable() });

/** Every edit says which version it was made on, so that nobody's change is lost. */
export const Version = z.number().int().positive();
export const Versioned = z.strictObject({ version: Version });
/** The version in an address, for changes without a body. */
export const VersionQuery = z.object({ version: z.coerce.number().int().positive() });
export const IdParam = z.object({ id: Id });
