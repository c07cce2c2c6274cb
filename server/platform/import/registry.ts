import type { ImportOptions, UndoPreview } from '../../../shared/platform/import/imports.ts';
import type { Transaction, UserActor } from '../access/actor.ts';
import type { Files } from '../files/files.ts';
import type { Format } from './formats.ts';
import type { Item, Locator, Problem } from './reader.ts';

/** Who may see what an import brings, and to whom it belongs. */
export interface Reach {
  audience: string;
  visibility: ImportOptions['visibility'];
  ownerId: string;
}

/** What a room knows of the import while it writes. */
export interface Importing {
  importId: string;
  actor: UserActor;
  options: ImportOptions;
  reach: Reach;
  /** What comes by itself has no import that could be taken back: how records stood before is not kept. */
  isRun?: true;
  /** Others see who wrote with whom and when; subjects, texts and files stay with the owner. */
  headersOnly?: true;
  /** The workspace's country and zone, unless the import names others. */
  country: string;
  zone: string;
  /** What was confirmed for the columns of tables, here and before; the rooms that read tables know the form. */
  mappings: KeptMapping[];
  files: Files;
  fileId: string;
  fileName: string;
  /** Files of the same archive that are parts of it, by their names. */
  beside?: Readonly<Record<string, string>>;
  /** Only what it would do is asked: everything is taken back. */
  isCheck?: true;
  /** What was decided about single rows; the room that asked knows the form. */
  decisions: unknown;
  /** What is read in place of single cells; the same. */
  corrections: unknown;
  /** Whether the people in it may be written to; the same. */
  grounds: unknown;
  /** What rooms read at the beginning of a run and keep for its batches; never a source of truth. */
  memory: Map<string, unknown>;
}

/** Who reads what was written, where others may see no more than who wrote with whom. */
export function readersOfContent({ reach, headersOnly }: Importing): string {
  return headersOnly ? reach.ownerId : reach.audience;
}

export interface KeptMapping {
  source: 'chosen' | 'remembered';
  id: string | null;
  mapping: unknown;
}

export interface Written {
  people?: number;
  companies?: number;
  activities?: number;
  statements?: number;
  /** Here before, and gained something. */
  updated?: number;
  known?: number;
  problems?: Problem[];
  /** Rows that fewer see than the import is for: its report, which all of those read, repeats nothing of them. */
  unspoken?: Locator[];
  /** Where the items lay that became activities; for kinds of files that are written together. */
  captured?: Locator[];
}

/** How a room takes over one kind of file. */
export interface ImportFormat {
  formats: Format[];
  reader: { module: URL; name: string };
  readerOptions?: (importing: Importing) => object;
  /** Its rows can be counted beforehand, by writing them and taking it back. */
  isCheckable?: true;
  /** Names of the files beside it in an archive that are parts of it, not files of their own. */
  partsOf?: (path: string) => Promise<ReadonlySet<string>>;
  /** Files of this kind hold one item: many small ones are written in one transaction. */
  together?: true;
  /**
   * What a batch needs before it is written, without the database: done while the batch before it is being
   * written. Its answer takes the place of the items, and is not changed by writing.
   */
  prepare?: (items: Item<never>[], importing: Importing) => unknown[] | Promise<unknown[]>;
  /** Writes a batch inside the transaction that also remembers how far the file was read. */
  write: (transaction: Transaction, batch: never[], importing: Importing) => Promise<Written>;
}

/** What a room does once after all files, and how it takes its part of an import back. */
export interface ImportRoom {
  /** Reads, as whoever imports, what preparing its batches needs to know of the workspace. */
  begin?: (transaction: Transaction, importing: Importing) => Promise<void>;
  /** What of a check a person has to decide, in a form that the room knows. */
  doubts?: (transaction: Transaction, importing: Importing) => Promise<unknown[]>;
  finish?: (house: Transaction, importing: Importing) => Promise<Written>;
  /** Removes what the import brought and puts back what it changed; rooms above are undone first. */
  undo: (house: Transaction, importId: string) => Promise<void>;
  /** What undoing would take away, and what would stay because somebody worked on it. */
  preview: (transaction: Transaction, importId: string) => Promise<RoomPreview>;
}

export interface RoomPreview {
  removes: Partial<Record<'people' | 'companies' | 'activities' | 'statements', number>>;
  /** Those the actor may see; the others are only counted. */
  keeps: UndoPreview['keeps'];
  keptCount: number;
}

const formats: ImportFormat[] = [];
const rooms: ImportRoom[] = [];

export function registerFormat(format: ImportFormat): void {
  formats.push(format);
}

/** Rooms register from the lowest floor upward: finishing goes up, undoing comes down. */
export function registerRoom(room: ImportRoom): void {
  rooms.push(room);
}

/** Every module that reads some kind of file. */
export function readerModules(): URL[] {
  return [...new Map(formats.map(({ reader: { module } }) => [String(module), module])).values()];
}

export function formatOf(name: string): ImportFormat | undefined {
  return formats.find((format) => format.formats.includes(name as Format));
}

export const importRooms: readonly ImportRoom[] = rooms;
