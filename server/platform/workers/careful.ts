import type { Locator, Problem } from '../import/reader.ts';

/**
 * What a reader understands so that one hostile item does not take its neighbours along.
 *
 * `careful`: batches of a single item, so that the item in work is known when time runs out.
 * `skip`: pass over that many items after `from` without parsing them; their batch carries one
 * `skippedProblem` each, and a position behind them.
 */
export interface CarefulOptions {
  careful?: boolean;
  skip?: number;
}

const skipped = 'reader.skipped';

/** Stands in for an item that was passed over; whoever asked for the skip knows and states the reason. */
export function skippedProblem(locator: Locator): Problem {
  return { locator, code: skipped, message: 'This item was passed over.', severity: 'error' };
}

export function isSkipped(problem: Problem): boolean {
  return problem.code === skipped;
}
