import { type RawBuilder, sql } from 'kysely';
import type {
  BulkChange,
  BulkKind,
  BulkPreview,
  Selection,
} from '../../../shared/identify/bulk.ts';
import type { PartyKind } from '../../../shared/identify/parties.ts';
import { foldForSearch } from '../../../shared/platform/folding.ts';
import type { Transaction } from '../../platform/access/actor.ts';
import { editableBy, sharableBy } from '../../platform/access/reach.ts';
import { audiencesOf } from '../../platform/access/readers.ts';
import { everyMatch } from '../../platform/catalog/query.ts';
import { partyEntity } from '../fields/entity.ts';
import { named } from './acts.ts';

/** The records of a selection that the actor sees, as the end of a statement that begins with `select …`. */
async function selected(
  transaction: Transaction,
  kind: BulkKind,
  selection: Selection,
): Promise<RawBuilder<unknown>> {
  const { workspaceId } = transaction.actor;
  if ('tag' in selection) {
    return sql`from parties where workspace_id = ${workspaceId} and trashed_at is null
      and id in (select party_id from party_tags where workspace_id = ${workspaceId}
        and key = ${foldForSearch(selection.tag)})`;
  }
  const ofKind = sql`workspace_id = ${workspaceId} and kind = ${kind} and trashed_at is null`;
  if ('ids' in selection)
    return sql`from parties where ${ofKind} and id = any (${selection.ids}::uuid[])`;
  const entity = await partyEntity(kind as PartyKind)(transaction);
  const matches = await everyMatch(transaction, entity, {
    filter: selection.filter ?? undefined,
    zone: selection.zone,
  });
  return selection.except.length > 0
    ? sql`${matches} and id <> all (${selection.except}::uuid[])`
    : matches;
}

/** Every record of a selection, in the order in which acts hold them, so that no two wait for each other. */
export async function selectedIds(
  transaction: Transaction,
  kind: BulkKind,
  selection: Selection,
): Promise<string[]> {
  const records = await selected(transaction, kind, selection);
  const { rows } = await sql<{ id: string }>`select id ${records} order by id`.execute(
    transaction.db,
  );
  return rows.map(({ id }) => id);
}

const mostNamed = 20;

/** How many a change would concern, and whom it could not change: counted, with nothing changed. */
export async function previewBulk(
  transaction: Transaction,
  kind: BulkKind,
  selection: Selection,
  change: BulkChange,
): Promise<BulkPreview> {
  const { db, actor } = transaction;
  const records = await selected(transaction, kind, selection);
  const yours = change.do === 'share' ? sharableBy(actor) : editableBy(actor);
  const successor = change.do === 'assign' ? change.to : null;
  const may = successor
    ? sql<boolean>`(${yours} and audience = any (${await audiencesOf(transaction, successor)}::uuid[]))`
    : yours;
  const { rows } = await sql<{ matching: number; editable: number }>`
    select count(*) as matching, count(*) filter (where ${may}) as editable ${records}`.execute(db);
  const { matching, editable } = rows[0]!;
  if (matching === editable) return { matching, editable, refused: [] };
  const refused = await sql<{ id: string; yours: boolean }>`
    select id, ${yours} as yours ${records} and not ${may} order by sort_name, id limit ${sql.lit(mostNamed)}`.execute(
    db,
  );
  return {
    matching,
    editable,
    refused: await named(
      transaction,
      refused.rows.map((row) => ({ id: row.id, because: row.yours ? 'unseen' : 'not yours' })),
    ),
  };
}
