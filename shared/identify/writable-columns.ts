import type { PartyKind } from './parties.ts';

// Apart from the shapes of requests: a list needs these before it is drawn, and the shapes weigh fifty times as much.

/** So much is read, weighed and written while somebody waits. More comes through an import. */
export const cellLimits = { rows: 5_000, columns: 100, cells: 20_000 } as const;

/** Columns of a list whose cells can be written in; the fields of the company's own join them. */
export const cellFields: Readonly<Record<PartyKind, readonly string[]>> = {
  person: [
    'name',
    'email',
    'phone',
    'web',
    'title',
    'companyName',
    'role',
    'tag',
    'city',
    'country',
    'assignedTo',
  ],
  company: [
    'name',
    'email',
    'phone',
    'web',
    'domain',
    'role',
    'tag',
    'city',
    'country',
    'assignedTo',
  ],
};
