import { z } from 'zod';
import { Id, InstantText } from './values.ts';

export const auditKinds = ['all', 'accounts', 'records'] as const;

/** Which entries of the audit log one wants to read. */
export const AuditQuery = z.strictObject({
  kind: z.enum(auditKinds).default('all'),
  /** Who did it. */
  by: Id.optional(),
  subject: Id.optional(),
  from: InstantText.optional(),
  to: InstantText.optional(),
  cursor: Id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export const AuditEntry = z.object({
  id: Id,
  at: InstantText,
  /** Null: the house itself, or whoever runs the server. */
  actorId: Id.nullable(),
  /** The name at that time; null when it was erased or there was none. */
  actorName: z.string().nullable(),
  source: z.string().nullable(),
  subject: z.string(),
  subjectId: Id,
  label: z.string().nullable(),
  verb: z.string(),
  fields: z.array(z.string()),
  particulars: z.record(z.string(), z.unknown()),
  importId: Id.nullable(),
  count: z.number(),
  isSealed: z.boolean(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** What a reading of the whole log has found. */
export const AuditVerification = z.object({
  entries: z.number(),
  faults: z.array(
    z.object({
      kind: z.enum(['changed', 'removed', 'rewritten', 'cut off']),
      position: z.number(),
      at: InstantText,
    }),
  ),
});
export type AuditVerification = z.infer<typeof AuditVerification>;
