import type { AccessLevel } from '../../../shared/platform/access.ts';
import type { Colleague, Company } from '../../testing/company.ts';
import type { Kind, Relation, Specimen } from '../records.ts';

/**
 * What the sales manual says about access, as sentences; and what each route asks for. A route that is
 * served and has no line here fails the tests.
 */

const everybody: AccessLevel[] = ['owner', 'manager', 'member', 'reader'];

const writers: AccessLevel[] = ['owner', 'manager', 'member'];

interface Sentence {
  see: AccessLevel[];
  change: AccessLevel[];
  /** Only whoever began an import, and owners, steer it. */
  steer: AccessLevel[];
  /** What taking it back would do concerns whoever may have to decide about it. */
  preview: AccessLevel[];
}

/** Who sees and who changes a record, by what the record is to whoever asks. */
export const sentences: Record<Relation, Sentence> = {
  'one’s own': { see: everybody, change: writers, steer: writers, preview: everybody },
  'assigned to one': { see: everybody, change: writers, steer: ['owner'], preview: ['owner'] },
  'a teammate’s, seen by everyone': {
    see: everybody,
    change: ['owner', 'manager'],
    steer: ['owner'],
    preview: ['owner'],
  },
  'a stranger’s, seen by everyone': {
    see: everybody,
    change: ['owner'],
    steer: ['owner'],
    preview: ['owner'],
  },
  'one’s team’s': {
    see: everybody,
    change: ['owner', 'manager'],
    steer: ['owner'],
    preview: ['owner'],
  },
  'another team’s': { see: ['owner'], change: ['owner'], steer: ['owner'], preview: ['owner'] },
  'private to another': { see: [], change: [], steer: [], preview: [] },
  'another company’s': { see: [], change: [], steer: [], preview: [] },
  'one’s own, in the trash': {
    see: everybody,
    change: writers,
    steer: writers,
    preview: everybody,
  },
};

export interface Sent {
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A route that leads to one record. */
export interface RecordDoor {
  on: Kind;
  asks: 'see' | 'change' | 'steer' | 'preview' | 'undo';
  /** Readers of the company are refused whatever they see. */
  forWriters?: boolean;
  /** It changes only what somebody keeps for themselves, which readers do too. */
  forOneself?: boolean;
  /** Everybody below is refused whatever they see. */
  forOwners?: boolean;
  /** How the route is used on this record. */
  use: (specimen: Specimen, company: Company) => Sent | Promise<Sent>;
  /** What it answers when access is settled; 2xx unless said otherwise. */
  answers?: number;
  /** What a record in the trash answers to those who may see or change it. */
  inTrash?: number;
}

/** A route that leads to no record, or to one that only owners and its holder know. */
export interface OtherDoor {
  asks: AccessLevel;
  forOneself?: boolean;
  use: (company: Company, asker: Colleague) => Sent | Promise<Sent>;
  answers?: number;
  /** The same route, used on something of another company: always 404. */
  elsewhere?: (company: Company) => Sent | Promise<Sent>;
}
