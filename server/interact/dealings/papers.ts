import { sql } from 'kysely';
import type { Changed } from '../../identify/parties/editing.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { mayEdit, type Owned } from '../../platform/access/reach.ts';
import { insertRows } from '../../platform/database/bulk.ts';
import { writeActivity } from '../activities/writing.ts';
import { changeEntry, entryToChange, momentOf, type Terms } from './entries.ts';
import { type Side, sideToNote } from './sides.ts';

/** An offer or an invoice: an entry of the timeline whose terms stand in a table of their own. */
export interface Paper<Its extends Terms, Row> {
  kind: 'offer' | 'purchase';
  table: 'offers' | 'purchases';
  direction: 'in' | 'out';
  termsOf: (row: Row & { subject: string | null }) => Its;
  columnsOf: (terms: Its) => Record<string, unknown>;
  /** Adds what follows from the terms, or refuses what cannot be. */
  settle: (transaction: Transaction, terms: Its) => Promise<Its>;
}

/** Of so many the page of a party tells; the others stand on its timeline. */
const mostShown = 50;

/** Those of a party, newest first. */
export async function papersOf<Its extends Terms, Row>(
  transaction: Transaction,
  { kind, table, direction, termsOf }: Paper<Its, Row>,
  side: Side,
): Promise<(Its & { id: string; version: number; can: { edit: boolean } })[]> {
  const { db, actor } = transaction;
  const { rows } = await sql<
    Row & Owned & { subject: string | null; activity_id: string; version: number }
  >`
    select t.*, w.subject, a.version, a.visibility, a.owner_id, a.assigned_to
    from participants x
    join activities a on a.workspace_id = x.workspace_id and a.id = x.activity_id and a.trashed_at is null
      and a.direction = ${direction}
    join ${sql.table(table)} t on t.workspace_id = x.workspace_id and t.activity_id = x.activity_id
    join activity_texts w on w.workspace_id = x.workspace_id and w.activity_id = x.activity_id
    where x.workspace_id = ${actor.workspaceId} and x.party_id = ${side.id} and x.kind = ${kind}
    order by x.occurred_at desc, x.activity_id desc limit ${sql.lit(mostShown)}`.execute(db);
  return rows.map((row) => ({
    ...termsOf(row),
    id: row.activity_id,
    version: row.version,
    can: { edit: mayEdit(transaction, row) && !side.trashed_at },
  }));
}

/** Writes one down; it stands on the timeline of the other side. */
export async function addPaper<Its extends Terms, Row>(
  transaction: Transaction,
  paper: Paper<Its, Row>,
  partyId: string,
  given: Its,
  visibility: 'everyone' | 'private' = 'everyone',
): Promise<{ id: string; event: string }> {
  const { db, actor } = transaction;
  const side = await sideToNote(transaction, partyId);
  const terms = await paper.settle(transaction, given);
  const { id, event, audience } = await writeActivity(transaction, {
    kind: paper.kind,
    direction: paper.direction,
    partyIds: [side.id],
    subject: terms.what,
    text: '',
    occurredAt: (await momentOf(transaction, terms.date)).toString(),
    visibility,
  });
  await insertRows(db, paper.table, [
    { workspace_id: actor.workspaceId, activity_id: id, audience, ...paper.columnsOf(terms) },
  ]);
  return { id, event };
}

/** Corrects its terms, or says what became of it. */
export async function changePaper<Its extends Terms, Row>(
  transaction: Transaction,
  paper: Paper<Its, Row>,
  id: string,
  { version, ...change }: Partial<Its> & { version: number },
): Promise<Changed> {
  const { db, actor } = transaction;
  const entry = await entryToChange(transaction, paper.kind, id, version);
  const before = await termsOfPaper(transaction, paper, id);
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const after = await paper.settle(transaction, { ...before, ...Object.fromEntries(given) });
  const columns = Object.entries(paper.columnsOf(after)).map(
    ([name, value]) => sql`${sql.ref(name)} = ${value}`,
  );
  await sql`
    update ${sql.table(paper.table)} set ${sql.join(columns)}
    where workspace_id = ${actor.workspaceId} and activity_id = ${id}`.execute(db);
  return changeEntry(transaction, entry, { before, after });
}

export async function termsOfPaper<Its extends Terms, Row>(
  { db, actor }: Transaction,
  { table, termsOf }: Paper<Its, Row>,
  id: string,
): Promise<Its> {
  const { rows } = await sql<Row & { subject: string | null }>`
    select t.*, w.subject from ${sql.table(table)} t
    join activity_texts w on w.workspace_id = t.workspace_id and w.activity_id = t.activity_id
    where t.workspace_id = ${actor.workspaceId} and t.activity_id = ${id}`.execute(db);
  return termsOf(rows[0]!);
}
