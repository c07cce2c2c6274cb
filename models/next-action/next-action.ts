/** Something that could be done next, with what is known of it before anybody's answers. */
export interface Candidate {
  kind: string;
  party: string;
  /** What it is about, within its kind. */
  about: string;
  /** How likely it does some good. */
  probability: number;
  /** What is at stake, in the smallest unit of money. */
  value: number;
  /** The part of it that hangs on this. */
  share: number;
  /** Less than 1 where it would be one more sale to somebody who is sold to a lot. */
  damping: number;
  minutes: number;
}

/** What was answered to proposals of a kind. */
export interface Answered {
  done: number;
  notNow: number;
  never: number;
}

/** Before any answer, three of four proposals are worth it. */
export const overallPrior = { a: 3, b: 1 };
/** The overall chance counts as so many answers of each kind. */
const kindWeight = 4;
/** That it does not suit today speaks half as much against it as never again. */
export const notNowCounts = 0.5;

export interface Chance {
  a: number;
  b: number;
  /** a / (a + b), the mean of the Beta distribution. */
  mean: number;
}

const chance = (a: number, b: number): Chance => ({ a, b, mean: a / (a + b) });
const against = ({ notNow, never }: Answered) => notNowCounts * notNow + never;

/** How likely a proposal is worth it to somebody: over all kinds, and for each kind with that as its beginning. */
export function taughtBy(answers: ReadonlyMap<string, Answered>): {
  overall: Chance;
  of: (kind: string) => Chance;
} {
  let { a, b } = overallPrior;
  for (const each of answers.values()) {
    a += each.done;
    b += against(each);
  }
  const overall = chance(a, b);
  return {
    overall,
    of: (kind) => {
      const each = answers.get(kind) ?? { done: 0, notNow: 0, never: 0 };
      return chance(
        kindWeight * overall.mean + each.done,
        kindWeight * (1 - overall.mean) + against(each),
      );
    },
  };
}

/** What a minute spent on it may bring: probability × value at stake, by the minutes it takes. */
export function perMinute(
  { probability, value, share, damping, minutes }: Candidate,
  taught: number,
): number {
  return (probability * taught * damping * share * value) / minutes;
}

/** The most worth its minutes first; of one person only so many, and so many in all. */
export function rank<Each extends Candidate>(
  candidates: readonly Each[],
  taught: (kind: string) => Chance,
  { perParty, most }: { perParty: number; most: number },
): { candidate: Each; perMinute: number }[] {
  const met = new Map<string, number>();
  return candidates
    .map((candidate) => ({
      candidate,
      perMinute: perMinute(candidate, taught(candidate.kind).mean),
    }))
    .filter((each) => each.perMinute > 0)
    .toSorted((one, other) => other.perMinute - one.perMinute || inOrder(one, other))
    .filter(({ candidate: { party } }) => {
      const count = (met.get(party) ?? 0) + 1;
      met.set(party, count);
      return count <= perParty;
    })
    .slice(0, most);
}

/** Of what is worth the same, the same one always comes first. */
function inOrder(one: { candidate: Candidate }, other: { candidate: Candidate }): number {
  const key = ({ candidate: { kind, party, about } }: { candidate: Candidate }) =>
    `${kind} ${party} ${about}`;
  return key(one) < key(other) ? -1 : 1;
}
