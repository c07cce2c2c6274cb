import { chanceWithin, type Rhythms, type Silence } from './rhythm.ts';

/** What is known of a relationship at a moment. */
export interface State extends Silence {
  strength: number;
}

/** A relationship as it stood at an earlier moment, and whether there was contact within the days after it. */
export interface Example {
  state: State;
  again: boolean;
}

/** The signs of further contact: silence, warmth, and what its own rhythm says. */
function signs(rhythms: Rhythms, state: State, days: number): number[] {
  const chance = Math.min(Math.max(chanceWithin(rhythms, state, days), 1e-9), 1 - 1e-9);
  return [
    1,
    Math.log(state.silentDays + 0.1),
    Math.log(Math.max(state.strength, 1e-12)),
    Math.log(chance / (1 - chance)),
  ];
}

const shareOf = (weights: readonly number[], values: readonly number[]) =>
  1 / (1 + Math.exp(-weights.reduce((sum, weight, at) => sum + weight * values[at]!, 0)));

/** Where fewer came again, or fewer did not, the rhythm alone says more. */
export const fewestOfEach = 25;
/** Pulls what the examples say little about towards nothing. */
const ridge = 0.01;

/**
 * How much each sign tells in this company, by a logistic regression over its own past (Newton's method); without
 * enough of a past, nothing.
 */
export function fitNextContact(
  rhythms: Rhythms,
  examples: readonly Example[],
  days: number,
): readonly number[] | undefined {
  const again = examples.filter((example) => example.again).length;
  if (Math.min(again, examples.length - again) < fewestOfEach) return undefined;
  const rows = examples.map((example) => ({
    values: signs(rhythms, example.state, days),
    again: example.again ? 1 : 0,
  }));
  const size = rows[0]!.values.length;
  let weights = Array.from({ length: size }, () => 0);
  for (let step = 0; step < 30; step++) {
    const slope = weights.map((weight) => -ridge * weight);
    const bend = weights.map((_, at) => weights.map((__, other) => (at === other ? ridge : 0)));
    for (const { values, again: came } of rows) {
      const share = shareOf(weights, values);
      for (let at = 0; at < size; at++) {
        slope[at]! += (came - share) * values[at]!;
        for (let other = 0; other < size; other++)
          bend[at]![other]! += share * (1 - share) * values[at]! * values[other]!;
      }
    }
    const move = solved(bend, slope);
    weights = weights.map((weight, at) => weight + move[at]!);
    if (move.every((each) => Math.abs(each) < 1e-9)) break;
  }
  return weights.every(Number.isFinite) ? weights : undefined;
}

/** Solves a small system of linear equations (Gauss and Jordan, with pivots). */
function solved(matrix: number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at]!]);
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column; row < size; row++)
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    for (let row = 0; row < size; row++) {
      if (row === column) continue;
      const factor = rows[row]![column]! / rows[column]![column]!;
      for (let at = column; at <= size; at++) rows[row]![at]! -= factor * rows[column]![at]!;
    }
  }
  return rows.map((row, at) => row[size]! / row[at]!);
}

/** How likely there is contact within so many days: by the company's own past, or by the rhythm alone. */
export const nextContact = (
  rhythms: Rhythms,
  weights: readonly number[] | undefined,
  state: State,
  days: number,
): number =>
  weights ? shareOf(weights, signs(rhythms, state, days)) : chanceWithin(rhythms, state, days);
