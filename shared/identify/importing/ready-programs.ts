import type { Field } from './header-words.ts';

/** A field, or one with its kind (work, mobile …) and the number that holds an address together. */
export type ReadyColumn = Field | readonly [field: Field, label: string, slot?: string];

export interface ReadyProgram {
  program: string;
  /** Headings that together no other program writes. */
  requires: readonly string[];
  /** What a row with only one name is. */
  kind?: 'person' | 'company';
  columns: Readonly<Record<string, ReadyColumn>>;
}

export const programs: readonly ReadyProgram[] = [];
