import { z } from 'zod';
import { PartyVisibility } from '../platform/access.ts';
import { DateText, Id, InstantText, Version } from '../platform/values.ts';
import { PartyKind } from './parties.ts';
import { Basis } from './statements.ts';

/** What a kind of tie connects, read from its first end to its second. */
interface TieRule {
  from: readonly PartyKind[];
  to: readonly PartyKind[];
  /** Both ends stand to each other in the same way. */
  mutual?: true;
  /** A detail of private life: for named confidants, and only by the word of whom it concerns. */
  family?: true;
  /** A part that a person plays in what a company buys. */
  buying?: true;
}

const person = ['person'] as const;
const company = ['company'] as const;
const party = ['person', 'company'] as const;

/** The kinds every workspace has; a workspace adds its own. The first end comes first: "Anna, parent of Ben". */
export const tieRules = {
  parent: { from: person, to: person, family: true },
  sibling: { from: person, to: person, mutual: true, family: true },
  spouse: { from: person, to: person, mutual: true, family: true },
  household: { from: person, to: person, mutual: true },
  'reports to': { from: person, to: person },
  influences: { from: party, to: party },
  'introduced by': { from: party, to: party },
  advises: { from: party, to: party },
  'competes with': { from: party, to: party, mutual: true },
  'subsidiary of': { from: company, to: company },
  decides: { from: person, to: company, buying: true },
  uses: { from: person, to: company, buying: true },
  'advises on buying': { from: person, to: company, buying: true },
  buys: { from: person, to: company, buying: true },
  blocks: { from: person, to: company, buying: true },
} as const satisfies Record<string, TieRule>;

export type BuiltInTie = keyof typeof tieRules;
export const builtInTies = Object.keys(tieRules) as BuiltInTie[];
export const buyingRoles = [
  'decides',
  'uses',
  'advises on buying',
  'buys',
  'blocks',
] as const satisfies BuiltInTie[];
export const BuyingRole = z.enum(buyingRoles);
export type BuyingRole = z.infer<typeof BuyingRole>;

/** One of those above, or the id of a kind the workspace has added. */
export const TieKind = z.union([z.enum(builtInTies), Id]);
export type TieKind = z.infer<typeof TieKind>;

export function isBuiltIn(kind: string): kind is BuiltInTie {
  return Object.hasOwn(tieRules, kind);
}

const anything: TieRule = { from: party, to: party };

/** What holds for a kind; one of the workspace's own may connect anything. */
export function ruleOf(kind: string): TieRule {
  return isBuiltIn(kind) ? tieRules[kind] : anything;
}

/** How family ties may have come to us: from the family itself, or with our own eyes. */
export const ownWord: readonly Basis[] = ['told', 'seen'];

export const influences = ['low', 'medium', 'high'] as const;
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
