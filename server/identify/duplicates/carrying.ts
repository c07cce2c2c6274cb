import { sql } from 'kysely';
import type { Transaction } from '../../platform/access/actor.ts';

/** A column that names a party and whose rows follow it when it becomes part of another. */
export interface Carried {
  table: string;
  column: string;
  /** What tells a row from the others of its table, beside the workspace. */
  key: readonly string[];
  /** Where a party may have one row only for each value of these, a row that it would double stays behind. */
  onceFor?: readonly string[];
  /** The column of the other end, where a row ties two parties: one that would tie a party to itself stays behind. */
  otherEnd?: string;
}

const carried: Carried[] = [];

/** A room says which of its rows follow a merge; they go back when the merge is taken back. */
export function carryOver(rows: Carried): void {
  carried.push(rows);
}

/**
 * Columns that name a party and are not carried over row by row, with what a merge does about them. Whoever
 * adds a table that names a party says it here or by `carryOver`; a test looks.
 */
export const seenTo: Readonly<Record<string, string>> = {
  'statements.party_id': 'Moved by the merge, with its own rules for what both say.',
  'party_emails.party_id': 'Worked out from the statements.',
  'party_roles.party_id': 'Worked out from the statements.',
  'party_tags.party_id': 'Worked out from the statements.',
  'party_values.party_id': 'Worked out from the statements.',
  'party_values.reference': 'Moved with the statements of the fields that lead there.',
  'affiliations.party_id': 'Worked out from the statements.',
  'affiliations.company_id': 'Moved with the statements of those who work there.',
  'parties.company_id': 'Moved with the statements of those who work there.',
  'handovers.from_id': 'A colleague.',
  'handovers.to_id': 'A colleague.',
  'confidences.party_id':
    'Stays where it was confided and is read from there, so that no move tells of it.',
  'private_pages.party_id':
    'Stays: a link rests until the merge is taken back, for nobody looked at what it would show.',
  'contacts.party_id': 'Counted anew after the merge.',
  'warmth.party_id': 'Follows from what is counted anew after the merge.',
  'duplicate_checks.party_id': 'Looked at anew after the merge.',
  'duplicate_keys.party_id': 'Worked out from the statements.',
};

export function carriedColumns(): string[] {
  return carried.map(({ table, column }) => `${table}.${column}`);
}

type Key = Record<string, unknown>;

/** Lets everything that names the absorbed party name the kept one; answers with what moved, by column. */
export async function carry(
  { db, actor }: Transaction,
  { kept, absorbed }: { kept: string; absorbed: string },
): Promise<Map<string, Key[]>> {
  const moved = new Map<string, Key[]>();
  for (const { table, column, key, onceFor, otherEnd } of carried) {
    const doubled = onceFor
      ? sql`and not exists (select from ${sql.table(table)} o where o.workspace_id = t.workspace_id
          and o.${sql.ref(column)} = ${kept}
          and ${sql.join(
            onceFor.map((name) => sql`o.${sql.ref(name)} is not distinct from t.${sql.ref(name)}`),
            sql` and `,
          )})`
      : sql``;
    const toItself = otherEnd ? sql`and t.${sql.ref(otherEnd)} <> ${kept}` : sql``;
    const { rows } = await sql<Key>`
      update ${sql.table(table)} t set ${sql.ref(column)} = ${kept}
      where t.workspace_id = ${actor.workspaceId} and t.${sql.ref(column)} = ${absorbed} ${doubled} ${toItself}
      returning ${sql.join(key.map((name) => sql`t.${sql.ref(name)}`))}`.execute(db);
    if (rows.length > 0) moved.set(`${table}.${column}`, rows);
  }
  return moved;
}

/** Lets what moved name the absorbed party again, as far as it still names the kept one. */
export async function carryBack(
  { db, actor }: Transaction,
  { kept, absorbed }: { kept: string; absorbed: string },
  moved: ReadonlyMap<string, readonly Key[]>,
): Promise<void> {
  for (const { table, column, key } of carried) {
    const rows = moved.get(`${table}.${column}`);
    if (!rows) continue;
    await sql`
      update ${sql.table(table)} t set ${sql.ref(column)} = ${absorbed}
      from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json) as was
      where t.workspace_id = ${actor.workspaceId} and t.${sql.ref(column)} = ${kept}
        and ${sql.join(
          key.map((name) => sql`t.${sql.ref(name)} = was.${sql.ref(name)}`),
          sql` and `,
        )}`.execute(db);
  }
}
