import { type Claim, isSameMatter } from './claims.ts';
import type { ToldClaim } from './told.ts';

export interface Comparison {
  draft: Claim;
  told: ToldClaim;
  contradicts: boolean;
}

/**
 * What was last told about each thing that a draft speaks of. Only the latest word on a matter counts: a price that
 * was changed and told contradicts nothing any more.
 */
export function compareClaims(draft: readonly Claim[], told: readonly ToldClaim[]): Comparison[] {
  const latest = told.toSorted((one, other) => other.at.localeCompare(one.at));
  const found: Comparison[] = [];
  for (const claim of draft) {
    const said = latest.find((one) => isAboutTheSame(claim, one));
    if (!said || found.some((one) => one.told === said && one.draft.sentence === claim.sentence)) {
      continue;
    }
    found.push({ draft: claim, told: said, contradicts: said.holds && differs(claim, said) });
  }
  return found.toSorted((one, other) => Number(other.contradicts) - Number(one.contradicts));
}

function isAboutTheSame(claim: Claim, told: ToldClaim): boolean {
  if (claim.kind !== told.kind) return false;
  if (claim.kind === 'scope' && told.kind === 'scope') {
    // Where both name a thing it has to be the same; delivery alone is the delivery.
    const rest = (one: Claim | ToldClaim) => one.matter.filter((word) => !isScopeWord(word));
    const [own, other] = [rest(claim), rest(told)];
    return (
      claim.scope === told.scope &&
      (own.length === 0 || other.length === 0 || isSameMatter(own, other))
    );
  }
  return isSameMatter(claim.matter, told.matter);
}

const isScopeWord = (word: string): boolean =>
  /^(?:deliver|liefer|ship|versand|freight|fracht|install|mont|includ|exclud|verpack|packag|train|schul|wart|mainten|support|tax|vat|trav|anfahrt|enthalt|inbegriff|extra|free)/u.test(
    word,
  );

function differs(claim: Claim, told: ToldClaim): boolean {
  if (claim.kind === 'price' && told.kind === 'price') {
    // Another currency is another price only to somebody who knows the day's rate.
    return claim.price.currency === told.price.currency && claim.price.amount !== told.price.amount;
  }
  if (claim.kind === 'date' && told.kind === 'date') return claim.on !== told.on;
  return claim.kind === 'scope' && told.kind === 'scope' && claim.isIncluded !== told.isIncluded;
}
