import type { PartyKind } from './parties.ts';
import type { Basis } from './statements.ts';

// Apart from the shapes, so that a page that only shows ties need not load what checks them.

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
export type BuyingRole = (typeof buyingRoles)[number];

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
export type Influence = (typeof influences)[number];

/** Nothing is missing where nobody blocks. */
const needed: readonly BuyingRole[] = ['decides', 'uses', 'advises on buying', 'buys'];

export function gapsOf(parts: Iterable<{ role: BuyingRole }>): BuyingRole[] {
  const filled = new Set([...parts].map(({ role }) => role));
  return needed.filter((role) => !filled.has(role));
}

/** How far a picture reaches, and how much of it can still be read. */
export const networkLimits = { depth: 2, nodes: 150 } as const;
