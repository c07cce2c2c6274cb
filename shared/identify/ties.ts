import { z } from 'zod';
import { PartyVisibility } from '../platform/access.ts';
import { DateText, Id, InstantText, Version } from '../platform/values.ts';
import { PartyKind } from './parties.ts';
import { Basis } from './statements.ts';
import { builtInTies, buyingRoles, influences, networkLimits } from './tie-rules.ts';

export const BuyingRole = z.enum(buyingRoles);
export type BuyingRole = z.infer<typeof BuyingRole>;

/** One of those above, or the id of a kind the workspace has added. */
export const TieKind = z.union([z.enum(builtInTies), Id]);
export type TieKind = z.infer<typeof TieKind>;

export const Influence = z.enum(influences);
export type Influence = z.infer<typeof Influence>;

const Evidence = z.string().trim().max(2_000);

function inOrder({ from, to }: { from?: string | null; to?: string | null }): boolean {
  return !from || !to || from <= to;
}
const outOfOrder = { path: ['to'], message: 'The end lies before the beginning. Swap the dates.' };

/** Who stands to whom, since when, and how we know. */
export const TieInput = z
  .strictObject({
    kind: TieKind,
    fromId: Id,
    toId: Id,
    from: DateText.optional(),
    to: DateText.optional(),
    influence: Influence.optional(),
    basis: Basis.default('told'),
    evidence: Evidence.default(''),
    /** The entry of the timeline from which we know. */
    activityId: Id.optional(),
    /** Family is private unless a team is named; everything else is for everyone who sees both ends. */
    visibility: PartyVisibility.optional(),
    teamId: Id.optional(),
  })
  .refine(inOrder, outOfOrder)
  .refine((tie) => tie.visibility !== 'team' || tie.teamId !== undefined, {
    path: ['teamId'],
    message: 'Choose the team that may see this.',
  });
export type TieInput = z.input<typeof TieInput>;

export const TieChange = z
  .strictObject({
    from: DateText.nullable().optional(),
    to: DateText.nullable().optional(),
    influence: Influence.nullable().optional(),
    basis: Basis.optional(),
    evidence: Evidence.optional(),
    visibility: PartyVisibility.optional(),
    teamId: Id.optional(),
    version: Version,
  })
  .refine(inOrder, outOfOrder)
  .refine((tie) => tie.visibility !== 'team' || tie.teamId !== undefined, {
    path: ['teamId'],
    message: 'Choose the team that may see this.',
  });
export type TieChange = z.infer<typeof TieChange>;

/** An end of a tie, as much of it as names it. */
export const TieEnd = z.object({
  id: Id,
  kind: PartyKind,
  name: z.string(),
  title: z.string().nullable(),
  companyName: z.string().nullable(),
});
export type TieEnd = z.infer<typeof TieEnd>;

/** A tie seen from one of its ends. */
export const TieView = z.object({
  id: Id,
  kind: TieKind,
  /** The record is the first end, and the tie reads "parent of"; or the second, and it reads "child of". */
  direction: z.enum(['forward', 'reverse']),
  /** How an own kind reads in this direction; those every workspace has are the reader's words. */
  ownName: z.string().nullable(),
  other: TieEnd,
  from: DateText.nullable(),
  to: DateText.nullable(),
  influence: Influence.nullable(),
  basis: Basis,
  evidence: z.string(),
  activityId: Id.nullable(),
  statedAt: InstantText,
  statedBy: z.string().nullable(),
  visibility: PartyVisibility,
  teamId: Id.nullable(),
  version: Version,
  can: z.object({ edit: z.boolean(), share: z.boolean() }),
});
export type TieView = z.infer<typeof TieView>;
export const TiesView = z.object({ rows: z.array(TieView) });

/** A kind that a workspace has added. */
export const OwnTieKind = z.object({
  id: Id,
  name: z.string(),
  reverseName: z.string(),
  retiredAt: InstantText.nullable(),
  version: Version,
});
export type OwnTieKind = z.infer<typeof OwnTieKind>;

const KindName = z.string().trim().min(1, 'Write how the tie reads.').max(100);
export const TieKindInput = z.strictObject({
  name: KindName,
  /** The same word where both ends stand to each other in the same way. */
  reverseName: KindName,
});
export type TieKindInput = z.infer<typeof TieKindInput>;
export const TieKindChange = TieKindInput.partial().extend({
  /** A retired kind is no longer offered; ties of it keep it. */
  retired: z.boolean().optional(),
  version: Version,
});
export type TieKindChange = z.infer<typeof TieKindChange>;

/** The people of one household, and a company's group from its topmost parents down. */
export const HouseholdView = z.object({ people: z.array(TieEnd) });
export type HouseholdView = z.infer<typeof HouseholdView>;
export const GroupNode = z.object({
  company: TieEnd,
  /** How deep below a topmost company it stands. */
  depth: z.number().int().min(0),
  parentId: Id.nullable(),
});
export type GroupNode = z.infer<typeof GroupNode>;
export const GroupView = z.object({
  /** In the order in which the tree is read; a company with two parents stands below each. */
  rows: z.array(GroupNode),
  isCut: z.boolean(),
});
export type GroupView = z.infer<typeof GroupView>;

/** A part that somebody plays in what a company buys. */
export const BuyingPart = z.object({
  tieId: Id,
  role: BuyingRole,
  influence: Influence.nullable(),
  version: Version,
  can: z.object({ edit: z.boolean() }),
});
export type BuyingPart = z.infer<typeof BuyingPart>;

export const RoleMapView = z.object({
  people: z.array(z.object({ person: TieEnd, parts: z.array(BuyingPart) })),
  /** What somebody must do before anything is bought, and nobody is known to. */
  gaps: z.array(BuyingRole),
  isCut: z.boolean(),
});
export type RoleMapView = z.infer<typeof RoleMapView>;

export const NetworkQuery = z.strictObject({
  depth: z.coerce.number().int().min(1).max(networkLimits.depth).default(networkLimits.depth),
});

export const NetworkEdge = z.object({
  fromId: Id,
  toId: Id,
  /** A kind of tie, or that somebody works there. */
  kind: z.union([TieKind, z.literal('works at')]),
  ownName: z.string().nullable(),
});
export type NetworkEdge = z.infer<typeof NetworkEdge>;

export const NetworkView = z.object({
  centreId: Id,
  nodes: z.array(TieEnd.extend({ distance: z.number().int().min(0) })),
  edges: z.array(NetworkEdge),
  /** More stand around it than are shown; the nearest are. */
  isCut: z.boolean(),
});
export type NetworkView = z.infer<typeof NetworkView>;
