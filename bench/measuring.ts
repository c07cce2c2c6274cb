/** Times of one side of a comparison, in milliseconds. */
export class Times {
  readonly #all: number[] = [];

  add(time: number): void {
    this.#all.push(time);
  }

  at(share: number): number {
    const sorted = this.#all.toSorted((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
  }
}

type Step = (turn: number) => Promise<unknown>;

/**
 * Times several ways of doing things turn by turn, so that whatever else happens on the machine hits
 * all of them alike. The first turns warm everything up and do not count.
 */
export async function alternate<Name extends string>(
  steps: Record<Name, Step>,
  { turns, warmUp }: { turns: number; warmUp: number },
): Promise<Record<Name, Times>> {
  const sides = Object.entries<Step>(steps).map(([name, step]) => ({
    name,
    step,
    times: new Times(),
  }));
  for (let turn = 0; turn < warmUp + turns; turn++) {
    for (const { step, times } of sides) {
      const began = performance.now();
      await step(turn);
      if (turn >= warmUp) times.add(performance.now() - began);
    }
  }
  return Object.fromEntries(sides.map(({ name, times }) => [name, times])) as Record<Name, Times>;
}

/** One line of the report. */
export interface Figure {
  name: string;
  measured: string;
  compared: string;
  target: string;
  /** Undefined: for orientation only. */
  reached?: boolean;
}

export const milliseconds = (time: number) =>
  time >= 100 ? `${time.toFixed(0)} ms` : `${time.toFixed(2)} ms`;

/** An HTTP route against its own statements through the bare driver plus an empty route. */
export function overheadFigures(
  name: string,
  { http, bare, empty }: Record<'http' | 'bare' | 'empty', Times>,
): Figure[] {
  const line = (label: string, share: number, most: number): Figure => {
    const sum = bare.at(share) + empty.at(share);
    const ratio = http.at(share) / sum;
    return {
      name: `${name}, ${label}`,
      measured: milliseconds(http.at(share)),
      compared: `${ratio.toFixed(2)}× of ${milliseconds(bare.at(share))} (statements) + ${milliseconds(empty.at(share))} (empty route)`,
      target: `≤ ${most}×`,
      reached: ratio <= most,
    };
  };
  return [line('p50', 0.5, 2), line('p99', 0.99, 4)];
}
