import type { EntryKind } from './kinds.ts';
import type { KnownParty } from './names.ts';

/** What somebody put right about the reading; kept with the draft, so that it holds after a reload. */
export interface Corrections {
  kind?: { kind: EntryKind; direction: 'in' | 'out' | null };
  /** Right now, or a day (2026-04-14) and a time (14:30, or empty). */
  moment?: 'now' | { day: string; time: string };
  /** Whom the words of a key mean: somebody known, somebody new, or nobody. */
  meant: Readonly<Record<string, KnownParty | 'person' | 'company' | 'nobody'>>;
  /** Addresses and numbers that only stay in the text. */
  left: readonly string[];
  /** The line tells of a contract and is to be a note all the same. */
  isNoContract: boolean;
  isPrivate: boolean;
  /** Not about the record on whose page it is written. */
  isElsewhere: boolean;
}

export const uncorrected: Corrections = {
  meant: {},
  left: [],
  isNoContract: false,
  isPrivate: false,
  isElsewhere: false,
};
