import { z } from 'zod';
import { Basis } from '../../identify/statements.ts';
import { DateText, Id, InstantText, Version } from '../../platform/values.ts';
import { ambitions } from './ambitions.ts';
import { NodeId } from './nodes.ts';

const parts = {
  text: z.string().trim().min(1, 'Say what the interest is.').max(300),
  /** None where nothing of the taxonomy fits: the text is kept, and nothing follows from it. */
  node: NodeId.optional(),
  involvement: z.number().min(0).max(1).default(0.5),
};

/** Who of us knows of one’s own interest. */
export const interestVisibilities = ['private', 'everyone'] as const;
export const InterestVisibility = z.enum(interestVisibilities);

export const OwnInterestInput = z.strictObject({
  ...parts,
  visibility: InterestVisibility.default('private'),
});
export type OwnInterestInput = z.input<typeof OwnInterestInput>;
export const OwnInterestChange = z.strictObject({
  text: parts.text.optional(),
  node: NodeId.nullable().optional(),
  involvement: z.number().min(0).max(1).optional(),
  visibility: InterestVisibility.optional(),
  version: Version,
});
export type OwnInterestChange = z.infer<typeof OwnInterestChange>;

export const OwnInterest = z.object({
  id: Id,
  text: z.string(),
  node: NodeId.nullable(),
  involvement: z.number(),
  visibility: InterestVisibility,
  version: Version,
});
export type OwnInterest = z.infer<typeof OwnInterest>;

/** Something one could tell of oneself, or of the company. */
const seedParts = {
  text: z.string().trim().min(1, 'Say what there is to tell.').max(500),
  nodes: z
    .array(NodeId)
    .min(1, 'Choose at least one interest that it is about.')
    .max(10, 'Choose ten interests at most.'),
};
const seedTime = {
  /** What a tour or a project of the company is called; with a name it is told whatever their interests are. */
  name: z.string().trim().max(100),
  from: DateText.nullable(),
  until: DateText.nullable(),
};
const inOrder = ({ from, until }: { from?: string | null; until?: string | null }) =>
  !from || !until || from <= until;
const outOfOrder = { path: ['until'], message: 'Choose a last day that is not before the first.' };

export const SeedInput = z
  .strictObject({
    ...seedParts,
    name: seedTime.name.default(''),
    from: seedTime.from.default(null),
    until: seedTime.until.default(null),
    /** One’s own, or the whole company’s; it stays so. */
    visibility: InterestVisibility.default('private'),
  })
  .refine(inOrder, outOfOrder);
export type SeedInput = z.input<typeof SeedInput>;
export const SeedChange = z
  .strictObject({
    text: seedParts.text.optional(),
    nodes: seedParts.nodes.optional(),
    name: seedTime.name.optional(),
    from: seedTime.from.optional(),
    until: seedTime.until.optional(),
    version: Version,
  })
  .refine(inOrder, outOfOrder);
export type SeedChange = z.infer<typeof SeedChange>;
export const Seed = z.object({
  id: Id,
  text: z.string(),
  nodes: z.array(NodeId),
  name: z.string(),
  from: DateText.nullable(),
  until: DateText.nullable(),
  visibility: InterestVisibility,
  owner: z.object({ id: Id, name: z.string() }),
  createdAt: InstantText,
  version: Version,
  can: z.object({ edit: z.boolean() }),
});
export type Seed = z.infer<typeof Seed>;

/** What one’s own seeds have taught: of so many used on a topic, so many were picked up. */
export const Learnt = z.object({
  node: NodeId,
  used: z.number().int(),
  pickedUp: z.number().int(),
  /** How likely the next one is, the mean of a Beta distribution. */
  chance: z.number(),
});
export type Learnt = z.infer<typeof Learnt>;

export const OwnGround = z.object({
  interests: z.array(OwnInterest),
  seeds: z.array(Seed),
  learnt: z.array(Learnt),
});
export type OwnGround = z.infer<typeof OwnGround>;

export const AmbitionLevel = z.enum(ambitions);
export const AmbitionChoice = z.strictObject({ ambition: AmbitionLevel });

/** What became of a seed with somebody; `used` as long as nobody said more. */
export const seedOutcomes = ['used', 'picked up', 'not', 'never'] as const;
export const SeedOutcome = z.enum(seedOutcomes);
export type SeedOutcome = z.infer<typeof SeedOutcome>;
export const SeedUse = z.strictObject({ seedId: Id, outcome: SeedOutcome });
export const LeftAlone = z.strictObject({ node: NodeId });

/** How we know of an interest of theirs. */
export const HowKnown = z.object({
  statementId: Id,
  text: z.string(),
  node: NodeId.nullable(),
  involvement: z.number(),
  basis: Basis,
  way: z.enum(['together', 'published']).nullable(),
  at: InstantText,
  by: z.string().nullable(),
});
export type HowKnown = z.infer<typeof HowKnown>;

/** Where an interest of theirs meets one of ours, with all that went into its worth. */
export const SharedInterest = z.object({
  node: NodeId,
  theirs: HowKnown,
  ours: z.object({ text: z.string(), node: NodeId, involvement: z.number() }),
  bits: z.number(),
  /** So many of so many, of those whose interests everyone may see, are at or below the node. */
  count: z.number().int(),
  of: z.number().int(),
  worth: z.number(),
});
export type SharedInterest = z.infer<typeof SharedInterest>;

export const Fit = z.object({
  user: z.object({ id: Id, name: z.string() }),
  isMe: z.boolean(),
  total: z.number(),
  shared: z.array(SharedInterest),
});
export type Fit = z.infer<typeof Fit>;

export const SeedOffer = z.object({
  seed: z.object({ id: Id, text: z.string(), visibility: InterestVisibility }),
  node: NodeId,
  theirs: HowKnown,
  bits: z.number(),
  count: z.number().int(),
  of: z.number().int(),
  involvement: z.number(),
  /** 1 on the day it was written, half as much every 180 days. */
  freshness: z.number(),
  /** How likely one’s seeds on this topic are picked up. */
  chance: z.number(),
  worth: z.number(),
});
export type SeedOffer = z.infer<typeof SeedOffer>;

export const UsedSeed = z.object({
  id: Id,
  text: z.string(),
  node: NodeId,
  outcome: SeedOutcome,
  at: InstantText,
  by: z.object({ id: Id, name: z.string() }),
  isMine: z.boolean(),
});
export type UsedSeed = z.infer<typeof UsedSeed>;

/** Everything of common ground with one person, as whoever asks may see it. */
export const CommonGroundView = z.object({
  ambition: AmbitionLevel,
  /** They said by their own page that nothing personal is to be brought up with them. */
  objects: z.boolean(),
  /** What we know of their interests, whether or not anything follows. */
  interests: z.array(HowKnown),
  fits: z.array(Fit),
  seeds: z.array(SeedOffer),
  used: z.array(UsedSeed),
  leftAlone: z.array(z.object({ id: Id, node: NodeId })),
  /** The names of the nodes named above, and of what stands above them. */
  nodes: z.record(z.string(), z.object({ en: z.string(), de: z.string() })),
  can: z.object({ write: z.boolean() }),
});
export type CommonGroundView = z.infer<typeof CommonGroundView>;
