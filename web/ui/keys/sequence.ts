import type { Keys } from './chords.ts';

/** Between the keys of a sequence such as `G P` at most this many milliseconds may pass. */
export const longestGap = 1500;

/** What a stroke means: some keys are complete, a sequence has begun, or nothing listens to it. */
export type Heard = { keys: Keys } | 'waiting' | 'nothing';

/**
 * Listens to single chords and to sequences. The second key of a begun sequence belongs to the
 * sequence, so `G P` never also fires `P`; when it completes none, it counts as a key of its own.
 */
export class SequenceListener {
  #begun: { keys: Keys; at: number } | null = null;

  hear(chord: string, at: number, known: ReadonlySet<Keys>): Heard {
    const begun = this.#begun;
    this.#begun = null;
    if (begun && at - begun.at <= longestGap) {
      const answer = this.#match(`${begun.keys} ${chord}`, at, known);
      if (answer !== 'nothing') return answer;
    }
    return this.#match(chord, at, known);
  }

  forget(): void {
    this.#begun = null;
  }

  #match(keys: Keys, at: number, known: ReadonlySet<Keys>): Heard {
    for (const one of known) {
      if (one.startsWith(`${keys} `)) {
        this.#begun = { keys, at };
        return 'waiting';
      }
    }
    return known.has(keys) ? { keys } : 'nothing';
  }
}
