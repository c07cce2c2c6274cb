import type { Actor } from '../access/actor.ts';
import type { Files } from '../files/files.ts';
import type { ReadAs } from './exported.ts';

export type Language = 'en' | 'de';

/** What a room knows while its part of an archive is written. */
export interface Archiving {
  actor: Actor;
  /** All parts read one state of everything. */
  read: ReadAs;
  files: Files;
  /** Passes rows on and counts them for the progress. */
  watch: <Row>(rows: AsyncIterable<Row>) => AsyncIterable<Row>;
}

/** A file of the archive, or a folder of files. */
export interface ArchivePart {
  name: string;
  /** What it is and what it is good for, for the README. */
  about: Record<Language, string>;
  entries: (archiving: Archiving) => AsyncIterable<ArchiveEntry>;
}

export interface ArchiveEntry {
  name: string;
  content: AsyncIterable<string | Uint8Array>;
}

const registered: ArchivePart[] = [];

/** Rooms register from the lowest floor upward; the README names their parts in this order. */
export function registerArchivePart(part: ArchivePart): void {
  registered.push(part);
}

/** A part that is one file. */
export function registerArchiveFile(
  name: string,
  about: ArchivePart['about'],
  write: (archiving: Archiving) => AsyncIterable<string | Uint8Array>,
): void {
  registerArchivePart({
    name,
    about,
    async *entries(archiving) {
      yield { name, content: write(archiving) };
    },
  });
}

export const archiveParts: readonly ArchivePart[] = registered;
