import type { Candidate } from './next-action.ts';

/**
 * The same ranking, slowly: the answers are heard one by one, what is worth most is looked for among all that is
 * left, again and again. For comparison only.
 */
export function slowRanking(
  candidates: readonly Candidate[],
  answers: readonly { kind: string; answer: 'done' | 'not now' | 'never' }[],
  { perParty, most }: { perParty: number; most: number },
): Candidate[] {
  const hear = (yes: number, no: number, heard: typeof answers) => {
    let [for_, against] = [yes, no];
    for (const { answer } of heard) {
      if (answer === 'done') for_ += 1;
      if (answer === 'not now') against += 0.5;
      if (answer === 'never') against += 1;
    }
    return for_ / (for_ + against);
  };
  const usual = hear(3, 1, answers);
  const worth = (one: Candidate) => {
    const willing = hear(
      4 * usual,
      4 - 4 * usual,
      answers.filter(({ kind }) => kind === one.kind),
    );
    const benefit = one.probability * willing * one.damping * one.share * one.value;
    return benefit / one.minutes;
  };
  const left = [...candidates];
  const shown: Candidate[] = [];
  while (left.length > 0 && shown.length < most) {
    let best = 0;
    for (const [at, one] of left.entries()) if (worth(one) > worth(left[best]!)) best = at;
    const [next] = left.splice(best, 1);
    if (!next || worth(next) <= 0) break;
    const already = shown.filter(({ party }) => party === next.party).length;
    if (already < perParty) shown.push(next);
  }
  return shown;
}
