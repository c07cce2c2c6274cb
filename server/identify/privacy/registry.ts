import type { Transaction } from '../../platform/access/actor.ts';
import type { Files } from '../../platform/files/files.ts';
import type { Needles } from './needles.ts';

/** Somebody in all the records that are them, and by what else they are met. */
export interface Person {
  partyIds: string[];
  /** Names as they were written, newest last; for texts about them. */
  names: string[];
  /** Addresses, handles and numbers that nobody else has. */
  addresses: string[];
  /** What sources called them, in the form in which a further import would know them again. */
  origins: string[];
  /** What stands for them in the texts of others. */
  needles: Needles;
}

/** What an erasure has met on its way down and what is done about it once it is committed. */
export interface Leavings {
  /** Whose events and names in the audit log go. */
  subjects: Set<string>;
  /** Contents that no row names any more. */
  contents: Set<string>;
  /** Imports whose files on disk go, and archives that may hold the person. */
  uploads: Set<string>;
  archives: Set<string>;
}

/** A file of what is held about somebody. */
export interface Disclosed {
  name: string;
  content: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
  /** What it is, in the archive's own text, in both languages. */
  about?: Record<'en' | 'de', string>;
}

/**
 * What a room answers for: each of its tables with what it may hold of a person and how that goes. A test
 * fails for a table that no room answers for, so that a later room cannot forget.
 */
export interface PersonalData {
  tables: Readonly<Record<string, string>>;
  disclose?: (house: Transaction, person: Person, files: Files) => AsyncIterable<Disclosed>;
  /** Removes the person from its tables; answers with how much of what, for the preview and the log. */
  erase?: (
    house: Transaction,
    person: Person,
    leavings: Leavings,
  ) => Promise<Record<string, number>>;
}

const rooms: PersonalData[] = [];

/** Rooms register from the ground up; what stands above goes first when somebody is erased. */
export function registerPersonalData(room: PersonalData): void {
  rooms.push(room);
}

export const roomsWithPersonalData = (): readonly PersonalData[] => rooms;

export function tablesAnsweredFor(): string[] {
  return rooms.flatMap(({ tables }) => Object.keys(tables));
}
