import { z } from 'zod';

/** The id of a node: readable where it is built in, an id where a company added it. */
export const NodeId = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[a-z0-9-]+$/, 'Choose an interest from the list.');

const longestName = 100;
const english = z.string().trim().min(1, 'Give the interest an English name.').max(longestName);
const german = z.string().trim().min(1, 'Give the interest a German name.').max(longestName);

/** One interest of the taxonomy, from general to specific by `parent`. */
export const InterestNode = z.object({
  id: NodeId,
  parent: NodeId.nullable(),
  en: z.string(),
  de: z.string(),
  /** No longer offered; who has it keeps it. */
  retired: z.boolean(),
  mergedInto: NodeId.nullable(),
  /** 0 as long as it is as it was built in. */
  version: z.number().int().nonnegative(),
});
export type InterestNode = z.infer<typeof InterestNode>;

export const Taxonomy = z.object({
  nodes: z.array(InterestNode),
  can: z.object({ edit: z.boolean() }),
});
export type Taxonomy = z.infer<typeof Taxonomy>;

export const NodeInput = z.strictObject({
  parent: NodeId.nullable(),
  en: english,
  de: german,
});
export type NodeInput = z.infer<typeof NodeInput>;

export const NodeChange = z.strictObject({
  parent: NodeId.nullable().optional(),
  en: english.optional(),
  de: german.optional(),
  retired: z.boolean().optional(),
  mergedInto: NodeId.nullable().optional(),
  version: z.number().int().nonnegative(),
});
export type NodeChange = z.infer<typeof NodeChange>;
