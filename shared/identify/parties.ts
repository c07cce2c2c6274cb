import { z } from 'zod';
import { PartyVisibility } from '../platform/access.ts';
import { DateText, Id, InstantText, Version } from '../platform/values.ts';
import { StatementView, topicValues } from './statements.ts';
import { warmthWords } from './warmth.ts';

export const PartyKind = z.enum(['person', 'company']);
export type PartyKind = z.infer<typeof PartyKind>;

/** A person or company as a row of a list. */
export const PartyRow = z.object({
  id: Id,
  kind: PartyKind,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  web: z.string().nullable(),
  title: z.string().nullable(),
  companyId: Id.nullable(),
  companyName: z.string().nullable(),
  domain: z.string().nullable(),
  city: z.string().nullable(),
  country: z.string().nullable(),
  roles: z.array(z.string()),
  tags: z.array(z.string()),
  visibility: PartyVisibility,
  ownerId: Id,
  assignedTo: Id.nullable(),
  lastContactAt: InstantText.nullable(),
  createdAt: InstantText,
  updatedAt: InstantText,
  version: Version,
  /** Whether its reader may change it; told in lists, where cells are written in. */
  mayEdit: z.boolean().optional(),
  /** How warm contact is, and from when on silence is unusual; told in lists, null without contact. */
  warmth: z.enum(warmthWords).nullable().optional(),
  quietFrom: InstantText.nullable().optional(),
  /** What the company's own fields hold, by their names; absent where there are none. */
  values: z.record(z.string(), z.unknown()).optional(),
});
export type PartyRow = z.infer<typeof PartyRow>;

export const AffiliationView = z.object({
  statementId: Id,
  personId: Id,
  personName: z.string(),
  companyId: Id,
  companyName: z.string(),
  title: z.string().nullable(),
  department: z.string().nullable(),
  from: DateText.nullable(),
  to: DateText.nullable(),
  isPrimary: z.boolean(),
});
export type AffiliationView = z.infer<typeof AffiliationView>;

export const RoleView = z.object({
  statementId: Id,
  role: z.string(),
  from: DateText.nullable(),
  to: DateText.nullable(),
});

/** The whole record; `can` is what the actor may do, so that screens never derive it again. */
export const PartyView = PartyRow.extend({
  teamId: Id.nullable(),
  trashedAt: InstantText.nullable(),
  statements: z.array(StatementView),
  affiliations: z.array(AffiliationView),
  roleSpans: z.array(RoleView),
  can: z.object({ edit: z.boolean(), trash: z.boolean(), share: z.boolean() }),
});
export type PartyView = z.infer<typeof PartyView>;

/** What a new person or company starts with; one way to identify it is enough. */
export const PartyInput = z
  .strictObject({
    name: z.string().trim().max(500).default(''),
    emails: z.array(topicValues.email).max(50).default([]),
    phones: z.array(topicValues.phone).max(50).default([]),
    web: z.array(topicValues.web).max(50).default([]),
    addresses: z.array(topicValues.address).max(50).default([]),
    affiliation: topicValues.affiliation.optional(),
    roles: z.array(topicValues.role).max(20).default([]),
    note: z.string().trim().max(100_000).optional(),
    /** Values of the company's own fields by their names. */
    values: z.record(z.string().max(100), z.unknown()).default({}),
    /** Without it: who usually sees the kinds of relationship it is given, as the strategy has it. */
    visibility: PartyVisibility.optional(),
    teamId: Id.optional(),
  })
  .refine((party) => party.name !== '' || party.emails.length > 0 || party.phones.length > 0, {
    path: ['name'],
    message: 'Give a name, an e-mail address or a phone number; one of them is enough.',
  })
  .refine((party) => party.visibility !== 'team' || party.teamId !== undefined, {
    path: ['teamId'],
    message: 'Choose the team that may see this.',
  });
export type PartyInput = z.input<typeof PartyInput>;

/** Who sees a party and who looks after it. */
export const PartyChange = z
  .strictObject({
    assignedTo: Id.nullable().optional(),
    visibility: PartyVisibility.optional(),
    teamId: Id.optional(),
    version: Version,
  })
  .refine((change) => change.visibility !== 'team' || change.teamId !== undefined, {
    path: ['teamId'],
    message: 'Choose the team that may see this.',
  });
export type PartyChange = z.infer<typeof PartyChange>;
